/** Accounts (账号): sample rows, for tests. */
import { sql } from 'kysely'
import type { Database } from '#platform/database/database.ts'
import { newCodeSecret } from '#platform/server/one-time-code.ts'
import { hashPassword } from '#platform/server/password-hash.ts'
import type { Sealing } from '#platform/server/sealing.ts'
import { newId } from '#platform/shared/ids.ts'
import { codeSecretPlace } from './accounts.second-factor.actions.ts'

const townId = 1
export const samplePassword = 'Sangji-yutang-7'
/** Hashed once for all samples: a hash is slow on purpose. */
let sampleHash: Promise<string> | undefined

/** An account of the person, with a password set at `now`; returns its id. `db` is the owner's. */
export async function anAccount(db: Database, personId: string, { login = 'wu.minhua', now = new Date('2026-03-01T00:00:00Z') } = {}) {
  const id = newId()
  await sql`insert into auth.account (town_id, id, person_id, login, state, password_hash, password_changed_at, created_at)
    values (${townId}, ${id}, ${personId}, ${login}, 'active', ${await (sampleHash ??= hashPassword(samplePassword))}, ${now}, ${now})`.execute(
    db,
  )
  return id
}

/** Gives the account an authenticator app; returns its secret. */
export async function anAuthenticator(db: Database, sealing: Sealing, accountId: string) {
  const secret = newCodeSecret()
  await sql`update auth.account set code_secret_sealed = ${sealing.seal(secret, codeSecretPlace)}, code_confirmed_at = now() where id = ${accountId}`.execute(
    db,
  )
  return secret
}
