/**
 * The demonstration town (示例镇): 西樵镇 as a workbook, from a seed.
 *
 * A pure function: the same seed gives the same rows. Units are real, people are invented, and
 * the counts are those of the article wherever it gives one.
 */
import { appraisalSheet } from '#features/appraisals/appraisals.workbook.ts'
import { bodySheet, type BodyRow } from '#features/bodies/bodies.workbook.ts'
import { meetingActionSheet, meetingRollSheet, meetingSheet } from '#features/meetings/meetings.workbook.ts'
import { peopleSheet, termSheet, type PersonRow, type TermRow } from '#features/people/people.workbook.ts'
import { caseSheet, stepSheet } from '#features/requests/requests.workbook.ts'
import { trainingRollSheet, trainingSheet } from '#features/trainings/trainings.workbook.ts'
import { teamSheet, volunteerRecordSheet, volunteerSheet, volunteerSlotSheet } from '#features/volunteering/volunteering.workbook.ts'
import { unitSheet, type UnitRow } from '#features/units/units.workbook.ts'
import { venueSheet, type VenueRow } from '#features/venues/venues.workbook.ts'
import { rowsOf, writeExport, type SheetRows } from '#platform/server/workbook.ts'
import { demoAppraisals, type DemoAppraisals } from './appraisals.ts'
import { demoBodies } from './bodies.ts'
import { demoCases, type CaseRow, type StepRow } from './cases.ts'
import { chanceOf } from './chance.ts'
import { demoMeetings, type DemoMeetings } from './meetings.ts'
import { demoPeople } from './people.ts'
import { townName } from './places.ts'
import { demoTrainings, type DemoTrainings } from './trainings.ts'
import { demoUnits } from './units.ts'
import { demoVenues } from './venues.ts'
import { demoVolunteering, type DemoVolunteering } from './volunteering.ts'

export interface DemoTown extends DemoMeetings, DemoTrainings, DemoAppraisals, DemoVolunteering {
  units: UnitRow[]
  bodies: BodyRow[]
  people: PersonRow[]
  terms: TermRow[]
  venues: VenueRow[]
  cases: CaseRow[]
  steps: StepRow[]
}

/** `today` is the day up to which its cases are told. */
export function demoTown(seed: string | number, today: string): DemoTown {
  const chance = chanceOf(seed)
  const units = demoUnits(chance.of('units'))
  const people = demoPeople(units, chance.of('people'))
  return {
    units: units.rows,
    bodies: demoBodies(units, chance.of('bodies')),
    ...people,
    venues: demoVenues(units, chance.of('venues')),
    ...demoCases({ units, terms: people.terms, today }, chance.of('cases')),
    ...demoMeetings({ units, ...people, today }, chance.of('meetings')),
    ...demoTrainings({ ...people, today }, chance.of('trainings')),
    ...demoAppraisals({ ...people, today }, chance.of('appraisals')),
    ...demoVolunteering({ ...people, today }, chance.of('volunteering')),
  }
}

/** The town as the sheets of one workbook, in the order in which they refer to each other. */
export const demoSheets = ({ units, bodies, people, terms, venues, cases, steps, ...life }: DemoTown): SheetRows[] => [
  rowsOf(unitSheet, units),
  rowsOf(bodySheet, bodies),
  rowsOf(peopleSheet, people),
  rowsOf(termSheet, terms),
  rowsOf(venueSheet, venues),
  rowsOf(caseSheet, cases),
  rowsOf(stepSheet, steps),
  rowsOf(meetingSheet, life.meetings),
  rowsOf(meetingRollSheet, life.meetingRolls),
  rowsOf(meetingActionSheet, life.meetingActions),
  rowsOf(trainingSheet, life.trainings),
  rowsOf(trainingRollSheet, life.trainingRolls),
  rowsOf(appraisalSheet, life.appraisals),
  rowsOf(volunteerSheet, life.volunteers),
  rowsOf(teamSheet, life.volunteerTeams),
  rowsOf(volunteerSlotSheet, life.volunteerSlots),
  rowsOf(volunteerRecordSheet, life.volunteerRecords),
]

/** The town as an xlsx that the import takes. */
export const writeDemoWorkbook = (seed: string | number, today: string): Promise<Buffer> =>
  writeExport(demoSheets(demoTown(seed, today)), { reportedBy: townName, stamp: `示例数据，人名和电话均为虚构。种子：${seed}` })
