/** Requests (诉求): the categories a new town starts with, proposed and never forced on it again. */
import { expect, test } from 'vitest'
import { aHolder } from '#features/people/people.samples.ts'
import { aTown } from '#features/units/units.samples.ts'
import { newId } from '#platform/shared/ids.ts'
import { useApp } from '../../../tests/support/app.ts'
import { endpoints } from './requests.contract.ts'
import { defaultCategories } from './requests.defaults.rules.ts'
import { installCategories } from './requests.setup.actions.ts'

const app = useApp()
const job = { kind: 'job', townId: 1, name: 'firstTown' } as const

test('a new town is given proposals; a later start completes their routes and touches nothing that was adopted', async () => {
  await app.as(job, installCategories)
  const town = await aTown(app.owner)
  const clerk = await aHolder(app.owner, 'townClerk', town.id, { name: '梁少英' })
  const read = async () => new Map((await app.call(clerk, endpoints.categorySettings)).body.items.map(item => [item.code, item]))
  const first = await read()
  expect([...first.keys()]).toEqual(defaultCategories.map(({ code }) => code))
  expect([...first.values()].every(({ current }) => current!.adoptedByName === null && current!.routeName === null)).toBe(true)

  const { id, version } = first.get('1001')!
  const body = { reason: '按本镇人手定', source: '西办〔2026〕8号' }
  await app.call(clerk, endpoints.confirmCategory, { params: { categoryId: id }, body }, { 'if-match': `"${version}"` })
  const bodyId = newId()
  const line = 'department'
  await app.owner.insertInto('body').values({ townId: 1, id: bodyId, line, kind: 'department', foundedOn: '2010-01-01' }).execute()
  await app.owner.insertInto('bodyPeriod').values({ townId: 1, bodyId, line, name: '公共服务办', valid: '[2010-01-01,)' }).execute()
  for (let starts = 0; starts < 2; starts += 1) await app.as(job, installCategories)
  const later = await read()
  expect(later.size).toBe(first.size)
  expect(later.get('1001')).toMatchObject({ current: { routeName: null, adoptedByName: '梁少英' }, history: [{}] })
  expect(later.get('1002')).toMatchObject({ current: { routeName: '公共服务办', adoptedByName: null }, history: [{}] })
  expect(later.get('2001')!.current!.routeName).toBeNull()
})
