/** Handover (交接): what lies open when a term ends changes hands. What that is, the features that own it say. */
import type { Context, WorkItem } from '#platform/server/action.ts'
import { invalidField } from '#platform/shared/problem.ts'
import * as queries from './people.posts.queries.ts'

type Term = NonNullable<Awaited<ReturnType<typeof queries.findTerm>>>
type Post = Pick<NonNullable<Awaited<ReturnType<typeof queries.findPost>>>, 'unitId' | 'bodyId'>

/** What would lie open if the term ended before the day. */
export async function openWorkOf(context: Context, termId: string, day: string): Promise<WorkItem[]> {
  const found: WorkItem[] = []
  for (const work of context.openWork) found.push(...(await work.find(context, termId, day)))
  return found
}

/** Throws invalid (422) for someone who is not a colleague on that day, or cannot do all of what lies open. */
export async function requireSuccessor(context: Context, term: Term, post: Post, day: string, successorId: string): Promise<void> {
  if (!(await isColleague(context, term, post, day, successorId)))
    throw invalidField('#/successorId', '接手的人要在同一单位、部门或上级任职')
  const beyond = await beyondOf(context, term.id, day, successorId)
  if (beyond.length > 0) {
    const numbers = beyond.slice(0, 3).map(({ label }) => label)
    throw invalidField('#/successorId', `这个人的岗位办不了其中${beyond.length}件：${numbers.join('、')}`)
  }
}

/** Moves it, unless the successor is not in office yet: then the night after the last day does. */
export async function handOver(context: Context, term: Term, post: Post, day: string, successorId: string): Promise<void> {
  if (!(await isColleague(context, term, post, context.today, successorId))) return
  for (const work of context.openWork) await work.handOver(context, term.id, day, successorId)
}

/**
 * What still lies open with someone whose term has ended goes to the successor named; if there is none, or the
 * successor is gone as well, back to a desk that someone holds. Safe to run twice.
 */
export async function settleEnded(context: Context, termId: string): Promise<void> {
  const term = await queries.findTerm(context.db, termId)
  const post = term && (await queries.findPost(context.db, context.today, term.postId))
  if (!post) return
  await queries.lock(context.db, 'person', term.personId)
  const { successorId } = term
  const able =
    successorId !== null &&
    (await isColleague(context, term, post, context.today, successorId)) &&
    (await beyondOf(context, termId, context.today, successorId)).length === 0
  for (const work of context.openWork) {
    if (able) await work.handOver(context, termId, context.today, successorId)
    else await work.putBack(context, termId, context.today)
  }
}

/** What lies open with people who have left, of all features: the name of its feature, and its id. */
export async function findUnowned(context: Context): Promise<string[]> {
  const found: string[] = []
  for (const { feature, unowned } of context.openWork) found.push(...((await unowned?.find(context)) ?? []).map(id => `${feature} ${id}`))
  return found
}

/** An item may have waited while the program was replaced: its feature stands elsewhere now, or nowhere; then nothing is done. */
export async function putBackUnowned(context: Context, item: string): Promise<void> {
  const [name, id] = item.split(' ')
  await context.openWork.find(({ feature }) => feature === name)?.unowned?.putBack(context, id!)
}

const isColleague = async (context: Context, term: Term, post: Post, day: string, personId: string) =>
  (await queries.successorsOf(context.db, term.personId, post, day)).some(({ id }) => id === personId)

async function beyondOf(context: Context, termId: string, day: string, successorId: string): Promise<WorkItem[]> {
  const found: WorkItem[] = []
  for (const work of context.openWork) found.push(...(await work.beyond(context, termId, day, successorId)))
  return found
}
