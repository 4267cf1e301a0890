/** Requests (诉求): what is done to the record of a case rather than to the trouble: merging, wording, copies, sealed fields. */
import { action, type Context } from '#platform/server/action.ts'
import { invalidField, Problem, problems as common } from '#platform/shared/problem.ts'
import { tellReporter } from './requests.calls.actions.ts'
import { endpoints, problems } from './requests.contract.ts'
import { type CaseRow, factsOf, move, recordStep, sealedPlaces, wordingOf } from './requests.case.actions.ts'
import { begin, beginStep, beginTied, next, present, refuseIfEdited } from './requests.desk.actions.ts'
import { tellDuplicate } from './requests.duplicates.actions.ts'
import { listDuplicates, repointDuplicates } from './requests.merge.queries.ts'
import { refuseIfEntered } from './requests.outside.actions.ts'
import { isOpen } from './requests.rules.ts'
import { offeredTerms } from './requests.terms.actions.ts'
import { requestPolicy } from './requests.policy.ts'
import * as queries from './requests.queries.ts'
import { stateNames } from './requests.words.ts'

/**
 * Throws cannot-merge (422) for what is no case of this desk's,
 * merged-into-ended (409) for one that nobody works on any more, and separated (409) for one that did not solve it, by its reporter's word.
 */
export const merge = action(endpoints.merge, async (context, { params, body }) => {
  const row = await beginTied(context, params.requestId, 'merge')
  await refuseIfEdited(context, row, body)
  const target = await queries.lockCaseByNumber(context.db, body.intoNumber)
  const fits =
    target &&
    target.id !== row.id &&
    target.aboutOfficials === row.aboutOfficials &&
    requestPolicy.allows('merge', context.actor, factsOf(target))
  if (!fits) throw new Problem(problems.merged)
  if (!isOpen(target.state)) throw new Problem(problems.mergedIntoEnded, `${target.number}：${stateNames[target.state]}。`)
  if (await saidOtherwise(context, row.id, target.number)) throw new Problem(problems.separated)
  const before = await listDuplicates(context.db, row.id)
  const into = { intoId: target.id, into: target.number }
  const moved = await move(context, row, {
    event: 'requests.merge',
    state: next(row, 'merge'),
    details: into,
    set: { mergedInto: target.id, closedAt: context.now },
  })
  await recordStep(context, target, 'requests.absorb', { number: row.number })
  await repointDuplicates(context.db, row.id, context.now)
  for (const duplicate of before) await recordStep(context, duplicate, 'requests.merge', into)
  for (const each of [row, ...before]) {
    await tellReporter(context, each, 'merged')
    // who comes late to what is already said to be done hears that too
    if (target.state === 'proposed') await tellDuplicate(context, each, 'proposed')
  }
  return present(context, moved)
})

/** Did its reporter say that what was done about the other case does not solve this one? A desk does not say so in their place. */
const saidOtherwise = async ({ db }: Context, id: string, number: string) =>
  (await queries.listEvents(db, id)).some(({ name, details }) => {
    const told = details as { ended?: string; number?: string }
    return name === 'requests.separate' && told.ended === 'notSolved' && told.number === number
  })

export const edit = action(endpoints.edit, async (context, { params, body }) => {
  const row = await beginStep(context, params.requestId, 'edit', body)
  if (context.ifMatch === null) throw new Problem(common.preconditionRequired)
  const isOther = body.categoryId !== null && body.categoryId !== row.categoryId
  const workingDays = isOther ? { workingDays: (await offeredTerms(context, body.categoryId!, row)).workingDays } : {}
  const { categoryId, outsideNumber = row.outsideNumber } = body
  if (outsideNumber !== row.outsideNumber) await takeNumber(context, row, outsideNumber!, body.apart)
  const moved = await move(context, row, {
    event: 'requests.edit',
    details: {
      fields: ['title', 'categoryId', 'publicLine', ...(outsideNumber === row.outsideNumber ? [] : ['outsideNumber'])],
      ...workingDays,
    },
    set: { categoryId, outsideNumber, ...wordingOf({ ...row, outsideNumber }, body) },
  })
  return present(context, moved)
})

/** A mistyped number of a hotline is put right, and is no other case's. */
async function takeNumber(context: Context, row: CaseRow, number: string, apart?: boolean) {
  if (row.channel !== 'hotline') throw invalidField('#/outsideNumber', '只有12345热线转来的才写热线编号')
  await refuseIfEntered(context, number, apart)
}

export const copyTo = action(endpoints.copyTo, async (context, { params }) => {
  const row = await beginStep(context, params.requestId, 'copyTo', null)
  if (!(await queries.isInOffice(context.db, params.personId))) throw new Problem(problems.notCapable)
  await queries.insertCopy(context.db, { townId: context.townId, requestId: row.id, personId: params.personId })
  await recordStep(context, row, 'requests.copyTo', { personId: params.personId })
  return present(context, { row })
})

export const reveal = action(endpoints.reveal, async (context, { params, body }) => {
  const row = await begin(context, params.requestId, 'reveal')
  const sealed = { name: row.nameSealed, phone: row.phoneSealed, address: row.addressSealed }[body.field]
  if (!sealed) throw new Problem(problems.notSealed)
  await recordStep(context, row, 'requests.reveal', { field: body.field, reason: body.reason })
  return { field: body.field, value: context.sealing.open(sealed, sealedPlaces[body.field]) }
})
