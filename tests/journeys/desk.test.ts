/** The desk's neighbours (窗口的日常): calls to make, and a list taken out for a purpose. */
import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { aBranch } from '#features/meetings/meetings.samples.ts'
import { aGeneralMeeting } from '#features/memberships/memberships.samples.ts'
import { endpoints } from '#features/requests/requests.contract.ts'
import { newId } from '#platform/shared/ids.ts'
import { accessible, choose, dialog, finish, pick, settle, useConsole } from './console.ts'

const desk = useConsole()

test('a clerk rings the reporter who is asked whether it is solved, and the call is off the list', async () => {
  const { id, number } = await desk.aCase()
  const params = { requestId: id }
  await desk.stage.app.call(desk.at.clerk, endpoints.accept, { params, body: { categoryId: desk.at.categoryId } })
  await desk.stage.app.call(desk.at.clerk, endpoints.take, { params })
  await desk.stage.app.call(desk.at.clerk, endpoints.propose, { params, body: { text: '换好了灯头。' } })
  const { page, open } = await desk.staff(desk.at.clerk)
  await open('/console/calls')
  await settle(page)
  await page.getByRole('link', { name: new RegExp(number) }).waitFor()
  await page.getByRole('button', { name: `告诉了：${number}` }).click()
  await page.getByText('没有要打的电话').waitFor()
  const call = await desk.stage.app.owner
    .selectFrom('requestCall')
    .where('requestId', '=', id)
    .select(['outcome', 'doneBy'])
    .executeTakeFirst()
  expect(call).toEqual({ outcome: 'reached', doneBy: desk.at.clerk })
})

test('a list goes out for a purpose; without one the field says what is missing', async () => {
  const { number } = await desk.aCase()
  const { page, open } = await desk.staff(desk.at.clerk)
  await open('/console/requests?state=open')
  await settle(page)
  await page.getByRole('button', { name: '导出', exact: true }).click()
  await finish(page, '导出')
  await dialog(page).getByText('这一项要填：做什么用').waitFor()
  await pick(dialog(page), '核对台账')
  await dialog(page).getByLabel('具体用途').fill('核对这个月的台账')
  await pick(dialog(page), 'CSV')
  const [download] = await Promise.all([page.waitForEvent('download'), finish(page, '导出')])
  const text = await readFile(await download.path(), 'utf8')
  expect(text).toContain(number)
  expect(text).not.toContain('13900001234')
  await dialog(page).waitFor({ state: 'hidden' })
})

test('who lost the receipt is found by telephone, and gets the code anew', async () => {
  const { id } = await desk.aCase()
  const number = '13900004321'
  const { body } = await desk.stage.app.call(null, endpoints.submit, {
    body: { text: '巷口的井盖松了，晚上看不见。', unitId: desk.at.village.id, near: '祠堂对面', contactPhone: number },
  })
  const { page, open, faults } = await desk.staff(desk.at.clerk)
  await open('/console/requests')
  await settle(page)
  await page.getByRole('button', { name: '按电话找' }).click()
  await dialog(page).getByLabel('电话').fill('13900004444')
  await finish(page, '找')
  await dialog(page).getByText('没有留这个号码的').waitFor()
  await dialog(page).getByLabel('电话').fill('139 0000')
  await finish(page, '找')
  await dialog(page).getByText('手机号少了4位').first().waitFor()
  faults() // the browser's own line about the refusal
  await dialog(page).getByLabel('电话').fill('+86 139 0000 4321')
  await finish(page, '找')
  await accessible(page)
  const found = dialog(page).getByRole('list', { name: '找到的诉求' })
  await expect.poll(() => found.getByRole('link').count(), { message: 'and not the other' }).toBe(1)
  await found.getByRole('link', { name: new RegExp(body.number) }).click()
  await page.waitForURL(`**/console/requests/${body.id}`)
  expect(page.url()).not.toContain(number)
  await page.getByRole('button', { name: '补发查询码' }).click()
  await page.getByLabel('我已当面核对居民的身份证件').check()
  await finish(page, '补发')
  await dialog(page).getByText(body.number).first().waitFor()
  expect(id).not.toBe(body.id)
})

test('an order of 12345 that was entered before is told, and entered apart only when that is said', async () => {
  const { page, open, faults } = await desk.staff(desk.at.clerk)
  await open('/console/requests/new')
  await settle(page)
  await page.getByText('12345热线', { exact: true }).click()
  await expect.poll(() => page.getByRole('radio', { name: '本人当面同意' }).count(), { message: 'nobody is present' }).toBe(0)
  await expect.poll(() => page.getByRole('radio', { name: '热线工单转来' }).isChecked(), { message: 'nor is it chosen' }).toBe(false)
  await page.getByText('热线工单转来').click()
  const number = 'GD202603020001'
  const fill = async () => {
    await page.getByLabel('热线编号').fill(number)
    await page.getByRole('textbox', { name: '什么事' }).fill('巷口的井盖松了，晚上看不见。')
    await choose(page, '在哪个村（社区）或小组', '福寿里')
    await page.getByLabel('附近有什么').fill('祠堂对面')
  }
  await fill()
  const { body: first } = await desk.stage.app.call(desk.at.clerk, endpoints.enter, {
    body: {
      text: '巷口的井盖松了。',
      unitId: desk.at.village.id,
      near: '祠堂对面',
      channel: 'hotline',
      outsideNumber: number,
      consentBasis: 'hotlineRecord',
    },
  })
  await page.getByRole('button', { name: '登记，打印回执' }).click()
  await page.getByText(`已登记为${first.number}。`).waitFor()
  await page.getByRole('region', { name: '这个热线编号登记过' }).getByRole('link', { name: '看登记过的那一件' }).waitFor()
  await accessible(page)
  faults() // the browser's own line about the refusal
  await page.getByRole('button', { name: '是另一件事，另外登记' }).click()
  await page.getByRole('heading', { level: 1, name: '登记好了' }).waitFor()
})

test('of two who pass one case on, the second sees what the first did before doing it after all', async () => {
  const { id } = await desk.aCase()
  const { app } = desk.stage
  const params = { requestId: id }
  await app.call(desk.at.clerk, endpoints.accept, { params, body: { categoryId: desk.at.categoryId } })
  await app.call(desk.at.clerk, endpoints.assign, { params, body: { bodyId: desk.at.department.id } })
  const { page, open, faults } = await desk.staff(desk.at.clerk)
  await open(`/console/requests/${id}`)
  await settle(page)
  await page.getByRole('button', { name: '转办' }).click()
  await choose(dialog(page), '转给谁', '梁少英')
  await dialog(page).getByLabel('为什么转').fill('这是主干道的灯。')
  const first = await app.call(desk.at.townClerk, endpoints.passOn, { params, body: { personId: desk.at.clerk, text: '村里先看看。' } })
  expect(first.status).toBe(200)
  await finish(page, '转办')
  const both = page.getByRole('dialog', { name: '别人刚刚改过，请对照' })
  await both.getByText(/^转办：梁少英.*这是主干道的灯。$/).waitFor()
  await both.getByText(/李少玲.*村里先看看。/).waitFor()
  await accessible(page)
  faults() // the browser's own line about the refusal
  await both.getByRole('button', { name: '用我的保存' }).click()
  await both.waitFor({ state: 'hidden' })
  await expect
    .poll(async () => (await app.call(desk.at.clerk, endpoints.get, { params })).body.handlerName, { message: 'knowingly' })
    .toBe('梁少英')
})

test('what waits is one number: above the list, on the tile and in the frame, also where none of it is a case', async () => {
  const branch = await aBranch(desk.stage.app.owner)
  await desk.account(branch.secretary, 'ou.yongkang')
  const meetingId = await aGeneralMeeting(desk.stage.app.owner, branch, '2026-02-20')
  await desk.stage.app.owner
    .insertInto('meetingAction')
    .values({ townId: 1, id: newId(), meetingId, title: '修好祠堂的灯', ownerId: branch.secretary, dueOn: '2026-02-27' })
    .execute()
  const { page, open } = await desk.staffToday(branch.secretary)
  await open('/console')
  await settle(page)
  await page.getByRole('heading', { level: 1, name: '区永康，今天先办这1件逾期的' }).waitFor()
  await page
    .getByRole('navigation', { name: '我的事' })
    .getByRole('link', { name: /^1\s*待办$/ })
    .waitFor()
  await page
    .getByRole('navigation', { name: '我的', exact: true })
    .getByRole('link', { name: /^待办\s*1$/ })
    .waitFor()
  await page.getByRole('region', { name: '待办的诉求' }).getByText('没有等您办的诉求').waitFor()
  await page.getByRole('region', { name: '其他待办' }).getByRole('link', { name: '修好祠堂的灯' }).waitFor()
})
