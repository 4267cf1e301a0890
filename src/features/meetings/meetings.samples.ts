/** Meetings (组织生活): a branch with its people, its meetings and a pack of activities; for tests. */
import { aBody } from '#features/bodies/bodies.samples.ts'
import { aHolder } from '#features/people/people.samples.ts'
import { aTown, aUnit, aVillage, type SampleUnit } from '#features/units/units.samples.ts'
import type { Database } from '#platform/database/database.ts'
import { newId } from '#platform/shared/ids.ts'
import { insertItem, insertPack, listItems } from './meetings.minutes.queries.ts'

const townId = 1

export interface SampleBranch {
  town: SampleUnit
  village: SampleUnit
  cooperative: SampleUnit
  committeeId: string
  branchId: string
  townClerk: string
  villageSecretary: string
  secretary: string
  /** The leader of a household group: authority over a place, none over Party life. */
  gridLeader: string
}

/** A village with its committee, and a cooperative's branch with a secretary. */
export async function aBranch(db: Database): Promise<SampleBranch> {
  const town = await aTown(db)
  const village = await aVillage(db)
  const cooperative = await aUnit(db, { kind: 'cooperative', name: '福寿里经济社' }, village)
  const committeeId = await aBody(db, 'committee', { name: '柳河村党委', unitIds: [village.id] })
  const branchId = await aBody(db, 'branch', { name: '福寿里党支部', parentId: committeeId, unitIds: [cooperative.id] })
  return {
    town,
    village,
    cooperative,
    committeeId,
    branchId,
    townClerk: await aHolder(db, 'townClerk', town.id, { name: '梁少英' }),
    villageSecretary: await aHolder(db, 'villageSecretary', village.id, { name: '潘国华', bodyId: committeeId }),
    secretary: await aHolder(db, 'branchSecretary', cooperative.id, { name: '区永康', bodyId: branchId }),
    gridLeader: await aHolder(db, 'gridLeader', cooperative.id, { name: '黄志强' }),
  }
}

/** A member without a post, kept by a unit. */
export async function aMember(db: Database, unitId: string, name: string, sortKey = 'chen da mei'): Promise<string> {
  const id = newId()
  await db
    .insertInto('person')
    .values({ townId, id, name, sortKey, unitId, createdAt: new Date(0) })
    .execute()
  return id
}

/** The plan of a general meeting on the morning on which the tests stand. */
export const aPlan = (bodyId: string, changes: object = {}) => ({
  kind: 'generalMeeting',
  bodyId,
  title: '第一季度党员大会',
  startsAt: '2026-03-02T00:30:00.000Z',
  endsAt: '2026-03-02T02:00:00.000Z',
  place: '福寿里党群服务站',
  ...changes,
})

/** The items of 六个一 that are known, as a new town has them. */
export async function aPack(db: Database): Promise<{ packId: string; itemIds: string[] }> {
  const before = await listItems(db)
  if (before.length > 0) return { packId: before[0]!.packId, itemIds: before.map(({ id }) => id) }
  const packId = newId()
  await insertPack(db, { townId, id: packId, name: '六个一', size: 6 })
  const itemIds = [newId(), newId()]
  for (const [index, name] of ['调查研究', '问题检视'].entries())
    await insertItem(db, { townId, id: itemIds[index]!, packId, position: index + 1, name })
  return { packId, itemIds }
}
