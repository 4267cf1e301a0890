/** Leave (请假与代理): what each endpoint does. A deputy acts with the posts of the one on leave, from the first day to the last. */
import { action, type Context } from '#platform/server/action.ts'
import { addDays } from '#platform/shared/calendar.ts'
import { isPerson, postsOf } from '#platform/shared/actor.ts'
import { newId } from '#platform/shared/ids.ts'
import { invalidField, Problem, problems as common } from '#platform/shared/problem.ts'
import { asRange, overlap, type Days } from '#platform/shared/spans.ts'
import { factsOf, find } from './people.actions.ts'
import { endpoints, problems } from './people.posts.contract.ts'
import { personPolicy } from './people.policy.ts'
import * as queries from './people.posts.queries.ts'
import { deputyFault, isAdministrator, lastDay, mayGrant } from './people.rules.ts'

export const listLeaves = action(endpoints.listLeaves, async (context, { params: { personId } }) => {
  const facts = factsOf(await find(context, personId))
  context.require(personPolicy, 'listLeaves', facts)
  return {
    items: await leavesOf(context, personId),
    deputies: await queries.deputiesFor(context.db, personId, context.today),
    allowedActions: personPolicy.allowed(context.actor, facts, context.now),
  }
})

export const takeLeave = action(endpoints.takeLeave, async (context, { params: { personId }, body: { deputyId, from, lastOn } }) => {
  const person = await find(context, personId)
  context.require(personPolicy, 'takeLeave', factsOf(person))
  if (from < context.today) throw invalidField('#/from', '请假从今天或以后开始')
  if (lastOn < from) throw invalidField('#/lastOn', '最后一天不能早于第一天')
  const days = { from, to: addDays(lastOn, 1) }
  // Two people who name each other wait for one another in the same order.
  for (const id of [personId, deputyId].toSorted()) await queries.lock(context.db, 'person', id)
  if (!(await queries.deputiesFor(context.db, personId, from)).some(({ id }) => id === deputyId))
    throw invalidField('#/deputyId', '代理人要在同一单位、部门或上级任职')
  if ((await queries.isAway(context.db, personId, days)) || (await queries.isAway(context.db, deputyId, days)))
    throw new Problem(problems.alreadyAway)
  await requireOwnHand(context, personId, days)
  const terms = Map.groupBy(await queries.termsOf(context.db, from, [personId, deputyId]), term => term.personId)
  if (deputyFault(terms.get(personId) ?? [], terms.get(deputyId) ?? [], days)) throw new Problem(problems.administratorsApart)
  const id = newId(context.now.getTime())
  await queries.insertLeave(context.db, { townId: context.townId, id, personId, deputyId, valid: asRange(days) })
  await context.record('people.takeLeave', { kind: 'person', id: personId, unitId: person.unitId }, { leaveId: id, deputyId, from, lastOn })
  return (await leavesOf(context, personId)).find(leave => leave.id === id)!
})

export const endLeave = action(endpoints.endLeave, async (context, { params: { leaveId }, body: { lastOn } }) => {
  const { personId } = await foundLeave(context, leaveId)
  const person = await find(context, personId)
  context.require(personPolicy, 'endLeave', factsOf(person))
  await queries.lock(context.db, 'person', personId)
  const leave = await foundLeave(context, leaveId) // as whoever was faster left it
  if (leave.to <= context.today) throw new Problem(common.wrongState, '这次请假已经结束。')
  if (lastOn === null) {
    if (leave.from <= context.today) throw new Problem(common.wrongState, '请假已经开始，请写最后一天。')
    await queries.deleteLeave(context.db, leaveId)
  } else {
    const to = addDays(lastOn, 1)
    if (lastOn < leave.from || to > leave.to || to < context.today) throw invalidField('#/lastOn', '最后一天要在请假期间，不早于昨天')
    await queries.updateLeave(context.db, leaveId, { valid: asRange({ from: leave.from, to }) })
  }
  await context.record('people.endLeave', { kind: 'person', id: leave.personId, unitId: person.unitId }, { leaveId, lastOn })
  return { items: await leavesOf(context, leave.personId) }
})

/**
 * A deputy of an administrator is one: who may not give the post does not give it by a leave. Throws forbidden (403). Administrators enter
 * their own leave.
 */
async function requireOwnHand({ db, actor, today }: Context, personId: string, days: Days) {
  if (isPerson(actor) && actor.personId === personId) return
  const guarded = await queries.hasSecurityAdministrator(db, today)
  const terms = (await queries.termsOf(db, days.from, [personId])).filter(term => isAdministrator(term.role) && overlap(term, days))
  if (!terms.every(({ role, path }) => mayGrant(postsOf(actor), role, path, guarded)))
    throw new Problem(common.forbidden, '管理员的代理，由本人或安全管理员登记。')
}

async function foundLeave({ db }: Context, leaveId: string) {
  const leave = await queries.findLeave(db, leaveId)
  if (!leave) throw new Problem(common.notFound, '没有这次请假。')
  return leave
}

const leavesOf = async (context: Context, personId: string) =>
  (await queries.leavesOf(context.db, personId)).map(({ to, ...leave }) => ({ ...leave, lastOn: lastDay(to)! }))
