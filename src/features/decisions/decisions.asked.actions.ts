/** What the entry of a matter asks for beside its steps (清单的要求): the town's answer, the listing, the papers. */
import { nameFor, paperOf } from '#platform/server/documents.ts'
import { action, type Context } from '#platform/server/action.ts'
import { isPerson } from '#platform/shared/actor.ts'
import { newId } from '#platform/shared/ids.ts'
import { invalidField, Problem, problems as common } from '#platform/shared/problem.ts'
import { show } from './decisions.actions.ts'
import { preCheckOf } from './decisions.asked.rules.ts'
import { find, lockFor, move, passGate, writeStage, type Matter } from './decisions.case.actions.ts'
import { endpoints, problems } from './decisions.contract.ts'
import { requireOrder } from './decisions.dates.actions.ts'
import { papers } from './decisions.files.queries.ts'
import { fileProblems } from './decisions.papers.contract.ts'
import { decisionPolicy } from './decisions.policy.ts'

const mostFiles = 30

export const preCheck = action(endpoints.preCheck, async (context, { params: { decisionId }, body }) => {
  const matter = await lockFor(context, decisionId, 'preCheck', { yours: body })
  passGate(matter.entry.townPreCheck ? null : '清单里这件事不用报镇里看')
  if (preCheckOf(matter.records, matter.row.textNumber) !== null) throw new Problem(problems.alreadyAnswered)
  const { onDay, outcome, document, reason } = body
  // the town looks while other steps run; only what is registered can be looked at
  requireOrder(context, { records: matter.records.filter(each => each.outcome === 'registered') }, onDay, { pointer: '#/onDay' })
  if (outcome === 'returned' && reason.length < 4) throw invalidField('#/reason', '请写要改什么')
  await writeStage(context, matter, { stage: 'preCheck', heldOn: onDay, outcome, document, reason })
  await move(context, matter, 'preCheck', null, {}, { outcome })
  return show(context, decisionId)
})

export const enterListing = action(endpoints.enterListing, async (context, { params: { decisionId }, body }) => {
  const matter = await lockFor(context, decisionId, 'enterListing', { yours: body })
  passGate(matter.entry.assetPlatform ? null : '清单里这件事不用上资产交易平台')
  // listed after it was decided, or acted on at once; whether work had begun by then says the step that follows
  const decided = matter.records.filter(({ outcome, ballotId }) => outcome === 'urgent' || (outcome === 'passed' && ballotId !== null))
  requireOrder(context, { records: decided }, body.onDay, { pointer: '#/onDay' })
  await writeStage(context, matter, { stage: 'listing', heldOn: body.onDay, outcome: 'listed', document: body.number })
  await move(context, matter, 'enterListing', null)
  return show(context, decisionId)
})

export const attach = action(endpoints.attach, async (context, input) => {
  const {
    params: { decisionId },
    query: { attachment },
    body: { fileName, bytes },
  } = input
  const matter = await lockFor(context, decisionId, 'attach', { versioned: false })
  if (!isPerson(context.actor)) throw new Problem(common.signInRequired)
  if (!matter.entry.attachments.includes(attachment)) throw invalidField('#/attachment', '请选清单里要附的材料')
  const paper = await paperOf(bytes)
  if (!paper) throw new Problem(fileProblems.fileUnknown)
  if (matter.files.length >= mostFiles) throw invalidField('#/file', `一件事最多${mostFiles}个文件`)
  const id = newId(context.now.getTime())
  const added = { townId: context.townId, id, addedBy: context.actor.personId, addedAt: context.now }
  await papers.add(context, decisionId, { ...added, name: nameFor(fileName || attachment, paper.mediaType), ...paper }, { attachment })
  await note(context, matter, 'attach', id)
  return show(context, decisionId)
})

export const file = action(endpoints.file, async (context, { params: { decisionId, fileId } }) => {
  context.require(decisionPolicy, 'file', (await find(context, decisionId)).facts)
  const found = await papers.read(context, decisionId, fileId)
  if (!found) throw noFile()
  return { fileName: found.name, mediaType: found.mediaType, bytes: found.bytes }
})

export const detach = action(endpoints.detach, async (context, { params: { decisionId, fileId } }) => {
  const matter = await lockFor(context, decisionId, 'detach', { versioned: false })
  if (!matter.files.some(({ id, name }) => id === fileId && name !== null)) throw noFile()
  passGate((await papers.remove(context.db, fileId)) > 0 ? null : '表决的时候用过的材料，要留着')
  await note(context, matter, 'detach', fileId)
  return show(context, decisionId)
})

const note = (context: Context, { row }: Matter, name: 'attach' | 'detach', fileId: string) =>
  context.record(`decisions.${name}`, { kind: 'decision', id: row.id, unitId: row.unitId }, { fileId })

const noFile = () => new Problem(common.notFound, '没有这份材料，或不归您看。')
