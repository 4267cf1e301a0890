/** Accounts (账号): SQL that ends sessions, and keeps for a while why. What is kept tells of no account. */
import { sql, type RawBuilder } from 'kysely'
import type { Database } from '#platform/database/database.ts'
import { sessionEndDays, type SessionEnd, type SessionKind } from './accounts.rules.ts'

/** Why a session is over by itself; null: it is not. Whichever came first. */
const overBy = (now: Date) => sql<SessionEnd | null>`case
  when ends_at > ${now}::timestamptz and used_at + make_interval(secs => idle_seconds) > ${now}::timestamptz then null
  when stage <> 'open' then 'unfinished'
  when used_at + make_interval(secs => idle_seconds) < ends_at then 'idle' else 'longest' end`

const end = (db: Database, which: RawBuilder<unknown>, why: SessionEnd, now: Date) =>
  sql`with ended as (delete from auth.session where ${which} returning town_id, digest, coalesce(${overBy(now)}, ${why}) as why)
    insert into auth.session_end (town_id, digest, why, forget_at)
    select town_id, digest, why, ${new Date(now.getTime() + sessionEndDays * 86_400_000)} from ended`.execute(db)

export const endSession = (db: Database, id: string, why: SessionEnd, now: Date) => end(db, sql`id = ${id}`, why, now)

/** Ends sessions of the account, all or those of one kind. */
export const endSessionsOf = (db: Database, accountId: string, why: SessionEnd, now: Date, kind?: SessionKind) =>
  end(db, sql`account_id = ${accountId} and kind = coalesce(${kind ?? null}, kind)`, why, now)

/** Puts away what is over, and what is told of no more. */
export async function endOverdueSessions(db: Database, now: Date): Promise<void> {
  await sql`delete from auth.session_end where forget_at <= ${now}`.execute(db)
  await end(db, sql`${overBy(now)} is not null`, 'idle', now)
}

/** Why the session of a token ended; null: it goes on; undefined: nothing is known of it. */
export async function whySessionEnded(db: Database, digest: Buffer, now: Date): Promise<SessionEnd | null | undefined> {
  const { rows } = await sql<{ why: SessionEnd | null }>`select ${overBy(now)} as why from auth.session where digest = ${digest}
    union all select why from auth.session_end where digest = ${digest} and forget_at > ${now}`.execute(db)
  return rows[0] ? rows[0].why : undefined
}
