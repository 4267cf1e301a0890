/** The demonstration’s rules (示例制度): three in force, and of each clause who keeps it: the program or people. */
import { expect, test } from 'vitest'
import { endpoints as standards } from '#features/standards/standards.contract.ts'
import { prepareTown } from '../../src/program/first-town.ts'
import { useApp } from '../support/app.ts'

const app = useApp({ isDemonstration: true })

const rules = async () => (await app.call(null, standards.list, {})).body.items.filter(({ kind }) => kind === 'rule')

test('the three rules that the newspaper names are in force, with clauses that the program keeps and clauses that people keep', async () => {
  const inForce = await rules()
  expect(inForce.map(({ name }) => name).toSorted()).toEqual(
    ['党员志愿服务管理制度', '党员评星定级管理办法', '重要事权清单管理制度'].toSorted(),
  )
  for (const { id, name } of inForce) {
    const { body } = await app.call(null, standards.get, { params: { standardId: id } })
    const [edition] = body.editions
    expect([edition!.number, edition!.inForceOn, edition!.issuer], name).toEqual([1, '2021-03-01', '西樵镇（示例条文）'])
    expect(
      edition!.clauses.some(({ checkSays }) => checkSays !== null),
      name,
    ).toBe(true)
    expect(
      edition!.clauses.some(({ check }) => check === null),
      name,
    ).toBe(true)
    const page = (await app.raw({ method: 'GET', url: `/standards/${id}` })).body
    expect(page, name).toContain('人工执行')
  }
})

test('a second start writes none of them again', async () => {
  await prepareTown(app.platform, () => undefined)
  expect(await rules()).toHaveLength(3)
})
