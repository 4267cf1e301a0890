/** Accounts (账号): SQL on one-time links and access tokens. */
import { sql } from 'kysely'
import type { Database } from '#platform/database/database.ts'
import type { LinkPurpose } from './accounts.rules.ts'

export interface LinkRow {
  id: string
  purpose: LinkPurpose
  accountId: string | null
  expiresAt: Date
  usedAt: Date | null
  /** Who asked for it and who gave it out; null: the program itself. */
  madeBy: string | null
  releasedBy: string | null
}

export const insertLink = (db: Database, row: Omit<LinkRow, 'usedAt'> & { townId: number; digest: Buffer; createdAt: Date }) =>
  sql`insert into auth.link (town_id, id, purpose, account_id, digest, made_by, released_by, created_at, expires_at)
    values (${row.townId}, ${row.id}, ${row.purpose}, ${row.accountId}, ${row.digest}, ${row.madeBy}, ${row.releasedBy},
      ${row.createdAt}, ${row.expiresAt})`.execute(db)

/** A new link makes the older ones of its kind and account worthless. */
export const withdrawLinks = (db: Database, purpose: LinkPurpose, accountId: string | null, now: Date) =>
  sql`update auth.link set used_at = ${now}
    where purpose = ${purpose} and account_id is not distinct from ${accountId} and used_at is null`.execute(db)

/** Looks at a link without using it. */
export async function findLink(db: Database, digest: Buffer, now: Date): Promise<LinkRow | undefined> {
  const { rows } = await sql<LinkRow>`select * from auth.link where digest = ${digest} and used_at is null and expires_at > ${now}`.execute(
    db,
  )
  return rows[0]
}

/** Uses a link up. Of many at once one gets the row. */
export async function useLink(db: Database, digest: Buffer, now: Date): Promise<LinkRow | undefined> {
  const { rows } = await sql<LinkRow>`update auth.link set used_at = ${now}
    where digest = ${digest} and used_at is null and expires_at > ${now} returning *`.execute(db)
  return rows[0]
}

export async function hasSystemAdministrator(db: Database, townId: number, today: string): Promise<boolean> {
  const { rows } = await sql<{ found: boolean }>`select auth.has_system_administrator(${townId}, ${today}) as found`.execute(db)
  return rows[0]!.found
}

export interface FirstAdministrator {
  townId: number
  today: string
  now: Date
  name: string
  sortKey: string
  login: string
  hash: string
  personId: string
  postId: string
  termId: string
  accountId: string
  unitId: string
}

export const foundAdministrator = (db: Database, row: FirstAdministrator) =>
  sql`select auth.found_administrator(${row.townId}, ${row.today}, ${row.now}, ${row.name}, ${row.sortKey}, ${row.login}, ${row.hash},
    ${row.personId}, ${row.postId}, ${row.termId}, ${row.accountId}, ${row.unitId})`.execute(db)
