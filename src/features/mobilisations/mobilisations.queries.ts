/** Mobilisations (动员): SQL. The only file that writes `mobilisation` and the tables of its decisions, shifts and rosters. */
import { sql, type Insertable } from 'kysely'
import type { Database } from '#platform/database/database.ts'
import type { Tables } from '#platform/database/tables.ts'

const mobilisations = (db: Database) =>
  db.selectFrom('mobilisation').select(['id', 'title', 'task', 'startsOn', 'endsOn', 'purgedAt', 'version'])

export const listMobilisations = (db: Database) => mobilisations(db).orderBy('startsOn', 'desc').orderBy('id', 'desc').execute()
export const findMobilisation = (db: Database, id: string) => mobilisations(db).where('id', '=', id).executeTakeFirst()
/** The same, locked until the transaction ends; whoever adds to it has ended, or waits. */
export async function lockMobilisation(db: Database, id: string) {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`mobilisation ${id}`}, actor_town()))`.execute(db)
  return mobilisations(db).where('id', '=', id).forUpdate().executeTakeFirst()
}
/** The same for whoever adds to it, of whom many may at a time: its days stay until the transaction ends. A village cannot lock the row. */
export async function holdMobilisation(db: Database, id: string) {
  await sql`select pg_advisory_xact_lock_shared(hashtextextended(${`mobilisation ${id}`}, actor_town()))`.execute(db)
  return findMobilisation(db, id)
}

export const insertMobilisation = (db: Database, row: Insertable<Tables['mobilisation']>) =>
  db.insertInto('mobilisation').values(row).execute()

export const moveEnd = (db: Database, id: string, endsOn: string) =>
  db
    .updateTable('mobilisation')
    .set({ endsOn, version: sql`version + 1` })
    .where('id', '=', id)
    .execute()

export const insertDecision = (db: Database, row: Insertable<Tables['mobilisationDecision']>) =>
  db.insertInto('mobilisationDecision').values(row).execute()

export const decisionsOf = (db: Database, mobilisationId: string) =>
  db
    .selectFrom('mobilisationDecision')
    .where('mobilisationId', '=', mobilisationId)
    .select(['id', 'kind', 'number', 'decidedOn', 'endsOn'])
    .select(sql<string | null>`holder_name(decided_by)`.as('deciderName'))
    .orderBy('id')
    .execute()

const shifts = (db: Database) =>
  db
    .selectFrom('mobilisationShift as s')
    .select(['s.id', 's.mobilisationId', 's.unitId', 's.place', 's.startsAt', 's.endsAt', 's.needed'])
    .select(
      sql<string>`(select up.name from unit_period up where up.town_id = s.town_id and up.unit_id = s.unit_id order by lower(up.valid) desc limit 1)`.as(
        'unitName',
      ),
    )
    .select(sql<string[]>`authority_path(s.unit_id)`.as('path'))
    .select(sql<number>`(${counted('planned')})`.as('planned'))
    .select(sql<number>`(${counted('confirmed')})`.as('confirmed'))
const counted = (state: string) =>
  sql`select count(*)::int from mobilisation_roster r where r.town_id = s.town_id and r.shift_id = s.id and r.state = ${state}`

/** Those that begin in the time: a mobilisation has thousands. */
export const shiftsOf = (db: Database, mobilisationId: string, since: Date, until: Date) =>
  shifts(db)
    .where('s.mobilisationId', '=', mobilisationId)
    .where('s.startsAt', '>=', since)
    .where('s.startsAt', '<', until)
    .orderBy('s.startsAt')
    .orderBy('s.place')
    .orderBy('s.id')
    .execute()
export const findShift = (db: Database, id: string) => shifts(db).where('s.id', '=', id).executeTakeFirst()
/** Those who fill one shift wait for each other. */
export const lockShift = (db: Database, id: string) =>
  sql`select pg_advisory_xact_lock(hashtextextended(${`shift ${id}`}, actor_town()))`.execute(db)

export const insertShift = (db: Database, row: Insertable<Tables['mobilisationShift']>) =>
  db.insertInto('mobilisationShift').values(row).execute()

const lines = (db: Database) =>
  db
    .selectFrom('mobilisationRoster as r')
    .innerJoin('mobilisationShift as s', 's.id', 'r.shiftId')
    .leftJoin('person as p', 'p.id', 'r.personId')
    .select([
      'r.id',
      'r.shiftId',
      'r.mobilisationId',
      'r.unitId',
      'r.personId',
      'r.state',
      'r.isMember',
      's.startsAt',
      'p.name',
      'p.phoneSealed',
    ])
    .select(sql<string[]>`authority_path(r.unit_id)`.as('path'))

export const linesOf = (db: Database, shiftId: string) =>
  lines(db).where('r.shiftId', '=', shiftId).where('r.state', '<>', 'withdrawn').orderBy('p.sortKey').orderBy('r.id').execute()
export const findLine = (db: Database, id: string) => lines(db).where('r.id', '=', id).executeTakeFirst()
export const lockLine = async (db: Database, id: string) => {
  await db.selectFrom('mobilisationRoster').where('id', '=', id).select('id').forUpdate().execute()
  return findLine(db, id)
}

/** The person's token in the mobilisation, the fresh one if there is none yet. */
export async function tokenFor(db: Database, mobilisationId: string, personId: string, fresh: string): Promise<string> {
  const { rows } = await sql<{ token: string | null }>`select roster_token(${mobilisationId}, ${personId}) as token`.execute(db)
  return rows[0]?.token ?? fresh
}

/** On the shift, or again on it after having been taken off. */
export const insertLine = (
  db: Database,
  row: Pick<Insertable<Tables['mobilisationRoster']>, 'townId' | 'id' | 'shiftId' | 'mobilisationId' | 'unitId' | 'personId' | 'token'> & {
    startsAt: Date
    endsAt: Date
  },
) => {
  const { startsAt, endsAt, ...columns } = row
  return db
    .insertInto('mobilisationRoster')
    .values({ ...columns, state: 'planned', hours: sql`tstzrange(${startsAt}, ${endsAt})` })
    .execute()
}

export const setLine = (
  db: Database,
  id: string,
  change: { state: 'planned' | 'confirmed' | 'withdrawn'; isMember?: boolean; confirmedBy?: string },
) => db.updateTable('mobilisationRoster').set(change).where('id', '=', id).execute()

/** The line of someone on a shift, in whatever state. */
export const lineOfPerson = (db: Database, shiftId: string, personId: string) =>
  db
    .selectFrom('mobilisationRoster')
    .where('shiftId', '=', shiftId)
    .where('personId', '=', personId)
    .select(['id', 'state'])
    .executeTakeFirst()

/** Does the person stand anywhere in these hours? Whoever asks about the same person waits until this transaction has ended. */
export async function standsElsewhere(db: Database, personId: string, startsAt: Date, endsAt: Date): Promise<boolean> {
  const { rows } = await sql<{
    stands: boolean
  }>`select stands_elsewhere(${personId}, tstzrange(${startsAt}, ${endsAt})) as stands`.execute(db)
  return rows[0]!.stands
}

/** Is there such a person in the town, whether or not the caller may read them? */
export async function isPersonKnown(db: Database, personId: string): Promise<boolean> {
  const { rows } = await sql<{ known: boolean }>`select is_person_known(${personId}::uuid) as known`.execute(db)
  return rows[0]!.known
}

export async function wasMember(db: Database, personId: string, day: string): Promise<boolean> {
  const { rows } = await sql<{ member: boolean }>`select was_member(${personId}, ${day}::date) as member`.execute(db)
  return rows[0]!.member
}

/** Mobilisations that are over and still hold people, or lines without a name that began before `since` and nobody confirmed. */
export async function listUnpurged(db: Database, today: string, since: Date): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select m.id from mobilisation m where m.ends_on <= ${today}::date and (m.purged_at is null or exists (
      select from mobilisation_roster r where r.town_id = m.town_id and r.mobilisation_id = m.id and r.state = 'planned' and lower(r.hours) < ${since}))
    order by m.id`.execute(db)
  return rows.map(({ id }) => id)
}

/** Deletes what was taken off, and what was planned before `since` and never confirmed. */
export const dropUnconfirmed = (db: Database, mobilisationId: string, since: Date) =>
  db
    .deleteFrom('mobilisationRoster')
    .where('mobilisationId', '=', mobilisationId)
    .where('state', '<>', 'confirmed')
    .where(sql<boolean>`(state = 'withdrawn' or lower(hours) < ${since})`)
    .execute()

/** Takes people out of a roster; whether a line that is still to be confirmed is of a member stays. Returns how many lines are left. */
export async function purge(db: Database, mobilisationId: string, at: Date): Promise<number> {
  const { numUpdatedRows } = await db
    .updateTable('mobilisationRoster')
    .set({
      isMember: sql`coalesce(is_member, was_member(person_id, (lower(hours) at time zone 'Asia/Shanghai')::date))`,
      personId: null,
      confirmedBy: null,
    })
    .where('mobilisationId', '=', mobilisationId)
    .executeTakeFirst()
  await db
    .updateTable('mobilisation')
    .set({ purgedAt: at, version: sql`version + 1` })
    .where('id', '=', mobilisationId)
    .execute()
  return Number(numUpdatedRows)
}
