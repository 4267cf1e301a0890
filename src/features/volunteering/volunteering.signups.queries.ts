/** Sign-ups (报名): SQL of lists, swaps and calls. */
import { sql } from 'kysely'
import type { Database } from '#platform/database/database.ts'
import type { Standing } from './volunteering.rules.ts'
import type { Mark } from './volunteering.shapes.contract.ts'

/**
 * What decides whether each may serve; nothing of those who are no volunteers. None of them takes the consent back until this transaction has
 * ended: who leaves stands on no list.
 */
export async function standingsOf(db: Database, people: readonly string[]): Promise<Map<string, Standing>> {
  await sql`select pg_advisory_xact_lock_shared(hashtextextended('volunteer ' || id, actor_town()))
    from unnest(${[...people].sort()}::text[]) id`.execute(db)
  const { rows } = await sql<Standing & { personId: string }>`
    select person_id, born_on, guardian_consented_on, banned_from, banned_until from volunteer_standing(${[...people]}::uuid[])`.execute(db)
  return new Map(rows.map(({ personId, ...standing }) => [personId, standing]))
}

/** Who of them stands on a list at that time already; `apart` are sign-ups that do not count. */
export async function busyOf(
  db: Database,
  people: readonly string[],
  span: { startsAt: Date; endsAt: Date },
  apart: readonly string[] = [],
) {
  const { rows } = await sql<{ id: string }>`
    select volunteers_busy(${[...people]}::uuid[], ${span.startsAt}, ${span.endsAt}, ${[...apart]}::uuid[]) as id`.execute(db)
  return new Set(rows.map(({ id }) => id))
}

/** Locks the slot, and says how far its list has got. */
export async function lockSlot(db: Database, slotId: string): Promise<{ last: number; standing: number }> {
  const { rows } = await sql<{ last: number; standing: number }>`select last, standing from lock_volunteer_slot(${slotId}::uuid)`.execute(
    db,
  )
  return rows[0]!
}

/** Open or full, as the list says. */
export const settleSlot = (db: Database, slotId: string) => sql`select settle_volunteer_slot(${slotId}::uuid)`.execute(db)

export interface NewSignUp {
  townId: number
  id: string
  slotId: string
  personId: string
  name: string
  sortKey: string
  position: number
  startsAt: Date
  endsAt: Date
  enteredAt: Date
  enteredBy: string | null
}
/** False if the person stands on a list at that time. */
export async function insertSignUp(db: Database, row: NewSignUp): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await db
    .insertInto('volunteerSignUp')
    .values({ ...row, state: 'standing' })
    .onConflict(conflict => conflict.doNothing())
    .executeTakeFirst()
  return numInsertedOrUpdatedRows === 1n
}

const columns = [
  'u.id',
  'u.slotId',
  'u.personId',
  'u.name',
  'u.sortKey',
  'u.position',
  'u.state',
  'u.enteredAt',
  'u.attendance',
  'u.reason',
  'u.volunteerConfirmedAt',
  'u.organiserConfirmedAt',
  'u.organiserConfirmedBy',
] as const

export const standingOn = (db: Database, slotId: string) =>
  db
    .selectFrom('volunteerSignUp as u')
    .where('u.slotId', '=', slotId)
    .where('u.state', '=', 'standing')
    .select([...columns])
    .orderBy('u.position')
    .execute()

export const findSignUp = (db: Database, id: string) =>
  db
    .selectFrom('volunteerSignUp as u')
    .where('u.id', '=', id)
    .select([...columns])
    .executeTakeFirst()

/** One's own: those to come and those of the last year, the latest first. */
export const signUpsOf = (db: Database, personId: string, since: Date) =>
  db
    .selectFrom('volunteerSignUp as u')
    .where('u.personId', '=', personId)
    .where('u.startsAt', '>', since)
    .select([...columns])
    .orderBy('u.startsAt', 'desc')
    .limit(200)
    .execute()

/** One's own sign-up that stands on a slot's list. */
export const ownOn = (db: Database, slotId: string, personId: string) =>
  db
    .selectFrom('volunteerSignUp as u')
    .where('u.slotId', '=', slotId)
    .where('u.personId', '=', personId)
    .where('u.state', '=', 'standing')
    .select([...columns])
    .executeTakeFirst()

/** Where each stands on its list, from 1. */
export async function placesOf(db: Database, ids: readonly string[]): Promise<Map<string, number>> {
  const { rows } = await sql<{ signUpId: string; place: number }>`
    select sign_up_id, place from volunteer_places(${[...ids]}::uuid[])`.execute(db)
  return new Map(rows.map(({ signUpId, place }) => [signUpId, place]))
}

export const endSignUps = (db: Database, ids: readonly string[], state: 'withdrawn' | 'moved') =>
  ids.length === 0
    ? Promise.resolve()
    : db
        .updateTable('volunteerSignUp')
        .set({ state, attendance: 'unrecorded', reason: null })
        .where('id', 'in', [...ids])
        .execute()

export const confirmSignUp = (db: Database, id: string, at: Date) =>
  db.updateTable('volunteerSignUp').set({ volunteerConfirmedAt: at }).where('id', '=', id).execute()

/** What the organiser says of the lines, and when: the first time that someone is marked present stays. */
export async function markSignUps(db: Database, marks: readonly Mark[], at: Date, by: string | null): Promise<void> {
  for (const { entryId, attendance, reason } of marks)
    await db
      .updateTable('volunteerSignUp')
      .set(eb => ({
        attendance,
        reason: attendance === 'excused' ? reason : null,
        organiserConfirmedAt: attendance === 'present' ? eb.fn.coalesce('organiserConfirmedAt', eb.val(at)) : null,
        organiserConfirmedBy: attendance === 'present' ? eb.fn.coalesce('organiserConfirmedBy', eb.val(by)) : null,
      }))
      .where('id', '=', entryId)
      .execute()
}

export const touchRoll = (db: Database, slotId: string) =>
  db
    .updateTable('volunteerSlot')
    .set({ rollVersion: sql`roll_version + 1` })
    .where('id', '=', slotId)
    .execute()

export const insertSwap = (
  db: Database,
  row: {
    townId: number
    id: string
    signUpId: string
    fromPersonId: string
    wantedSlotId: string | null
    codeDigest: Buffer
    offeredAt: Date
  },
) =>
  db
    .insertInto('volunteerSwap')
    .values({ ...row, state: 'offered' })
    .execute()

export async function offeredOf(db: Database, signUpIds: readonly string[]): Promise<Set<string>> {
  if (signUpIds.length === 0) return new Set()
  const rows = await db
    .selectFrom('volunteerSwap')
    .where('signUpId', 'in', [...signUpIds])
    .where('state', '=', 'offered')
    .select('signUpId')
    .execute()
  return new Set(rows.map(({ signUpId }) => signUpId))
}

export const withdrawSwaps = (db: Database, signUpIds: readonly string[]) =>
  signUpIds.length === 0
    ? Promise.resolve()
    : db
        .updateTable('volunteerSwap')
        .set({ state: 'withdrawn' })
        .where('signUpId', 'in', [...signUpIds])
        .where('state', '=', 'offered')
        .execute()

export async function findSwap(db: Database, digest: Buffer) {
  const { rows } = await sql<{ id: string; signUpId: string; slotId: string; fromPersonId: string; wantedSlotId: string | null }>`
    select id, sign_up_id, slot_id, from_person_id, wanted_slot_id from find_volunteer_swap(${digest})`.execute(db)
  return rows[0]
}

export const completeSwap = (db: Database, swapId: string, givenId: string | null, ids: readonly [string, string], at: Date) =>
  sql`select complete_volunteer_swap(${swapId}::uuid, ${givenId}::uuid, ${[...ids]}::uuid[], ${at})`.execute(db)

export const insertCalls = (
  db: Database,
  rows: readonly {
    townId: number
    id: string
    signUpId: string
    slotId: string
    about: 'cancelled' | 'moved' | 'movedAndBusy'
    dueAt: Date
  }[],
) =>
  rows.length === 0
    ? Promise.resolve()
    : db
        .insertInto('volunteerCall')
        .values([...rows])
        .execute()

export const callsDue = (db: Database, now: Date) =>
  db
    .selectFrom('volunteerCall as c')
    .innerJoin('volunteerSignUp as u', join => join.onRef('u.townId', '=', 'c.townId').onRef('u.id', '=', 'c.signUpId'))
    .innerJoin('volunteerSlot as s', join => join.onRef('s.townId', '=', 'c.townId').onRef('s.id', '=', 'c.slotId'))
    .innerJoin('volunteerActivity as a', join => join.onRef('a.townId', '=', 's.townId').onRef('a.id', '=', 's.activityId'))
    .where('c.doneAt', 'is', null)
    .where('c.dueAt', '<=', now)
    .select(['c.id', 'u.name', 'u.personId', 'a.title', 'c.about'])
    .orderBy('c.dueAt')
    .orderBy('c.id')
    .limit(200)
    .execute()

export const findCall = (db: Database, id: string) =>
  db.selectFrom('volunteerCall').where('id', '=', id).select(['id', 'slotId', 'doneAt']).forUpdate().executeTakeFirst()
export const finishCall = (db: Database, id: string, set: { doneAt: Date; doneBy: string | null }) =>
  db.updateTable('volunteerCall').set(set).where('id', '=', id).execute()
