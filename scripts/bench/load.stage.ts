/** Who is signed in, and with what they work (压测的人和事): rows of the bench's own town, read or written as the database's owner. */
import { sql } from 'kysely'
import { anAccount } from '#features/accounts/accounts.samples.ts'
import { insertSession } from '#features/accounts/accounts.queries.ts'
import type { Database } from '#platform/database/database.ts'
import { newSecret } from '#platform/server/secrets.ts'
import { newId } from '#platform/shared/ids.ts'
import type { Stage } from './load.requests.ts'
import type { SampleStaff } from './town.samples.ts'

/** A session for each of the staff; returns the cookies by person. */
export async function openSessions(db: Database, staff: SampleStaff): Promise<ReadonlyMap<string, string>> {
  const cookies = new Map<string, string>()
  const now = new Date()
  const people = [...staff.townClerks, ...staff.officers, ...staff.villageClerks.map(({ personId }) => personId)]
  for (const [n, personId] of people.entries()) {
    const accountId = await anAccount(db, personId, { login: `bench.${n}`, now })
    const { token, digest } = newSecret()
    await insertSession(db, {
      townId: 1,
      id: newId(),
      accountId,
      digest,
      stage: 'open',
      kind: 'desktop',
      demonstration: false,
      startedAt: now,
      usedAt: now,
      idleSeconds: 3600,
      endsAt: new Date(now.getTime() + 8 * 3_600_000),
      codeGivenAt: null,
    })
    cookies.set(personId, token)
  }
  return cookies
}

/** The stage without its address. */
export async function stageOf(db: Database, staff: SampleStaff, cookies: ReadonlyMap<string, string>): Promise<Stage> {
  const withCookie = (personId: string) => ({ personId, cookie: cookies.get(personId)! })
  const clerks = []
  for (const { personId, unitIds } of staff.villageClerks) {
    const { rows } = await sql<{ id: string }>`select id from request where custody_unit_id = any (${unitIds}::uuid[]) limit 200`.execute(
      db,
    )
    clerks.push({ ...withCookie(personId), unitIds, caseIds: rows.map(({ id }) => id) })
  }
  return {
    origin: '',
    clerks,
    townClerks: staff.townClerks.map(withCookie),
    officers: staff.officers.map(withCookie),
    bodyId: staff.bodyId,
    categoryIds: staff.categoryIds,
    fresh: [],
    year: new Date().getFullYear(),
  }
}

/** Cases that `create` left and nobody has accepted, with the clerk whose desk they lie on. */
export async function freshCases(db: Database, { clerks }: Stage): Promise<Stage['fresh']> {
  const { rows } = await sql<{
    id: string
    unitId: string
  }>`select id, unit_id from request where state = 'submitted' order by id limit 5000`.execute(db)
  const byUnit = new Map(clerks.flatMap(({ cookie, unitIds }) => unitIds.map(unitId => [unitId, cookie] as const)))
  return rows.map(({ id, unitId }) => ({ id, cookie: byUnit.get(unitId)! }))
}
