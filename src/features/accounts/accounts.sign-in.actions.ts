/**
 * Signing in (登录): password, then what else is asked, then a session.
 *
 * A sign-in goes through stages (accounts.rules.ts); each one that is passed ends its token and makes a new one, so a token
 * that someone planted or saw before is worth nothing after (reliability S10). Refusals are one sentence for every cause.
 */
import { readFileSync } from 'node:fs'
import { hashPassword, verifyPassword } from '#platform/server/password-hash.ts'
import { digestOf, newSecret } from '#platform/server/secrets.ts'
import { isAdministrator } from '#platform/shared/actor.ts'
import { newId } from '#platform/shared/ids.ts'
import { invalidField, Problem } from '#platform/shared/problem.ts'
import { problems } from './accounts.contract.ts'
import { atDesk, type Desk, type Turn } from './accounts.desk.ts'
import * as queries from './accounts.queries.ts'
import type { AccountRow, SessionRow } from './accounts.queries.ts'
import {
  failuresMatterSince,
  isPasswordDue,
  kindOfBrowser,
  lockedUntil,
  nextStage,
  passwordFaults,
  passwordProfiles,
  sessionLimits,
  unfinishedSeconds,
  type SessionEnd,
  type SessionKind,
  type Stage,
} from './accounts.rules.ts'
import { endOverdueSessions, endSessionsOf, whySessionEnded } from './accounts.session-ends.queries.ts'
import { listTokens, revokeTokensOf } from './accounts.tokens.queries.ts'

/** Where a sign-in stands, and the cookies to keep. */
export interface SignedIn {
  stage: Stage
  token: string
  /** Set when the sign-in is complete: tells this browser from a stranger's next time. */
  browser?: string
}

/** What tells one browser from another. */
export interface Browser {
  userAgent: string | undefined
  /** The browser's own token, from a sign-in before. */
  known: string | undefined
}

/** Days that a browser is known. */
export const knownBrowserDays = 180

/** As people type it: full-width letters and capitals are the same login. */
export const normalLogin = (login: string) => login.normalize('NFKC').trim().toLowerCase()

/** Checks login and password. Throws sign-in-failed (401) or locked (429); both are the same for a login that does not exist. */
export async function signIn(desk: Desk, { login, password }: { login: string; password: string }, browser: Browser): Promise<SignedIn> {
  const name = normalLogin(login)
  const about = guessedAt(desk, `login ${name}`)
  const { account, guess, known } = await atDesk(desk, async turn => {
    const account = await queries.findAccountByLogin(turn.db, name)
    const known = await knows(turn, desk, account, browser)
    return { account, known, guess: await takeGuess(turn, desk, about, known) }
  })
  if (guess === 'locked') throw new Problem(problems.locked)
  const right = await verifyPassword(password, account?.state === 'active' ? account.passwordHash : null)
  return settle(desk, async turn => {
    if (!right || !account) {
      await refused(turn, desk, account?.id ?? nobodyAt(about), about, known)
      return new Problem(problems.signInFailed)
    }
    await queries.forgetGuesses(turn.db, about, known)
    return advance(
      turn,
      desk,
      account,
      { kind: kindOfBrowser(browser.userAgent), demonstration: false, codeGivenAt: null },
      'password',
      browser,
    )
  })
}

/** The unfinished or open session of a token, with its account. Throws sign-in-failed (401) if it is over or at another stage. */
export async function sessionAt(turn: Turn, desk: Desk, token: string | undefined, stages: readonly Stage[]) {
  const session = token ? await queries.lockSession(turn.db, digestOf(token), desk.now) : undefined
  const account = session && (await queries.lockAccount(turn.db, session.accountId))
  if (!account || account.state === 'disabled' || !stages.includes(session.stage))
    throw new Problem(problems.signInFailed, '登录已经超时，请重新登录。')
  return { session, account }
}

/** How far the token's sign-in has come, whether a new password asks for the present one, and whose programs it would end; null: there is none. */
export const stageOf = (desk: Desk, token: string | undefined) =>
  atDesk(desk, async ({ db }) => {
    const session = token ? await queries.lockSession(db, digestOf(token), desk.now) : undefined
    const account = session && (await queries.findAccount(db, session.accountId))
    return account && account.state !== 'disabled'
      ? {
          name: session.stage,
          asksPresent: session.stage === 'open' && account.passwordHash !== null,
          programs: (await listTokens(db, account.id, desk.now)).map(({ label }) => label),
        }
      : null
  })

/**
 * Saves a new password at the stage that asks for one, or for someone signed in who gives the present one. Access tokens end with the old
 * password unless the person keeps them: whoever knew it may have made one. Throws invalid (422).
 */
export async function choosePassword(
  desk: Desk,
  token: string | undefined,
  { present, password, keepsTokens }: { present?: string | undefined; password: string; keepsTokens: boolean },
  browser: Browser,
): Promise<SignedIn> {
  const { session, account } = await atDesk(desk, turn => sessionAt(turn, desk, token, ['password', 'open']))
  if (session.stage === 'open' && account.passwordHash) await requirePresent(desk, account, present ?? '')
  const isPresent = account.passwordHash !== null && (await verifyPassword(password, account.passwordHash))
  const faults = passwordFaults(password, desk.config.passwordProfile, { login: account.login, isCommon, isPresent })
  if (faults.length > 0) throw invalidField('#/password', `${faults.join('。')}。`)
  const hash = await hashPassword(password)
  return atDesk(desk, async turn => {
    const { session, account } = await sessionAt(turn, desk, token, ['password', 'open'])
    await queries.setPassword(turn.db, account.id, hash, desk.now)
    await queries.deleteSession(turn.db, session.id)
    // Whoever knew the old password is out (ASVS 7.4.3).
    await endSessionsOf(turn.db, account.id, 'password', desk.now)
    if (!keepsTokens) await revokeTokensOf(turn.db, account.id, desk.now)
    await turn.record('accounts.changePassword', account.id, { tokens: keepsTokens ? 'kept' : 'revoked' }, account.personId)
    return advance(
      turn,
      desk,
      { ...account, state: 'active', passwordHash: hash, passwordChangedAt: desk.now },
      session,
      'password',
      browser,
    )
  })
}

/** Why whoever carries the token has to sign in again; null: there is no token, or its sign-in goes on. */
export async function whySignedOut(desk: Desk, token: string | undefined): Promise<SessionEnd | 'unknown' | null> {
  if (!token) return null
  const why = await atDesk(desk, ({ db }) => whySessionEnded(db, digestOf(token), desk.now))
  return why === undefined ? 'unknown' : why
}

/** Ends the session of the token. A token that is over is over already. */
export const signOut = (desk: Desk, token: string | undefined) =>
  atDesk(desk, async turn => {
    const session = token ? await queries.lockSession(turn.db, digestOf(token), desk.now) : undefined
    if (!session) return
    await queries.deleteSession(turn.db, session.id)
    if (session.stage === 'open') await turn.record('accounts.signOut', session.accountId)
  })

/** Makes the session of the next stage, under a new token. `by`: what was given to come this far, for the event. */
export async function advance(
  turn: Turn,
  desk: Desk,
  account: AccountRow,
  { kind, demonstration, codeGivenAt }: Pick<SessionRow, 'kind' | 'demonstration' | 'codeGivenAt'>,
  by: 'password' | 'code' | 'recoveryCode' | 'link' | 'provider',
  browser: Browser,
): Promise<SignedIn> {
  const { now, townId, config } = desk
  const posts = await queries.postsOf(turn.db, townId, account.personId, desk.today)
  const stage = nextStage({
    administrator: posts.some(({ role }) => isAdministrator(role)),
    enrolled: account.codeConfirmedAt !== null,
    codeGiven: codeGivenAt !== null,
    passwordDue: account.state === 'invited' || isPasswordDue(account.passwordChangedAt, now, config.passwordProfile),
    demonstration,
  })
  const { token, digest } = newSecret()
  if (stage === 'open') {
    await endOverdueSessions(turn.db, now)
    await queries.deleteOldBrowsers(turn.db, now)
    await queries.deleteOldGuesses(turn.db, failuresMatterSince(now))
    if (passwordProfiles[config.passwordProfile].oneSessionOfAKind) await endSessionsOf(turn.db, account.id, 'replaced', now, kind)
    await turn.record('accounts.signIn', account.id, { by, kind }, account.personId)
  }
  await queries.insertSession(turn.db, {
    townId,
    id: newId(now.getTime()),
    accountId: account.id,
    digest,
    stage,
    kind,
    demonstration,
    startedAt: now,
    usedAt: now,
    codeGivenAt,
    ...lifeOf(stage, kind, now),
  })
  return stage === 'open' ? { stage, token, browser: await keepBrowser(turn, desk, account, browser) } : { stage, token }
}

function lifeOf(stage: Stage, kind: SessionKind, now: Date) {
  const { idleSeconds, absoluteSeconds } =
    stage === 'open' ? sessionLimits[kind] : { idleSeconds: unfinishedSeconds, absoluteSeconds: unfinishedSeconds }
  return { idleSeconds, endsAt: new Date(now.getTime() + absoluteSeconds * 1000) }
}

/** Keyed, so that the table does not list logins that people mistyped. */
export const guessedAt = (desk: Desk, what: string) => desk.sealing.index(`${desk.townId} ${what}`, 'auth.guess.about')

/**
 * Takes one of the guesses that are left and counts it as wrong until it turns out right, or says "locked".
 * Fifty at once stand in line here, so no more of them than are left go on to the hash.
 */
export async function takeGuess(turn: Turn, desk: Desk, about: Buffer, knownBrowser: boolean): Promise<'taken' | 'locked'> {
  const { now, townId } = desk
  await queries.queueForGuess(turn.db, about)
  const failures = await queries.readFailures(turn.db, about, knownBrowser, failuresMatterSince(now))
  if (lockedUntil(failures, now)) return 'locked'
  await queries.insertGuess(turn.db, { townId, id: newId(now.getTime()), about, knownBrowser, at: now })
  return 'taken'
}

/** Records a wrong guess, and the lock if this was the fifth. */
export async function refused(turn: Turn, desk: Desk, accountId: string, about: Buffer, knownBrowser: boolean): Promise<void> {
  await turn.record('accounts.refuseSignIn', accountId)
  const failures = await queries.readFailures(turn.db, about, knownBrowser, failuresMatterSince(desk.now))
  if (lockedUntil(failures, desk.now)) await turn.record('accounts.lock', accountId)
}

/** Stands for a login that does not exist: its refusals are events too, and take the same time. */
const nobodyAt = (about: Buffer) => about.toString('hex').replace(/^(.{8})(.{4}).(.{3}).(.{3})(.{12}).*$/, '$1-$2-8$3-8$4-$5')

/** Runs the end of a check: what it wrote stays, also when it answers with a refusal. */
export async function settle<T>(desk: Desk, work: (turn: Turn) => Promise<T | Problem>): Promise<T> {
  const outcome = await atDesk(desk, work)
  if (outcome instanceof Problem) throw outcome
  return outcome
}

async function requirePresent(desk: Desk, account: AccountRow, present: string) {
  const about = guessedAt(desk, `login ${account.login}`)
  // Whoever sits at an open session is no stranger, and gets no more guesses than one.
  if ((await atDesk(desk, turn => takeGuess(turn, desk, about, true))) === 'locked') throw new Problem(problems.locked)
  const right = await verifyPassword(present, account.passwordHash)
  await atDesk(desk, turn =>
    right ? queries.forgetGuesses(turn.db, about, true).then(() => undefined) : refused(turn, desk, account.id, about, true),
  )
  if (!right) throw invalidField('#/present', '现在的密码不对')
}

export async function knows({ db }: Turn, desk: Desk, account: AccountRow | undefined, { known }: Browser): Promise<boolean> {
  return account !== undefined && known !== undefined && queries.isKnownBrowser(db, account.id, digestOf(known), desk.now)
}

/** The browser's token: its own while it is known, so that the table does not grow with each sign-in (UX-B1). */
async function keepBrowser(turn: Turn, desk: Desk, account: AccountRow, browser: Browser): Promise<string> {
  if (await knows(turn, desk, account, browser)) return browser.known!
  const { token, digest } = newSecret()
  const expiresAt = new Date(desk.now.getTime() + knownBrowserDays * 86_400_000)
  await queries.keepBrowser(turn.db, { townId: desk.townId, accountId: account.id, digest, expiresAt })
  return token
}

const commonPasswords = new Set(
  readFileSync(new URL('./accounts.common-passwords.txt', import.meta.url), 'utf8')
    .split('\n')
    .filter(line => line !== '' && !line.startsWith('#')),
)
export const isCommon = (password: string) => commonPasswords.has(password)
