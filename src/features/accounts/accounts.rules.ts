/**
 * Accounts (账号): passwords, locks, sessions, links and tokens, as pure functions.
 *
 * Sources: GB/T 22239-2019 8.1.4.1 身份鉴别 (profile djcp, with the numbers assessors usually ask for) and OWASP ASVS
 * 5.0.0 6.2, 6.3, 7.3 (profile asvs); conventions.md 4.1. The two contradict each other: ASVS 6.2.5 and 6.2.10 forbid the
 * composition rule and the rotation that 8.1.4.1(a) demands, so a town chooses one.
 */

import { isAdministrator, type Role } from '#platform/shared/actor.ts'

export type ProfileName = 'djcp' | 'asvs'

export interface PasswordProfile {
  minLength: number
  /** Of small letters, capital letters, digits and everything else. */
  minClasses: number
  /** Days until a password must be changed; null: never for its age alone. */
  changeAfterDays: number | null
  /** One session on a desktop and one on a phone; a new one ends the old one. */
  oneSessionOfAKind: boolean
}

export const passwordProfiles: Record<ProfileName, PasswordProfile> = {
  djcp: { minLength: 10, minClasses: 3, changeAfterDays: 90, oneSessionOfAKind: true },
  asvs: { minLength: 8, minClasses: 1, changeAfterDays: null, oneSessionOfAKind: false },
}

/** Longer is allowed by nobody's need and costs work for each guess (ASVS 6.2.9 asks for 64 at least). */
export const maxPasswordLength = 128

/** What the page says before anyone types. */
export const passwordAdvice: Record<ProfileName, string> = {
  djcp: '至少10个字符。大写字母、小写字母、数字、符号，至少用三种。',
  asvs: '至少8个字符。越长越好，可以用一句话。',
}

/**
 * What is wrong with a new password, one sentence each; empty: it may be used.
 *
 * Code points are counted, not bytes. `isCommon` looks the password up, in small letters, in the list of the most used ones
 * (ASVS 6.2.4). The login and the town's own words may not be the body of it (ASVS 6.2.11).
 */
export function passwordFaults(
  password: string,
  profile: ProfileName,
  { login, isCommon, isPresent = false }: { login: string; isCommon: (password: string) => boolean; isPresent?: boolean },
): string[] {
  const { minLength, minClasses } = passwordProfiles[profile]
  const length = [...password].length
  const folded = password.toLowerCase()
  const faults: string[] = []
  if (length < minLength) faults.push(`密码至少${minLength}个字符，现在是${length}个`)
  if (length > maxPasswordLength) faults.push(`密码最多${maxPasswordLength}个字符`)
  if (classesOf(password) < minClasses) faults.push(`大写、小写、数字、符号，至少要${minClasses}种`)
  if (isCommon(folded) || new Set(folded).size < 4) faults.push('这个密码用的人太多，容易被猜中')
  if (ownWords(login).some(word => folded.includes(word))) faults.push('密码里不要有登录名或本地名称')
  if (isPresent) faults.push('新密码和现在的一样')
  return faults
}

const classes = [/\p{Ll}/u, /\p{Lu}/u, /\p{Nd}/u, /[^\p{Ll}\p{Lu}\p{Nd}]/u]
const classesOf = (password: string) => classes.filter(kind => kind.test(password)).length

const townWords = ['sanliang', 'xiqiao', '三亮', '西樵']
const ownWords = (login: string) => (login.length >= 4 ? [login.toLowerCase(), ...townWords] : townWords)

/** Must the password be changed before anything else? Never for an account that signs in without one. */
export function isPasswordDue(changedAt: Date | null, now: Date, profile: ProfileName): boolean {
  const { changeAfterDays } = passwordProfiles[profile]
  return changedAt !== null && changeAfterDays !== null && now.getTime() - changedAt.getTime() >= changeAfterDays * day
}

const minute = 60_000
const day = 86_400_000

/** Failures within the window that lock. A known browser's are counted apart, so a stranger's guesses do not keep its owner out. */
export const lock = { failures: 5, windowMinutes: 15, minutes: 15 } as const

/**
 * Until when no further guess is taken, or null.
 *
 * Five failures within 15 minutes lock for 15 minutes from the last of them; guesses refused meanwhile are not failures and
 * prolong nothing. So at most five guesses in any 15 minutes reach the hash, ten with those of known browsers (reliability S11).
 */
export function lockedUntil(failures: readonly Date[], now: Date): Date | null {
  const times = failures.map(failure => failure.getTime()).sort((a, b) => b - a)
  const newest = times[0]
  const fifth = times[lock.failures - 1]
  if (newest === undefined || fifth === undefined || newest - fifth > lock.windowMinutes * minute) return null
  const until = newest + lock.minutes * minute
  return until > now.getTime() ? new Date(until) : null
}

/** Failures older than this decide nothing any more and are deleted. */
export const failuresMatterSince = (now: Date) => new Date(now.getTime() - (lock.windowMinutes + lock.minutes) * minute)

export type SessionKind = 'desktop' | 'mobile'

/** Phones are put down and picked up in the field: they idle longer. Both end twelve hours after sign-in (ASVS 7.3). */
export const sessionLimits: Record<SessionKind, { idleSeconds: number; absoluteSeconds: number }> = {
  desktop: { idleSeconds: 15 * 60, absoluteSeconds: 12 * 3600 },
  mobile: { idleSeconds: 30 * 60, absoluteSeconds: 12 * 3600 },
}

/** Why a session ended. `replaced`: by a sign-in on another machine of its kind; `owner`: from another of one's own machines. */
export type SessionEnd = 'idle' | 'longest' | 'unfinished' | 'replaced' | 'owner' | 'password' | 'administrator'

/** Days that a browser which comes back is told why it has to sign in again: over a weekend. */
export const sessionEndDays = 3

/** Seconds to finish a sign-in that still asks for a code or a new password (ASVS 6.5.5: ten minutes at most). */
export const unfinishedSeconds = 10 * 60

export const kindOfBrowser = (userAgent: string | undefined): SessionKind =>
  /Mobile|Android|iPhone|iPad|HarmonyOS|MicroMessenger/i.test(userAgent ?? '') ? 'mobile' : 'desktop'

/** How far a sign-in has come. Only "open" is signed in. */
export type Stage = 'secondFactor' | 'enrolment' | 'password' | 'open'

export interface SignInFacts {
  administrator: boolean
  /** Has an authenticator app been confirmed? */
  enrolled: boolean
  codeGiven: boolean
  passwordDue: boolean
  /** By a link that the server printed for itself, on loopback only. */
  demonstration: boolean
}

/** What is asked next: the code, for administrators an app to make codes, a new password, then nothing. */
export function nextStage({ administrator, enrolled, codeGiven, passwordDue, demonstration }: SignInFacts): Stage {
  if (demonstration) return 'open'
  if (enrolled && !codeGiven) return 'secondFactor'
  if (administrator && !enrolled) return 'enrolment'
  return passwordDue ? 'password' : 'open'
}

/**
 * The posts that count for what is asked. An administrator's counts only where a one-time code was given: whoever is appointed while signed in
 * by password alone, or left a program running, is an administrator once they have shown the app.
 */
export const countingPosts = <Post extends { role: Role }>(posts: readonly Post[], codeShown: boolean): readonly Post[] =>
  codeShown ? posts : posts.filter(({ role }) => !isAdministrator(role))

/** Minutes that a code counts as fresh for what asks for it again, such as an export of personal data. */
export const freshMinutes = 10
export const isFresh = (codeAt: Date | null, now: Date) => codeAt !== null && now.getTime() - codeAt.getTime() < freshMinutes * minute

export type LinkPurpose = 'setUp' | 'invitation' | 'demonstration'
export const linkHours: Record<LinkPurpose, number> = { setUp: 24, invitation: 72, demonstration: 24 }
