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

/** A general meeting of a branch that was held on a day. */
export async function aGeneralMeeting(
  db: Database,
  at: { branchId: string; cooperative: { id: string } },
  heldOn: string,
): Promise<string> {
  const id = newId()
  await db
    .insertInto('meeting')
    .values({
      townId,
      id,
      bodyId: at.branchId,
      unitId: at.cooperative.id,
      kind: 'generalMeeting',
      title: '讨论接收党员',
      startsAt: new Date(`${heldOn}T08:00:00+08:00`),
      place: '福寿里党群服务站',
      state: 'held',
    })
    .execute()
  return id
}
