/** Sheets of members (评星表): SQL of ratings, their facts and what is contested. */
import { sql } from 'kysely'
import { bulkInsert } from '#platform/database/bulk.ts'
import type { Database } from '#platform/database/database.ts'
import type { ContestKind, ContestState, RatingCycleState, Exemption } from './ratings.shapes.contract.ts'

/** Members of the branch today who have no rating in the cycle yet; those who are away are not rated. */
export const insertMembers = async (db: Database, townId: number, cycleId: string, day: string, newIds: (count: number) => string[]) => {
  const { rows } = await sql<{ membershipId: string; personId: string; away: boolean }>`
    select m.id as membership_id, m.person_id, m.kind = 'away' as away
    from rating_cycle c join party_membership m on m.town_id = c.town_id and m.body_id = c.body_id
    where c.id = ${cycleId}::uuid and m.admitted_on <= ${day}::date and (m.ended_on is null or m.ended_on > ${day}::date)
      and not exists (select from rating r where r.town_id = m.town_id and r.cycle_id = c.id and r.membership_id = m.id)
    order by m.id`.execute(db)
  const ids = newIds(rows.length)
  await bulkInsert(
    db,
    'rating',
    { town_id: 'integer', id: 'uuid', cycle_id: 'uuid', membership_id: 'uuid', person_id: 'uuid', exempt: 'text' },
    rows.map(({ membershipId, personId, away }, index) => ({
      town_id: townId,
      id: ids[index]!,
      cycle_id: cycleId,
      membership_id: membershipId,
      person_id: personId,
      exempt: away ? 'away' : null,
    })),
  )
}

export interface RatingRow {
  id: string
  cycleId: string
  personId: string
  name: string
  exempt: Exemption | null
  proposed: number | null
  star: number | null
  reason: string | null
  vetoDecision: string | null
  decidedBy: string | null
  decidedByName: string | null
  decidedOn: string | null
  secondByName: string | null
  awaitsSecond: boolean
  humanAskedOn: string | null
  lastYearStar: number | null
  openContests: number
  version: number
}

const ratings = (where: ReturnType<typeof sql>) => sql<RatingRow>`
  with wanted as (select r.* from rating r where ${where}),
    names as (select * from rating_names(array(select id from wanted)))
  select r.id, r.cycle_id, r.person_id, named.name, r.exempt, r.proposed, r.star, r.reason, r.veto_decision, r.decided_by,
    (select name from names where names.id = r.decided_by) as decided_by_name, r.decided_on,
    (select name from names where names.id = r.second_by) as second_by_name, r.awaits_second, r.human_asked_on,
    (select before.star from rating before join rating_cycle was on was.town_id = before.town_id and was.id = before.cycle_id
      join rating_cycle c on c.town_id = r.town_id and c.id = r.cycle_id
      where before.town_id = r.town_id and before.membership_id = r.membership_id and was.year = c.year - 1 and not before.awaits_second
      limit 1) as last_year_star,
    (select count(*)::int from rating_contest t where t.town_id = r.town_id and t.rating_id = r.id and t.state = 'open') as open_contests,
    r.version
  from wanted r join names named on named.id = r.person_id
  order by named.sort_key collate "C", r.id`

/** Members of a cycle, by name. */
export const ratingsOf = async (db: Database, cycleId: string) => (await ratings(sql`r.cycle_id = ${cycleId}::uuid`).execute(db)).rows

export const findRating = async (db: Database, id: string) => (await ratings(sql`r.id = ${id}::uuid`).execute(db)).rows[0]

export const lockRating = (db: Database, id: string) => sql`select id from rating where id = ${id}::uuid for update`.execute(db)

/** One's own, the latest year first; a star shows once the branch’s list is shown. */
export const ratingsOfPerson = async (db: Database, personId: string) =>
  (
    await sql<{ id: string; year: number; cycleState: RatingCycleState; exempt: Exemption | null; star: number | null }>`
      select r.id, c.year, c.state as cycle_state, r.exempt, case when c.state not in ('draft', 'selfCheck', 'branchReview') then r.star end as star
      from rating r join rating_cycle c on c.town_id = r.town_id and c.id = r.cycle_id
      where r.person_id = ${personId}::uuid and c.state <> 'draft' order by c.year desc, r.id`.execute(db)
  ).rows

export const setExempt = (db: Database, id: string, exempt: Exemption | null, proposed: number | null) =>
  db
    .updateTable('rating')
    .set({ exempt, proposed, ...undecided, version: sql`version + 1` })
    .where('id', '=', id)
    .execute()

const undecided = { star: null, reason: null, vetoDecision: null, decidedBy: null, decidedOn: null, secondBy: null, awaitsSecond: false }

/** The proposal anew; a star that was decided on other facts is decided again. */
export const setProposal = (db: Database, id: string, proposed: number | null, decideAgain: boolean) =>
  db
    .updateTable('rating')
    .set({ proposed, ...(decideAgain && undecided), version: sql`version + 1` })
    .where('id', '=', id)
    .execute()

export const setStar = (
  db: Database,
  id: string,
  set: { star: number; reason: string | null; vetoDecision: string | null; decidedBy: string; decidedOn: string; awaitsSecond: boolean },
) =>
  db
    .updateTable('rating')
    .set({ ...set, secondBy: null, version: sql`version + 1` })
    .where('id', '=', id)
    .execute()

export const setSecond = (db: Database, id: string, secondBy: string | null) =>
  db
    .updateTable('rating')
    .set({ ...(secondBy === null ? undecided : { secondBy, awaitsSecond: false }), version: sql`version + 1` })
    .where('id', '=', id)
    .execute()

export const askForHuman = async (db: Database, id: string, today: string) =>
  (await sql<{ done: boolean | null }>`select ask_for_human(${id}::uuid, ${today}::date) as done`.execute(db)).rows[0]?.done === true

export interface FactRow {
  id: string
  ratingId: string
  source: string
  recordId: string | null
  title: string
  day: string
  amount: number
  due: number
  excused: boolean
  amountBefore: number | null
  enteredBy: string | null
}

const facts = (where: ReturnType<typeof sql>) => sql<FactRow>`
  select f.id, f.rating_id, f.source, f.record_id, f.title, f.day, f.amount::float8 as amount, f.due::float8 as due, f.excused,
    f.amount_before::float8 as amount_before, f.entered_by
  from rating_fact f where ${where} order by f.day, f.id`

export const factsOf = async (db: Database, ratingId: string) => (await facts(sql`f.rating_id = ${ratingId}::uuid`).execute(db)).rows
export const factsOfCycle = async (db: Database, cycleId: string) =>
  (await facts(sql`f.rating_id in (select id from rating where cycle_id = ${cycleId}::uuid)`).execute(db)).rows

export const deleteFacts = (db: Database, cycleId: string) =>
  sql`delete from rating_fact where rating_id in (select id from rating where cycle_id = ${cycleId}::uuid)`.execute(db)

export const insertFacts = (db: Database, townId: number, rows: readonly Omit<FactRow, 'amountBefore'>[]) =>
  bulkInsert(
    db,
    'rating_fact',
    {
      town_id: 'integer',
      id: 'uuid',
      rating_id: 'uuid',
      source: 'text',
      record_id: 'uuid',
      title: 'text',
      day: 'date',
      amount: 'numeric',
      due: 'numeric',
      excused: 'boolean',
      entered_by: 'uuid',
    },
    rows.map(row => ({
      town_id: townId,
      id: row.id,
      rating_id: row.ratingId,
      source: row.source,
      record_id: row.recordId,
      title: row.title,
      day: row.day,
      amount: row.amount,
      due: row.due,
      excused: row.excused,
      entered_by: row.enteredBy,
    })),
  )

/** Puts a fact right; what it was before stays. */
export const correctFact = (db: Database, id: string, amount: number, excused: boolean) =>
  sql`update rating_fact set amount_before = amount, amount = ${amount}, excused = ${excused},
    due = case when ${excused} then 0 else greatest(due, ${amount}, 1) end where id = ${id}::uuid`.execute(db)

export interface ContestRow {
  id: string
  ratingId: string
  factId: string | null
  kind: ContestKind
  source: string | null
  text: string
  raisedOn: string
  dueOn: string
  dueEstimated: boolean
  answererId: string
  answererName: string
  state: ContestState
  answer: string | null
  answeredByName: string | null
  answeredOn: string | null
  enteredBy: string | null
  decidedBy: string | null
}

const contests = (where: ReturnType<typeof sql>) => sql<ContestRow>`
  with wanted as (select t.* from rating_contest t where ${where}),
    names as (select * from rating_names(array(select rating_id from wanted)))
  select t.id, t.rating_id, t.fact_id, t.kind, t.source, t.text, t.raised_on, t.due_on, t.due_estimated, t.answerer_id,
    coalesce((select name from names where names.id = t.answerer_id), '') as answerer_name, t.state, t.answer,
    (select name from names where names.id = t.answered_by) as answered_by_name, t.answered_on, f.entered_by,
    case when t.kind = 'appeal' then r.decided_by end as decided_by
  from wanted t join rating r on r.town_id = t.town_id and r.id = t.rating_id
  left join rating_fact f on f.town_id = t.town_id and f.id = t.fact_id
  order by t.raised_on, t.id`

export const contestsOf = async (db: Database, ratingId: string) => (await contests(sql`t.rating_id = ${ratingId}::uuid`).execute(db)).rows
export const findContest = async (db: Database, id: string) => (await contests(sql`t.id = ${id}::uuid`).execute(db)).rows[0]
export const lockContest = (db: Database, id: string) => sql`select id from rating_contest where id = ${id}::uuid for update`.execute(db)

export const openContests = async (db: Database, cycleId: string) =>
  (
    await sql<{
      count: number
    }>`select count(*)::int as count from rating_contest t join rating r on r.town_id = t.town_id and r.id = t.rating_id
      where r.cycle_id = ${cycleId}::uuid and t.state = 'open'`.execute(db)
  ).rows[0]!.count

export const insertContest = (
  db: Database,
  row: {
    townId: number
    id: string
    ratingId: string
    factId: string | null
    kind: ContestKind
    source: string | null
    text: string
    raisedOn: string
    dueOn: string
    dueEstimated: boolean
    answererId: string
  },
) =>
  db
    .insertInto('ratingContest')
    .values({ ...row, state: 'open' })
    .execute()

export const answerContest = (
  db: Database,
  id: string,
  set: { state: 'upheld' | 'rejected'; answer: string; answeredBy: string; answeredOn: string },
) => db.updateTable('ratingContest').set(set).where('id', '=', id).execute()

/** Secretaries who may answer for the cycle: the branch's first. */
export const answerersOf = async (db: Database, cycleId: string) =>
  (await sql<{ personId: string }>`select person_id from rating_answerers(${cycleId}::uuid) order by rank, person_id`.execute(db)).rows.map(
    ({ personId }) => personId,
  )

/** What waits for the person: contests to answer, the most urgent first. */
export const contestsFor = async (db: Database, personId: string, most: number) =>
  (
    await sql<{ id: string; ratingId: string; name: string; dueOn: string }>`
      select t.id, t.rating_id, named.name, t.due_on from rating_contest t join rating r on r.town_id = t.town_id and r.id = t.rating_id
      join rating_names(array(select rating_id from rating_contest where answerer_id = ${personId}::uuid and state = 'open')) named
        on named.id = r.person_id
      where t.answerer_id = ${personId}::uuid and t.state = 'open' order by t.due_on, t.id limit ${most}`.execute(db)
  ).rows

/** Lower stars that wait for a second person other than the one given; never one's own. */
export const secondsFor = async (db: Database, personId: string, most: number) =>
  (
    await sql<{ id: string; name: string }>`
      select r.id, named.name from rating r
      join rating_names(array(select id from rating where awaits_second)) named on named.id = r.person_id
      where r.awaits_second and r.decided_by <> ${personId}::uuid and r.person_id <> ${personId}::uuid
        and r.cycle_id = any ((select kept_cycles())::uuid[])
      order by named.sort_key collate "C", r.id limit ${most}`.execute(db)
  ).rows

/** One's own sheets that one may read and contest now. */
export const selfChecksFor = async (db: Database, personId: string) =>
  (
    await sql<{ id: string; year: number; until: string | null }>`
      select r.id, c.year, c.self_check_until as until from rating r join rating_cycle c on c.town_id = r.town_id and c.id = r.cycle_id
      where r.person_id = ${personId}::uuid and c.state = 'selfCheck' and r.exempt is null order by c.year`.execute(db)
  ).rows
