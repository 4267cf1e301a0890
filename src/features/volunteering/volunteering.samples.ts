/** Volunteer Xiqiao (志愿西樵): a village with a team, a drafted activity, slots and volunteers; for tests. */
import { aBranch, aMember, type SampleBranch } from '#features/meetings/meetings.samples.ts'
import type { Database } from '#platform/database/database.ts'
import { newId } from '#platform/shared/ids.ts'
import type { Grade, VolunteerSlotState } from './volunteering.shapes.contract.ts'

const townId = 1

export interface SampleTeam extends SampleBranch {
  teamId: string
  /** Leads the team and holds no post. */
  leader: string
}

/** A village with its offices, and a team whose leader holds no post. */
export async function aTeam(db: Database): Promise<SampleTeam> {
  const at = await aBranch(db)
  const leader = await aMember(db, at.village.id, '麦惠芳', 'mai hui fang')
  const teamId = newId()
  await db.insertInto('volunteerTeam').values({ townId, id: teamId, unitId: at.village.id, name: '柳河义工队', leaderId: leader }).execute()
  return { ...at, teamId, leader }
}

/** Someone of the unit who agreed to be recorded; grown up unless told. */
export async function aVolunteer(
  db: Database,
  unitId: string,
  { name = '陈大妹', ...changes }: { name?: string; bornOn?: string; bannedFrom?: string; bannedUntil?: string; banReason?: string } = {},
): Promise<string> {
  const personId = await aMember(db, unitId, name)
  await db
    .insertInto('volunteer')
    .values({ townId, personId, consentedOn: '2026-01-01', skills: '', times: '', ...changes })
    .execute()
  return personId
}

interface SlotChanges {
  places?: number
  state?: VolunteerSlotState
  startsAt?: string
  endsAt?: string
  minAge?: number
  teamId?: string | null
  postedOn?: string
}

/** A slot of an activity of its own, open and on the afternoon of the day on which the tests stand. */
export async function aSlot(db: Database, unitId: string, changes: SlotChanges = {}): Promise<string> {
  const { minAge = 0, teamId = null, places = 10, state = 'open', ...times } = changes
  const [activityId, id] = [newId(), newId()]
  await db
    .insertInto('volunteerActivity')
    .values({ townId, id: activityId, ...anActivity(unitId), teamId, openedAt: new Date(0), minAge })
    .execute()
  const span = { startsAt: '2026-03-02T06:00:00Z', endsAt: '2026-03-02T08:00:00Z' }
  await db
    .insertInto('volunteerSlot')
    .values({ townId, id, activityId, unitId, teamId, places, state, ...span, ...times })
    .execute()
  return id
}

/** Two hours of a new volunteer on the afternoon of a day, posted that day. */
export async function twoHours(db: Database, unitId: string, day: string, grade: Grade = 'organiser'): Promise<string> {
  const personId = await aVolunteer(db, unitId)
  const at = { startsAt: `${day}T14:00:00+08:00`, endsAt: `${day}T16:00:00+08:00` }
  const slotId = await aSlot(db, unitId, { state: 'locked', postedOn: day, ...at })
  const publicReason = grade === 'enteredLater' ? '当天忘了登记' : null
  const served = { slotId, personId, name: '陈大妹', sortKey: 'chen', ...at, minutes: 120, credited: 120, grade, publicReason }
  await db
    .insertInto('volunteerHours')
    .values({ townId, id: newId(), ...served, state: 'standing', enteredOn: day, postedOn: day })
    .execute()
  return personId
}

/** What an office enters of an activity. */
export const anActivity = (unitId: string, changes: object = {}) => ({
  unitId,
  teamId: null,
  title: '清洁河道',
  about: '捡河边的垃圾。',
  venueId: null,
  place: '柳河边凉亭',
  contactName: '潘国华',
  contactPhone: '07570000001',
  needs: '穿防滑的鞋',
  minAge: 0,
  risky: false,
  insuranceNumber: null,
  ...changes,
})
