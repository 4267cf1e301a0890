/** Filters of cases (诉求筛选): from what a list was asked to the arguments of request_matches and search_requests. */
import { sql, type RawBuilder } from 'kysely'
import type { Database } from '#platform/database/database.ts'
import { addDays, startOf } from '#platform/shared/calendar.ts'
import { writtenNumber } from '#platform/shared/written-number.ts'
import type { z } from 'zod'
import type { Filters } from './requests.contract.ts'

export type Filtering = Omit<z.infer<typeof Filters>, 'sort' | 'q'>

/** The filters as the arguments of request_matches and search_requests, but for the day. */
export async function argumentsOf(
  db: Database,
  { unitId, state, categoryId, lamp, channel, from, to, handlerId, jointMeeting }: Filtering,
) {
  const units = unitId === undefined ? null : await unitsAt(db, unitId)
  const categories = categoryId === undefined ? null : await categoriesBelow(db, categoryId)
  const { people, bodies, desks } = handlerId === undefined ? everyone : await handlersInto(db, handlerId)
  return {
    what: sql`${units}::uuid[], ${state ?? null}::text, ${categories}::uuid[], ${lamp ?? null}::text, ${channel ?? null}::text`,
    when: sql`${from ? startOf(from) : null}::timestamptz, ${to ? startOf(addDays(to, 1)) : null}::timestamptz,
      ${people}::uuid[], ${bodies}::uuid[], ${desks}::uuid[], ${jointMeeting ?? null}::boolean`,
  }
}

/**
 * The units whose cases stand at a unit today: its own, those below it, and those that went into any of these whole. Lists, counts and
 * the overview go by unit_places, where each case stands once. A unit that is gone still finds what was left with it.
 */
export const unitsAt = async (db: Database, unitId: string) =>
  (
    await sql<{ id: string }>`
      select unit_id as id from unit_places((select actor_today())) where path @> array[${unitId}::uuid] or unit_id = ${unitId}`.execute(db)
  ).rows.map(({ id }) => id)

interface Handlers {
  people: readonly string[] | null
  bodies: readonly string[] | null
  desks: readonly string[] | null
}

const everyone: Handlers = { people: null, bodies: null, desks: null }

/** The handler as the kind that it is: a body or a unit with those whose cases it has because they went into it, else a person. */
async function handlersInto(db: Database, handlerId: string): Promise<Handlers> {
  const { rows } = await sql<Handlers>`
    with recursive ${deskFrom(sql`select unit.id from unit where unit.id = ${handlerId}`)}, found (bodies, desks) as (
      select (select bodies_into(body.id, actor_today()) from body where body.id = ${handlerId}), (select array_agg(id) from desk)
    ) select bodies, desks, case when bodies is null and desks is null then array[${handlerId}::uuid] end as people from found`.execute(db)
  return rows[0]!
}

/** The desks that people at the units' desks sit at today: those, and those of all that went into the units. */
export const desksInto = async (db: Database, unitIds: readonly string[]) =>
  (
    await sql<{ id: string }>`with recursive ${deskFrom(sql`select unnest(${[...unitIds]}::uuid[])`)} select id from desk`.execute(db)
  ).rows.map(({ id }) => id)

const deskFrom = (units: RawBuilder<unknown>) => sql`desk (id) as (
      ${units}
      union
      select us.predecessor_id from desk join unit_succession us on us.successor_id = desk.id and us.effective_on <= actor_today()
    )`

const categoriesBelow = async (db: Database, categoryId: string) =>
  (
    await db
      .selectFrom('requestCategory')
      .where(eb => eb.or([eb('id', '=', categoryId), eb('parentId', '=', categoryId)]))
      .select('id')
      .execute()
  ).map(({ id }) => id)

/** What is looked for, as it was typed and as a hotline's number is kept: the first arguments of search_requests. */
export const wantedIn = (q: string) => sql`${q}, ${writtenNumber(q)}`

/** Two characters make a search. */
export const searches = (q: string | undefined): q is string => q !== undefined && [...q.replaceAll(/\s/g, '')].length >= 2

/**
 * What a case must be to pass the filters. Open cases are few and have an index of their own, which the planner finds only where it reads
 * that they are: a lamp does not say so, nor does a plan that is made for every state.
 */
export async function matching(db: Database, filters: Filtering) {
  const { what, when } = await argumentsOf(db, filters)
  const matches = sql<boolean>`request_matches(request, ${what}, (select actor_today()), ${when})`
  const isOpen = filters.state === 'open' || (filters.lamp !== undefined && filters.lamp !== 'done')
  return isOpen ? sql<boolean>`(request.clock_state <> 'ended' and ${matches})` : matches
}
