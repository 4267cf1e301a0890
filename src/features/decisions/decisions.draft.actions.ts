/** Decisions (四议两公开): a matter is begun, written, registered, taken back or refused. */
import { catalogueOf, linesOf } from '#features/matters/matters.actions.ts'
import { findUnit } from '#features/units/units.actions.ts'
import { action, type Context } from '#platform/server/action.ts'
import { placesAllowed, requireCleanText } from '#platform/server/clean-text.ts'
import { isPerson } from '#platform/shared/actor.ts'
import { newId } from '#platform/shared/ids.ts'
import { invalidField, Problem, problems as common } from '#platform/shared/problem.ts'
import { show } from './decisions.actions.ts'
import { leaveMeetings } from './decisions.ballots.actions.ts'
import { anew, bodiesOf, lockFor, move, passGate, supervision, writeStage } from './decisions.case.actions.ts'
import { endpoints, problems, type Line } from './decisions.contract.ts'
import { requireOrder, requirePerson } from './decisions.dates.actions.ts'
import { decisionPolicy } from './decisions.policy.ts'
import * as queries from './decisions.queries.ts'

const unitKinds: Record<Line, readonly string[]> = {
  village: ['village', 'community'],
  // the village's own collective (经联社) has no unit apart from the village
  collective: ['cooperative', 'village', 'community'],
}

export const begin = action(endpoints.begin, async (context, { body }) => {
  const { unitId, code, line, title, text, amountFen, proposerKind, proposerId, proposingBody } = body
  const unit = await placeFor(context, unitId)
  context.require(decisionPolicy, 'begin', {
    path: unit.path,
    line,
    state: 'draft',
    createdBy: null,
    urgentAskedBy: null,
    urgentSignedBy: null,
    ratifiedOn: null,
    fell: false,
    advisedBy: null,
  })
  if (!isPerson(context.actor)) throw new Problem(common.signInRequired)
  if (!unitKinds[line].includes(unit.kind)) throw invalidField('#/unitId', line === 'village' ? '请选村或社区' : '请选经济社')
  await requireProposer(context, body)
  const entry = (await catalogueOf(context, unit, context.today)).items.find(each => each.code === code)
  if (!entry) throw new Problem(problems.notInForce, `现行的清单里没有${code}这一项。`)
  if (!linesOf(entry.level).includes(line))
    throw invalidField('#/line', line === 'village' ? '这一项是经济社的事' : '这一项是村（社区）的事')
  if (entry.bands.length > 0 && amountFen === null) throw invalidField('#/amountFen', '这一项按金额分档，请写金额')
  if (bodiesOf(entry, { line, amountFen }, unit.kind).length === 0) throw invalidField('#/line', '清单里没有写由谁决定')
  const id = newId(context.now.getTime())
  await queries.insertDecision(context.db, {
    townId: context.townId,
    id,
    unitId,
    line,
    listId: entry.listId,
    code,
    category: entry.category,
    proposerKind,
    proposerId,
    proposingBody,
    state: 'draft',
    createdBy: context.actor.personId,
    createdAt: context.now,
  })
  await writeText(context, id, 1, { title, text, amountFen })
  await context.record('decisions.begin', { kind: 'decision', id, unitId }, { code, line })
  return show(context, id)
})

export const write = action(endpoints.write, async (context, { params: { decisionId }, body }) => {
  const matter = await lockFor(context, decisionId, 'write', { yours: body })
  if (matter.entry.bands.length > 0 && body.amountFen === null) throw invalidField('#/amountFen', '这一项按金额分档，请写金额')
  const number = matter.row.textNumber + 1
  await writeText(context, decisionId, number, body)
  await move(context, matter, 'write', null, { textNumber: number }, { text: number })
  return show(context, decisionId)
})

export const submit = action(endpoints.submit, async (context, { params: { decisionId }, body }) => {
  const matter = await lockFor(context, decisionId, 'submit', { yours: body })
  const { onDay } = body
  requireOrder(context, matter, onDay, { pointer: '#/onDay' })
  passGate((await supervision(context, matter)).tooNear)
  await move(context, matter, 'submit', 'submit', { begunOn: matter.row.begunOn ?? onDay, fromStage: null })
  await writeStage(context, matter, { stage: 'proposal', heldOn: onDay, outcome: 'registered' })
  return show(context, decisionId)
})

export const withdraw = action(endpoints.withdraw, async (context, { params: { decisionId }, body }) => {
  const matter = await lockFor(context, decisionId, 'withdraw', { yours: body })
  await leaveMeetings(context, matter, body.reason)
  await writeStage(context, matter, { stage: 'withdrawal', heldOn: context.today, outcome: 'withdrawn', reason: body.reason })
  await move(context, matter, 'withdraw', 'withdraw', { ...anew(matter), urgentReason: null, urgentDocument: null, urgentAskedBy: null })
  return show(context, decisionId)
})

export const refuse = action(endpoints.refuse, async (context, { params: { decisionId }, body }) => {
  const matter = await lockFor(context, decisionId, 'refuse', { yours: body })
  await leaveMeetings(context, matter, body.reason)
  await writeStage(context, matter, { stage: 'proposal', heldOn: context.today, outcome: 'refused', reason: body.reason })
  await move(context, matter, 'refuse', 'refuse', anew(matter))
  return show(context, decisionId)
})

interface Written {
  title: string
  text: string
  amountFen: number | null
}
async function writeText(context: Context, decisionId: string, number: number, { title, text, amountFen }: Written) {
  requireCleanText('#/title', title, placesAllowed)
  requireCleanText('#/text', text, placesAllowed)
  if (!isPerson(context.actor)) throw new Problem(common.signInRequired)
  await queries.insertText(context.db, {
    townId: context.townId,
    decisionId,
    number,
    title,
    body: text,
    amountFen,
    writtenBy: context.actor.personId,
    writtenAt: context.now,
  })
}

/** Throws invalid (422) unless a person is named for a person and a body for a body. */
async function requireProposer(
  context: Context,
  { proposerKind, proposerId, proposingBody }: { proposerKind: string; proposerId: string | null; proposingBody: string | null },
): Promise<void> {
  if (proposerKind === 'body') {
    if (proposingBody === null) throw invalidField('#/proposingBody', '请写哪个组织提议')
    if (proposerId !== null) throw invalidField('#/proposerId', '组织提议的，不写个人')
    return
  }
  if (proposingBody !== null) throw invalidField('#/proposingBody', '个人提议的，不写组织')
  if (proposerId === null) throw invalidField('#/proposerId', '请选提议的人')
  await requirePerson(context, proposerId, '#/proposerId')
}

/** Throws invalid (422) if there is no such place. */
async function placeFor(context: Context, unitId: string) {
  return findUnit(context, unitId).catch(error => {
    if (error instanceof Problem && error.kind === common.notFound) throw invalidField('#/unitId', '没有这个地方')
    throw error
  })
}
