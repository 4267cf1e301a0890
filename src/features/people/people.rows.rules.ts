/**
 * Rows of terms (任职表): what a workbook's rows do to posts and terms, as pure functions.
 *
 * A post is known by role, title, unit, body and the days on which it stands, and is opened by the first row that needs it. A term is known
 * by its post, its holder and its first day; the last day and the agreement to be shown may change, the last day as on the page: what was
 * is not rewritten. New terms may lie in the past: that is how a town's history comes in.
 */
import type { Role } from '#platform/shared/actor.ts'
import type { RowFault } from '#platform/shared/applied.ts'
import { lastsTo, type Days } from '#platform/shared/spans.ts'
import { administrators, dayAfter, endFault, lastDay, termFault, type HeldTerm } from './people.rules.ts'

export interface TermValues {
  personId: string
  role: Role
  title: string
  unitId: string
  bodyId: string | null
  from: string
  /** The last day. */
  until: string | null
  shown: boolean
}

export interface KnownPost {
  id: string
  role: string
  title: string
  unitId: string
  bodyId: string | null
  openedOn: string
  closedOn: string | null
}

export interface KnownTerm extends HeldTerm {
  personId: string
  shown: boolean
}

export interface TermsPlan {
  posts: KnownPost[]
  openedEarlier: Map<string, string>
  created: { row: number; term: KnownTerm }[]
  updated: { row: number; term: KnownTerm; before: KnownTerm; unitId: string }[]
  unchanged: number
  faults: RowFault[]
}

/** Works out what the rows do. `refusal` is asked before something is new or changes; `nextId` gives ids to posts and terms. */
export function planTerms(
  known: { posts: readonly KnownPost[]; terms: readonly KnownTerm[] },
  rows: readonly { row: number; values: TermValues }[],
  refusal: (values: TermValues) => Omit<RowFault, 'row'> | null,
  today: string,
  nextId: () => string,
): TermsPlan {
  const plan: TermsPlan = { posts: [], openedEarlier: new Map(), created: [], updated: [], unchanged: 0, faults: [] }
  const posts = Map.groupBy(known.posts, postKey)
  const termsOf = Map.groupBy(known.terms, ({ personId }) => personId)
  const rowOf = new Map<string, number>()
  for (const { row, values } of rows) {
    const days = { from: values.from, to: dayAfter(values.until) }
    const theirs = termsOf.get(values.personId) ?? []
    const there = postFor(posts.get(postKey(values)) ?? [], days, theirs)
    const post = there ?? { ...values, id: nextId(), openedOn: values.from, closedOn: null }
    const refuse = (key: string, message: string) => plan.faults.push({ row, key, message })
    const old = theirs.find(term => term.postId === post.id && term.from === values.from)
    const others = theirs.filter(term => term !== old)
    const fault = termFault({ ...days, postId: post.id, role: values.role }, others)
    const same = old !== undefined && old.to === days.to && old.shown === values.shown
    const refused = same ? null : refusal(values)
    const ending = old && old.to !== days.to ? endingFault(old, values.until, today) : null
    const key = `${post.id} ${values.personId} ${values.from}`
    const first = rowOf.get(key)
    rowOf.set(key, first ?? row)
    if (first !== undefined) refuse('personCode', `和第${first}行重复了。请只留一行。`)
    else if (refused) plan.faults.push({ row, ...refused })
    else if (ending) refuse('until', ending)
    else if (fault === 'backwards') refuse('until', '任职结束不能早于任职开始。')
    else if (fault === 'twice') refuse('from', '和同一岗位的另一段任职时间重叠。请核对日期。')
    else if (fault === 'apart') refuse('role', `${administrators.length}类管理员要由不同的人担任，日期不能重叠。`)
    else if (post.closedOn !== null && (days.to === null || days.to > post.closedOn))
      refuse('until', `这个岗位已定于${post.closedOn}撤销。`)
    else {
      if (!there) open(plan, posts, post)
      else if (values.from < post.openedOn) openEarlier(plan, post, values.from)
      const term = { id: old?.id ?? nextId(), personId: values.personId, postId: post.id, role: values.role, shown: values.shown, ...days }
      termsOf.set(values.personId, [...others, term])
      if (!old) plan.created.push({ row, term })
      else if (same) plan.unchanged += 1
      else plan.updated.push({ row, term, before: old, unitId: values.unitId })
    }
  }
  return plan
}

const postKey = ({ role, title, unitId, bodyId }: Pick<KnownPost, 'role' | 'title' | 'unitId' | 'bodyId'>) =>
  JSON.stringify([role, title, unitId, bodyId])

/**
 * The post of the row among those that are alike and stood one after the other: the one that the person has held since that day, one that
 * stands all those days, one that stands on the first, or one that may open earlier; else the last, which has closed.
 */
function postFor(alike: readonly KnownPost[], days: Days, theirs: readonly KnownTerm[]): KnownPost | undefined {
  const stands = ({ openedOn, closedOn }: KnownPost) => openedOn <= days.from && (closedOn === null || days.from < closedOn)
  return (
    alike.find(({ id }) => theirs.some(term => term.postId === id && term.from === days.from)) ??
    alike.find(post => stands(post) && (post.closedOn === null || (days.to !== null && days.to <= post.closedOn))) ??
    alike.find(stands) ??
    alike.find(({ openedOn }) => days.from < openedOn) ??
    alike.at(-1)
  )
}

/** Why the last day of a term that is known cannot become this one; null when it can. */
function endingFault(old: KnownTerm, until: string | null, today: string): string | null {
  const said = until === null ? (lastsTo(old, today) ? null : '这段任职已经结束') : endFault(old, until, today)
  return said && `${said}，系统里是${lastDay(old.to) ?? '在任'}。`
}

function open(plan: TermsPlan, posts: Map<string, KnownPost[]>, { id, role, title, unitId, bodyId, openedOn, closedOn }: KnownPost) {
  const post = { id, role, title, unitId, bodyId, openedOn, closedOn }
  posts.set(postKey(post), [...(posts.get(postKey(post)) ?? []), post])
  plan.posts.push(post)
}

function openEarlier(plan: TermsPlan, post: KnownPost, day: string) {
  post.openedOn = day
  if (!plan.posts.includes(post)) plan.openedEarlier.set(post.id, day)
}
