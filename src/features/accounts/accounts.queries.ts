/** Accounts (账号): SQL on the sign-in tables of accounts, sessions and guesses. */
import { sql } from 'kysely'
import type { Database } from '#platform/database/database.ts'
import type { HeldPost } from '#platform/shared/actor.ts'
import type { SessionKind, Stage } from './accounts.rules.ts'

export interface AccountRow {
  townId: number
  id: string
  personId: string
  login: string
  state: 'invited' | 'active' | 'disabled'
  passwordHash: string | null
  passwordChangedAt: Date | null
  codeSecretSealed: Buffer | null
  codeConfirmedAt: Date | null
  codeLastStep: number | null
  /** Who asked for a link that waits to be released; null: nobody. */
  linkAskedBy: string | null
  createdAt: Date
}

export interface SessionRow {
  townId: number
  id: string
  accountId: string
  stage: Stage
  kind: SessionKind
  demonstration: boolean
  startedAt: Date
  usedAt: Date
  endsAt: Date
  codeGivenAt: Date | null
}

export const findAccountByLogin = (db: Database, login: string) =>
  one<AccountRow>(sql<AccountRow>`select * from auth.account where login = ${login}`.execute(db))

export const findAccount = (db: Database, id: string) =>
  one<AccountRow>(sql<AccountRow>`select * from auth.account where id = ${id}`.execute(db))

export const findAccountByPerson = (db: Database, personId: string) =>
  one<AccountRow>(sql<AccountRow>`select * from auth.account where person_id = ${personId}`.execute(db))

/** The same, locked until the transaction ends. Every change to an account starts here. */
export const lockAccount = (db: Database, id: string) =>
  one<AccountRow>(sql<AccountRow>`select * from auth.account where id = ${id} for update`.execute(db))

export const insertAccount = (db: Database, row: Pick<AccountRow, 'townId' | 'id' | 'personId' | 'login' | 'state' | 'createdAt'>) =>
  sql`insert into auth.account (town_id, id, person_id, login, state, created_at)
    values (${row.townId}, ${row.id}, ${row.personId}, ${row.login}, ${row.state}, ${row.createdAt})`.execute(db)

/** One at a time where an account is made, so that a person or a login taken meanwhile is seen. */
export const queueForNewAccount = (db: Database) =>
  sql`select pg_advisory_xact_lock(hashtextextended('new account', auth.town()))`.execute(db)

/** Who waits for a link to be released; null: nobody any more. */
export const setLinkAsked = (db: Database, id: string, asked: { by: string; at: Date } | null) =>
  sql`update auth.account set link_asked_by = ${asked?.by ?? null}, link_asked_at = ${asked?.at ?? null} where id = ${id}`.execute(db)

/** Is there a security administrator, other than this person, who could release a link? */
export async function hasReleaser(db: Database, townId: number, personId: string, today: string): Promise<boolean> {
  const { rows } = await sql<{ found: boolean }>`select auth.has_releaser(${townId}, ${personId}, ${today}) as found`.execute(db)
  return rows[0]!.found
}

export const setState = (db: Database, id: string, state: AccountRow['state']) =>
  sql`update auth.account set state = ${state} where id = ${id}`.execute(db)

/** The account waits for a new password, which its next invitation link asks for. */
export const forgetPassword = (db: Database, id: string) =>
  sql`update auth.account set state = 'invited', password_hash = null, password_changed_at = null where id = ${id}`.execute(db)

/** Takes the authenticator app off. */
export const removeCode = (db: Database, id: string) =>
  sql`update auth.account set code_secret_sealed = null, code_confirmed_at = null, code_last_step = null where id = ${id}`.execute(db)

export async function listAccounts(
  db: Database,
  { prefix, after, limit }: { prefix: string; after: string; limit: number },
): Promise<AccountRow[]> {
  const { rows } = await sql<AccountRow>`select * from auth.account
    where login > ${after} and starts_with(login, ${prefix.toLowerCase()}) order by login limit ${limit}`.execute(db)
  return rows
}

export const setPassword = (db: Database, id: string, hash: string, now: Date) =>
  sql`update auth.account set password_hash = ${hash}, password_changed_at = ${now}, state = 'active' where id = ${id}`.execute(db)

export const setCodeSecret = (db: Database, id: string, sealed: Buffer) =>
  sql`update auth.account set code_secret_sealed = ${sealed} where id = ${id}`.execute(db)

export const confirmCode = (db: Database, id: string, now: Date, step: number) =>
  sql`update auth.account set code_confirmed_at = ${now}, code_last_step = ${step} where id = ${id}`.execute(db)

/** A code is spent by its first use. */
export const spendStep = (db: Database, id: string, step: number) =>
  sql`update auth.account set code_last_step = ${step} where id = ${id}`.execute(db)

export async function replaceRecoveryCodes(db: Database, townId: number, accountId: string, digests: readonly Buffer[]) {
  await sql`delete from auth.recovery_code where account_id = ${accountId}`.execute(db)
  await sql`insert into auth.recovery_code (town_id, account_id, digest)
    select ${townId}, ${accountId}, digest from unnest(${digests}::bytea[]) as digest`.execute(db)
}

export async function spendRecoveryCode(db: Database, accountId: string, digest: Buffer, now: Date): Promise<boolean> {
  const { rows } = await sql`update auth.recovery_code set used_at = ${now}
    where account_id = ${accountId} and digest = ${digest} and used_at is null returning true`.execute(db)
  return rows.length > 0
}

/** The posts a person holds today, own or as a deputy. */
export async function postsOf(db: Database, townId: number, personId: string, today: string): Promise<HeldPost[]> {
  const { rows } = await sql<{ posts: HeldPost[] }>`select auth.posts_of(${townId}, ${personId}, ${today}) as posts`.execute(db)
  return rows[0]!.posts
}

/** One at a time for what is guessed at, until the transaction ends: of fifty guesses at once each sees those before it. */
export const queueForGuess = (db: Database, about: Buffer) =>
  sql`select pg_advisory_xact_lock(hashtextextended(${about.toString('hex')}, 0))`.execute(db)

export async function readFailures(db: Database, about: Buffer, knownBrowser: boolean, since: Date): Promise<Date[]> {
  const { rows } = await sql<{ at: Date }>`select at from auth.guess
    where about = ${about} and known_browser = ${knownBrowser} and at >= ${since}`.execute(db)
  return rows.map(({ at }) => at)
}

/** Guesses that matter no more, whoever they were at. */
export const deleteOldGuesses = (db: Database, since: Date) => sql`delete from auth.guess where at < ${since}`.execute(db)

export const insertGuess = (db: Database, row: { townId: number; id: string; about: Buffer; knownBrowser: boolean; at: Date }) =>
  sql`insert into auth.guess (town_id, id, about, known_browser, at)
    values (${row.townId}, ${row.id}, ${row.about}, ${row.knownBrowser}, ${row.at})`.execute(db)

/** Forgets the failures, after a right answer or by the security administrator. */
export const forgetGuesses = (db: Database, about: Buffer, knownBrowser?: boolean) =>
  sql`delete from auth.guess where about = ${about} and known_browser = coalesce(${knownBrowser ?? null}, known_browser)`.execute(db)

export const insertSession = (db: Database, row: SessionRow & { digest: Buffer; idleSeconds: number }) =>
  sql`insert into auth.session (town_id, id, account_id, digest, stage, kind, demonstration, started_at, used_at, idle_seconds, ends_at, code_given_at)
    values (${row.townId}, ${row.id}, ${row.accountId}, ${row.digest}, ${row.stage}, ${row.kind}, ${row.demonstration},
      ${row.startedAt}, ${row.usedAt}, ${row.idleSeconds}, ${row.endsAt}, ${row.codeGivenAt})`.execute(db)

/** The session of a token that is still in force, locked until the transaction ends. */
export const lockSession = (db: Database, digest: Buffer, now: Date) =>
  one<SessionRow>(
    sql<SessionRow>`select * from auth.session where digest = ${digest} and ends_at > ${now}
      and used_at + make_interval(secs => idle_seconds) > ${now} for update`.execute(db),
  )

export const findSession = (db: Database, id: string) =>
  one<SessionRow>(sql<SessionRow>`select * from auth.session where id = ${id}`.execute(db))

/** A code was given in an open session: a new token, and not a minute more than before. */
export const refreshSession = (db: Database, id: string, digest: Buffer, now: Date) =>
  sql`update auth.session set digest = ${digest}, code_given_at = ${now}, used_at = ${now} where id = ${id}`.execute(db)

/** The session goes on under another token, or its person ended it just here: there is nothing to say of it. */
export const deleteSession = (db: Database, id: string) => sql`delete from auth.session where id = ${id}`.execute(db)

export const deleteOldBrowsers = (db: Database, now: Date) => sql`delete from auth.browser where expires_at <= ${now}`.execute(db)

export async function listSessions(db: Database, accountId: string, now: Date): Promise<SessionRow[]> {
  const { rows } = await sql<SessionRow>`select * from auth.session where account_id = ${accountId} and stage = 'open'
    and ends_at > ${now} and used_at + make_interval(secs => idle_seconds) > ${now} order by id`.execute(db)
  return rows
}

export async function isKnownBrowser(db: Database, accountId: string, digest: Buffer, now: Date): Promise<boolean> {
  const { rows } =
    await sql`select from auth.browser where account_id = ${accountId} and digest = ${digest} and expires_at > ${now}`.execute(db)
  return rows.length > 0
}

/** Remembers a browser. Its last day is set once: the table does not tell when someone was last here (UX-B1). */
export const keepBrowser = (db: Database, row: { townId: number; accountId: string; digest: Buffer; expiresAt: Date }) =>
  sql`insert into auth.browser (town_id, account_id, digest, expires_at)
    values (${row.townId}, ${row.accountId}, ${row.digest}, ${row.expiresAt})`.execute(db)

interface Identified {
  townId: number
  personId: string
  accountId: string
  posts: HeldPost[]
}

export const findSessionActor = (db: Database, digest: Buffer, now: Date, today: string) =>
  one(
    sql<
      Identified & { sessionId: string; codeGivenAt: Date | null; demonstration: boolean }
    >`select * from auth.session_actor(${digest}, ${now}, ${today})`.execute(db),
  )

export const findTokenActor = (db: Database, digest: Buffer, now: Date, today: string) =>
  one(
    sql<
      Identified & { tokenId: string; scopes: string[]; administrator: boolean }
    >`select * from auth.token_actor(${digest}, ${now}, ${today})`.execute(db),
  )

const one = async <T>(answer: Promise<{ rows: T[] }>): Promise<T | undefined> => (await answer).rows[0]
