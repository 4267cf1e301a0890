/** Meetings (组织生活): what other pages may show: the grid in which attendance is taken. */
import './meetings.css'

export { AttendanceGrid } from './AttendanceGrid.tsx'
