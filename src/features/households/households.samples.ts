/** Households (户): sample rows, for tests. */
import { aHolder } from '#features/people/people.samples.ts'
import { aTown, aUnit, aVillage, type SampleUnit } from '#features/units/units.samples.ts'
import type { Database } from '#platform/database/database.ts'
import { newId } from '#platform/shared/ids.ts'
import type { Sealing } from '#platform/server/sealing.ts'
import { cardPass } from './households.pass.ts'
import { cardDigest } from './households.row.actions.ts'

const townId = 1
let codes = 0

/** A village with two grids, their leaders and the offices; the people by the posts they hold. */
export async function aGridVillage(db: Database) {
  const town = await aTown(db)
  const village = await aVillage(db)
  const cooperative = await aUnit(db, { kind: 'cooperative', name: '福寿里经济社', shortName: '福寿里' }, village)
  const grid = await aUnit(db, { name: '福寿里第一小组', shortName: '一组' }, cooperative)
  const otherGrid = await aUnit(db, { name: '福寿里第二小组', shortName: '二组' }, cooperative)
  return {
    town,
    village,
    cooperative,
    grid,
    otherGrid,
    leader: await aHolder(db, 'gridLeader', grid.id, { name: '陈惠芳' }),
    otherLeader: await aHolder(db, 'gridLeader', otherGrid.id, { name: '潘丽珍' }),
    clerk: await aHolder(db, 'villageClerk', village.id, { name: '何建生' }),
    secretary: await aHolder(db, 'villageSecretary', village.id, { name: '梁少英' }),
    townClerk: await aHolder(db, 'townClerk', town.id, { name: '黄志强' }),
  }
}

export const aHome = (unitId: string, overrides: object = {}) => ({
  unitId,
  head: '区𠮷',
  address: '福寿里12号',
  effectiveOn: '2026-01-05',
  ...overrides,
})

/** A home as it was on a day, straight into the tables; its sealed fields cannot be opened. */
export async function aHousehold(
  db: Database,
  unit: Pick<SampleUnit, 'id'>,
  { from = '2020-01-01', to = null }: { from?: string; to?: string | null } = {},
) {
  codes += 1
  const [id, changeId, outId] = [newId(), newId(), newId()]
  await db
    .insertInto('household')
    .values({
      townId,
      id,
      code: `户-${String(codes).padStart(4, '0')}`,
      unitId: unit.id,
      state: to === null ? 'occupied' : 'movedOut',
      occupiedFrom: from,
      occupiedTo: to,
      contactPreference: 'atHome',
    })
    .execute()
  for (const [each, verb, day] of [
    [changeId, 'moveIn', from],
    [outId, 'moveOut', to ?? from],
  ] as const)
    await db
      .insertInto('householdChange')
      .values({ townId, id: each, verb, householdIds: [id], effectiveOn: day, recordedAt: new Date(0) })
      .execute()
  const nothing = Buffer.alloc(0)
  await db
    .insertInto('householdPeriod')
    .values({
      townId,
      id: newId(),
      householdId: id,
      validFrom: from,
      validTo: to,
      unitId: unit.id,
      headSealed: nothing,
      addressSealed: nothing,
      openedBy: changeId,
      closedBy: to === null ? null : outId,
    })
    .execute()
  return id
}

/** A contact that both agreed to on the day. */
export async function aContact(db: Database, householdId: string, memberId: string, startedOn = '2020-01-01') {
  const id = newId()
  await db
    .insertInto('householdContact')
    .values({
      townId,
      id,
      householdId,
      memberId,
      state: 'active',
      proposedBy: 'member',
      proposedOn: startedOn,
      memberAgreedOn: startedOn,
      memberAgreedHow: 'self',
      householdAgreedOn: startedOn,
      householdAgreedHow: 'card',
      startedOn,
    })
    .execute()
  return id
}

/** What a browser sends that has opened the household's card; with the card's code where one was issued. */
export const aCardCookie = (sealing: Sealing, householdId: string, now: Date, card?: { number: string; code: string }) =>
  `${cardPass.cookie}=${cardPass.make(sealing, householdId, now, card ? cardDigest({ sealing }, card.number, card.code) : null)}`
