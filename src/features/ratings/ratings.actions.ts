/** Star ratings (评星定级): a member's sheet, and the star that a person decides; what each endpoint does. */
import { action, type Context } from '#platform/server/action.ts'
import { requireVersion } from '#platform/server/versions.ts'
import { isPerson } from '#platform/shared/actor.ts'
import { invalidField, Problem, problems as common } from '#platform/shared/problem.ts'
import { contestsOf, type ContestRow } from './ratings.contests.queries.ts'
import { endpoints, problems, type Contest, type Fact, type RatingSheet } from './ratings.contract.ts'
import { findCycle, goOn } from './ratings.cycles.actions.ts'
import { contestPolicy, leads, ratingPolicy, type ContestFacts, type RatingFacts } from './ratings.policy.ts'
import { lockCycle, lockOwnCycle, type CycleRow } from './ratings.queries.ts'
import { decisionFault, goesDown, pointsOf, proposalOf, totalOf, withoutSource } from './ratings.rules.ts'
import * as queries from './ratings.sheets.queries.ts'
import { isSource, sourceNameOf, sources } from './ratings.words.ts'

export const mine = action(endpoints.mine, async context => {
  context.require(ratingPolicy, 'mine', null)
  return { items: await queries.ratingsOfPerson(context.db, personOf(context)) }
})

export const get = action(endpoints.get, async (context, { params: { ratingId } }) => {
  context.require(ratingPolicy, 'get', null)
  return show(context, ratingId)
})

export const exempt = action(endpoints.exempt, async (context, { params: { ratingId }, body }) => {
  const { cycle } = await lockVersioned(context, ratingId, 'exempt', body)
  const proposed = body.reason === null ? proposalOf(cycle, await queries.factsOf(context.db, ratingId)) : null
  await queries.setExempt(context.db, ratingId, body.reason, proposed)
  await context.record('ratings.exempt', subjectOf(ratingId, cycle), { exempt: body.reason !== null })
  return show(context, ratingId)
})

export const decide = action(endpoints.decide, async (context, { params: { ratingId }, body }) => {
  const { rating, cycle } = await lockVersioned(context, ratingId, 'decide', body)
  if (rating.openContests > 0) throw new Problem(problems.contestOpen)
  const { proposed, lastYearStar: lastYear, humanAskedOn } = rating
  const fault = decisionFault(body, { proposed, lastYear, humanAsked: humanAskedOn !== null })
  if (fault) throw invalidField(`#/${fault.key}`, fault.detail)
  const awaitsSecond = goesDown(body.star, proposed, lastYear)
  await queries.setStar(context, ratingId, { ...body, decidedBy: personOf(context), decidedOn: context.today, awaitsSecond })
  await context.record('ratings.decide', subjectOf(ratingId, cycle), { followsProposal: body.star === proposed, awaitsSecond })
  await goOn(context, cycle.id)
  return show(context, ratingId)
})

export const second = action(endpoints.second, async (context, { params: { ratingId }, body }) => {
  const { cycle } = await lockVersioned(context, ratingId, 'second', body)
  await queries.setSecond(context.db, ratingId, body.agrees ? personOf(context) : null)
  await context.record('ratings.second', subjectOf(ratingId, cycle), { agrees: body.agrees })
  await goOn(context, cycle.id)
  return show(context, ratingId)
})

export const askHuman = action(endpoints.askHuman, async (context, { params: { ratingId } }) => {
  const { cycle } = await lockOwn(context, ratingId, 'askHuman')
  if (!(await queries.askForHuman(context.db, ratingId, context.today))) throw new Problem(common.wrongState)
  await context.record('ratings.askHuman', subjectOf(ratingId, cycle))
  return show(context, ratingId)
})

export const personOf = ({ actor }: Context): string => {
  if (!isPerson(actor)) throw new Problem(common.forbidden)
  return actor.personId
}

export const subjectOf = (id: string, { unitId }: CycleRow) => ({ kind: 'rating', id, unitId })

/** A sheet that one may read, with its cycle. Throws not-found (404). */
export async function findSheet(context: Context, id: string): Promise<{ rating: queries.RatingRow; cycle: CycleRow }> {
  const rating = await queries.findRating(context, id)
  if (!rating) throw new Problem(common.notFound, '没有这份评定，或不归您看。')
  return { rating, cycle: await findCycle(context, rating.cycleId) }
}

/** The same, locked with its cycle; the policy is asked before and again after the wait. */
async function lockVersioned(context: Context, id: string, name: 'exempt' | 'decide' | 'second', yours: unknown) {
  const before = await findSheet(context, id)
  context.require(ratingPolicy, name, factsOf(context, before.rating, before.cycle))
  await lockCycle(context.db, before.cycle.id)
  await queries.lockRating(context.db, id)
  const sheet = await findSheet(context, id)
  context.require(ratingPolicy, name, factsOf(context, sheet.rating, sheet.cycle))
  requireVersion(context, await show(context, id), yours)
  return sheet
}

/** The member's own sheet, locked with its cycle: the secretaries wait. The policy is asked before and again after the wait. */
export async function lockOwn(context: Context, id: string, name: 'contest' | 'askHuman') {
  const before = await findSheet(context, id)
  context.require(ratingPolicy, name, factsOf(context, before.rating, before.cycle))
  await lockOwnCycle(context.db, before.cycle.id)
  const sheet = await findSheet(context, id)
  context.require(ratingPolicy, name, factsOf(context, sheet.rating, sheet.cycle))
  return sheet
}

const factsOf = ({ today }: Context, rating: queries.RatingRow, cycle: CycleRow): RatingFacts => ({
  path: cycle.path,
  bodyId: cycle.bodyId,
  state: cycle.state,
  personId: rating.personId,
  exempt: rating.exempt,
  decidedBy: rating.decidedBy,
  awaitsSecond: rating.awaitsSecond,
  humanAsked: rating.humanAskedOn !== null,
  appealOver: cycle.appealUntil !== null && today > cycle.appealUntil,
})

export const contestFacts = ({ today }: Context, contest: ContestRow, rating: queries.RatingRow, cycle: CycleRow): ContestFacts => ({
  path: cycle.path,
  bodyId: cycle.bodyId,
  personId: rating.personId,
  answererId: contest.answererId,
  concerned: [contest.enteredBy, contest.decidedBy, contest.secondBy],
  state: contest.state,
  overdue: today > contest.dueOn,
})

export async function show(context: Context, id: string): Promise<RatingSheet> {
  const { db, actor, now } = context
  const { rating, cycle } = await findSheet(context, id)
  const facts = await queries.factsOf(db, id)
  const points = rating.exempt === null && facts.length > 0 ? pointsOf(cycle, facts) : null
  const total = points && totalOf(points)
  const { personId: _, decidedBy: __, secondBy: ___, openContests: ____, ...rest } = rating
  return {
    ...rest,
    // What the secretaries are still weighing is theirs until the list is shown.
    ...(!leads(actor, cycle) && ['draft', 'selfCheck', 'branchReview'].includes(cycle.state) && unsaid),
    year: cycle.year,
    bodyName: cycle.bodyName,
    cycleState: cycle.state,
    selfCheckUntil: cycle.selfCheckUntil,
    shownUntil: cycle.shownUntil,
    pausedOn: cycle.pausedOn,
    appealUntil: cycle.appealUntil,
    points: total === null ? null : points,
    total,
    withoutSource: withoutSource(cycle),
    facts: facts.map(fact => presentFact(cycle, fact, isPerson(actor) && actor.personId === rating.personId)),
    contests: (await contestsOf(context, id)).map(contest => presentContest(context, contest, rating, cycle)),
    allowedActions: ratingPolicy.allowed(actor, factsOf(context, rating, cycle), now),
  }
}

const unsaid = {
  star: null,
  reason: null,
  vetoDecision: null,
  decidedByName: null,
  decidedOn: null,
  secondByName: null,
  awaitsSecond: false,
}

function presentFact({ dimensions }: CycleRow, fact: queries.FactRow, own: boolean): Fact {
  const { ratingId: _, recordId, enteredBy: __, ...rest } = fact
  return {
    ...rest,
    sourceName: sourceNameOf(fact.source),
    dimension: dimensions.find(({ rules }) => rules.some(({ source }) => source === fact.source))?.key ?? null,
    link: recordId !== null && isSource(fact.source) ? sources[fact.source].page(recordId, own) : null,
  }
}

function presentContest(context: Context, contest: ContestRow, rating: queries.RatingRow, cycle: CycleRow): Contest {
  const { ratingId: _, answererId: __, enteredBy: ___, decidedBy: ____, secondBy: _____, ...rest } = contest
  return {
    ...rest,
    allowedActions: contestPolicy.allowed(context.actor, contestFacts(context, contest, rating, cycle), context.now),
  }
}
