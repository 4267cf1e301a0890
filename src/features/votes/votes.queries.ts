/** Votes (表决会议): SQL of voting meetings and their rolls. With the other query files of this folder the only one that writes their tables. */
import { sql } from 'kysely'
import { bulkInsert, bulkUpdate } from '#platform/database/bulk.ts'
import type { Database } from '#platform/database/database.ts'
import type { BodyKind, DecidingBody, LeftOut, Line, Route, Standing } from './votes.contract.ts'

export interface VotingFilter {
  below?: string | undefined
  decidingBody?: DecidingBody | undefined
  from?: string | undefined
  to?: string | undefined
}

const startedOn = sql`(m.starts_at at time zone 'Asia/Shanghai')::date`
const filtered = (day: string, { below, decidingBody, from, to }: VotingFilter) => sql`
  from voting_meeting v join meeting m on m.town_id = v.town_id and m.id = v.meeting_id
  where (${below ?? null}::uuid is null or m.unit_id = any ((select units_below(${below ?? null}::uuid, ${day}::date))::uuid[]))
    and (${decidingBody ?? null}::text is null or v.deciding_body = ${decidingBody ?? null})
    and (${from ?? null}::date is null or ${startedOn} >= ${from ?? null}::date)
    and (${to ?? null}::date is null or ${startedOn} <= ${to ?? null}::date)`

/** One page of ids, the latest first, after the place given; one row more than `limit`. */
export const listVoting = async (db: Database, day: string, filter: VotingFilter, limit: number, after: readonly [string, string] | null) =>
  (
    await sql<{ meetingId: string; startsAt: Date; decidingBody: DecidingBody; ballots: number; closed: number }>`
      select v.meeting_id, m.starts_at, v.deciding_body,
        (select count(*) from ballot b where b.town_id = v.town_id and b.meeting_id = v.meeting_id and b.state <> 'cancelled')::int as ballots,
        (select count(*) from ballot b where b.town_id = v.town_id and b.meeting_id = v.meeting_id and b.state = 'closed')::int as closed
      ${filtered(day, filter)}
        and (${after?.[0] ?? null}::timestamptz is null
          or (m.starts_at, m.id) < (${after?.[0] ?? null}::timestamptz, ${after?.[1] ?? null}::uuid))
      order by m.starts_at desc, m.id desc limit ${limit + 1}`.execute(db)
  ).rows

/** How many match; null: more than `most`, and nobody counted on. */
export async function countVoting(db: Database, day: string, filter: VotingFilter, most: number): Promise<number | null> {
  const { rows } = await sql<{
    count: number
  }>`select count(*)::int as count from (select ${filtered(day, filter)} limit ${most + 1}) v`.execute(db)
  const { count } = rows[0]!
  return count > most ? null : count
}

export const findVoting = (db: Database, meetingId: string) =>
  db
    .selectFrom('votingMeeting')
    .where('meetingId', '=', meetingId)
    .select(['meetingId', 'decidingBody', 'route', 'mostProxies', 'noticeFault', 'rollDrawnAt', 'rollFixedAt', 'rollFixedBy'])
    .executeTakeFirst()

export const insertVoting = (
  db: Database,
  row: { townId: number; meetingId: string; decidingBody: DecidingBody; route: Route; mostProxies: number; noticeFault: string | null },
) => db.insertInto('votingMeeting').values(row).execute()

export const updateVoting = (
  db: Database,
  meetingId: string,
  set: { rollDrawnAt: Date } | { rollFixedAt: Date; rollFixedBy: string; noticeFault: string | null },
) => db.updateTable('votingMeeting').set(set).where('meetingId', '=', meetingId).execute()

/** What those who read a result are told of its meeting. */
export const headsOf = async (db: Database, meetingIds: readonly string[]) =>
  meetingIds.length === 0
    ? []
    : (
        await sql<{
          id: string
          title: string
          startsAt: Date
          chairName: string | null
          recorderName: string | null
          unitId: string
          decidingBody: DecidingBody
          route: Route
        }>`select * from voting_meeting_heads(${[...new Set(meetingIds)]}::uuid[])`.execute(db)
      ).rows

export type LineRow = Line & { voterId: string | null; attendance: string; leftOutDrawn: boolean }

/** The roll in the order of the meeting's own, with what was marked there. */
export async function linesOf(db: Database, meetingId: string): Promise<LineRow[]> {
  const { rows } = await sql<LineRow>`
    select r.id, r.entry_id, r.voter_id, r.person_id, r.name, r.household_key, r.standing, r.left_out, r.left_out_decision, r.left_out_drawn, r.holder_id,
      r.proxy_relation, r.proxy_on, r.present, case when e.excluded is null then e.attendance else 'excluded' end as attendance
    from voting_roll r join meeting_roll e on e.town_id = r.town_id and e.id = r.entry_id
    where r.meeting_id = ${meetingId}::uuid order by e.position, r.id`.execute(db)
  return rows
}

export interface NewLine {
  id: string
  meetingId: string
  entryId: string
  voterId: string | null
  personId: string | null
  name: string
  householdKey: string
  standing: Standing
  leftOut: LeftOut | null
  leftOutDecision: string | null
  leftOutDrawn: boolean
}

/** From here on a roll is planned for wrongly as long as its statistics are those of before. */
const longRoll = 500

export async function insertLines(db: Database, townId: number, lines: readonly NewLine[]): Promise<void> {
  await bulkInsert(
    db,
    'voting_roll',
    {
      town_id: 'integer',
      id: 'uuid',
      meeting_id: 'uuid',
      entry_id: 'uuid',
      voter_id: 'uuid',
      person_id: 'uuid',
      name: 'text',
      household_key: 'text',
      standing: 'text',
      left_out: 'text',
      left_out_decision: 'text',
      left_out_drawn: 'boolean',
    },
    lines.map(line => ({
      town_id: townId,
      id: line.id,
      meeting_id: line.meetingId,
      entry_id: line.entryId,
      voter_id: line.voterId,
      person_id: line.personId,
      name: line.name,
      household_key: line.householdKey,
      standing: line.standing,
      left_out: line.leftOut,
      left_out_decision: line.leftOutDecision,
      left_out_drawn: line.leftOutDrawn,
    })),
  )
  if (lines.length >= longRoll) await sql`select take_roll_statistics()`.execute(db)
}

export const updateStandings = (
  db: Database,
  lines: readonly Pick<LineRow, 'id' | 'standing' | 'householdKey' | 'leftOut' | 'leftOutDecision' | 'leftOutDrawn'>[],
) =>
  bulkUpdate(
    db,
    'voting_roll',
    { id: 'uuid', standing: 'text', household_key: 'text', left_out: 'text', left_out_decision: 'text', left_out_drawn: 'boolean' },
    `standing = r.standing, household_key = r.household_key, left_out = r.left_out, left_out_decision = r.left_out_decision,
      left_out_drawn = r.left_out_drawn`,
    lines.map(line => ({
      id: line.id,
      standing: line.standing,
      household_key: line.householdKey,
      left_out: line.leftOut,
      left_out_decision: line.leftOutDecision,
      left_out_drawn: line.leftOutDrawn,
    })),
  )

export const updatePresence = (db: Database, lines: readonly { id: string; present: boolean }[]) =>
  bulkUpdate(db, 'voting_roll', { id: 'uuid', present: 'boolean' }, 'present = r.present', lines)

export const updateLine = (
  db: Database,
  id: string,
  set:
    | { leftOut: LeftOut | null; leftOutDecision: string | null; leftOutDrawn: boolean }
    | { holderId: string | null; proxyRelation: string | null; proxyOn: string | null },
) => db.updateTable('votingRoll').set(set).where('id', '=', id).execute()

export const observersOf = (db: Database, meetingIds: readonly string[]) =>
  meetingIds.length === 0
    ? Promise.resolve([])
    : db
        .selectFrom('voteObserver')
        .where('meetingId', 'in', [...meetingIds])
        .select(['id', 'meetingId', 'name', 'capacity', 'opinion', 'reply'])
        .orderBy('id')
        .execute()

export const findObserver = (db: Database, id: string) =>
  db.selectFrom('voteObserver').where('id', '=', id).select(['id', 'meetingId']).executeTakeFirst()

export const insertObserver = (db: Database, row: { townId: number; id: string; meetingId: string; name: string; capacity: string }) =>
  db.insertInto('voteObserver').values(row).execute()

export const updateObserver = (db: Database, id: string, set: { opinion: string; reply: string | null }) =>
  db.updateTable('voteObserver').set(set).where('id', '=', id).execute()

export const kindOfBody = async (db: Database, id: string): Promise<BodyKind | undefined> =>
  (await db.selectFrom('body').where('id', '=', id).select('kind').executeTakeFirst())?.kind as BodyKind | undefined

/** The branches under a committee on a day, itself included: whose members review a matter together. */
export const branchesUnder = async (db: Database, bodyId: string, day: string): Promise<string[]> =>
  (
    await sql<{ id: string }>`
      with recursive under (id) as (
        select ${bodyId}::uuid
        union select bp.body_id from under join body_period bp on bp.town_id = (select actor_town()) and bp.parent_id = under.id
          and bp.valid @> ${day}::date
      ) select id from under order by id`.execute(db)
  ).rows.map(({ id }) => id)

export interface Assembly {
  id: string
  version: number
  bodyName: string
  decidingBody: DecidingBody
  startsAt: Date
  endsAt: Date | null
  place: string
  cancelled: boolean
}

/** Assemblies from a day on, of a place and below or of the town; for everyone, without title or persons. */
export const publicAssemblies = async (db: Database, since: string, below: string | null): Promise<Assembly[]> =>
  (
    await sql<Assembly>`select id, version, body_name, deciding_body, starts_at, ends_at, place, cancelled
      from public_assemblies(${since}::date, ${below}::uuid)`.execute(db)
  ).rows
