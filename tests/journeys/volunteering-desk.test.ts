/** Volunteer Xiqiao (志愿西樵) at the desk: drafted, checked and opened; the roll by keyboard; hours posted; a later entry decided by a second person. */
import { afterEach, expect, test } from 'vitest'
import { aHolder } from '#features/people/people.samples.ts'
import { endpoints } from '#features/volunteering/volunteering.contract.ts'
import { anActivity, aSlot, aVolunteer } from '#features/volunteering/volunteering.samples.ts'
import { accessible, choose, dialog, finish, pick, settle, useConsole, verb } from './console.ts'

const desk = useConsole()
const morning = new Date('2026-03-02T01:00:00Z')
afterEach(() => {
  desk.stage.app.now = morning
})

test('an office drafts an activity, adds its slots, checks and opens it', async () => {
  const { app } = desk.stage
  const { page, open } = await desk.staffToday(desk.at.townClerk)
  const { body } = await app.call(desk.at.townClerk, endpoints.createActivity, { body: anActivity(desk.at.village.id) })
  await open('/console/volunteering')
  await settle(page)
  await page.getByRole('link', { name: '清洁河道' }).waitFor()
  await accessible(page)
  await open(`/console/volunteering/activities/${body.id}`)
  await settle(page)
  await verb(page, '加场次').click()
  await dialog(page).getByLabel('开始').fill('2026-03-03T14:00')
  await dialog(page).getByLabel('结束').fill('2026-03-03T16:00')
  await finish(page, '加上')
  await page.getByText('草稿').first().waitFor()
  await verb(page, '查过，安全').click()
  await verb(page, '公开报名').click()
  await page.getByText('还差10人').waitFor()
  await accessible(page)
}, 90_000)

test('the roll by keyboard, hours posted, a later entry waits for a second person', async () => {
  const { app } = desk.stage
  const village = desk.at.village.id
  const people = [await aVolunteer(app.owner, village, { name: '陈大妹' }), await aVolunteer(app.owner, village, { name: '何建生' })]
  const slotId = await aSlot(app.owner, village)
  for (const person of people) await app.call(person, endpoints.signUp, { params: { slotId }, body: {} })
  await aVolunteer(app.owner, village, { name: '潘国华' })
  app.now = new Date('2026-03-02T06:30:00Z')
  const { page, open } = await desk.staffToday(desk.at.townClerk)
  await open(`/console/volunteering/slots/${slotId}`)
  await settle(page)
  await page.getByLabel('找人（姓名或拼音首字母）').press('1')
  await page.getByLabel('找人（姓名或拼音首字母）').press('1')
  await page.getByRole('button', { name: /保存/ }).click()
  await page.getByText('名册2人，到场2人').waitFor()
  await accessible(page)
  app.now = new Date('2026-03-02T12:00:00Z')
  await page.reload()
  await settle(page)
  await verb(page, '公布时长').click()
  await finish(page, '公布')
  await page.getByText('已公布时长').first().waitFor()
  await verb(page, '事后补记').click()
  await choose(page, '谁', '潘国华')
  await dialog(page).getByLabel('为什么补记').fill('当天来帮忙，没有登记')
  await finish(page, '补记')
  await expect.poll(() => dialog(page).count()).toBe(0)
  await open('/console/volunteering/hours')
  await settle(page)
  const later = page.getByRole('row').filter({ hasText: '潘国华' })
  await later.getByText('③事后补记，等第二个人核对').waitFor()
  await expect.poll(() => later.getByRole('button', { name: /核对补记/ }).count(), { message: 'not by whoever entered it' }).toBe(0)
  await accessible(page)
  const second = await aHolder(app.owner, 'townClerk', desk.at.town.id, { name: '邓锦成' })
  await desk.account(second, 'deng.jincheng')
  const other = await desk.staffToday(second, { viewport: 'phone' })
  await other.open('/console/volunteering/anomalies')
  await settle(other.page)
  await other.page.getByRole('button', { name: '核对补记：潘国华' }).click()
  await pick(dialog(other.page), '同意')
  await finish(other.page, '确定')
  await expect.poll(() => other.page.getByRole('button', { name: '核对补记：潘国华' }).count()).toBe(0)
  await accessible(other.page)
  for (const path of ['teams', 'volunteers']) {
    await open(`/console/volunteering/${path}`)
    await settle(page)
    await accessible(page)
  }
}, 90_000)
