/** What members contest (评星异议): SQL. */
import { sql } from 'kysely'
import type { Database } from '#platform/database/database.ts'
import { open, seal, type Keeping } from '#platform/database/sealed-text.ts'
import { places } from './ratings.sealed.queries.ts'
import type { ContestKind, ContestState } from './ratings.shapes.contract.ts'

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
  secondBy: string | null
}

type SealedContest = Omit<ContestRow, 'text' | 'answer'> & { textSealed: Buffer | null; answerSealed: Buffer | null }

const sealedContests = (where: ReturnType<typeof sql>) => sql<SealedContest>`
  with wanted as (select t.id, t.rating_id from rating_contest t where ${where}),
    names as (select * from rating_names(array(select rating_id from wanted)))
  select t.id, t.rating_id, t.fact_id, t.kind, t.source, t.text_sealed, t.raised_on, t.due_on, t.due_estimated, t.answerer_id,
    coalesce((select name from names where names.id = t.answerer_id), '') as answerer_name, t.state, t.answer_sealed,
    (select name from names where names.id = t.answered_by) as answered_by_name, t.answered_on, f.entered_by,
    case when t.kind = 'appeal' then r.decided_by end as decided_by, case when t.kind = 'appeal' then r.second_by end as second_by
  from wanted join rating_contest t on t.town_id = (select actor_town()) and t.id = wanted.id
  join rating r on r.town_id = t.town_id and r.id = t.rating_id
  left join rating_fact f on f.town_id = t.town_id and f.id = t.fact_id
  order by t.raised_on, t.id`

async function contests(keeping: Keeping, where: ReturnType<typeof sql>): Promise<ContestRow[]> {
  const { rows } = await sealedContests(where).execute(keeping.db)
  return rows.map(({ textSealed, answerSealed, ...row }) => ({
    ...row,
    text: open(keeping, textSealed, places.text) ?? '',
    answer: open(keeping, answerSealed, places.answer),
  }))
}

export const contestsOf = (keeping: Keeping, ratingId: string) => contests(keeping, sql`t.rating_id = ${ratingId}::uuid`)

/** What a person contested, the earliest first. */
export const contestsOfPerson = (keeping: Keeping, personId: string) =>
  contests(keeping, sql`t.rating_id in (select id from rating where person_id = ${personId}::uuid)`)

export const findContest = async (keeping: Keeping, id: string) => (await contests(keeping, sql`t.id = ${id}::uuid`))[0]

export const lockContest = (db: Database, id: string) => sql`select id from rating_contest where id = ${id}::uuid for update`.execute(db)

export const insertContest = (
  keeping: Keeping,
  {
    text,
    ...row
  }: {
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
  keeping.db
    .insertInto('ratingContest')
    .values({ ...row, textSealed: seal(keeping, text, places.text), state: 'open' })
    .execute()

export const answerContest = (
  keeping: Keeping,
  id: string,
  { answer, ...set }: { state: 'upheld' | 'rejected'; answer: string; answeredBy: string; answeredOn: string },
) =>
  keeping.db
    .updateTable('ratingContest')
    .set({ ...set, answerSealed: seal(keeping, answer, places.answer) })
    .where('id', '=', id)
    .execute()

/** Who may answer for the cycle: the branch's secretaries first, then the village's, then the leaders of the town. */
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
