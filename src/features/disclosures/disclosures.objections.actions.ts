/** Objections (异议): taken from anyone, decided by supervisors and town. */
import { takeInForTown } from '#features/requests/requests.intake.actions.ts'
import { findAnswered } from '#features/units/units.actions.ts'
import { action, type Context } from '#platform/server/action.ts'
import { requireCleanText } from '#platform/server/clean-text.ts'
import { isPerson } from '#platform/shared/actor.ts'
import { addDays, addWorkingDays } from '#platform/shared/calendar.ts'
import { newId } from '#platform/shared/ids.ts'
import { invalidField, Problem, problems as common } from '#platform/shared/problem.ts'
import { endpoints, problems, type ObjectionChannel } from './disclosures.contract.ts'
import { personOf, subjectOf } from './disclosures.draft.actions.ts'
import * as objections from './disclosures.objections.queries.ts'
import { noticePolicy, objectionPolicy, sideOf } from './disclosures.policy.ts'
import { hold, load, present, respondentsOf, shownTitle, type Loaded } from './disclosures.present.actions.ts'
import { takeListDown } from './disclosures.publish.actions.ts'
import * as queries from './disclosures.queries.ts'
import { recordEnd } from './disclosures.recorded.actions.ts'
import { agreedOutcome, noticeMachine, objectionMachine } from './disclosures.rules.ts'
import { noticeRule } from './disclosures.types.rules.ts'
import { sideNames } from './disclosures.words.ts'

interface Said {
  text: string
  name?: string | undefined
  phone?: string | undefined
}

export const object = action(endpoints.object, async (context, { params: { noticeId }, body }) => {
  const loaded = await hold(context, noticeId)
  context.require(noticePolicy, 'object', loaded.facts)
  const { number } = await takeIn(context, loaded, { channel: 'form', receivedOn: context.today }, body)
  return { number }
})

export const receive = action(endpoints.receive, async (context, { params: { noticeId }, body: { channel, receivedOn, ...said } }) => {
  const loaded = await hold(context, noticeId)
  context.require(noticePolicy, 'receive', loaded.facts)
  if (receivedOn > context.today) throw invalidField('#/receivedOn', '收到的日子不能在今天以后')
  const { id } = await takeIn(context, loaded, { channel, receivedOn }, said)
  return (await present(context, noticeId)).objections.find(each => each.id === id)!
})

export const question = action(endpoints.question, async (context, { params: { noticeId }, body }) => {
  const { row, facts } = await load(context, noticeId)
  context.require(noticePolicy, 'question', facts)
  // Of a village that was merged into another the case stands there.
  const { path, closedOn } = await findAnswered(context, row.unitId)
  const unitId = closedOn !== null && closedOn <= context.today ? path[1]! : row.unitId
  const receipt = await takeInForTown(context, { ...body, unitId, near: `公示：${shownTitle(row)}` })
  await context.record('disclosures.question', subjectOf(row), { requestId: receipt.id })
  return receipt
})

/** Writes it down; the clock stands still from the day on which it came. Throws period-over (409). */
async function takeIn(
  context: Context,
  loaded: Loaded,
  { channel, receivedOn }: { channel: ObjectionChannel; receivedOn: string },
  { text, name, phone }: Said,
) {
  const { row, objections: before } = loaded
  const version = (await queries.versionsOf(context.db, row.id)).findLast(({ publishedOn }) => publishedOn <= receivedOn)
  if (!version) throw invalidField('#/receivedOn', '那天还没有公示')
  await requireInTime(context, loaded, version.publishedOn, receivedOn)
  const id = newId(context.now.getTime())
  const number = (before.at(-1)?.number ?? 0) + 1
  await objections.insertObjection(context, {
    townId: context.townId,
    id,
    noticeId: row.id,
    number,
    versionNumber: version.number,
    channel,
    receivedOn,
    enteredOn: context.today,
    enteredBy: channel === 'form' ? null : isPerson(context.actor) ? context.actor.personId : null,
    words: { text, name: name ?? null, phone: phone ?? null },
  })
  await context.record(channel === 'form' ? 'disclosures.object' : 'disclosures.receive', subjectOf(row), { number, channel, receivedOn })
  return { id, number }
}

/** Throws period-over (409) after the last day on which objections are taken. */
async function requireInTime(context: Context, { row, clock }: Loaded, publishedOn: string, receivedOn: string): Promise<void> {
  const { objectionDays } = noticeRule(row.type)
  const isLate = clock !== null && clock.endsOn !== null && receivedOn > clock.endsOn
  const lastDay = objectionDays === null ? null : addWorkingDays(await context.calendar(), addDays(publishedOn, objectionDays), 0).day
  if (isLate || (lastDay !== null && receivedOn > lastDay)) throw new Problem(problems.periodOver)
}

export const decide = action(endpoints.decide, async (context, { params: { noticeId, objectionId }, body: { outcome, reason } }) => {
  const loaded = await hold(context, noticeId)
  const { row, work, objections: said, path } = loaded
  const objection = said.find(({ id }) => id === objectionId)
  if (!objection) throw new Problem(common.notFound, '没有这条异议。')
  const respondents = respondentsOf(work, await queries.versionsOf(context.db, noticeId))
  const spoken = await objections.opinionsOf(context.db, [objectionId])
  context.require(objectionPolicy, 'decide', { path, state: objection.state, respondents, spoken })
  requireCleanText('#/reason', reason)
  const side = sideOf(context.actor, path)!
  const givenBy = personOf(context)
  await objections.insertOpinion(context.db, {
    townId: context.townId,
    id: newId(context.now.getTime()),
    objectionId,
    side,
    outcome,
    reason,
    givenBy,
    givenAt: context.now,
  })
  const decided = await settle(context, loaded, objectionId)
  await context.record('disclosures.decide', subjectOf(row), { number: objection.number, side, outcome, ...(decided && { decided }) })
  return present(context, noticeId)
})

/**
 * Decides the objection once both sides say the same. The first that is upheld takes the notice down, and a list of persons out of
 * sight with it; those after it are answered all the same.
 */
async function settle(context: Context, { row, facts }: Loaded, objectionId: string) {
  const opinions = await objections.opinionsOf(context.db, [objectionId])
  const outcome = agreedOutcome(opinions)
  if (outcome === null) return null
  const reason = (['supervisor', 'town'] as const)
    .map(side => `${sideNames[side]}：${opinions.findLast(opinion => opinion.side === side)!.reason}`)
    .join('\n')
  const state = objectionMachine.next('open', outcome === 'upheld' ? 'uphold' : 'dismiss') as 'dismissed' | 'upheld'
  const tookDown = state === 'upheld' && row.state !== 'withdrawn'
  await objections.decideObjection(context.db, objectionId, { state, decidedOn: context.today, reason, tookDown })
  if (tookDown) {
    await queries.updateNotice(context.db, row.id, {
      state: noticeMachine.next(row.state, 'uphold'),
      correction: null,
      withdrawnOn: context.today,
    })
    await recordEnd(context, row.id)
    if (facts.showsPersons) await takeListDown(context, row, '异议成立，公示撤下。')
  }
  return state
}
