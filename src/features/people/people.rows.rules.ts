/**
 * Rows of terms (任职表): what a workbook's rows do to posts and terms, as pure functions.
 *
 * A post is known by role, title, unit and body, and is opened by the first row that needs it. A term is
 * known by its post, its holder and its first day; the last day and the agreement to be shown may change.
 */
import type { Role } from '#platform/shared/actor.ts'
import type { RowFault } from '#platform/shared/applied.ts'
import { administrators, dayAfter, termFault, type HeldTerm } from './people.rules.ts'

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
  updated: { row: number; term: KnownTerm; endsEarlier: boolean }[]
  unchanged: number
  faults: RowFault[]
}

/** Works out what the rows do. `refusal` is asked before something is new or changes; `nextId` gives ids to posts and terms. */
export function planTerms(
  known: { posts: readonly KnownPost[]; terms: readonly KnownTerm[] },
  rows: readonly { row: number; values: TermValues }[],
  refusal: (values: TermValues) => Omit<RowFault, 'row'> | null,
  nextId: () => string,
): TermsPlan {
  const plan: TermsPlan = { posts: [], openedEarlier: new Map(), created: [], updated: [], unchanged: 0, faults: [] }
  const posts = new Map(known.posts.map(post => [postKey(post), post]))
  const termsOf = Map.groupBy(known.terms, ({ personId }) => personId)
  const rowOf = new Map<string, number>()
  for (const { row, values } of rows) {
    const post = posts.get(postKey(values)) ?? { ...values, id: nextId(), openedOn: values.from, closedOn: null }
    const days = { from: values.from, to: dayAfter(values.until) }
    const refuse = (key: string, message: string) => plan.faults.push({ row, key, message })
    const theirs = termsOf.get(values.personId) ?? []
    const old = theirs.find(term => term.postId === post.id && term.from === values.from)
    const others = theirs.filter(term => term !== old)
    const fault = termFault({ ...days, postId: post.id, role: values.role }, others)
    const same = old !== undefined && old.to === days.to && old.shown === values.shown
    const refused = same ? null : refusal(values)
    const key = `${post.id} ${values.personId} ${values.from}`
    const first = rowOf.get(key)
    rowOf.set(key, first ?? row)
    if (first !== undefined) refuse('personCode', `和第${first}行重复了。请只留一行。`)
    else if (refused) plan.faults.push({ row, ...refused })
    else if (fault === 'backwards') refuse('until', '任职结束不能早于任职开始。')
    else if (fault === 'twice') refuse('from', '和同一岗位的另一段任职时间重叠。请核对日期。')
    else if (fault === 'apart') refuse('role', `${administrators.length}类管理员要由不同的人担任，日期不能重叠。`)
    else if (post.closedOn !== null && (days.to === null || days.to > post.closedOn))
      refuse('until', `这个岗位已定于${post.closedOn}撤销。`)
    else {
      if (!posts.has(postKey(post))) open(plan, posts, post)
      else if (values.from < post.openedOn) openEarlier(plan, post, values.from)
      const term = { id: old?.id ?? nextId(), personId: values.personId, postId: post.id, role: values.role, shown: values.shown, ...days }
      termsOf.set(values.personId, [...others, term])
      if (!old) plan.created.push({ row, term })
      else if (same) plan.unchanged += 1
      else plan.updated.push({ row, term, endsEarlier: term.to !== null && (old.to === null || term.to < old.to) })
    }
  }
  return plan
}

const postKey = ({ role, title, unitId, bodyId }: Pick<KnownPost, 'role' | 'title' | 'unitId' | 'bodyId'>) =>
  JSON.stringify([role, title, unitId, bodyId])

function open(plan: TermsPlan, posts: Map<string, KnownPost>, { id, role, title, unitId, bodyId, openedOn, closedOn }: KnownPost) {
  const post = { id, role, title, unitId, bodyId, openedOn, closedOn }
  posts.set(postKey(post), post)
  plan.posts.push(post)
}

function openEarlier(plan: TermsPlan, post: KnownPost, day: string) {
  post.openedOn = day
  if (!plan.posts.includes(post)) plan.openedEarlier.set(post.id, day)
}
