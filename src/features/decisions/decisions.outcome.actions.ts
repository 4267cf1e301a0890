/** Decisions (四议两公开): what follows a decision — disclosed, carried out, closed — and what may cut across it. */
import type { Stage } from '#features/matters/matters.contract.ts'
import { periodDays } from '#features/thresholds/thresholds.periods.actions.ts'
import { action, type Context } from '#platform/server/action.ts'
import { isPerson } from '#platform/shared/actor.ts'
import { invalidField, Problem, problems as common } from '#platform/shared/problem.ts'
import { addDays } from '#platform/shared/calendar.ts'
import { newId } from '#platform/shared/ids.ts'
import { show } from './decisions.actions.ts'
import { askedBeforeWork } from './decisions.asked.rules.ts'
import { lockFor, move, noticesOf, passGate, writeStage, type Matter } from './decisions.case.actions.ts'
import { endpoints } from './decisions.contract.ts'
import { requireOrder } from './decisions.dates.actions.ts'
import { disclosureRefusal, ratificationRefusal } from './decisions.gates.rules.ts'
import { draftDisclosure, type LinkedNotice } from './decisions.papers.actions.ts'
import * as queries from './decisions.queries.ts'
import { isDeliberation } from './decisions.rules.ts'
import { stepName } from './decisions.words.ts'

type Disclosure = 'decisionDisclosure' | 'resultDisclosure'
const has = ({ entry }: Matter, stage: Stage) => entry.stages.includes(stage)

export const urge = action(endpoints.urge, async (context, { params: { decisionId }, body: { reason, document } }) => {
  const matter = await lockFor(context, decisionId, 'urge', { yours: { reason, document } })
  if (!isPerson(context.actor)) throw new Problem(common.signInRequired)
  const asked = { urgentReason: reason, urgentDocument: document, urgentAskedBy: context.actor.personId }
  await move(context, matter, 'urge', null, asked)
  return show(context, decisionId)
})

export const confirmUrgency = action(endpoints.confirmUrgency, async (context, { params: { decisionId } }) => {
  const matter = await lockFor(context, decisionId, 'confirmUrgency')
  if (!isPerson(context.actor)) throw new Problem(common.signInRequired)
  const { urgentReason, urgentDocument } = matter.row
  await writeStage(context, matter, {
    stage: 'urgency',
    heldOn: context.today,
    outcome: 'urgent',
    reason: urgentReason!,
    document: urgentDocument!,
  })
  const ratifyBy = addDays(context.today, await periodDays(context, 'ratification', context.today))
  const signed = { urgentSignedBy: context.actor.personId, ratifyBy }
  await move(context, matter, 'confirmUrgency', 'urge', signed)
  return show(context, decisionId)
})

export const draftNotice = action(endpoints.draftNotice, async (context, { params: { decisionId }, body: { stage, content } }) => {
  const matter = await lockFor(context, decisionId, 'draftNotice', { versioned: false })
  if (!isPerson(context.actor)) throw new Problem(common.signInRequired)
  const { row, entry, state } = matter
  passGate(has(matter, stage) ? null : `清单里这件事没有“${stepName(stage)}”这一步`)
  if (stage === 'resultDisclosure') passGate(state === 'implementing' ? null : '开始办了以后，才公开结果')
  else passGate(row.urgentSignedBy !== null && row.ratifiedOn === null ? '紧急先办的事，追认以后再公开' : null)
  const before = newestNotice(matter, stage)
  const isLive = before !== null && before.state !== 'withdrawn' && before.upheldObjection === null
  passGate(isLive ? `“${stepName(stage)}”已经有一份了` : null)
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
  await passDisclosure(context, matter, 'decisionDisclosure')
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
  if (!isOut) await passDisclosure(context, matter, 'decisionDisclosure')
  await passDisclosure(context, matter, 'resultDisclosure')
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
  const upheld = noticesOf(matter).decision?.upheldObjection ?? null
  passGate(isOrdered || upheld !== null ? null : '没有成立的异议，也没有责令改正，不能退回')
  if (!isDeliberation(stage) || !matter.walk(context.today).includes(stage)) throw invalidField('#/stage', '请选这件事走过的一步')
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
  await queries.insertOrder(context.db, {
    townId: context.townId,
    id: newId(context.now.getTime()),
    decisionId,
    ...body,
    recordedBy: context.actor.personId,
    recordedAt: context.now,
  })
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

/** The disclosure has run its days without an open objection and says what came of it; then it is on record as a step of its own. */
async function passDisclosure(context: Context, matter: Matter, stage: Disclosure): Promise<void> {
  if (!has(matter, stage)) return
  const notice = newestNotice(matter, stage)
  passGate(disclosureRefusal(stage, notice, context.today))
  await writeStage(context, matter, {
    stage,
    heldOn: notice!.endsOn ?? context.today,
    outcome: 'passed',
    noticeId: notice!.id,
    reason: notice!.result ?? '',
  })
}
