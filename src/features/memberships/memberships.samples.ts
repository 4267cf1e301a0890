/** Party membership (党籍): sample rows, for tests. */
import type { Database } from '#platform/database/database.ts'
import { newId } from '#platform/shared/ids.ts'
import type { MemberKind } from './memberships.contract.ts'
import { insertMember, insertPeriod } from './memberships.queries.ts'

const townId = 1

/** A member of a branch; returns the membership's id. */
export async function aMembership(
  db: Database,
  personId: string,
  {
    bodyId,
    unitId,
    kind = 'withoutPost',
    admittedOn = '2010-07-01',
    fullOn = '2011-07-01',
  }: { bodyId: string | null; unitId: string; kind?: MemberKind; admittedOn?: string; fullOn?: string | null },
): Promise<string> {
  const id = newId()
  await insertMember(db, { townId, id, personId, bodyId, unitId, kind, admittedOn, fullOn })
  await insertPeriod(db, { townId, id: newId(), membershipId: id, bodyId, unitId, kind, from: admittedOn })
  return id
}

/** A member's grid, begun on its first day. */
export async function aGrid(
  db: Database,
  {
    membershipId,
    personId,
    unitId,
    from = '2020-01-01',
    kind = 'home',
  }: { membershipId: string; personId: string; unitId: string; from?: string; kind?: 'home' | 'service' },
): Promise<string> {
  const id = newId()
  await db
    .insertInto('gridAssignment')
    .values({ townId, id, membershipId, personId, unitId, kind, state: 'active', activeOn: from, valid: `[${from},)` })
    .execute()
  return id
}
