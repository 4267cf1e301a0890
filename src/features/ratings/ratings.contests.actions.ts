/** Objections and appeals (异议和申诉): a member contests a fact, someone who did not enter it answers; what each endpoint does. */
import { action, type Context } from '#platform/server/action.ts'
import { addWorkingDays } from '#platform/shared/calendar.ts'
import { newId } from '#platform/shared/ids.ts'
import { invalidField, Problem, problems as common } from '#platform/shared/problem.ts'
import { contestFacts, findSheet, lockOwn, personOf, show, subjectOf } from './ratings.actions.ts'
import * as contests from './ratings.contests.queries.ts'
import { endpoints, problems, type ContestKind } from './ratings.contract.ts'
import { findCycle, goOn, unlessThere } from './ratings.cycles.actions.ts'
import { contestPolicy } from './ratings.policy.ts'
import { interruptCycle, lockCycle, type CycleRow } from './ratings.queries.ts'
import { answererOf, answerWorkingDays, proposalOf } from './ratings.rules.ts'
import * as queries from './ratings.sheets.queries.ts'
import { isSource } from './ratings.words.ts'

export const contest = action(endpoints.contest, async (context, { params: { ratingId }, body: { factId, source, text } }) => {
  const { db, townId, today, now } = context
  const locked = await lockOwn(context, ratingId, 'contest')
  await interruptCycle(db, locked.cycle.id, today)
  const { rating, cycle } = await findSheet(context, ratingId)
  const fact = factId === null ? undefined : (await queries.factsOf(db, ratingId)).find(({ id }) => id === factId)
  if (factId !== null && !fact) throw invalidField('#/factId', '这一条不在您的评定里')
  const kind = kindOf(factId, source)
  if (kind === 'appeal' && cycle.state !== 'appeal') throw invalidField('#/source', '请选是哪一条，或漏了哪一类')
  if (kind === 'missing' && !isSource(source!)) throw invalidField('#/source', '没有这一类')
  const isSame = (each: contests.ContestRow) =>
    each.kind === kind && each.factId === factId && (kind !== 'missing' || each.source === source)
  if ((await contests.contestsOf(context, ratingId)).some(each => each.state === 'open' && isSame(each))) throw asked()
  const concerned = [rating.personId, fact?.enteredBy ?? null, ...(kind === 'appeal' ? [rating.decidedBy, rating.secondBy] : [])]
  const answererId = answererOf(await contests.answerersOf(db, cycle.id), concerned)
  if (answererId === null) throw new Problem(problems.noAnswerer)
  const { day: dueOn, estimated: dueEstimated } = addWorkingDays(await context.calendar(), today, answerWorkingDays)
  const row = { townId, id: newId(now.getTime()), ratingId, factId, kind, source: kind === 'missing' ? source : null, text }
  await unlessThere(contests.insertContest(context, { ...row, raisedOn: today, dueOn, dueEstimated, answererId }), asked())
  await context.record('ratings.contest', subjectOf(ratingId, cycle), { kind, contestId: row.id })
  return show(context, ratingId)
})

const asked = () => new Problem(common.wrongState, '这一条已经提过，正在答复。')

const kindOf = (factId: string | null, source: string | null): ContestKind =>
  factId !== null ? 'wrong' : source !== null ? 'missing' : 'appeal'

export const answer = action(endpoints.answer, async (context, { params: { contestId }, body }) => {
  const { db, today } = context
  const before = await findContest(context, contestId)
  context.require(contestPolicy, 'answer', contestFacts(context, before.contest, before.rating, before.cycle))
  await lockCycle(db, before.cycle.id)
  await contests.lockContest(db, contestId)
  const { contest: found, rating, cycle } = await findContest(context, contestId)
  context.require(contestPolicy, 'answer', contestFacts(context, found, rating, cycle))
  if (body.outcome === 'upheld') await putRight(context, found, rating, cycle, body)
  await contests.answerContest(context, contestId, {
    state: body.outcome,
    answer: body.answer,
    answeredBy: personOf(context),
    answeredOn: today,
  })
  await context.record('ratings.answer', subjectOf(rating.id, cycle), { contestId, outcome: body.outcome })
  await goOn(context, cycle.id)
  return show(context, rating.id)
})

interface Correction {
  amount: number | null
  excused: boolean
  title: string | null
  day: string | null
}

/** Puts the fact right and reckons the proposal anew; the star is decided again. */
async function putRight(
  context: Context,
  found: contests.ContestRow,
  rating: queries.RatingRow,
  cycle: CycleRow,
  { amount, excused, title, day }: Correction,
): Promise<void> {
  const { db, townId, now } = context
  if (found.kind === 'wrong') {
    if (!excused && amount === null) throw invalidField('#/amount', '请写改成多少')
    await queries.correctFact(db, found.factId!, excused ? 0 : amount!, excused)
  }
  if (found.kind === 'missing') {
    if (amount === null) throw invalidField('#/amount', '请写算多少')
    if (title === null) throw invalidField('#/title', '请写是什么事')
    if (day === null || Number(day.slice(0, 4)) !== cycle.year) throw invalidField('#/day', `请写${cycle.year}年里的日子`)
    const fact = { id: newId(now.getTime()), ratingId: rating.id, source: found.source!, recordId: null, title, day }
    await queries.insertFacts(db, townId, [{ ...fact, amount, due: Math.max(1, amount), excused: false, enteredBy: personOf(context) }])
  }
  const proposed = rating.exempt === null ? proposalOf(cycle, await queries.factsOf(db, rating.id)) : null
  await queries.setProposal(db, rating.id, proposed, true)
}

/** What was contested, with the sheet and the cycle. Throws not-found (404). */
async function findContest(context: Context, id: string) {
  const found = await contests.findContest(context, id)
  if (!found) throw new Problem(common.notFound, '没有这条异议，或不归您看。')
  const { rating } = await findSheet(context, found.ratingId)
  return { contest: found, rating, cycle: await findCycle(context, rating.cycleId) }
}
