/** Work checklists (工作清单) in a real browser: the town sees the price and the refusal before it issues; a secretary sees the duty on a phone. */
import { beforeAll, expect, test } from 'vitest'
import { endpoints } from '#features/duties/duties.endpoints.contract.ts'
import { aDemand } from '#features/duties/duties.samples.ts'
import { aHolder } from '#features/people/people.samples.ts'
import { aVenue } from '#features/venues/venues.samples.ts'
import { accessible, choose, settle, useConsole } from './console.ts'

const desk = useConsole()
let secretary = ''

beforeAll(async () => {
  secretary = await aHolder(desk.stage.app.owner, 'villageSecretary', desk.at.village.id, { name: '邓锦成', title: '书记' })
  await desk.account(secretary, 'deng.jincheng')
})

const staff = desk.staffToday

test('the town is shown the price, is refused a photo, and issues; the secretary sees the duty, and the record closes it', async () => {
  const { page, open } = await staff(desk.at.townClerk)
  await open('/console/duties/new')
  await settle(page)
  await page.getByLabel('要做什么').fill('新开的服务站')
  await page.getByLabel('依据的文件').fill('《中国共产党农村基层组织工作条例》')
  await page.getByLabel('哪一条').fill('第十条')
  await page.getByText('每季度', { exact: true }).click()
  await page.getByRole('spinbutton', { name: '几天' }).fill('92')
  await choose(page, '什么记录了结它', '新启用的党群服务站')
  await page.getByRole('button', { name: '加一栏' }).click()
  await page.getByLabel('第1栏叫什么').fill('现场照片')
  await choose(page, '第1栏谁能填', '办事员')
  await page.getByLabel('每次大约几分钟').fill('5')
  const issue = page.getByRole('button', { name: '发出', exact: true })
  await expect.poll(() => issue.isDisabled()).toBe(true)
  await page.getByRole('button', { name: '审一审' }).click()
  await page.getByRole('heading', { name: '不能发：1处' }).waitFor()
  await expect.poll(() => page.getByText(/国办函〔2026〕12号/).count()).toBeGreaterThan(0)
  const refused = page.getByText('“照片”不能作要求：必须上传照片、视频、截图。')
  await expect.poll(() => refused.count()).toBe(2) // beside the price and beside the field
  await expect.poll(() => issue.isDisabled()).toBe(true)
  await accessible(page)

  await page.getByLabel('第1栏叫什么').fill('服务站地址')
  await page.getByRole('button', { name: '审一审' }).click()
  await page.getByText('系统里已有：阵地的“阵地地址”。').waitFor()
  await page.getByRole('button', { name: '用系统的' }).click()
  await page.getByLabel('每次大约几分钟').fill('0')
  await page.getByRole('button', { name: '审一审' }).click()
  await page.getByText('没有碰到禁止的事项。').waitFor()
  await page.getByText('不用谁另外花时间').waitFor()
  await issue.click()
  await page.getByRole('row').filter({ hasText: '新开的服务站' }).getByText('已发出').waitFor()
  await accessible(page)

  const phone = await staff(secretary, { viewport: 'phone' })
  await phone.open('/console/duties')
  await settle(phone.page)
  const duty = phone.page.getByRole('row').filter({ hasText: '新开的服务站' }).first()
  await duty.getByText('等记录：新启用的党群服务站数').waitFor()
  await accessible(phone.page)
  await aVenue(desk.stage.app.owner, desk.at.village.id, { openedOn: '2026-03-02' })
  await phone.page.getByRole('button', { name: '刷新' }).click()
  await duty.getByText('已完成').waitFor()
})

test('the town’s table goes by code and each number opens; what was refused is public without a name', async () => {
  const { page, open } = await staff(desk.at.townClerk)
  await open('/console/duties/matrix')
  await settle(page)
  await page.getByText('按代码排，不是名次。').waitFor()
  await accessible(page)
  await page
    .getByRole('link', { name: /应完成\d+项，已完成\d+项/ })
    .first()
    .click()
  await page.getByRole('heading', { name: '工作清单' }).waitFor()
  await open('/console/guard')
  await settle(page)
  await accessible(page)
  await open('/console/plans')
  await settle(page)
  await accessible(page)
  const resident = await desk.stage.visitor()
  await resident.open('/relief')
  await expect.poll(() => resident.page.getByRole('heading', { name: '减负账' }).count()).toBe(1)
  await resident.check()
  await resident.checkWords()
})

test('the privacy officer takes the title of a refused demand off the list; the reason stays, and the public reads no more of it', async () => {
  const { app } = desk.stage
  const officer = await aHolder(app.owner, 'privacyOfficer', desk.at.town.id, { name: '麦慧敏', title: '个人信息保护负责人' })
  await desk.account(officer, 'mai.huimin')
  const body = aDemand(desk.at.village.id, { name: '东头陈大妹家每天打卡' })
  expect((await app.call(desk.at.townClerk, endpoints.draft, { body })).status).toBe(422)
  const { page, open } = await staff(officer)
  await open('/console/guard')
  await settle(page)
  await accessible(page)
  await page.getByRole('button', { name: '不列出“东头陈大妹家每天打卡”' }).click()
  await page.getByRole('button', { name: '不再列出', exact: true }).click()
  await page.getByText('标题里有个人信息，未列出').waitFor()
  await accessible(page)
  const resident = await desk.stage.visitor()
  await resident.open('/relief')
  await resident.page.getByRole('heading', { name: '标题里有个人信息，未列出' }).waitFor()
  await expect.poll(() => resident.page.getByText('陈大妹').count()).toBe(0)
  await resident.check()
  await resident.checkWords()
})
