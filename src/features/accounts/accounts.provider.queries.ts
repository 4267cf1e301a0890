/** Accounts (账号): SQL on identities of the sign-in provider. */
import { sql } from 'kysely'
import type { Database } from '#platform/database/database.ts'

export async function findBoundAccountId(db: Database, issuer: string, subject: string): Promise<string | undefined> {
  const { rows } = await sql<{ accountId: string }>`select account_id from auth.federated_identity
    where issuer = ${issuer} and subject = ${subject}`.execute(db)
  return rows[0]?.accountId
}

/** Binds the identity, in place of the account's earlier one; false if it belongs to another account. */
export async function bindIdentity(
  db: Database,
  row: { townId: number; accountId: string; issuer: string; subject: string; createdAt: Date },
): Promise<boolean> {
  await sql`delete from auth.federated_identity where account_id = ${row.accountId} and issuer = ${row.issuer}`.execute(db)
  const { rows } = await sql`insert into auth.federated_identity (town_id, account_id, issuer, subject, created_at)
    values (${row.townId}, ${row.accountId}, ${row.issuer}, ${row.subject}, ${row.createdAt})
    on conflict (town_id, issuer, subject) do nothing returning true`.execute(db)
  return rows.length > 0
}

export const unbindIdentities = (db: Database, accountId: string) =>
  sql`delete from auth.federated_identity where account_id = ${accountId}`.execute(db)
