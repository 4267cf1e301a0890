/** Decisions (四议两公开): what follows a decision — disclosed, carried out, closed — and what may cut across it. */
import type { Stage } from '#features/matters/matters.contract.ts'
import { routeRefusal } from '#features/thresholds/thresholds.actions.ts'
import { action, type Context } from '#platform/server/action.ts'
import { placesAllowed, requireCleanText } from '#platform/server/clean-text.ts'
import { isPerson } from '#platform/shared/actor.ts'
import { invalidField, Problem, problems as common } from '#platform/shared/problem.ts'
import { plainDate } from '#platform/shared/calendar.ts'
import { newId } from '#platform/shared/ids.ts'
import { show } from './decisions.actions.ts'
import { askedBeforeWork } from './decisions.asked.rules.ts'
import { leaveAgendas, leaveMeetings, passNothingVoted } from './decisions.ballots.actions.ts'
import { isEmergency, lockFor, move, noticesOf, passGate, passInterests, writeStage, type Matter } from './decisions.case.actions.ts'
import { endpoints } from './decisions.contract.ts'
import { requireOrder } from './decisions.dates.actions.ts'
import { disclosureRefusal, draftRefusal, ratificationRefusal, signerRefusal, urgencyRefusal } from './decisions.gates.rules.ts'
import { draftDisclosure, recallNotices, type LinkedNotice } from './decisions.papers.actions.ts'
import { declarationsOf } from './decisions.opinions.queries.ts'
import { dueAfter } from './decisions.periods.actions.ts'
import * as queries from './decisions.queries.ts'
import { isDeliberation } from './decisions.rules.ts'
import { authorityNames, orderNames, stepName } from './decisions.words.ts'

type Disclosure = 'decisionDisclosure' | 'resultDisclosure'
const has = ({ entry }: Matter, stage: Stage) => entry.stages.includes(stage)

export const urge = action(endpoints.urge, async (context, { params: { decisionId }, body: { reason, document } }) => {
  const matter = await lockFor(context, decisionId, 'urge', { yours: { reason, document } })
  if (!isPerson(context.actor)) throw new Problem(common.signInRequired)
  requireCleanText('#/reason', reason, placesAllowed)
  requireCleanText('#/document', document, placesAllowed)
  await passUrgency(context, matter, context.actor.personId)
  // what the board or the branch has voted is recorded before it is acted on past them
  await leaveMeetings(context, matter, reason)
  const asked = { urgentReason: reason, urgentDocument: document, urgentAskedBy: context.actor.personId }
  await move(context, matter, 'urge', null, asked)
  return show(context, decisionId)
})

/** Both who asks and who agrees: the matter may be acted on at once, and neither they nor who proposes it and watches over it stand too near. */
async function passUrgency(context: Context, matter: Matter, signer: string): Promise<void> {
  // whoever stands in for the members may not decide it: nor may two signatures
  passGate(urgencyRefusal(routeRefusal('collectiveRepresentatives', matter.entry.legalMatter, context.today)?.words ?? null))
  await passInterests(context, matter)
  passGate(signerRefusal(signer, await declarationsOf(context.db, matter.row.id)))
}

export const confirmUrgency = action(endpoints.confirmUrgency, async (context, { params: { decisionId } }) => {
  const matter = await lockFor(context, decisionId, 'confirmUrgency')
  if (!isPerson(context.actor)) throw new Problem(common.signInRequired)
  const { urgentReason, urgentDocument } = matter.row
  await passUrgency(context, matter, context.actor.personId)
  await passNothingVoted(context, matter)
  await writeStage(context, matter, {
    stage: 'urgency',
    heldOn: context.today,
    outcome: 'urgent',
    reason: urgentReason!,
    document: urgentDocument!,
  })
  const ratifyBy = await dueAfter(context, 'ratification', context.today)
  const signed = { urgentSignedBy: context.actor.personId, ratifyBy }
  await move(context, matter, 'confirmUrgency', 'urge', signed)
  return show(context, decisionId)
})

export const draftNotice = action(endpoints.draftNotice, async (context, { params: { decisionId }, body: { stage, content } }) => {
  const matter = await lockFor(context, decisionId, 'draftNotice', { versioned: false })
  if (!isPerson(context.actor)) throw new Problem(common.signInRequired)
  const { row, entry, state } = matter
  const isUnratified = isEmergency(matter) && row.ratifiedOn === null
  passGate(draftRefusal(stage, { hasStep: has(matter, stage), state, isUnratified, before: newestNotice(matter, stage) }))
  const noticeId = await draftDisclosure(context, {
    stage,
    id: decisionId,
    unitId: row.unitId,
    title: row.title,
    basis: entry.basis,
    content,
    days: entry.disclosureDays,
  })
  await queries.insertLink(context.db, {
    townId: context.townId,
    decisionId,
    targetId: noticeId,
    kind: 'notice',
    round: row.round,
    stage,
    madeBy: context.actor.personId,
    madeAt: context.now,
  })
  await context.record('decisions.draftNotice', { kind: 'decision', id: decisionId, unitId: row.unitId }, { stage, noticeId })
  return show(context, decisionId)
})

export const implement = action(endpoints.implement, async (context, { params: { decisionId }, body }) => {
  const matter = await lockFor(context, decisionId, 'implement', { yours: body })
  requireOrder(context, matter, body.onDay, { pointer: '#/onDay' })
  await passDisclosure(context, matter, 'decisionDisclosure', body.onDay)
  passGate(askedBeforeWork(matter, body.onDay))
  await writeStage(context, matter, { stage: 'work', heldOn: body.onDay, outcome: 'implementing', document: body.document })
  await move(context, matter, 'implement', 'implement')
  return show(context, decisionId)
})

export const close = action(endpoints.close, async (context, { params: { decisionId }, body }) => {
  const matter = await lockFor(context, decisionId, 'close', { yours: body })
  const { row } = matter
  requireOrder(context, matter, body.onDay, { pointer: '#/onDay' })
  passGate(ratificationRefusal(row.ratifyBy === null ? null : { ratifyBy: row.ratifyBy, ratifiedOn: row.ratifiedOn }))
  const isOut = matter.records.some(({ round, stage }) => round === row.round && stage === 'decisionDisclosure')
  if (!isOut) await passDisclosure(context, matter, 'decisionDisclosure', body.onDay)
  await passDisclosure(context, matter, 'resultDisclosure', body.onDay)
  passGate(askedBeforeWork(matter, body.onDay))
  await writeStage(context, matter, { stage: 'closure', heldOn: body.onDay, outcome: 'closed', document: body.document })
  await move(context, matter, 'close', 'close', { endedOn: body.onDay })
  return show(context, decisionId)
})

export const archive = action(endpoints.archive, async (context, { params: { decisionId }, body }) => {
  const matter = await lockFor(context, decisionId, 'archive', { yours: body })
  requireOrder(context, matter, body.onDay, { pointer: '#/onDay' })
  await writeStage(context, matter, { stage: 'archive', heldOn: body.onDay, outcome: 'archived', document: body.document })
  await move(context, matter, 'archive', 'archive')
  return show(context, decisionId)
})

export const sendBack = action(endpoints.sendBack, async (context, { params: { decisionId }, body }) => {
  const matter = await lockFor(context, decisionId, 'sendBack', { yours: body })
  const { stage } = body
  const isOrdered = matter.state === 'correctionOrdered'
  const { decision, result } = noticesOf(matter)
  const upheld = decision?.upheldObjection ?? result?.upheldObjection ?? null
  passGate(isOrdered || upheld !== null ? null : '没有成立的异议，也没有责令改正，不能退回')
  if (!isDeliberation(stage) || !matter.walk(context.today).includes(stage)) throw invalidField('#/stage', '请选这件事走过的一步')
  // an order comes from outside; what is voted meanwhile of what it corrects is voted in vain
  if (!isOrdered) await leaveMeetings(context, matter, `退回到“${stepName(stage)}”`)
  const reason = upheld?.reason ?? (await queries.ordersOf(context.db, decisionId)).at(-1)?.document ?? ''
  await writeStage(context, matter, {
    stage: 'objection',
    heldOn: context.today,
    outcome: 'upheld',
    reason,
    document: `退回到“${stepName(stage)}”`,
  })
  const changes = { round: matter.row.round + 1, fromStage: stage === 'proposal' ? null : stage, resultDueOn: null }
  await move(context, matter, 'sendBack', isOrdered ? 'correct' : 'uphold', changes, { stage })
  return show(context, decisionId)
})

export const order = action(endpoints.order, async (context, { params: { decisionId }, body }) => {
  const matter = await lockFor(context, decisionId, 'order', { yours: body })
  if (!isPerson(context.actor)) throw new Problem(common.signInRequired)
  if (body.orderedOn > context.today) throw invalidField('#/orderedOn', '日期不能在今天以后')
  const decided = matter.records.findLast(({ outcome, ballotId }) => outcome === 'urgent' || (outcome === 'passed' && ballotId !== null))
  if (decided && body.orderedOn < decided.heldOn) throw invalidField('#/orderedOn', `不能早于决定的日子（${plainDate(decided.heldOn)}）`)
  await queries.insertOrder(context.db, {
    townId: context.townId,
    id: newId(context.now.getTime()),
    decisionId,
    ...body,
    recordedBy: context.actor.personId,
    recordedAt: context.now,
  })
  const reason = `${authorityNames[body.authority]}${orderNames[body.kind]}了，文书：${body.document}`
  await recallNotices(context, matter.notices, reason)
  await leaveAgendas(context, matter, reason)
  await move(
    context,
    matter,
    'order',
    body.kind === 'annulled' ? 'annul' : 'orderCorrection',
    { endedOn: body.kind === 'annulled' ? body.orderedOn : null },
    { kind: body.kind, authority: body.authority },
  )
  return show(context, decisionId)
})

const newestNotice = (matter: Matter, stage: Disclosure): LinkedNotice | null => {
  const { decision, result } = noticesOf(matter)
  return stage === 'decisionDisclosure' ? decision : result
}

/**
 * The disclosure has run its days without an open objection and says what came of it; then it is on record as a step of its own. What
 * follows it is dated after its last day, whenever it is entered.
 */
async function passDisclosure(context: Context, matter: Matter, stage: Disclosure, onDay: string): Promise<void> {
  if (!has(matter, stage)) return
  const notice = newestNotice(matter, stage)
  passGate(disclosureRefusal(stage, notice, context.today))
  const endsOn = notice!.endsOn
  if (endsOn !== null && onDay <= endsOn) throw invalidField('#/onDay', `“${stepName(stage)}”到${plainDate(endsOn)}，要在那以后`)
  await writeStage(context, matter, {
    stage,
    heldOn: endsOn ?? context.today,
    outcome: 'passed',
    noticeId: notice!.id,
    reason: notice!.result ?? '',
  })
}
