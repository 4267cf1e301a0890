/** The map of the town (区划变更) at the console: a change is tried first, and can be taken back before it is one. */
import { expect, test } from 'vitest'
import { aHolder } from '#features/people/people.samples.ts'
import { endpoints as changeEndpoints } from '#features/units/units.change.contract.ts'
import { endpoints } from '#features/units/units.contract.ts'
import { aUnit } from '#features/units/units.samples.ts'
import { dialog, finish, readAnew, settle, useConsole } from './console.ts'

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
  await expect.poll(() => dialog(page).getByLabel('名称').inputValue(), { message: 'nothing typed is lost' }).toBe('福寿里第一小组')
  await finish(page, '先看看会怎样')
  await finish(page, '确定更名')
  await dialog(page).waitFor({ state: 'hidden' })
  await page.getByText('福寿里第一小组').first().waitFor()
  expect(await nameNow()).toBe('福寿里第一小组')
})

test('a colleague renamed the unit in between: both versions are shown, and mine is tried anew', async () => {
  const { app } = desk.stage
  const unit = await aUnit(app.owner, { name: '榕荫小组' }, desk.at.village)
  const params = { unitId: unit.id }
  const { page, open, faults } = await desk.staffToday(desk.at.townClerk)
  await open(`/console/units?unitId=${unit.id}`)
  await settle(page)
  await page.getByRole('button', { name: '更名', exact: true }).click()
  await dialog(page).getByLabel('名称').fill('榕荫第一小组')
  await finish(page, '先看看会怎样')
  const colleague = await aHolder(app.owner, 'townClerk', desk.at.town.id)
  const theirs = { name: '榕荫东小组', shortName: '榕荫东', effectiveOn: '2026-03-02' }
  expect((await app.call(colleague, changeEndpoints.rename, { params, body: theirs }, { 'if-match': '"1"' })).status).toBe(200)
  // the page behind may read it anew meanwhile: what was seen when the dialog opened is what is compared
  await readAnew(page, `/api/units/${unit.id}`)
  await finish(page, '确定更名')
  const both = page.getByRole('dialog', { name: '别人刚刚改过，请对照' })
  await expect.poll(() => both.getByRole('row', { name: /^名称/ }).innerText()).toMatch(/榕荫第一小组\s+榕荫东小组/)
  expect(faults()).toMatchObject([expect.stringMatching(/412/)])
  await both.getByRole('button', { name: '照我的再看看' }).click()
  await dialog(page).getByText('榕荫东小组').first().waitFor()
  await finish(page, '确定更名')
  await dialog(page).waitFor({ state: 'hidden' })
  expect((await app.call(null, endpoints.get, { params })).body).toMatchObject({ name: '榕荫第一小组', version: 3 })
})
