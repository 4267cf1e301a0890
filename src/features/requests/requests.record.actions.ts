/** Requests (诉求): what is done to the record of a case rather than to the trouble: merging, wording, copies, sealed fields. */
import { action } from '#platform/server/action.ts'
import { Problem, problems as common } from '#platform/shared/problem.ts'
import { endpoints, problems, RequestDetail } from './requests.contract.ts'
import { factsOf, move, recordStep, sealedPlaces, subjectOf, wordingOf } from './requests.case.actions.ts'
import { begin, next, present } from './requests.desk.actions.ts'
import { offeredTerms } from './requests.terms.actions.ts'
import { requestPolicy } from './requests.policy.ts'
import * as queries from './requests.queries.ts'

export const merge = action(endpoints.merge, async (context, { params, body }) => {
  const row = await begin(context, params.requestId, 'merge')
  const target = await queries.lockCaseByNumber(context.db, body.intoNumber)
  const fits =
    target &&
    target.id !== row.id &&
    target.state !== 'merged' &&
    target.aboutOfficials === row.aboutOfficials &&
    requestPolicy.allows('merge', context.actor, factsOf(target))
  if (!fits) throw new Problem(problems.merged)
  const moved = await move(context, row, {
    event: 'requests.merge',
    state: next(row, 'merge'),
    details: { intoId: target.id, into: target.number },
    set: { mergedInto: target.id, closedAt: context.now },
  })
  await recordStep(context, target, 'requests.absorb', { number: row.number })
  return present(context, moved)
})

export const edit = action(endpoints.edit, async (context, { params, body }) => {
  const row = await begin(context, params.requestId, 'edit')
  if (context.ifMatch === null) throw new Problem(common.preconditionRequired)
  if (context.ifMatch !== row.version)
    throw new Problem(common.editedMeanwhile, undefined, { current: RequestDetail.parse(await present(context, { row })), yours: body })
  const isOther = body.categoryId !== null && body.categoryId !== row.categoryId
  const workingDays = isOther ? { workingDays: (await offeredTerms(context, body.categoryId!, row)).workingDays } : {}
  const moved = await move(context, row, {
    event: 'requests.edit',
    details: { fields: ['title', 'categoryId', 'publicLine'], ...workingDays },
    set: { categoryId: body.categoryId, ...wordingOf(row, body) },
  })
  return present(context, moved)
})

export const copyTo = action(endpoints.copyTo, async (context, { params }) => {
  const row = await begin(context, params.requestId, 'copyTo')
  if (!(await queries.isInOffice(context.db, params.personId))) throw new Problem(problems.notCapable)
  await queries.insertCopy(context.db, { townId: context.townId, requestId: row.id, personId: params.personId })
  await recordStep(context, row, 'requests.copyTo', { personId: params.personId })
  return present(context, { row })
})

export const reveal = action(endpoints.reveal, async (context, { params, body }) => {
  const row = await begin(context, params.requestId, 'reveal')
  const sealed = { name: row.nameSealed, phone: row.phoneSealed, address: row.addressSealed }[body.field]
  if (!sealed) throw new Problem(problems.notSealed)
  await context.record('requests.reveal', subjectOf(row), { field: body.field, reason: body.reason })
  return { field: body.field, value: context.sealing.open(sealed, sealedPlaces[body.field]) }
})
