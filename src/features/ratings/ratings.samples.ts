/** Star ratings (评星定级): a branch with members whose records a cycle rates, for tests. */
import { aBranch, aMember, type SampleBranch } from '#features/meetings/meetings.samples.ts'
import { aMembership } from '#features/memberships/memberships.samples.ts'
import { aHolder } from '#features/people/people.samples.ts'
import type { MemberKind } from '#features/memberships/memberships.contract.ts'
import type { Database } from '#platform/database/database.ts'
import { newId } from '#platform/shared/ids.ts'
import { defaultRules } from './ratings.defaults.rules.ts'
import { adoptRuleSet, insertRuleSet } from './ratings.queries.ts'
import type { RuleSetFields } from './ratings.shapes.contract.ts'

const townId = 1

export interface RatedBranch extends SampleBranch {
  townLeader: string
  /** Is a member of the branch and its secretary. */
  members: { personId: string; membershipId: string; name: string }[]
}

/** Adopted rules from 2025 on; the defaults unless told. */
export async function someRules(db: Database, adoptedBy: string, fields: RuleSetFields = defaultRules(2025)): Promise<string> {
  const id = newId()
  await insertRuleSet(db, townId, id, fields)
  await adoptRuleSet(db, id, { decision: '西樵镇党委会议纪要〔2025〕3号', adoptedBy, adoptedOn: '2025-01-10' })
  return id
}

/** A branch with three members by name: 陈大妹, 何建生, and 区永康 who is its secretary. */
export async function aRatedBranch(db: Database): Promise<RatedBranch> {
  const at = await aBranch(db)
  const join = async (personId: string, name: string, kind: MemberKind = 'withoutPost') => ({
    personId,
    name,
    membershipId: await aMembership(db, personId, { bodyId: at.branchId, unitId: at.cooperative.id, kind }),
  })
  return {
    ...at,
    townLeader: await aHolder(db, 'townLeader', at.town.id, { name: '陈永强' }),
    members: [
      await join(await aMember(db, at.cooperative.id, '陈大妹', 'chen da mei'), '陈大妹'),
      await join(await aMember(db, at.cooperative.id, '何建生', 'he jian sheng'), '何建生'),
      await join(at.secretary, '区永康'),
    ],
  }
}

type Attendance = 'present' | 'excused' | 'absent'

/** A general meeting of 2025 that the branch held; `recorderId` took the roll. */
export async function aHeldMeeting(
  db: Database,
  at: SampleBranch,
  roll: readonly { personId: string; name: string; attendance: Attendance }[],
  { title = '第一季度党员大会', day = '2025-03-10', recorderId = at.secretary } = {},
): Promise<string> {
  const id = newId()
  const place = { unitId: at.cooperative.id, bodyId: at.branchId, place: '福寿里党群服务站' }
  await db
    .insertInto('meeting')
    .values({ townId, id, kind: 'generalMeeting', title, startsAt: `${day}T01:00:00Z`, state: 'held', recorderId, ...place })
    .execute()
  for (const [position, { personId, name, attendance }] of roll.entries())
    await db
      .insertInto('meetingRoll')
      .values({
        townId,
        id: newId(),
        meetingId: id,
        position,
        personId,
        name,
        sortKey: name,
        part: 'attendee',
        attendance,
        reason: attendance === 'excused' ? '住院' : null,
      })
      .execute()
  return id
}

/** A day of training in 2025 with the hours credited to each. */
export async function aCreditedTraining(
  db: Database,
  at: SampleBranch,
  credits: readonly { personId: string; name: string; hours: number }[],
  day = '2025-06-10',
): Promise<string> {
  const [courseId, id] = [newId(), newId()]
  await db
    .insertInto('trainingCourse')
    .values({ townId, id: courseId, unitId: at.village.id, title: `党员轮训${courseId.slice(-6)}`, audience: 'members' })
    .execute()
  await db
    .insertInto('trainingSession')
    .values({
      townId,
      id,
      courseId,
      unitId: at.village.id,
      startsAt: `${day}T01:00:00Z`,
      endsAt: `${day}T09:00:00Z`,
      placeKind: 'teachingPoint',
      place: '村党校',
      teacher: '梁少英',
      length: 'byHour',
      hours: 8,
      state: 'credited',
      creditedBy: at.villageSecretary,
    })
    .execute()
  for (const [position, { personId, name, hours }] of credits.entries())
    await db
      .insertInto('trainingRoll')
      .values({ townId, id: newId(), sessionId: id, position, personId, name, sortKey: name, attendance: 'present', hours })
      .execute()
  return id
}
