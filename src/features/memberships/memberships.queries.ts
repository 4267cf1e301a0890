/** Party membership (党籍): SQL. With the other query files of this folder the only one that writes its tables. */
import { sql } from 'kysely'
import type { Database } from '#platform/database/database.ts'
import type { Eligible, EndReason, ExclusionReason, Grid, MemberKind } from './memberships.contract.ts'

export interface MemberFilter {
  below?: string | undefined
  bodyId?: string | undefined
  kind?: string | undefined
  q?: string | undefined
}

export interface MemberRow {
  id: string
  personId: string
  name: string
  sortKey: string
  bodyId: string | null
  bodyName: string | null
  unitId: string
  unitName: string
  kind: MemberKind
  admittedOn: string
  fullOn: string | null
  endedOn: string | null
  endReason: EndReason | null
  movingTo: string | null
  version: number
  path: string[]
  line: string[]
  total: number
}

const bodyName = (id: string, day: string) => sql`(select bp.name from body_period bp where bp.town_id = (select actor_town())
  and bp.body_id = ${sql.raw(id)} and lower(bp.valid) <= ${day}::date order by lower(bp.valid) desc limit 1)`
const unitName = (id: string, day: string) => sql`coalesce((select up.name from unit_period up where up.town_id = (select actor_town())
  and up.unit_id = ${sql.raw(id)} and lower(up.valid) <= ${day}::date order by lower(up.valid) desc limit 1), '')`

const membersWhere = (day: string, where: ReturnType<typeof sql>, limit: ReturnType<typeof sql>) => sql<MemberRow>`
  select m.id, m.person_id, named.name, named.sort_key, branch.id as body_id,
    standing_body_name(m.body_id, ${day}::date, ${day}::date) as body_name, m.unit_id,
    ${unitName('m.unit_id', day)} as unit_name, m.kind, m.admitted_on, m.full_on, m.ended_on, m.end_reason, m.version,
    (select ${bodyName('t.to_body_id', day)} from membership_transfer t where t.town_id = m.town_id and t.membership_id = m.id
      and t.state = 'inProgress') as moving_to,
    units_above(m.unit_id, ${day}::date) as path, party_line_of(branch.id, ${day}::date) as line, count(*) over () as total
  from party_membership m
  join member_names(array(select id from party_membership)) named on named.id = m.id
  cross join lateral (select standing_body(m.body_id, ${day}::date) as id offset 0) branch
  where ${where} order by named.sort_key collate "C", m.id ${limit}`

/** One page by name, after the place given; one row more than `limit`. The count is of what follows the place, so `total` is asked apart. */
export async function listMembers(db: Database, day: string, filter: MemberFilter, limit: number, after: readonly [string, string] | null) {
  const { below, bodyId, kind, q } = filter
  const pattern = q === undefined ? null : `%${q.replaceAll(/[\\%_]/g, c => `\\${c}`)}%`
  const where = sql`(m.ended_on is null or m.ended_on > ${day}::date)
    and (${below ?? null}::uuid is null or m.unit_id = any ((select units_below(${below ?? null}::uuid, ${day}::date))::uuid[]))
    and (${bodyId ?? null}::uuid is null or m.body_id = any ((select bodies_into(${bodyId ?? null}::uuid, ${day}::date))::uuid[]))
    and (${kind ?? null}::text is null or m.kind = ${kind ?? null}::text)
    and (${pattern}::text is null or named.name like ${pattern}::text)`
  const total = await sql<{ count: number }>`select count(*) as count from party_membership m
    join member_names(array(select id from party_membership)) named on named.id = m.id where ${where}`.execute(db)
  const place = after === null ? sql`true` : sql`(named.sort_key collate "C", m.id) > (${after[0]}, ${after[1]}::uuid)`
  const { rows } = await membersWhere(day, sql`${where} and ${place}`, sql`limit ${limit + 1}`).execute(db)
  return { rows, total: total.rows[0]!.count }
}

export const findMember = async (db: Database, day: string, id: string) =>
  (await membersWhere(day, sql`m.id = ${id}::uuid`, sql``).execute(db)).rows[0]

export const lockMember = (db: Database, id: string) => sql`select id from party_membership where id = ${id}::uuid for update`.execute(db)

export const openMembership = async (db: Database, personId: string) =>
  (await db.selectFrom('partyMembership').where('personId', '=', personId).where('endedOn', 'is', null).select('id').executeTakeFirst())?.id

/** A Party body as it stands on a day: kind, the unit that it stands for, and the bodies from it up. */
export async function branchOn(db: Database, day: string, bodyId: string) {
  const { rows } = await sql<{ kind: string; unitId: string | null; path: string[] | null; line: string[] }>`
    select body.kind, home.unit_id, units_above(home.unit_id, ${day}::date) as path, party_line_of(body.id, ${day}::date) as line
    from body left join lateral (select party_home_of(body.id, ${day}::date) as unit_id) home on true
    where body.id = ${bodyId}::uuid and body.line = 'party' and body.founded_on <= ${day}::date
      and (body.dissolved_on is null or body.dissolved_on > ${day}::date)`.execute(db)
  return rows[0]
}

/** Is one of the bodies of the Party line? */
export const hasPartyBody = async (db: Database, bodyIds: readonly string[]): Promise<boolean> =>
  (await db.selectFrom('body').where('id', 'in', bodyIds).where('line', '=', 'party').select('id').executeTakeFirst()) !== undefined

export const insertMember = (
  db: Database,
  row: {
    townId: number
    id: string
    personId: string
    bodyId: string | null
    unitId: string
    kind: MemberKind
    admittedOn: string
    fullOn: string | null
    admittedMeetingId?: string | null
  },
) => db.insertInto('partyMembership').values(row).execute()

export const insertPeriod = (
  db: Database,
  row: { townId: number; id: string; membershipId: string; bodyId: string | null; unitId: string; kind: MemberKind; from: string },
) => {
  const { from, ...columns } = row
  return db
    .insertInto('membershipPeriod')
    .values({ ...columns, valid: `[${from},)` })
    .execute()
}

/** Ends the period in force on the day. */
export const endPeriod = (db: Database, membershipId: string, day: string) =>
  sql`update membership_period set valid = daterange(lower(valid), ${day}::date)
    where membership_id = ${membershipId}::uuid and upper_inf(valid)`.execute(db)

export const lastPeriodFrom = async (db: Database, membershipId: string): Promise<string> =>
  (
    await sql<{
      from: string
    }>`select max(lower(valid)) as "from" from membership_period where membership_id = ${membershipId}::uuid`.execute(db)
  ).rows[0]!.from

export const updateMember = (
  db: Database,
  id: string,
  set: {
    bodyId?: string
    unitId?: string
    kind?: MemberKind
    fullOn?: string
    fullMeetingId?: string | null
    endedOn?: string
    endReason?: EndReason
  },
) =>
  db
    .updateTable('partyMembership')
    .set({ ...set, version: sql`version + 1` })
    .where('id', '=', id)
    .execute()

export const periodsOf = async (db: Database, id: string, day: string) =>
  (
    await sql<{ bodyName: string | null; kind: MemberKind; from: string; to: string | null }>`
      select ${bodyName('p.body_id', day)} as body_name, p.kind, lower(p.valid) as "from", upper(p.valid) as "to"
      from membership_period p where p.membership_id = ${id}::uuid order by lower(p.valid)`.execute(db)
  ).rows

export const transfersOf = async (db: Database, id: string, day: string) =>
  (
    await sql<{
      id: string
      toBodyId: string
      toUnitId: string
      toBodyName: string
      state: 'inProgress' | 'completed' | 'cancelled'
      begunOn: string
      effectiveOn: string | null
    }>`select t.id, t.to_body_id, t.to_unit_id, coalesce(${bodyName('t.to_body_id', day)}, '') as to_body_name, t.state, t.begun_on, t.effective_on
      from membership_transfer t where t.membership_id = ${id}::uuid order by t.begun_on, t.id`.execute(db)
  ).rows

export const insertTransfer = (
  db: Database,
  row: {
    townId: number
    id: string
    membershipId: string
    fromBodyId: string | null
    fromUnitId: string
    toBodyId: string
    toUnitId: string
    begunOn: string
  },
) =>
  db
    .insertInto('membershipTransfer')
    .values({ ...row, state: 'inProgress' })
    .execute()

/** Moves the transfer under way, if there is one. */
export const moveOpenTransfer = (db: Database, membershipId: string, state: 'cancelled') =>
  db.updateTable('membershipTransfer').set({ state }).where('membershipId', '=', membershipId).where('state', '=', 'inProgress').execute()

export const moveTransfer = (db: Database, id: string, set: { state: 'completed'; effectiveOn: string } | { state: 'cancelled' }) =>
  db.updateTable('membershipTransfer').set(set).where('id', '=', id).execute()

export const exclusionsOf = async (db: Database, id: string) =>
  (
    await sql<{
      id: string
      reason: ExclusionReason
      from: string
      to: string | null
      decision: string | null
      decidedOn: string | null
    }>`select e.id, e.reason, e.decision, e.decided_on, lower(e.valid) as "from", upper(e.valid) as "to"
      from membership_exclusion e where e.membership_id = ${id}::uuid order by lower(e.valid)`.execute(db)
  ).rows

export const insertExclusion = (
  db: Database,
  row: { townId: number; id: string; membershipId: string; reason: ExclusionReason; decision: string; decidedOn: string; valid: string },
) => db.insertInto('membershipExclusion').values(row).execute()

export const endExclusion = (db: Database, id: string, day: string) =>
  sql`update membership_exclusion set valid = daterange(lower(valid), ${day}::date) where id = ${id}::uuid`.execute(db)

export const gridsOf = async (db: Database, id: string, day: string) =>
  (
    await sql<
      Omit<Grid, 'opens'> & { path: string[] }
    >`select g.id, units_above(g.unit_id, ${day}::date) as path, g.unit_id, ${unitName('g.unit_id', day)} as unit_name, g.kind, g.state, lower(g.valid) as "from", upper(g.valid) as "to",
      g.suspend_reason, coalesce((select json_agg(json_build_object('from', lower(s.valid), 'to', upper(s.valid), 'reason', s.reason) order by lower(s.valid))
        from grid_suspension s where s.town_id = g.town_id and s.grid_id = g.id), '[]') as suspensions from grid_assignment g where g.membership_id = ${id}::uuid order by lower(g.valid), g.id`.execute(
      db,
    )
  ).rows

export const insertGrid = (
  db: Database,
  row: { townId: number; id: string; membershipId: string; personId: string; unitId: string; kind: 'home' | 'service'; valid: string },
) =>
  db
    .insertInto('gridAssignment')
    .values({ ...row, state: 'assigned' })
    .execute()

export const moveGrid = (
  db: Database,
  id: string,
  set: {
    state: 'assigned' | 'active' | 'suspended' | 'left'
    /** Since when the member takes part; the first of such days stays. */
    activeOn?: string
    suspendedOn?: string | null
    suspendReason?: string | null
    leftOn?: string
  },
) => {
  const { leftOn, activeOn, ...columns } = set
  return db
    .updateTable('gridAssignment')
    .set({
      ...(columns as { state: 'active' }),
      ...(activeOn !== undefined && { activeOn: sql<string>`coalesce(active_on, ${activeOn}::date)` }),
      ...(leftOn !== undefined && { valid: sql<string>`daterange(lower(valid), ${leftOn}::date)` }),
    })
    .where('id', '=', id)
    .execute()
}

/** Members of the branch on the day, by name, with the reason that leaves them out. */
export const eligibleOn = async (db: Database, bodyId: string, day: string) =>
  (
    await sql<Omit<Eligible, 'stage'> & { fullOn: string | null; sortKey: string }>`
      select m.person_id, named.name, named.sort_key, m.full_on, e.reason as excluded,
        e.decision || '，' || e.decided_on as excluded_by
      from membership_period p join party_membership m on m.town_id = p.town_id and m.id = p.membership_id
      join member_names(array(select membership_id from membership_period where body_id = any (bodies_into(${bodyId}::uuid, ${day}::date)))) named on named.id = m.id
      left join membership_exclusion e on e.town_id = m.town_id and e.membership_id = m.id and e.valid @> ${day}::date
      where p.body_id = any ((select bodies_into(${bodyId}::uuid, ${day}::date))::uuid[]) and p.valid @> ${day}::date and m.admitted_on <= ${day}::date
        and (m.ended_on is null or m.ended_on > ${day}::date)
      order by named.sort_key collate "C", m.id`.execute(db)
  ).rows

const withoutHome = (day: string) => sql`not exists (select from grid_assignment g where g.town_id = m.town_id and g.membership_id = m.id
  and g.kind = 'home' and g.valid @> ${day}::date)`

/** Of each village below the unit: its members, and how many of them stand in no home grid; by code. */
export const gapCounts = async (db: Database, day: string, unitId: string | null) =>
  (
    await sql<{ unitId: string; unitCode: string | null; unitName: string; members: number; without: number }>`
      select u.id as unit_id, u.code as unit_code, ${unitName('u.id', day)} as unit_name, count(m.id) as members,
        count(m.id) filter (where ${withoutHome(day)}) as without
      from unit u join unit_period here on here.town_id = u.town_id and here.path @> array[u.id] and here.valid @> ${day}::date
      join party_membership m on m.town_id = u.town_id and m.unit_id = here.unit_id and (m.ended_on is null or m.ended_on > ${day}::date)
      where u.kind in ('village', 'community') and (${unitId}::uuid is null or u.id = ${unitId}::uuid)
      group by u.id, u.code order by u.code, u.id`.execute(db)
  ).rows

/** Who stands in no home grid, of the units given with all below them. */
export const gapMembers = async (db: Database, day: string, unitIds: readonly string[]) =>
  (
    await sql<{ membershipId: string; name: string; unitName: string; kind: MemberKind }>`
      select m.id as membership_id, named.name, ${unitName('m.unit_id', day)} as unit_name, m.kind
      from party_membership m join member_names(array(select id from party_membership)) named on named.id = m.id
      join unit_period here on here.town_id = m.town_id and here.unit_id = m.unit_id and here.valid @> ${day}::date
      where here.path && ${[...unitIds]}::uuid[] and (m.ended_on is null or m.ended_on > ${day}::date) and ${withoutHome(day)}
      order by named.sort_key collate "C", m.id limit 500`.execute(db)
  ).rows
