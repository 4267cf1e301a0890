/** Sheets of members (评星表): SQL of ratings and their facts. */
import { sql } from 'kysely'
import { bulkInsert } from '#platform/database/bulk.ts'
import type { Database } from '#platform/database/database.ts'
import { open, seal, type Keeping } from '#platform/database/sealed-text.ts'
import { places } from './ratings.sealed.queries.ts'
import type { RatingCycleState, Exemption } from './ratings.shapes.contract.ts'

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

/** Takes out of a draft who is no longer a member of the branch, or of the one that it went into; their facts are gone before. */
export const leaveOut = (db: Database, cycleId: string, day: string) =>
  sql`select leave_out_of_rating_cycle(${cycleId}::uuid, ${day}::date)`.execute(db)

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
  secondBy: string | null
  secondByName: string | null
  awaitsSecond: boolean
  humanAskedOn: string | null
  lastYearStar: number | null
  openContests: number
  version: number
}

type SealedRating = Omit<RatingRow, 'reason' | 'vetoDecision'> & { reasonSealed: Buffer | null; vetoDecisionSealed: Buffer | null }

const sealedRatings = (where: ReturnType<typeof sql>) => sql<SealedRating>`
  with wanted as (select r.id from rating r where ${where}),
    names as (select * from rating_names(array(select id from wanted)))
  select r.id, r.cycle_id, r.person_id, named.name, r.exempt, r.proposed, r.star, r.reason_sealed, r.veto_decision_sealed, r.decided_by,
    (select name from names where names.id = r.decided_by) as decided_by_name, r.decided_on, r.second_by,
    (select name from names where names.id = r.second_by) as second_by_name, r.awaits_second, r.human_asked_on,
    (select before.star from rating before join rating_cycle was on was.town_id = before.town_id and was.id = before.cycle_id
      join rating_cycle c on c.town_id = r.town_id and c.id = r.cycle_id
      where before.town_id = r.town_id and before.membership_id = r.membership_id and was.year = c.year - 1 and not before.awaits_second
        and was.confirmed_on is not null
      limit 1) as last_year_star,
    (select count(*)::int from rating_contest t where t.town_id = r.town_id and t.rating_id = r.id and t.state = 'open') as open_contests,
    r.version
  from wanted join rating r on r.town_id = (select actor_town()) and r.id = wanted.id join names named on named.id = r.person_id
  order by named.sort_key collate "C", r.id`

async function ratings(keeping: Keeping, where: ReturnType<typeof sql>): Promise<RatingRow[]> {
  const { rows } = await sealedRatings(where).execute(keeping.db)
  return rows.map(({ reasonSealed, vetoDecisionSealed, ...row }) => ({
    ...row,
    reason: open(keeping, reasonSealed, places.reason),
    vetoDecision: open(keeping, vetoDecisionSealed, places.vetoDecision),
  }))
}

/** Members of a cycle, by name. */
export const ratingsOf = (keeping: Keeping, cycleId: string) => ratings(keeping, sql`r.cycle_id = ${cycleId}::uuid`)

export const findRating = async (keeping: Keeping, id: string) => (await ratings(keeping, sql`r.id = ${id}::uuid`))[0]

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

const undecided = {
  star: null,
  reasonSealed: null,
  vetoDecisionSealed: null,
  decidedBy: null,
  decidedOn: null,
  secondBy: null,
  awaitsSecond: false,
}

/** The proposal anew; a star that was decided on other facts is decided again. */
export const setProposal = (db: Database, id: string, proposed: number | null, decideAgain: boolean) =>
  db
    .updateTable('rating')
    .set({ proposed, ...(decideAgain && undecided), version: sql`version + 1` })
    .where('id', '=', id)
    .execute()

export const setStar = (
  keeping: Keeping,
  id: string,
  {
    reason,
    vetoDecision,
    ...set
  }: { star: number; reason: string | null; vetoDecision: string | null; decidedBy: string; decidedOn: string; awaitsSecond: boolean },
) =>
  keeping.db
    .updateTable('rating')
    .set({
      ...set,
      reasonSealed: seal(keeping, reason, places.reason),
      vetoDecisionSealed: seal(keeping, vetoDecision, places.vetoDecision),
      secondBy: null,
      version: sql`version + 1`,
    })
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
