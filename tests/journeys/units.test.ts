/** The map of the town (区划变更) at the console: a change is tried first, and can be taken back before it is one. */
import { expect, test } from 'vitest'
import { endpoints } from '#features/units/units.contract.ts'
import { dialog, finish, settle, useConsole } from './console.ts'

const desk = useConsole()

test('the office sees what a new name would do, goes back, and changes it; a day that cannot be is told beside the field', async () => {
  const { app } = desk.stage
  const unitId = desk.at.group.id
  const nameNow = async () => (await app.call(null, endpoints.get, { params: { unitId } })).body.name
  const before = await nameNow()
  const { page, open, faults } = await desk.staffToday(desk.at.townClerk)
  await open(`/console/units?unitId=${unitId}`)
  await settle(page)
  await page.getByRole('button', { name: '更名', exact: true }).click()
  await dialog(page).getByLabel('名称').fill('福寿里第一小组')
  await dialog(page).getByLabel('从哪一天起').fill('2026-01-01')
  await finish(page, '先看看会怎样')
  await dialog(page).locator('.ant-form-item-explain-error').first().waitFor()
  expect(faults()).toMatchObject([expect.stringMatching(/4\d\d/)])
  await dialog(page).getByLabel('从哪一天起').fill('2026-03-02')
  await finish(page, '先看看会怎样')
  await dialog(page).getByText('现在还没有改。').waitFor()
  expect(await nameNow(), 'only tried').toBe(before)
  await finish(page, '回去再改')
  expect(await dialog(page).getByLabel('名称').inputValue(), 'nothing typed is lost').toBe('福寿里第一小组')
  await finish(page, '先看看会怎样')
  await finish(page, '确定更名')
  await dialog(page).waitFor({ state: 'hidden' })
  await page.getByText('福寿里第一小组').first().waitFor()
  expect(await nameNow()).toBe('福寿里第一小组')
})
