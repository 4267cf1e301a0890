/** Accounts (账号): SQL on access tokens. */
import { sql } from 'kysely'
import type { Database } from '#platform/database/database.ts'

export interface TokenRow {
  id: string
  label: string
  scopes: string[]
  createdAt: Date
  expiresAt: Date
}

export const insertToken = (db: Database, row: TokenRow & { townId: number; accountId: string; digest: Buffer; administrator: boolean }) =>
  sql`insert into auth.access_token (town_id, id, account_id, digest, label, scopes, administrator, created_at, expires_at)
    values (${row.townId}, ${row.id}, ${row.accountId}, ${row.digest}, ${row.label}, ${row.scopes}, ${row.administrator},
      ${row.createdAt}, ${row.expiresAt})`.execute(db)

export async function listTokens(db: Database, accountId: string, now: Date): Promise<TokenRow[]> {
  const { rows } = await sql<TokenRow>`select id, label, scopes, created_at, expires_at from auth.access_token
    where account_id = ${accountId} and revoked_at is null and expires_at > ${now} order by id`.execute(db)
  return rows
}

/** Revokes one token of the account; false if there is none in force. */
export async function revokeToken(db: Database, accountId: string, id: string, now: Date): Promise<boolean> {
  const { rows } = await sql`update auth.access_token set revoked_at = ${now}
    where account_id = ${accountId} and id = ${id} and revoked_at is null and expires_at > ${now} returning true`.execute(db)
  return rows.length > 0
}

export const revokeTokensOf = (db: Database, accountId: string, now: Date) =>
  sql`update auth.access_token set revoked_at = ${now} where account_id = ${accountId} and revoked_at is null`.execute(db)
