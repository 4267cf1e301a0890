/**
 * The demonstration town (示例镇): 西樵镇 as a workbook, from a seed.
 *
 * A pure function: the same seed gives the same rows. Units are real, people are invented, and
 * the counts are those of the article wherever it gives one.
 */
import { appraisalSheet } from '#features/appraisals/appraisals.workbook.ts'
import { bodySheet, type BodyRow } from '#features/bodies/bodies.workbook.ts'
import { contactSheet, householdSheet } from '#features/households/households.workbook.ts'
import { postHoldingSheet, reportInSheet, servicePostSheet, wishSheet } from '#features/commitments/commitments.workbook.ts'
import { gridSheet, membershipSheet } from '#features/memberships/memberships.workbook.ts'
import { meetingActionSheet, meetingRollSheet, meetingSheet } from '#features/meetings/meetings.workbook.ts'
import { postingSheet } from '#features/mobilisations/mobilisations.workbook.ts'
import { peopleSheet, termSheet, type PersonRow, type TermRow } from '#features/people/people.workbook.ts'
import { jointMeetingSheet, type JointMeetingRow } from '#features/requests/requests.joint.workbook.ts'
import { caseSheet, stepSheet } from '#features/requests/requests.workbook.ts'
import { trainingRollSheet, trainingSheet } from '#features/trainings/trainings.workbook.ts'
import { teamSheet, volunteerRecordSheet, volunteerSheet, volunteerSlotSheet } from '#features/volunteering/volunteering.workbook.ts'
import { voterSheet, type VoterSheetRow } from '#features/votes/votes.workbook.ts'
import { unitSheet, type UnitRow } from '#features/units/units.workbook.ts'
import { visitSheet } from '#features/visits/visits.workbook.ts'
import { venueSheet, type VenueRow } from '#features/venues/venues.workbook.ts'
import { plateSheet, type PlateSheetRow } from '#features/plates/plates.workbook.ts'
import { rowsOf, writeExport, type SheetRows } from '#platform/server/workbook.ts'
import { demoAppraisals, type DemoAppraisals } from './appraisals.ts'
import { demoBodies } from './bodies.ts'
import { demoCases, type CaseRow, type StepRow } from './cases.ts'
import { chanceOf } from './chance.ts'
import { demoHouseholds, type DemoHouseholds } from './households.ts'
import { demoMembers, type DemoMembers } from './members.ts'
import type { DemoMeetings } from './meeting-rows.ts'
import { demoMeetings } from './meetings.ts'
import { demoMobilisation, type DemoMobilisation } from './mobilisations.ts'
import { demoCommitments, type DemoCommitments } from './commitments.ts'
import { demoPeople } from './people.ts'
import { demoPlates } from './plates.ts'
import { townName } from './places.ts'
import { demoTrainings, type DemoTrainings } from './trainings.ts'
import { demoUnits } from './units.ts'
import { demoVoters } from './voters.ts'
import { demoVenues } from './venues.ts'
import { demoVisits, type DemoVisits } from './visits.ts'
import { demoVolunteering, type DemoVolunteering } from './volunteering.ts'

export interface DemoTown
  extends
    DemoHouseholds,
    DemoVisits,
    DemoMobilisation,
    DemoMeetings,
    DemoTrainings,
    DemoAppraisals,
    DemoVolunteering,
    DemoCommitments,
    Omit<DemoMembers, 'members'> {
  units: UnitRow[]
  bodies: BodyRow[]
  people: PersonRow[]
  terms: TermRow[]
  venues: VenueRow[]
  plates: PlateSheetRow[]
  voters: VoterSheetRow[]
  cases: CaseRow[]
  steps: StepRow[]
  jointMeetings: JointMeetingRow[]
}

/** `today` is the day up to which its cases are told. */
export function demoTown(seed: string | number, today: string): DemoTown {
  const chance = chanceOf(seed)
  const units = demoUnits(chance.of('units'))
  const people = demoPeople(units, chance.of('people'))
  const bodies = demoBodies(units, chance.of('bodies'))
  const homes = demoHouseholds({ units, terms: people.terms }, chance.of('households'))
  const { members, ...party } = demoMembers(units, people, chance.of('members'))
  return {
    units: units.rows,
    bodies,
    people: [...people.people, ...members],
    terms: people.terms,
    ...party,
    ...demoCommitments({ members, ...party }, today, chance.of('commitments')),
    venues: demoVenues(units, chance.of('venues')),
    ...homes,
    ...demoVisits(homes, today, chance.of('visits')),
    plates: demoPlates({ ...homes, ...party }, chance.of('plates')),
    ...demoCases({ units, terms: people.terms, today }, chance.of('cases')),
    ...demoMeetings({ units, bodies, ...people, today }, chance.of('meetings')),
    ...demoTrainings({ ...people, today }, chance.of('trainings')),
    ...demoAppraisals({ ...people, today }, chance.of('appraisals')),
    ...demoMobilisation(chance.of('mobilisations')),
    ...demoVolunteering({ ...people, today }, chance.of('volunteering')),
    ...demoVoters(units, chance.of('voters')),
  }
}

/** The town as the sheets of one workbook, in the order in which they refer to each other. */
export const demoSheets = ({ units, bodies, people, terms, venues, cases, steps, ...life }: DemoTown): SheetRows[] => [
  rowsOf(unitSheet, units),
  rowsOf(bodySheet, bodies),
  rowsOf(peopleSheet, people),
  rowsOf(termSheet, terms),
  rowsOf(membershipSheet, life.memberships),
  rowsOf(gridSheet, life.grids),
  rowsOf(venueSheet, venues),
  rowsOf(householdSheet, life.households),
  rowsOf(contactSheet, life.householdContacts),
  rowsOf(visitSheet, life.visits),
  rowsOf(plateSheet, life.plates),
  rowsOf(caseSheet, cases),
  rowsOf(stepSheet, steps),
  rowsOf(jointMeetingSheet, life.jointMeetings),
  rowsOf(meetingSheet, life.meetings),
  rowsOf(meetingRollSheet, life.meetingRolls),
  rowsOf(meetingActionSheet, life.meetingActions),
  rowsOf(trainingSheet, life.trainings),
  rowsOf(trainingRollSheet, life.trainingRolls),
  rowsOf(reportInSheet, life.reportIns),
  rowsOf(servicePostSheet, life.servicePosts),
  rowsOf(postHoldingSheet, life.postHoldings),
  rowsOf(wishSheet, life.wishes),
  rowsOf(appraisalSheet, life.appraisals),
  rowsOf(postingSheet, life.postings),
  rowsOf(volunteerSheet, life.volunteers),
  rowsOf(teamSheet, life.volunteerTeams),
  rowsOf(volunteerSlotSheet, life.volunteerSlots),
  rowsOf(volunteerRecordSheet, life.volunteerRecords),
  rowsOf(voterSheet, life.voters),
]

/** The town as an xlsx that the import takes. */
export const writeDemoWorkbook = (seed: string | number, today: string): Promise<Buffer> =>
  writeExport(demoSheets(demoTown(seed, today)), { reportedBy: townName, stamp: `示例数据，人名和电话均为虚构。种子：${seed}` })
