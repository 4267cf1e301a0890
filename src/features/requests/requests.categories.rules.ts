/**
 * Categories of requests (诉求类别): which of their versions counts, and what a change would mean. Pure.
 *
 * A case keeps the limit that was in force on the day the resident spoke; whatever is changed later is for those who come
 * later. The route is only a suggestion to whoever hands the case on, so it is always today's.
 */
import { plainDate } from '#platform/shared/calendar.ts'

/** A version's days: `from` null: from the start; `to` is the first day on which it no longer holds. */
export interface Span {
  from: string | null
  to: string | null
}

/** The bounds of a limit, in working days. */
export const workingDaysBounds = { least: 1, most: 60 } as const

const begun = ({ from }: Span, day: string) => from === null || from <= day

/** The version that counts for a case of that day: the latest begun, or the first if none had. `versions` are oldest first, at least one. */
export const versionOn = <V extends Span>(versions: readonly V[], day: string): V =>
  versions.findLast(version => begun(version, day)) ?? versions[0]!

/** The version in force on the day, if one is. */
export const inForce = <V extends Span>(versions: readonly V[], day: string): V | undefined =>
  versions.find(version => begun(version, day) && (version.to === null || day < version.to))

/** Is it offered for cases on that day? Not before its first day, nor once it is retired. */
export const isOffered = (versions: readonly Span[], day: string) => inForce(versions, day) !== undefined

/** The day from which it takes no new cases; null: none is set. */
export const retiredOn = (versions: readonly Span[]): string | null => versions.at(-1)?.to ?? null

/** Why a category may not be changed or retired from that day, or null. */
export function refusalOfDay(versions: readonly Span[], from: string, today: string): string | null {
  if (from < today) return '不能从以前的日子开始'
  const last = versions.at(-1)?.from
  return last && from <= last ? `要在${plainDate(last)}之后，那天起的已经定了` : null
}

/** Why a category may not have that code, or null. Two levels: a child's code begins with its parent's. */
export function refusalOfCode(code: string, parent: { code: string; parentId: string | null } | null): string | null {
  if (!/^\d{2,6}$/.test(code)) return '编码是2到6位数字'
  if (parent === null) return code.length === 2 ? null : '大类的编码是2位数字'
  if (parent.parentId !== null) return '类别只分两级'
  return code.length > parent.code.length && code.startsWith(parent.code) ? null : `编码要以${parent.code}开头`
}

/** What would be adopted, and beside what. */
export type Proposal =
  | { act: 'change'; from: string; workingDays: number; routeName: string | null }
  | { act: 'add'; from: string; name: string; workingDays: number; routeName: string | null }
  | { act: 'retire'; from: string }
  | { act: 'confirm' }

export interface Standing {
  workingDays: number
  routeName: string | null
  /** Open cases of the category by the limit under which they began. */
  open: readonly { limit: number; cases: number }[]
}

/** What a change means, in sentences anyone can read before it is adopted. */
export function sentencesOf(proposal: Proposal, now: Standing | null, today: string): string[] {
  switch (proposal.act) {
    case 'add':
      return [
        `${dayIn(proposal.from, today)}起可以选“${proposal.name}”，${proposal.workingDays}个工作日内答复。`,
        proposal.routeName ? `先分给${proposal.routeName}。` : '不预先分给谁。',
      ]
    case 'confirm':
      return [`本镇采用：${now!.workingDays}个工作日内答复。`, now!.routeName ? `先分给${now!.routeName}。` : '不预先分给谁。']
    case 'retire':
      return [`${dayIn(proposal.from, today)}起不再收这一类的新诉求；${goingOn(now!)}。`]
    case 'change': {
      const { from, workingDays, routeName } = proposal
      const says: string[] = []
      if (workingDays !== now!.workingDays) says.push(`${dayIn(from, today)}起新来的诉求${workingDays}个工作日内答复；${goingOn(now!)}。`)
      if (routeName !== now!.routeName)
        says.push(`${dayIn(from, today)}起${routeName ? `先分给${routeName}` : '不再预先分给谁'}；已经分出去的不动。`)
      return says
    }
  }
}

function goingOn({ open }: Standing): string {
  const cases = open.reduce((sum, each) => sum + each.cases, 0)
  if (cases === 0) return '现在没有在办的'
  return open.length === 1 ? `在办的${cases}件仍按${open[0]!.limit}个工作日` : `在办的${cases}件仍按各自原来的时限`
}

/** "从3月1日", with the year unless it is this one's. */
const dayIn = (day: string, today: string) => `从${day.slice(0, 4) === today.slice(0, 4) ? plainDate(day).slice(5) : plainDate(day)}`
