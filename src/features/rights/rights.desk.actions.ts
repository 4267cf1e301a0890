/** Requests about one's own data at the desk (个人信息申请): from identity to answer or refusal. */
import { action, type Context } from '#platform/server/action.ts'
import type { TodoSource } from '#platform/server/todo.ts'
import { requireVersion } from '#platform/server/versions.ts'
import { holdsAny, isPerson } from '#platform/shared/actor.ts'
import { Problem, problems as common } from '#platform/shared/problem.ts'
import { present } from './rights.actions.ts'
import { endpoints, type Outcome } from './rights.contract.ts'
import { rightsPolicy } from './rights.policy.ts'
import * as queries from './rights.queries.ts'
import { isAnswered, rightsMachine } from './rights.rules.ts'
import { rightsKindNames } from './rights.words.ts'

export const list = action(endpoints.list, async context => {
  context.require(rightsPolicy, 'list', null)
  return { items: (await queries.listRequests(context)).map(row => present(context, row)) }
})

export const checkIdentity = action(endpoints.checkIdentity, (context, { params }) => move(context, params.requestId, 'checkIdentity'))
export const locate = action(endpoints.locate, (context, { params }) => move(context, params.requestId, 'locate'))
export const answer = action(endpoints.answer, (context, { params, body }) =>
  move(context, params.requestId, 'answer', { outcome: body.outcome, answer: body.text }),
)
export const refuse = action(endpoints.refuse, (context, { params, body }) =>
  move(context, params.requestId, 'refuse', { outcome: 'refused', answer: body.reason, appeal: body.appeal }),
)
export const close = action(endpoints.close, (context, { params }) => move(context, params.requestId, 'close'))

async function found(context: Context, id: string) {
  const row = await queries.findRequest(context, id)
  if (!row) throw new Problem(common.notFound, '没有这份申请。')
  return row
}

async function move(
  context: Context,
  id: string,
  step: Parameters<typeof rightsMachine.can>[1],
  set: { outcome?: Outcome; answer?: string; appeal?: string } = {},
) {
  const facts = async () => {
    const row = await found(context, id)
    context.require(rightsPolicy, step, { personId: row.personId, state: row.state })
    return row
  }
  await facts()
  await queries.lockRequest(context.db, id)
  const row = await facts()
  requireVersion(context, present(context, row), set)
  const state = rightsMachine.next(row.state, step)
  await queries.moveRequest(context, id, { state, ...set, ...(state === 'closed' && { closedOn: context.today }) })
  await context.record(`rights.${step}`, { kind: 'rightsRequest', id }, { state, ...(set.outcome && { outcome: set.outcome }) })
  return present(context, await found(context, id))
}

/** What people ask about their data waits for the privacy officer and the office. */
export const openRequests: TodoSource<Context> = {
  name: 'rights.openRequests',
  nameZh: '个人信息申请',
  async list(context) {
    const { actor } = context
    if (!isPerson(actor) || !holdsAny(actor, ['privacyOfficer', 'townClerk'])) return []
    const rows = await queries.listRequests(context)
    return rows
      .filter(({ state, personId }) => !isAnswered(state) && personId !== actor.personId)
      .slice(0, 100)
      .map(({ id, kind, dueOn }) => ({
        id,
        title: `个人信息申请：${rightsKindNames[kind as 'access']}`,
        detail: '请核对身份，查到资料，再答复。',
        dueOn,
        link: '/console/rights',
      }))
  },
}
