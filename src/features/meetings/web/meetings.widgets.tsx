/** Meetings (组织生活): what other pages may show: the grid in which attendance is taken, and what belongs to a roll. */
import './meetings.css'

export { AttendanceGrid } from './AttendanceGrid.tsx'
export { CountsField, countingLabels, countingOf, excludedNoteOf, showCounts, type Counting } from './CountsField.tsx'
export { MeetingList, meetingsAtOnce } from './MeetingList.tsx'
export { ListOutcome, NamesDialog } from './PasteDialog.tsx'
export { NoticeFields, planOf, WhenFields, type PlanValues } from './PlanFields.tsx'
export { PeopleSelect } from './PersonSelect.tsx'
