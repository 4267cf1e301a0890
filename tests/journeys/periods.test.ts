/** Days that no law fixes (天数) in a real browser: the clerk proposes, a leader agrees, and residents read the settled number without its mark. */
import { expect, test } from 'vitest'
import { aListInForce } from '#features/matters/matters.samples.ts'
import { aHolder } from '#features/people/people.samples.ts'
import { accessible, dialog, finish, settle, useConsole } from './console.ts'

const desk = useConsole()

test('two of the town settle how long a resolution is shown, and the chart says so to residents', async () => {
  const { owner } = desk.stage.app
  const { id: town } = await owner.selectFrom('unit').where('kind', '=', 'town').select('id').executeTakeFirstOrThrow()
  const listId = await aListInForce(owner, town)
  const leader = await aHolder(owner, 'townLeader', town, { name: '关佩珊', title: '镇长' })
  await desk.account(leader, 'guan.peishan')
  const resident = await desk.stage.visitor()
  const chart = async (says: RegExp) => {
    await resident.open(`/matters/${listId}/A10`)
    await resident.page.getByText('文字版').first().click()
    await resident.page.getByRole('listitem').filter({ hasText: says }).first().waitFor()
    await resident.check()
    await resident.checkWords()
  }
  await chart(/^公开满7天（待镇里确认），可以提异议$/)

  const clerk = await desk.staffToday(desk.at.townClerk)
  const { page } = clerk
  await clerk.open('/console/thresholds')
  await settle(page)
  const row = page.getByRole('region', { name: '天数', exact: true }).getByRole('row').filter({ hasText: '决议公开几天' })
  await row.getByText('待镇里核对', { exact: true }).waitFor()
  await accessible(page)
  await row.getByRole('button', { name: '提出修改：决议公开几天' }).click()
  await dialog(page).getByRole('spinbutton', { name: '天数' }).fill('5')
  await dialog(page).getByLabel('依据').fill('镇政府2026年3号文第二条')
  await accessible(page)
  await finish(page, '提出')
  await dialog(page).getByText('至少7天', { exact: true }).waitFor()
  expect(clerk.faults(), 'fewer than customary').toMatchObject([expect.stringContaining('422')])
  await dialog(page).getByRole('spinbutton', { name: '天数' }).fill('10')
  await finish(page, '提出')
  await dialog(page).waitFor({ state: 'detached' })
  await row.getByText(/提出10天，等另一个人同意/).waitFor()
  await expect
    .poll(() => row.getByRole('button', { name: '同意：决议公开几天' }).count(), { message: 'whoever proposed does not agree' })
    .toBe(0)

  const second = await desk.staffToday(leader)
  await second.open('/console/thresholds')
  await settle(second.page)
  await second.page.getByRole('button', { name: '同意：决议公开几天' }).click()
  await dialog(second.page).getByText('改成10天。依据：镇政府2026年3号文第二条').waitFor()
  await dialog(second.page).getByLabel('从哪天起').fill('2026-03-02')
  await accessible(second.page)
  await finish(second.page, '同意')
  await dialog(second.page).waitFor({ state: 'detached' })
  const settled = second.page.getByRole('region', { name: '天数', exact: true }).getByRole('row').filter({ hasText: '决议公开几天' })
  await settled.getByText('镇里定的', { exact: true }).waitFor()
  await accessible(second.page)
  await chart(/^公开满10天，可以提异议$/)
})
