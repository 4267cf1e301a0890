/** Requests (诉求): a village with its people and its categories, and a case on their desk; for tests. */
import { addPost, aHolder } from '#features/people/people.samples.ts'
import { aTown, aUnit, aVillage, type SampleUnit } from '#features/units/units.samples.ts'
import type { useApp } from '../../../tests/support/app.ts'
import type { Database } from '#platform/database/database.ts'
import type { Actor } from '#platform/shared/actor.ts'
import { newId } from '#platform/shared/ids.ts'
import { endpoints } from './requests.contract.ts'
import { insertCategories } from './requests.categories.queries.ts'

const townId = 1

export interface SampleTown {
  town: SampleUnit
  village: SampleUnit
  group: SampleUnit
  clerk: string
  leader: string
  townClerk: string
  discipline: string
  department: { id: string; officer: string }
  categoryId: string
}

/** A village with a clerk, a household group with a leader, the town's office and a department. */
export async function aStaffedVillage(db: Database): Promise<SampleTown> {
  const town = await aTown(db)
  const village = await aVillage(db)
  const group = await aUnit(db, { name: '福寿里小组' }, village)
  const departmentId = newId()
  await db
    .insertInto('body')
    .values({ townId, id: departmentId, line: 'department', kind: 'department', foundedOn: '2010-01-01' })
    .execute()
  await db
    .insertInto('bodyPeriod')
    .values({ townId, bodyId: departmentId, line: 'department', name: '环保办', valid: '[2010-01-01,)' })
    .execute()
  const categoryId = newId()
  await insertCategories(
    db,
    [{ townId, id: categoryId, code: await freeCode(db), name: '路灯不亮' }],
    [{ townId, id: newId(), categoryId, from: null, workingDays: 7 }],
  )
  return {
    town,
    village,
    group,
    clerk: await aHolder(db, 'villageClerk', village.id, { name: '李少玲' }),
    leader: await aHolder(db, 'gridLeader', group.id, { name: '黄志强' }),
    townClerk: await aHolder(db, 'townClerk', town.id, { name: '梁少英' }),
    discipline: await aHolder(db, 'townDiscipline', town.id, { name: '关永年' }),
    department: { id: departmentId, officer: await aHolder(db, 'departmentOfficer', town.id, { name: '何建生', bodyId: departmentId }) },
    categoryId,
  }
}

async function freeCode(db: Database): Promise<string> {
  const { n } = await db
    .selectFrom('requestCategory')
    .select(({ fn }) => fn.countAll<number>().as('n'))
    .executeTakeFirstOrThrow()
  return String(1000 + n)
}

export { addPost }

export const aTrouble = (unitId: string, changes: object = {}) => ({
  text: '巷口路灯坏了一周，老人晚上看不见台阶。',
  unitId,
  near: '祠堂对面',
  contactName: '陈大妹',
  contactPhone: '139 0000 1234',
  publicAgreed: true,
  aboutOfficials: false,
  ...changes,
})

/** What an answer of the resident names: the step that asks them now. */
export async function answering(app: Pick<ReturnType<typeof useApp>, 'call'>, resident: Extract<Actor, { kind: 'receipt' }>) {
  const { body } = await app.call(resident, endpoints.track)
  return { answers: body.asks?.id ?? newId() }
}
