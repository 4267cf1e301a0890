/**
 * Imports (工作簿导入导出): every sheet that goes in or out, in the order in which they refer to each other.
 *
 * The owner of a sheet decides what its rows do; this list says only whom to ask, and puts the two sheets of a ledger of
 * cases together.
 */
import { exportAppraisalRows } from '#features/appraisals/appraisals.export.actions.ts'
import { applyAppraisalRows } from '#features/appraisals/appraisals.rows.actions.ts'
import { appraisalSheet } from '#features/appraisals/appraisals.workbook.ts'
import { exportBodyRows } from '#features/bodies/bodies.export.actions.ts'
import { applyBodyRows } from '#features/bodies/bodies.rows.actions.ts'
import { bodySheet } from '#features/bodies/bodies.workbook.ts'
import {
  exportPostHoldingRows,
  exportReportInRows,
  exportServicePostRows,
  exportWishRows,
} from '#features/commitments/commitments.export.actions.ts'
import {
  applyPostHoldingRows,
  applyReportInRows,
  applyServicePostRows,
  applyWishRows,
} from '#features/commitments/commitments.rows.actions.ts'
import { postHoldingSheet, reportInSheet, servicePostSheet, wishSheet } from '#features/commitments/commitments.workbook.ts'
import { exportMeetingActionRows, exportMeetingRollRows, exportMeetingRows } from '#features/meetings/meetings.export.actions.ts'
import { applyGridRows, applyMembershipRows, exportGridRows, exportMembershipRows } from '#features/memberships/memberships.rows.actions.ts'
import { gridSheet, membershipSheet } from '#features/memberships/memberships.workbook.ts'
import { applyContactRows, applyHouseholdRows } from '#features/households/households.rows.actions.ts'
import { contactSheet, householdSheet } from '#features/households/households.workbook.ts'
import { applyMeetingActionRows, applyMeetingRollRows, applyMeetingRows } from '#features/meetings/meetings.rows.actions.ts'
import { meetingActionSheet, meetingRollSheet, meetingSheet } from '#features/meetings/meetings.workbook.ts'
import { applyPostingRows } from '#features/mobilisations/mobilisations.rows.actions.ts'
import { postingSheet } from '#features/mobilisations/mobilisations.workbook.ts'
import { applyPlateRows } from '#features/plates/plates.rows.actions.ts'
import { plateSheet } from '#features/plates/plates.workbook.ts'
import { exportPersonRows, exportTermRows } from '#features/people/people.export.actions.ts'
import { applyPersonRows, applyTermRows } from '#features/people/people.rows.actions.ts'
import { peopleSheet, termSheet } from '#features/people/people.workbook.ts'
import { applyJointMeetingRows } from '#features/requests/requests.joint.rows.actions.ts'
import { jointMeetingSheet } from '#features/requests/requests.joint.workbook.ts'
import { loadCases } from '#features/requests/requests.load.actions.ts'
import { caseSheet, stepSheet } from '#features/requests/requests.workbook.ts'
import { exportTrainingRollRows, exportTrainingRows } from '#features/trainings/trainings.export.actions.ts'
import { applyTrainingRollRows, applyTrainingRows } from '#features/trainings/trainings.rows.actions.ts'
import { trainingRollSheet, trainingSheet } from '#features/trainings/trainings.workbook.ts'
import { exportUnitRows } from '#features/units/units.export.actions.ts'
import { applyUnitRows } from '#features/units/units.rows.actions.ts'
import { unitSheet } from '#features/units/units.workbook.ts'
import { applyVisitRows } from '#features/visits/visits.rows.actions.ts'
import { visitSheet } from '#features/visits/visits.workbook.ts'
import { exportVenueRows } from '#features/venues/venues.export.actions.ts'
import { applyVenueRows } from '#features/venues/venues.rows.actions.ts'
import { venueSheet } from '#features/venues/venues.workbook.ts'
import {
  applyVolunteerRecordRows,
  exportTeamRows,
  exportVolunteerRecordRows,
  exportVolunteerRows,
  exportVolunteerSlotRows,
} from '#features/volunteering/volunteering.records.actions.ts'
import { applyTeamRows, applyVolunteerRows, applyVolunteerSlotRows } from '#features/volunteering/volunteering.rows.actions.ts'
import { teamSheet, volunteerRecordSheet, volunteerSheet, volunteerSlotSheet } from '#features/volunteering/volunteering.workbook.ts'
import { applyVoterRows, exportVoterRows } from '#features/votes/votes.rows.actions.ts'
import { voterSheet } from '#features/votes/votes.workbook.ts'
import type { Context } from '#platform/server/action.ts'
import { rowsOf, type SheetRows, type WorkbookReading } from '#platform/server/workbook.ts'
import type { Applied } from '#platform/shared/applied.ts'
import type { Column, ReadRow, Sheet, ValuesOf } from '#platform/shared/sheet.ts'
import type { ExportedSheet, SheetKey } from './imports.contract.ts'
import { sortLedger, standsBefore, standsOn } from './imports.rules.ts'

/** Hears how many rows of the step in hand are done. */
export type Report = (done: number) => Promise<void>

interface Step {
  key: SheetKey
  sheets: Partial<Record<SheetKey, Sheet>>
  /** What became of the rows of its sheets. */
  apply(context: Context, book: WorkbookReading, report: Report): Promise<Partial<Record<SheetKey, Applied>>>
}

/** A sheet that its owner takes as a whole. */
const step = <Columns extends readonly Column[]>(
  key: SheetKey,
  sheet: Sheet<Columns>,
  apply: (context: Context, rows: readonly ReadRow<ValuesOf<Columns>>[]) => Promise<Applied>,
): Step => ({
  key,
  sheets: { [key]: sheet },
  apply: async (context, book) => ({ [key]: await apply(context, book.of(sheet)?.rows ?? []) }),
})

export const importSteps: readonly Step[] = [
  step('units', unitSheet, applyUnitRows),
  step('bodies', bodySheet, applyBodyRows),
  step('people', peopleSheet, applyPersonRows),
  step('terms', termSheet, applyTermRows),
  step('memberships', membershipSheet, applyMembershipRows),
  step('grids', gridSheet, applyGridRows),
  step('venues', venueSheet, applyVenueRows),
  step('households', householdSheet, applyHouseholdRows),
  step('householdContacts', contactSheet, applyContactRows),
  step('visits', visitSheet, applyVisitRows),
  step('plates', plateSheet, applyPlateRows),
  { key: 'requests', sheets: { requests: caseSheet, steps: stepSheet }, apply: applyLedger },
  step('jointMeetings', jointMeetingSheet, applyJointMeetingRows),
  step('meetings', meetingSheet, applyMeetingRows),
  step('meetingRolls', meetingRollSheet, applyMeetingRollRows),
  step('meetingActions', meetingActionSheet, applyMeetingActionRows),
  step('trainings', trainingSheet, applyTrainingRows),
  step('trainingRolls', trainingRollSheet, applyTrainingRollRows),
  step('reportIns', reportInSheet, applyReportInRows),
  step('servicePosts', servicePostSheet, applyServicePostRows),
  step('postHoldings', postHoldingSheet, applyPostHoldingRows),
  step('wishes', wishSheet, applyWishRows),
  step('appraisals', appraisalSheet, applyAppraisalRows),
  step('postings', postingSheet, applyPostingRows),
  step('volunteers', volunteerSheet, applyVolunteerRows),
  step('volunteerTeams', teamSheet, applyTeamRows),
  step('volunteerSlots', volunteerSlotSheet, applyVolunteerSlotRows),
  step('volunteerRecords', volunteerRecordSheet, applyVolunteerRecordRows),
  step('voters', voterSheet, applyVoterRows),
]

/** Every sheet by its key. */
export const importedSheets = Object.assign({}, ...importSteps.map(({ sheets }) => sheets)) as Record<SheetKey, Sheet>

/** Cases with all of their steps; one that is there already stays as it is. */
async function applyLedger(context: Context, book: WorkbookReading, report: Report): Promise<Partial<Record<SheetKey, Applied>>> {
  const [told, lived] = [book.of(caseSheet), book.of(stepSheet)]
  const steps = lived?.rows ?? []
  const sorted = sortLedger({
    cases: told?.rows ?? [],
    steps,
    wrongCases: (told?.wrong ?? []).flatMap(({ values }) => values.number ?? []),
    wrongSteps: (lived?.wrong ?? []).flatMap(({ row, values }) => (values.number ? [{ row, number: values.number }] : [])),
  })
  const { created, refused } = await loadCases(context, sorted.cases, steps, report)
  const gone = new Set([...sorted.caseFaults, ...refused].map(({ row }) => row))
  const known = new Set(
    (told?.rows ?? []).filter(({ row, values }) => !gone.has(row) && !created.has(values.number)).map(row => row.values.number),
  )
  const counts = (rows: readonly { values: { number: string } }[]) => ({
    created: rows.filter(({ values }) => created.has(values.number)).length,
    updated: 0,
    unchanged: rows.filter(({ values }) => known.has(values.number)).length,
  })
  const caseFaults = [...sorted.caseFaults, ...refused.map(({ row, message }) => ({ row, key: null, message }))]
  return {
    requests: { ...counts(told?.rows ?? []), faults: caseFaults },
    steps: { ...counts(steps), faults: sorted.stepFaults },
  }
}

interface Leaving {
  /** Only what stands on the day, of meetings what was held until then; null is everything that ever stood. */
  day: string | null
  phones: 'masked' | 'full'
}

/** The rows of each sheet that goes out. The context's day is the day whose names are written. */
export const exportedRows: Record<ExportedSheet, (context: Context, leaving: Leaving) => Promise<SheetRows>> = {
  async units(context, { day }) {
    const rows = await exportUnitRows(context)
    return rowsOf(unitSheet, day === null ? rows : rows.filter(({ openedOn, closedOn }) => standsBefore(day, openedOn, closedOn)))
  },
  async bodies(context, { day }) {
    const rows = await exportBodyRows(context)
    return rowsOf(bodySheet, day === null ? rows : rows.filter(({ foundedOn, dissolvedOn }) => standsBefore(day, foundedOn, dissolvedOn)))
  },
  people: async (context, { phones }) => rowsOf(peopleSheet, await exportPersonRows(context, phones)),
  async terms(context, { day }) {
    const rows = await exportTermRows(context)
    return rowsOf(termSheet, day === null ? rows : rows.filter(({ from, until }) => standsOn(day, from, until)))
  },
  memberships: async context => rowsOf(membershipSheet, await exportMembershipRows(context)),
  async grids(context, { day }) {
    const rows = await exportGridRows(context)
    return rowsOf(gridSheet, day === null ? rows : rows.filter(({ from, until }) => standsOn(day, from, until)))
  },
  async venues(context, { day }) {
    const rows = await exportVenueRows(context)
    return rowsOf(
      venueSheet,
      day === null ? rows : rows.filter(({ openedOn, closedOn }) => openedOn !== null && standsBefore(day, openedOn, closedOn)),
    )
  },
  meetings: async (context, { day, phones }) => rowsOf(meetingSheet, await exportMeetingRows(context, day, phones)),
  meetingRolls: async (context, { day }) => rowsOf(meetingRollSheet, await exportMeetingRollRows(context, day)),
  meetingActions: async (context, { day }) => rowsOf(meetingActionSheet, await exportMeetingActionRows(context, day)),
  trainings: async (context, { day }) => rowsOf(trainingSheet, await exportTrainingRows(context, day)),
  trainingRolls: async (context, { day }) => rowsOf(trainingRollSheet, await exportTrainingRollRows(context, day)),
  reportIns: async context => rowsOf(reportInSheet, await exportReportInRows(context)),
  servicePosts: async context => rowsOf(servicePostSheet, await exportServicePostRows(context)),
  postHoldings: async context => rowsOf(postHoldingSheet, await exportPostHoldingRows(context)),
  wishes: async context => rowsOf(wishSheet, await exportWishRows(context)),
  appraisals: async (context, { day, phones }) => rowsOf(appraisalSheet, await exportAppraisalRows(context, day, phones)),
  volunteers: async context => rowsOf(volunteerSheet, await exportVolunteerRows(context)),
  volunteerTeams: async context => rowsOf(teamSheet, await exportTeamRows(context)),
  volunteerSlots: async context => rowsOf(volunteerSlotSheet, await exportVolunteerSlotRows(context)),
  volunteerRecords: async context => rowsOf(volunteerRecordSheet, await exportVolunteerRecordRows(context)),
  voters: async (context, { day }) => rowsOf(voterSheet, await exportVoterRows(context, day)),
}
