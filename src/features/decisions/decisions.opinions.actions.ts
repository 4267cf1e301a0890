/** Decisions (四议两公开): what members and residents think, and whose own interest is touched. */
import { action, type Context } from '#platform/server/action.ts'
import { requireCleanText } from '#platform/server/clean-text.ts'
import { isPerson } from '#platform/shared/actor.ts'
import { newId } from '#platform/shared/ids.ts'
import { invalidField, Problem, problems as common } from '#platform/shared/problem.ts'
import { show } from './decisions.actions.ts'
import {
  adviceOf,
  anew,
  find,
  isEmergency,
  lockFor,
  move,
  passGate,
  passInterests,
  writeStage,
  type Matter,
} from './decisions.case.actions.ts'
import { endpoints, problems } from './decisions.contract.ts'
import { requireOrder, requirePerson } from './decisions.dates.actions.ts'
import { orderRefusal } from './decisions.gates.rules.ts'
import * as opinions from './decisions.opinions.queries.ts'
import { dueAfter } from './decisions.periods.actions.ts'
import { decisionPolicy } from './decisions.policy.ts'
import { afterOpinion } from './decisions.rules.ts'

export const advise = action(endpoints.advise, async (context, { params: { decisionId }, body }) => {
  const matter = await lockFor(context, decisionId, 'advise', { yours: body })
  const { heldOn, opinion, chairId, recorderId, reason } = body
  for (const part of ['chairId', 'recorderId'] as const) await requirePerson(context, body[part], `#/${part}`)
  // an emergency was acted on before anybody was heard: of its steps only those before the vote are made up for
  const steps = matter.walk(heldOn).filter(stage => !isEmergency(matter) || stage === 'membersFirst')
  passGate(orderRefusal('membersFirst', steps, matter.done(heldOn)))
  requireOrder(context, matter, heldOn)
  if (opinion !== 'support' && reason.length < 4) throw invalidField('#/reason', '请写理由')
  await passInterests(context, matter, { stage: 'membersFirst', people: [chairId, recorderId] })
  const reconsidered = matter.records.some(({ outcome }) => outcome === 'reconsider')
  await writeStage(context, matter, {
    stage: 'membersFirst',
    heldOn,
    outcome: opinion,
    chairId,
    recorderId,
    dissent: body.dissent,
    document: body.document,
    reason,
  })
  // what was done cannot be considered again; the opinion goes before the vote all the same
  const way = isEmergency(matter) ? 'after' : afterOpinion(opinion, reconsidered)
  const transition = { after: null, back: 'sendBack', forward: 'hearMembers' } as const
  await move(context, matter, 'advise', transition[way], way === 'back' ? anew(matter) : {}, { opinion })
  return show(context, decisionId)
})

export const answerOpinion = action(endpoints.answerOpinion, async (context, { params: { decisionId }, body }) => {
  const matter = await lockFor(context, decisionId, 'answerOpinion', { versioned: false })
  if (!isPerson(context.actor)) throw new Problem(common.signInRequired)
  const newest = (await adviceOf(context, matter)).at(-1)
  passGate(newest ? null : '党员还没有首议')
  if (newest!.adoption !== null) throw new Problem(problems.alreadyAnswered)
  await opinions.insertAdoption(context.db, {
    townId: context.townId,
    stageId: newest!.stageId,
    ...body,
    answeredOn: context.today,
    answeredBy: context.actor.personId,
    answeredAt: context.now,
  })
  await note(context, matter, 'answerOpinion', { adoption: body.adoption })
  return show(context, decisionId)
})

export const comment = action(endpoints.comment, async (context, { params: { decisionId }, body: { content } }) => {
  const matter = await find(context, decisionId)
  context.require(decisionPolicy, 'comment', matter.facts)
  requireCleanText('#/content', content)
  const id = newId(context.now.getTime())
  const replyBy = await dueAfter(context, 'commentReply', context.today)
  await opinions.insertComment(context.db, { townId: context.townId, id, decisionId, content, sentAt: context.now, replyBy })
  await context.record('decisions.comment', { kind: 'decisionComment', id, unitId: matter.row.unitId }, { decisionId })
  return { replyBy }
})

export const reply = action(endpoints.reply, async (context, { params: { commentId }, body: { reply: words } }) => {
  const comments = await opinions.lockComment(context.db, commentId)
  if (!comments) throw new Problem(common.notFound, '没有这条意见，或不归您看。')
  const matter = await find(context, comments.decisionId)
  context.require(decisionPolicy, 'reply', matter.facts)
  if (!isPerson(context.actor)) throw new Problem(common.signInRequired)
  if (comments.reply !== null) throw new Problem(problems.alreadyAnswered)
  requireCleanText('#/reply', words)
  await opinions.replyTo(context.db, commentId, { reply: words, repliedBy: context.actor.personId, repliedAt: context.now })
  await context.record(
    'decisions.reply',
    { kind: 'decisionComment', id: commentId, unitId: matter.row.unitId },
    { decisionId: matter.row.id },
  )
  return show(context, matter.row.id)
})

export const declare = action(endpoints.declare, async (context, { params: { decisionId }, body }) => {
  const matter = await lockFor(context, decisionId, 'declare', { versioned: false })
  if (!isPerson(context.actor)) throw new Problem(common.signInRequired)
  const { personId, capacity, interest, recused } = body
  await requirePerson(context, personId, '#/personId')
  if (recused && interest === 'none') throw invalidField('#/recused', '没有关系的，不用回避')
  const isKin = interest === 'spouse' || interest === 'parentOrChild' || interest === 'sibling'
  await opinions.insertDeclaration(context.db, {
    townId: context.townId,
    id: newId(context.now.getTime()),
    decisionId,
    personId,
    capacity,
    interest,
    kinOf: capacity === 'supervision' && isKin ? matter.row.proposerId : null,
    recused,
    declaredOn: context.today,
    recordedBy: context.actor.personId,
    recordedAt: context.now,
  })
  await note(context, matter, 'declare', { personId, capacity, recused })
  return show(context, decisionId)
})

export const replaceSupervisor = action(endpoints.replaceSupervisor, async (context, { params: { decisionId, personId }, body }) => {
  const matter = await lockFor(context, decisionId, 'replaceSupervisor', { versioned: false })
  if (!isPerson(context.actor)) throw new Problem(common.signInRequired)
  const supervisors = await opinions.supervisorsOf(context.db, matter.unit.path[1] ?? matter.unit.id, context.today)
  if (!supervisors.some(each => each.personId === personId)) throw new Problem(common.notFound, '这个人不是村里的监督委员。')
  if ((await opinions.replacementsOf(context.db, decisionId)).includes(personId)) throw new Problem(problems.alreadyAnswered)
  await opinions.insertReplacement(context.db, {
    townId: context.townId,
    decisionId,
    supervisorId: personId,
    document: body.document,
    replacedBy: context.actor.personId,
    replacedAt: context.now,
  })
  await note(context, matter, 'replaceSupervisor', { personId })
  return show(context, decisionId)
})

/** The event of what is added beside a matter. */
const note = (context: Context, { row }: Matter, name: string, details: Record<string, unknown>) =>
  context.record(`decisions.${name}`, { kind: 'decision', id: row.id, unitId: row.unitId }, details)
