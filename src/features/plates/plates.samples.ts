/** Plates (党员户挂牌): a household with a full member, and plates, for tests. */
import { aHousehold } from '#features/households/households.samples.ts'
import { aBranch, aMember, type SampleBranch } from '#features/meetings/meetings.samples.ts'
import { aMembership } from '#features/memberships/memberships.samples.ts'
import { aHolder } from '#features/people/people.samples.ts'
import type { Database } from '#platform/database/database.ts'
import { newId } from '#platform/shared/ids.ts'

const townId = 1

export interface PlatePlace extends SampleBranch {
  /** The clerk of the village's Party line. */
  clerk: string
  memberId: string
  householdId: string
}

/** A branch with a full member, a household, and the clerk of the village's committee. */
export async function aPlatePlace(db: Database): Promise<PlatePlace> {
  const at = await aBranch(db)
  const clerk = await aHolder(db, 'villageClerk', at.village.id, { name: '何建生', bodyId: at.committeeId })
  return { ...at, clerk, memberId: await aFullMember(db, at, '陈大妹'), householdId: await aHousehold(db, at.cooperative) }
}

export async function aFullMember(db: Database, { branchId, cooperative }: SampleBranch, name: string): Promise<string> {
  const personId = await aMember(db, cooperative.id, name)
  await aMembership(db, personId, { bodyId: branchId, unitId: cooperative.id })
  return personId
}

/** A plate that was fixed on the day, straight into the tables. */
export async function aMountedPlate(
  db: Database,
  { villageId, unitId, personId }: { villageId: string; unitId: string; personId: string },
  on: string,
) {
  const id = newId()
  const householdId = await aHousehold(db, { id: unitId }, { from: '2015-01-01' })
  await db
    .insertInto('plate')
    .values({
      townId,
      id,
      householdId,
      unitId,
      villageId,
      state: 'mounted',
      offeredOn: on,
      householdAgreedOn: on,
      householdAgreedHow: 'card',
      number: `试-${id.slice(-12)}`,
      codeDigest: Buffer.from(id),
      issuedOn: on,
      mountedOn: on,
    })
    .execute()
  await db.insertInto('plateMember').values({ townId, id: newId(), plateId: id, personId, agreedOn: on, agreedHow: 'self' }).execute()
  return id
}
