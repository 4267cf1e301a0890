/**
 * People and posts (人员与任职): the rules, as pure functions.
 *
 * Source: GB/T 22239-2019 三员分立 (three administrators kept apart); domain §2.2 (posts are objects, people hold them for a term).
 */
import { roles, type HeldPost, type Role } from '#platform/shared/actor.ts'
import { addDays, monthsAfter } from '#platform/shared/calendar.ts'
import { relationMonths } from '#platform/shared/retention.ts'
import { lastsTo, overlap, type Days } from '#platform/shared/spans.ts'

/** What a sealed phone number is bound to. */
export const phonePlace = 'person.phone'

/** One person never holds two of these at a time. */
export const administrators: readonly Role[] = ['systemAdministrator', 'securityAdministrator', 'auditAdministrator']

export const isAdministrator = (role: Role) => administrators.includes(role)

/**
 * Which posts a role may open, close, fill and end, within its own part of the tree; the system administrator anywhere.
 * A village fills what stands below it; its own secretary and its supervisors are entered by the town.
 *
 * Who makes accounts does not make administrators as well: their posts are the security administrator's to give. While a town has none, its
 * system administrator gives them, as nobody else is there yet.
 */
const grants: Partial<Record<Role, (role: Role) => boolean>> = {
  systemAdministrator: () => true,
  securityAdministrator: isAdministrator,
  townClerk: role => !isAdministrator(role),
  villageSecretary: role => ['villageClerk', 'branchSecretary', 'cooperativeDirector', 'gridLeader'].includes(role),
  villageClerk: role => ['branchSecretary', 'cooperativeDirector', 'gridLeader'].includes(role),
}

/**
 * May one with these posts give or take a post of the role at a unit? `path` holds the units with authority over it; `guarded`: the town has a
 * security administrator in office.
 */
export const mayGrant = (held: readonly Pick<HeldPost, 'role' | 'unitId'>[], role: Role, path: readonly string[], guarded: boolean) =>
  held.some(post =>
    isAdministrator(role)
      ? post.role === (guarded ? 'securityAdministrator' : 'systemAdministrator')
      : grants[post.role]?.(role) && (post.role === 'systemAdministrator' || path.includes(post.unitId)),
  )

/** The roles whose posts one with these roles gives somewhere. */
export const grantable = (held: readonly Role[], guarded: boolean): Role[] => {
  const somewhere = held.map(role => ({ role, unitId: '' }))
  return roles.filter(role => mayGrant(somewhere, role, [''], guarded))
}

export interface HeldTerm extends Days {
  id: string
  postId: string
  role: Role
}

/** Why a person cannot hold the post in these days, given the other terms; null when nothing stands against it. */
export function termFault(
  wanted: Days & { postId: string; role: Role },
  others: readonly HeldTerm[],
): 'backwards' | 'twice' | 'apart' | null {
  if (wanted.to !== null && wanted.to <= wanted.from) return 'backwards'
  const beside = others.filter(other => overlap(other, wanted))
  if (beside.some(({ postId }) => postId === wanted.postId)) return 'twice'
  if (isAdministrator(wanted.role) && beside.some(({ role }) => isAdministrator(role) && role !== wanted.role)) return 'apart'
  return null
}

/** Would the deputy act with two of the three administrators' posts? Own posts and those of the one on leave count together. */
export function deputyFault(of: readonly HeldTerm[], deputy: readonly HeldTerm[], days: Days): boolean {
  const during = (terms: readonly HeldTerm[]) =>
    terms.filter(term => overlap(term, days) && isAdministrator(term.role)).map(({ role }) => role)
  return new Set([...during(of), ...during(deputy)]).size > 1
}

/** A last day as people say it, and the first day after it as the database keeps it. */
export const dayAfter = (lastOn: string | null) => (lastOn === null ? null : addDays(lastOn, 1))
export const lastDay = (to: string | null) => (to === null ? null : addDays(to, -1))

/** What is wrong with the last day of a term; null when nothing is. What was is not rewritten: yesterday at the earliest. */
export function endFault(term: Days, lastOn: string, today: string): string | null {
  if (lastOn < term.from) return '最后一天不能早于任职开始'
  if (!lastsTo(term, today)) return '这段任职已经结束'
  if (lastOn < addDays(today, -1)) return '最后一天不能早于昨天'
  return null
}

/** Is there nothing to change? The same last day with nobody to name anew: a colleague was quicker. */
export const isEndedAlready = (
  term: Pick<Days, 'to'> & { successorId: string | null },
  wanted: { to: string; successorId: string | null },
): boolean => term.to === wanted.to && (wanted.successorId === null || term.successorId !== null)

/** Is the text a phone number, letters of pinyin, or part of a name (DATA-11)? */
export function searchOf(text: string): { kind: 'phone' | 'pinyin' | 'name'; text: string } {
  const plain = text.normalize('NFC').trim()
  const digits = plain.replaceAll(/[\s-]/g, '')
  if (/^\d{10,12}$/.test(digits)) return { kind: 'phone', text: digits }
  const letters = plain.toLowerCase().replaceAll('ü', 'v').replaceAll(/[\s']/g, '')
  if (/^[a-z]+$/.test(letters)) return { kind: 'pinyin', text: letters }
  return { kind: 'name', text: plain }
}

/** Months before its day at which the office is told that a record will go: time to enter a relation that nobody entered. Proposed. */
export const noticeMonths = 1

/** Who had no relation after this day is told to leave, so that the record goes when all months are over. */
export const relationsBefore = (today: string): string => monthsAfter(today, noticeMonths - relationMonths)

export interface RecordFacts {
  enteredOn: string
  /** The day told to the office from which the record goes; null: none was. */
  forgetOn: string | null
  /** When the record was closed; null: it is in use. */
  forgottenOn: string | null
  /** Some feature still has to do with the person, or had after `relationsBefore`. */
  isTied: boolean
  /** Some record names the person: minutes, a roll, a term. */
  isNamed: boolean
}

/** What becomes of a record at night: its day is told or taken back, it is closed without its telephone, taken into use again, or removed. */
export type Fate = 'announce' | 'keep' | 'forget' | 'recall' | 'remove'

/** A record goes when nothing tied the person for six months; its name stays where records name it. null: it stays as it is. */
export function fateOf({ enteredOn, forgetOn, forgottenOn, isTied, isNamed }: RecordFacts, today: string): Fate | null {
  if (forgottenOn !== null) return isTied ? 'recall' : isNamed ? null : 'remove'
  if (isTied || enteredOn > relationsBefore(today)) return forgetOn === null ? null : 'keep'
  if (forgetOn === null) return 'announce'
  if (forgetOn > today) return null
  return isNamed ? 'forget' : 'remove'
}
