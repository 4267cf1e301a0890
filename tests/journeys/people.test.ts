/** People and posts (人员与任职) at the console: someone comes, someone goes, and no case lies still in between. */
import { expect, test } from 'vitest'
import { aHolder } from '#features/people/people.samples.ts'
import { endpoints as people } from '#features/people/people.contract.ts'
import { endpoints as posts } from '#features/people/people.posts.contract.ts'
import { endpoints as requests } from '#features/requests/requests.contract.ts'
import { troubles } from './console-look.ts'
import { choose, dialog, finish, pick, settle, useConsole } from './console.ts'

const desk = useConsole()

/** A case that lies in the person's own hands. */
async function aCaseWith(personId: string) {
  const { app } = desk.stage
  const { id, number } = await desk.aCase({ unitId: desk.at.group.id })
  await app.call(desk.at.leader, requests.accept, { params: { requestId: id }, body: { categoryId: desk.at.categoryId } })
  expect((await app.call(desk.at.leader, requests.assign, { params: { requestId: id }, body: { personId } })).status).toBe(200)
  return { id, number }
}

test.each([
  { viewport: 'desktop', leaving: '区永康', coming: '冯丽华', login: 'feng.lihua' },
  { viewport: 'phone', leaving: '潘丽珍', coming: '陈惠芳', login: 'chen.huifang' },
] as const)('on a $viewport: a villager gets the post of clerk, the old term ends, and the successor finds the case', async given => {
  const { viewport, leaving, coming, login } = given
  const { app } = desk.stage
  const old = await aHolder(app.owner, 'villageClerk', desk.at.village.id, { name: leaving, title: `办事员${leaving}` })
  const { number, id } = await aCaseWith(old)
  const { page, open } = await desk.staff(desk.at.townClerk, { viewport })
  const look = { viewport, elder: 0 }

  await open('/console/people')
  await settle(page)
  await page.getByRole('button', { name: '登记人员' }).click()
  await dialog(page).getByLabel('姓名').fill(coming)
  await choose(dialog(page), '单位', '柳河')
  await dialog(page).getByLabel('手机').fill('19900002468')
  expect(await troubles(page, look)).toEqual([])
  await finish(page, '登记')
  await dialog(page).waitFor({ state: 'hidden' })

  await open(`/console/people/posts?below=${desk.at.village.id}`)
  const row = page.getByRole('row').filter({ hasText: `办事员${leaving}` })
  await row.getByRole('button', { name: '安排任职' }).click()
  await choose(dialog(page), '谁来任职', coming)
  await dialog(page).getByLabel('从哪一天起').fill('2026-03-02')
  expect(await troubles(page, look)).toEqual([])
  await finish(page, '安排')
  await row.getByText(coming).waitFor()

  await row.getByRole('button', { name: `结束任职：${leaving}` }).click()
  await dialog(page).getByText(`手上还有1件没办完：${number}`).waitFor()
  await dialog(page).getByLabel('最后一天').fill('2026-03-01')
  await finish(page, '结束任职')
  await dialog(page).getByText('这一项要填：接手的人').waitFor()
  expect((await app.call(desk.at.townClerk, people.get, { params: { personId: old } })).body.terms).toHaveLength(1)
  await choose(dialog(page), '接手的人', coming)
  expect(await troubles(page, look)).toEqual([])
  await finish(page, '结束任职')
  await row.getByText(leaving, { exact: true }).waitFor({ state: 'hidden' })
  await dialog(page).waitFor({ state: 'hidden' })

  const { items } = (await app.call(desk.at.townClerk, people.list, { query: { q: coming } })).body
  await desk.account(items[0]!.id, login)
  const successor = await desk.staff(items[0]!.id, { viewport })
  await successor.open('/console')
  await successor.page.getByRole('row').filter({ hasText: number }).waitFor()
  await successor.open(`/console/requests/${id}`)
  await successor.page.getByText(`承办人离任，由${coming}接着办`).waitFor()
})

test('a phone number is opened for a reason, and the person reads who did', async () => {
  const { app } = desk.stage
  const body = { name: '何惠珍', phone: '19900001357', unitId: desk.at.village.id }
  const { id } = (await app.call(desk.at.clerk, people.create, { body })).body
  const { page, open } = await desk.staff(desk.at.clerk)
  await open(`/console/people/${id}`)
  await page.getByText('199****1357').waitFor()
  expect(await page.content()).not.toContain('19900001357')
  await page.getByRole('button', { name: '查看电话' }).click()
  await finish(page, '查看')
  await dialog(page).getByText('这一项要填').waitFor()
  await pick(dialog(page), '交接工作')
  await finish(page, '查看')
  await page.getByText('19900001357').waitFor()
  await page.getByRole('region', { name: '谁看过、谁改过' }).getByText('李少玲查看了电话：交接工作').waitFor()
})

test('two offices change one person: both versions are shown, and neither is lost', async () => {
  const { app } = desk.stage
  const fields = { name: '何美玲', unitId: desk.at.village.id }
  const { id } = (await app.call(desk.at.clerk, people.create, { body: fields })).body
  const { page, open, faults } = await desk.staff(desk.at.clerk)
  await open(`/console/people/${id}`)
  await page.getByRole('button', { name: '修改' }).click()
  await dialog(page).getByLabel('姓名').fill('何美琳')
  const theirs = { params: { personId: id }, body: { ...fields, name: '何美菱' } }
  await app.call(desk.at.townClerk, people.edit, theirs, { 'if-match': '"1"' })
  await finish(page, '保存')
  const conflict = page.getByRole('dialog', { name: '别人刚刚改过，请对照' })
  await conflict.getByText('何美菱').waitFor()
  faults() // the 412 itself
  await conflict.getByRole('button', { name: '用我的保存' }).click()
  await page.getByRole('heading', { name: '何美琳' }).waitFor()
})

test('a post is opened, named to residents with consent, and closed; a vacancy says since when', async () => {
  const { app } = desk.stage
  const { page, open, faults } = await desk.staff(desk.at.townClerk)
  await open(`/console/people/posts?below=${desk.at.group.id}`)
  await settle(page)
  await page.getByRole('button', { name: '设立岗位' }).click()
  await choose(dialog(page), '岗位', '户联系党小组组长')
  await dialog(page).getByLabel('职务名称').fill('第二组长')
  await dialog(page).getByLabel('哪一天设立').fill('2026-02-01')
  await finish(page, '设立')
  const row = page.getByRole('row').filter({ hasText: '第二组长' })
  await row.getByText('空缺，2月1日起').waitFor()
  await choose(page, '有没有人', '空缺')
  await page.getByRole('button', { name: '查询' }).click()
  await page.waitForURL(/vacant=true/)
  await row.getByRole('button', { name: '安排任职' }).click()
  await choose(dialog(page), '谁来任职', '李少玲')
  await dialog(page).getByLabel('从哪一天起').fill('2026-03-02')
  await finish(page, '安排')
  await page.getByRole('button', { name: '重置' }).click()
  await row.getByRole('button', { name: '公开姓名：李少玲' }).click()
  await pick(dialog(page), '同意向居民公开姓名')
  await finish(page, '登记')
  await row.getByText('姓名公开').waitFor()
  await row.getByRole('button', { name: '撤销岗位' }).click()
  await finish(page, '撤销')
  await dialog(page).getByText('岗位上还有人').waitFor()
  expect(faults().filter(fault => !fault.includes('409'))).toEqual([])
  expect((await app.call(desk.at.clerk, posts.listPosts, { query: { below: desk.at.group.id } })).body.total).toBe(2)
})

test('a deputy finds the work of the one on leave, and sees for whom', async () => {
  const { app } = desk.stage
  const away = await aHolder(app.owner, 'villageClerk', desk.at.village.id, { name: '麦少珍' })
  await desk.account(away, 'mai.shaozhen')
  const { number } = await aCaseWith(away)
  const own = await desk.staff(away)
  await own.open('/console/my-account')
  await own.page.getByText('你能看到这些是因为').waitFor()
  await own.page.getByRole('link', { name: '我的任职和请假' }).click()
  await own.page.getByRole('button', { name: '登记请假' }).click()
  await dialog(own.page).getByLabel('第一天').fill('2026-03-02')
  await dialog(own.page).getByLabel('最后一天').fill('2026-03-03')
  await choose(dialog(own.page), '代理人', '李少玲')
  await finish(own.page, '登记')
  await own.page.getByText('由李少玲代理').waitFor()

  const deputy = await desk.staff(desk.at.clerk)
  await deputy.open('/console')
  await deputy.page.getByText('您正在代理麦少珍').waitFor()
  await deputy.page.getByRole('row').filter({ hasText: number }).waitFor()
  app.now = new Date('2026-03-04T01:00:00Z')
  try {
    await deputy.open('/console')
    await settle(deputy.page)
    await expect.poll(() => deputy.page.getByText('您正在代理').count()).toBe(0)
    await expect.poll(() => deputy.page.getByRole('row').filter({ hasText: number }).count()).toBe(0)
  } finally {
    app.now = new Date('2026-03-02T01:00:00Z')
  }
})
