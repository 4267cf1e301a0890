/**
 * The second factor (动态口令): an authenticator app, its codes, and the recovery codes for a lost phone.
 *
 * Guesses at a code are counted per account like guesses at a password; a code is spent by its first use.
 */
import { randomBytes } from 'node:crypto'
import { codeAddress, matchingStep, newCodeSecret, toBase32 } from '#platform/server/one-time-code.ts'
import { newSecret } from '#platform/server/secrets.ts'
import { Problem } from '#platform/shared/problem.ts'
import { problems } from './accounts.contract.ts'
import { atDesk, type Desk, type Turn } from './accounts.desk.ts'
import * as queries from './accounts.queries.ts'
import type { AccountRow, SessionRow } from './accounts.queries.ts'
import {
  advance,
  guessedAt,
  knows,
  refused,
  sessionAt,
  settle,
  takeGuess,
  type Browser,
  type SignedIn,
} from './accounts.sign-in.actions.ts'

/** Which field the sealed secret is; bound into the seal. */
export const codeSecretPlace = 'auth.account.code_secret'
const recoveryCodeCount = 10

export interface Enrolment {
  /** Base32, for typing where no camera is at hand. */
  secret: string
  /** For the QR code. */
  address: string
}

/** The secret to put into an app, made the first time; null once an app is confirmed. Throws sign-in-failed (401). */
export const enrolmentOf = (desk: Desk, token: string | undefined): Promise<Enrolment | null> =>
  atDesk(desk, async turn => {
    const { account } = await sessionAt(turn, desk, token, ['enrolment', 'secondFactor', 'open'])
    if (account.codeConfirmedAt) return null
    const secret = account.codeSecretSealed ? desk.sealing.open(account.codeSecretSealed, codeSecretPlace) : newCodeSecret()
    if (!account.codeSecretSealed) await queries.setCodeSecret(turn.db, account.id, desk.sealing.seal(secret, codeSecretPlace))
    return { secret, address: codeAddress(secret, `三亮 ${desk.config.townName}`, account.login) }
  })

/** Confirms the app by its first code and returns ten recovery codes, which are shown this once. Throws code-wrong (401). */
export const confirmEnrolment = (
  desk: Desk,
  token: string | undefined,
  code: string,
  browser: Browser,
): Promise<SignedIn & { recoveryCodes: string[] }> =>
  settle(desk, async turn => {
    const { session, account } = await sessionAt(turn, desk, token, ['enrolment', 'open'])
    if (account.codeConfirmedAt || !account.codeSecretSealed) return new Problem(problems.codeWrong)
    const step = matchingStep(desk.sealing.open(account.codeSecretSealed, codeSecretPlace), code, desk.now, null)
    if (step === null) return new Problem(problems.codeWrong)
    await queries.confirmCode(turn.db, account.id, desk.now, step)
    const recoveryCodes = Array.from({ length: recoveryCodeCount }, newRecoveryCode)
    await queries.replaceRecoveryCodes(
      turn.db,
      desk.townId,
      account.id,
      recoveryCodes.map(each => recoveryDigest(desk, each)),
    )
    await turn.record('accounts.enrolCode', account.id, {}, account.personId)
    return { ...(await codeTaken(turn, desk, { ...account, codeConfirmedAt: desk.now }, session, 'code', browser)), recoveryCodes }
  })

/** Takes a code, or a recovery code, to go on with a sign-in or to make an open session fresh. Throws code-wrong (401) or locked (429). */
export const giveCode = (desk: Desk, token: string | undefined, code: string, browser: Browser): Promise<SignedIn> =>
  settle(desk, async turn => {
    const { session, account } = await sessionAt(turn, desk, token, ['secondFactor', 'open'])
    if (!account.codeConfirmedAt) return new Problem(problems.codeWrong)
    const about = guessedAt(desk, `code ${account.id}`)
    const known = session.stage === 'open' || (await knows(turn, desk, account, browser))
    if ((await takeGuess(turn, desk, about, known)) === 'locked') return new Problem(problems.locked)
    const by = await spend(turn, desk, account, code)
    if (!by) {
      await refused(turn, desk, account.id, about, known)
      return new Problem(problems.codeWrong)
    }
    await queries.forgetGuesses(turn.db, about, known)
    return codeTaken(turn, desk, account, session, by, browser)
  })

async function spend({ db }: Turn, desk: Desk, account: AccountRow, code: string): Promise<'code' | 'recoveryCode' | null> {
  const secret = desk.sealing.open(account.codeSecretSealed!, codeSecretPlace)
  const step = matchingStep(secret, code, desk.now, account.codeLastStep)
  if (step !== null) {
    await queries.spendStep(db, account.id, step)
    return 'code'
  }
  return (await queries.spendRecoveryCode(db, account.id, recoveryDigest(desk, code), desk.now)) ? 'recoveryCode' : null
}

async function codeTaken(
  turn: Turn,
  desk: Desk,
  account: AccountRow,
  session: SessionRow,
  by: 'code' | 'recoveryCode',
  browser: Browser,
): Promise<SignedIn> {
  if (session.stage === 'open') {
    const { token, digest } = newSecret()
    await queries.refreshSession(turn.db, session.id, digest, desk.now)
    await turn.record('accounts.giveCode', account.id, { by }, account.personId)
    return { stage: 'open', token }
  }
  await queries.deleteSession(turn.db, session.id)
  return advance(turn, desk, account, { ...session, codeGivenAt: desk.now }, by, browser)
}

/** Fifty bits, as two groups of five letters and digits. */
function newRecoveryCode(): string {
  const text = toBase32(randomBytes(7)).slice(0, 10).toLowerCase()
  return `${text.slice(0, 5)}-${text.slice(5)}`
}

/** Keyed: fifty bits alone could be searched from a stolen table. */
const recoveryDigest = (desk: Desk, code: string) =>
  desk.sealing.index(`${desk.townId} ${code.normalize('NFKC').replaceAll(/[\s-]/g, '').toLowerCase()}`, 'auth.recovery_code.digest')
