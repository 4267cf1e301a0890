/**
 * Standing in as open work (代理交接): a colleague on leave whose deputy's office ends needs another deputy.
 *
 * Without one nobody acts for the colleague: a deputy has the posts of the one on leave only while holding one of the own.
 */
import type { Context, OpenWork } from '#platform/server/action.ts'
import { newId } from '#platform/shared/ids.ts'
import { asRange } from '#platform/shared/spans.ts'
import * as queries from './people.posts.queries.ts'
import { deputyFault } from './people.rules.ts'

type Left = Awaited<ReturnType<typeof queries.leavesLeft>>[number]

const itemOf = ({ id, personName }: Left) => ({ kind: 'leave', id, label: `${personName ?? '同事'}请假的代理` })

export const openWork: OpenWork = {
  feature: 'people',
  find: async ({ db }, termId, day) => (await queries.leavesLeft(db, termId, day)).map(itemOf),
  async beyond(context, termId, day, successorId) {
    const left = await queries.leavesLeft(context.db, termId, day)
    const able = await Promise.all(left.map(leave => mayStandIn(context, leave, day, successorId)))
    return left.filter((_, index) => !able[index]).map(itemOf)
  },
  async handOver(context, termId, day, successorId) {
    for (const leave of await queries.leavesLeft(context.db, termId, day)) {
      if (!(await mayStandIn(context, leave, day, successorId))) continue
      await giveTo(context, leave, day, successorId)
      const details = { leaveId: leave.id, deputyId: successorId, from: later(leave.from, day) }
      await context.record('people.handOverLeave', { kind: 'person', id: leave.personId, unitId: leave.unitId }, details)
    }
  },
  /** A leave that nobody was named for lies with the one on leave and the superior, who name another. */
  async putBack() {},
}

const later = (a: string, b: string) => (a > b ? a : b)

/** Would leave with this deputy have been entered from the day on? The same is asked of a new one. */
async function mayStandIn({ db }: Context, leave: Left, day: string, deputyId: string): Promise<boolean> {
  const days = { from: later(leave.from, day), to: leave.to }
  if (!(await queries.deputiesFor(db, leave.personId, days.from)).some(({ id }) => id === deputyId)) return false
  if (await queries.isAway(db, deputyId, days)) return false
  const terms = Map.groupBy(await queries.termsOf(db, days.from, [leave.personId, deputyId]), term => term.personId)
  return !deputyFault(terms.get(leave.personId) ?? [], terms.get(deputyId) ?? [], days)
}

/** Who stood in until then stays on record. */
async function giveTo({ db, townId, now }: Context, leave: Left, day: string, deputyId: string): Promise<void> {
  if (leave.from >= day) return void (await queries.updateLeave(db, leave.id, { deputyId }))
  await queries.updateLeave(db, leave.id, { valid: asRange({ from: leave.from, to: day }) })
  const id = newId(now.getTime())
  await queries.insertLeave(db, { townId, id, personId: leave.personId, deputyId, valid: asRange({ from: day, to: leave.to }) })
}
