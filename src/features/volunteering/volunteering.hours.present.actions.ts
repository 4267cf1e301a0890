/** Volunteer hours (志愿时长): finding entries and showing them with their grade, dispute and corrections. */
import type { Context } from '#platform/server/action.ts'
import { Problem, problems as common } from '#platform/shared/problem.ts'
import { hoursPolicy, type HoursFacts } from './volunteering.hours.policy.ts'
import * as queries from './volunteering.hours.queries.ts'
import { isLocked } from './volunteering.hours.rules.ts'
import { disputeUntil } from './volunteering.rules.ts'
import type { Hours } from './volunteering.shapes.contract.ts'

export interface Entry extends queries.HoursRow {
  facts: HoursFacts
  dispute: { id: string; state: 'open' | 'upheld' | 'rejected'; text: string; answer: string | null } | null
  corrections: {
    id: string
    oldMinutes: number
    newMinutes: number
    reason: string
    state: 'proposed' | 'made' | 'refused'
    agreedBy: string | null
    decidedBy: string | null
    disputeId: string | null
  }[]
}

async function told({ db, today }: Context, rows: readonly queries.HoursRow[]): Promise<Entry[]> {
  const ids = rows.map(({ id }) => id)
  const [disputes, corrections] = [await queries.disputesOf(db, ids), await queries.correctionsOf(db, ids)]
  return rows.map(row => {
    const dispute = disputes.get(row.id) ?? null
    const disputed = dispute?.state === 'open'
    const own = corrections.get(row.id) ?? []
    const waiting = own.find(({ state }) => state === 'proposed')
    const facts: HoursFacts = {
      path: row.path,
      teamId: row.teamId,
      leaderId: row.leaderId,
      personId: row.personId,
      enteredBy: row.enteredBy,
      state: row.state,
      postedOn: row.postedOn,
      locked: isLocked({ postedOn: row.postedOn, disputed }, today),
      disputed,
      flagged: row.flags.length > 0 && row.checkedBy === null,
      correction: waiting ? { agreedBy: waiting.agreedBy } : null,
    }
    return { ...row, facts, dispute, corrections: own }
  })
}

export async function presentHours(context: Context, rows: readonly queries.HoursRow[]): Promise<Hours[]> {
  return (await told(context, rows)).map(({ facts, dispute, corrections, startsAt, endsAt, ...row }) => ({
    id: row.id,
    slotId: row.slotId,
    activityId: row.activityId,
    title: row.title,
    unitName: row.unitName,
    personId: row.personId,
    name: row.name,
    startsAt: startsAt.toISOString(),
    endsAt: endsAt.toISOString(),
    minutes: row.minutes,
    credited: row.credited,
    grade: row.grade,
    state: row.state,
    publicReason: row.publicReason,
    disputeUntil: row.postedOn === null ? null : disputeUntil(row.postedOn),
    locked: facts.locked,
    flags: row.flags,
    checkNote: row.checkNote,
    dispute: dispute && { state: dispute.state, text: dispute.text, answer: dispute.answer },
    corrections: corrections.map(({ agreedBy, decidedBy, ...each }) => ({
      ...each,
      agreed: each.state === 'made' ? [agreedBy, decidedBy].filter(by => by !== null).length : Number(agreedBy !== null),
    })),
    allowedActions: hoursPolicy.allowed(context.actor, facts, context.now),
  }))
}

/** One entry. Throws not-found (404). */
export async function findEntry(context: Context, id: string): Promise<Entry> {
  const row = await queries.findHours(context.db, context.today, id)
  if (!row) throw new Problem(common.notFound, '没有这条时长，或不归您看。')
  return (await told(context, [row]))[0]!
}

export const presentOne = async (context: Context, id: string): Promise<Hours> =>
  (await presentHours(context, [await findEntry(context, id)]))[0]!

/** The entry, locked where one may change it; the policy is asked before and again after the wait. */
export async function lockEntry(context: Context, id: string, name: Parameters<typeof hoursPolicy.allows>[0]): Promise<Entry> {
  context.require(hoursPolicy, name, (await findEntry(context, id)).facts)
  await queries.lockHours(context.db, id)
  const entry = await findEntry(context, id)
  context.require(hoursPolicy, name, entry.facts)
  return entry
}

export const hoursSubject = ({ id, unitId }: Pick<Entry, 'id' | 'unitId'>) => ({ kind: 'volunteerHours', id, unitId })
