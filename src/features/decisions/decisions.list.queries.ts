/** Decisions (四议两公开): SQL of the lists. A page is one statement, whatever stands in it. */
import { sql, type RawBuilder } from 'kysely'
import type { Database } from '#platform/database/database.ts'
import { turnedBallotOf, type DecisionRow, type StageRow } from './decisions.queries.ts'
import { onTheWay, type News } from './decisions.rules.ts'
import type { DecisionState, Line, MatterCategory, Stage } from './decisions.shapes.contract.ts'

export interface ListedRow extends Pick<
  DecisionRow,
  | 'id'
  | 'unitId'
  | 'unitName'
  | 'line'
  | 'listId'
  | 'code'
  | 'category'
  | 'amountFen'
  | 'title'
  | 'state'
  | 'round'
  | 'fromStage'
  | 'textNumber'
  | 'begunOn'
  | 'resultDueOn'
  | 'ratifyBy'
  | 'ratifiedOn'
  | 'createdBy'
  | 'urgentAskedBy'
  | 'urgentSignedBy'
  | 'turnedBallotId'
> {
  line: Line
  unitKind: string
  /** From the town down to the place. */
  path: string[]
  news: News
  /** Does the second disclosure hang, or did it run its days? */
  resultStands: boolean
  /** Of the newest notice of each disclosure: does it say what came of it, and did it fall to an objection? */
  decisionDone: boolean
  decisionFell: boolean
  resultDone: boolean
  resultFell: boolean
  /** Is there a notice of it, in whatever state but withdrawn? */
  decisionBegun: boolean
  resultBegun: boolean
}

export interface Filter {
  /** With everything below it, and what went into any of these by that day. */
  below?: { unitId: string; day: string } | undefined
  /** As it shows: kept states, each with the news of its notices that make it so. */
  shown?: readonly { state: DecisionState; news: readonly News[] | null }[] | undefined
  category?: MatterCategory | undefined
  /** Its next day that runs lies between these, both included; without a first day all before. */
  due?: { from: string | null; until: string } | undefined
}

/** The newest notice of a disclosure in this round, where the reader may see one; only a decided matter has any. */
const newestNotice = (stage: 'decisionDisclosure' | 'resultDisclosure') => sql`
  left join lateral (
    select n.state in ('published', 'concluded') or o.fell as out, n.state in ('published', 'concluded') as stands, n.state = 'concluded' as done, o.fell, o.open, n.state <> 'withdrawn' as begun
    from decision_link l join notice n on n.town_id = l.town_id and n.id = l.target_id
    cross join lateral (select coalesce(bool_or(o.state = 'open'), false) as open, coalesce(bool_or(o.state = 'upheld'), false) as fell
      from notice_objection o where o.town_id = n.town_id and o.notice_id = n.id) o
    where d.state in ('resolved', 'disclosed', 'objected', 'implementing', 'resultDisclosed') and l.town_id = d.town_id
      and l.decision_id = d.id and l.kind = 'notice' and l.round = d.round and l.stage = ${sql.lit(stage)}
    order by n.id desc limit 1
  ) ${sql.ref(stage === 'decisionDisclosure' ? 'dn' : 'rn')} on true`
const withNotices = sql`${newestNotice('decisionDisclosure')} ${newestNotice('resultDisclosure')}`
const turned = sql`d.id = any ((select turned_decisions())::uuid[])`
const news = sql`coalesce(dn.out, false), coalesce(dn.open, false), coalesce(rn.stands, false), ${turned}`

const all = (parts: readonly RawBuilder<unknown>[]) => (parts.length === 0 ? sql`true` : sql.join(parts, sql` and `))

function matching({ below, shown, category, due }: Filter): RawBuilder<unknown> {
  return all([
    ...(below ? [sql`d.unit_id = any ((select units_below(${below.unitId}::uuid, ${below.day}::date))::uuid[])`] : []),
    ...(category ? [sql`d.category = ${category}`] : []),
    ...(shown ? [sql`d.state in (${sql.join(shown.map(({ state }) => state))})`, sql`(${sql.join(shown.map(showing), sql` or `)})`] : []),
    ...(due
      ? [
          sql`d.id = any ((select coalesce(array_agg(w.decision_id), '{}') from (select decision_id from decisions_due(${due.until}::date)
            group by decision_id having ${due.from}::date is null or min(due_on) >= ${due.from}::date) w)::uuid[])`,
        ]
      : []),
  ])
}

const showing = ({ state, news: wanted }: { state: DecisionState; news: readonly News[] | null }) =>
  wanted === null
    ? sql`d.state = ${state}`
    : sql`d.state = ${state} and (${news}) in (${sql.join(
        wanted.map(
          ({ decisionOut, decisionOpen, resultOut, turned: isTurned }) =>
            sql`(${decisionOut}::boolean, ${decisionOpen}::boolean, ${resultOut}::boolean, ${isTurned}::boolean)`,
        ),
      )})`

const rows = (where: RawBuilder<unknown>, order: RawBuilder<unknown>, limit: number) => sql<
  Omit<ListedRow, 'news'> & News
>`select d.id, d.unit_id, d.line, d.list_id, d.code, d.category, decision_amount(d.id, d.text_number) as amount_fen, d.state, d.round, d.from_stage, d.text_number,
      d.begun_on::text as begun_on, d.result_due_on::text as result_due_on, d.ratify_by::text as ratify_by, d.ratified_on::text as ratified_on,
      d.created_by, d.urgent_asked_by, d.urgent_signed_by, decision_title(d.id, d.text_number) as title, u.name as unit_name,
      u.path, ${turnedBallotOf(sql`d.id`)} as turned_ballot_id, (select unit.kind from unit where unit.town_id = d.town_id and unit.id = d.unit_id) as unit_kind,
      coalesce(dn.out, false) as decision_out, coalesce(dn.open, false) as decision_open, coalesce(rn.stands, false) as result_out, ${turned} as turned,
      coalesce(dn.done, false) as decision_done, coalesce(dn.fell, false) as decision_fell, coalesce(rn.done, false) as result_done, coalesce(rn.fell, false) as result_fell,
      coalesce(rn.stands, false) as result_stands, coalesce(dn.begun, false) as decision_begun, coalesce(rn.begun, false) as result_begun
    from decision d ${withNotices}
    cross join lateral (select up.name, up.path from unit_period up where up.town_id = d.town_id and up.unit_id = d.unit_id
      order by lower(up.valid) desc limit 1) u
    where ${where} order by ${order} limit ${limit}`

const listed = ({ decisionOut, decisionOpen, resultOut, turned: isTurned, ...row }: Omit<ListedRow, 'news'> & News): ListedRow => ({
  ...row,
  news: { decisionOut, decisionOpen, resultOut, turned: isTurned },
})

/** The statement of a page, newest first: an id sorts by when it was made. */
export const pageOfDecisions = (filter: Filter, before: string | undefined, limit: number) =>
  rows(before === undefined ? matching(filter) : sql`${matching(filter)} and d.id < ${before}::uuid`, sql`d.id desc`, limit)

export const listDecisions = async (db: Database, filter: Filter, before: string | undefined, limit: number): Promise<ListedRow[]> =>
  (await pageOfDecisions(filter, before, limit).execute(db)).rows.map(listed)

/** The town has not said yet what it thinks of the text, and the entry asks for it. */
const owesPreCheck = sql`d.state in (${sql.join(onTheWay)})
  and exists (select from matter_entry e where e.town_id = d.town_id and e.list_id = d.list_id and e.code = d.code
    and (e.content -> 'townPreCheck')::boolean)
  and not exists (select from decision_stage s where s.town_id = d.town_id and s.decision_id = d.id and s.stage = 'preCheck'
    and s.text_number = d.text_number)`

/**
 * In one's own scope and not ended, whose day comes first; where only a word from outside is asked for, the emergencies that wait for a
 * second one and what the town is to look at.
 */
export async function listRunning(db: Database, { onlyWord }: { onlyWord: boolean }, most: number): Promise<ListedRow[]> {
  // one that had ended runs again where its result turned out otherwise
  const where = sql`(d.ended_on is null or ${turned}) and d.unit_id = any ((select scope_units())::uuid[])
    ${onlyWord ? sql`and (d.state = 'registered' and d.urgent_asked_by is not null or ${owesPreCheck})` : sql``}`
  return (await rows(where, sql`least(d.ratify_by, d.result_due_on), d.id`, most).execute(db)).rows.map(listed)
}

/** The ballots of the round, oldest first, and whether a step was made of each. */
export async function ballotsAmong(db: Database, decisionIds: readonly string[]) {
  const { rows: found } = await sql<{ decisionId: string; round: number; stage: Stage; state: string; refused: boolean; used: boolean }>`
    select l.decision_id, l.round, l.stage, b.state, coalesce(b.outcome ->> 'verdict' = 'refused', false) as refused,
      exists (select from decision_stage s where s.town_id = l.town_id and s.ballot_id = l.target_id) as used
    from decision_link l join ballot b on b.town_id = l.town_id and b.id = l.target_id
    where l.kind = 'ballot' and l.decision_id = any (${decisionIds}::uuid[]) order by l.made_at, l.target_id`.execute(db)
  return found
}

/** How many match; null: more than `most`, and nobody counted on. */
export async function countDecisions(db: Database, filter: Filter, most: number): Promise<number | null> {
  const asksNotices = filter.shown?.some(each => each.news !== null) === true
  const { rows: found } = await sql<{ count: number }>`select count(*)::int as count from (
    select from decision d ${asksNotices ? withNotices : sql``} where ${matching(filter)} limit ${most + 1}) m`.execute(db)
  const { count } = found[0]!
  return count > most ? null : count
}

/** What is needed of the steps to say where each matter stands, in the order in which they were entered. */
export const passedOf = (db: Database, decisionIds: readonly string[]) =>
  db
    .selectFrom('decisionStage')
    .where('decisionId', 'in', decisionIds)
    .select(['decisionId', 'round', 'stage', 'textNumber', 'outcome', 'heldOn', 'ballotId', 'discloseBy', 'recordedBy'])
    .select(
      sql<boolean>`exists (select from decision_adoption a where a.town_id = decision_stage.town_id and a.stage_id = decision_stage.id)`.as(
        'isAnswered',
      ),
    )
    .orderBy('id')
    .$castTo<
      Pick<StageRow, 'decisionId' | 'round' | 'stage' | 'textNumber' | 'outcome' | 'heldOn' | 'ballotId' | 'recordedBy'> & {
        discloseBy: string | null
        isAnswered: boolean
      }
    >()
    .execute()
