/** Duties of members (双报到与领岗履职) in a real browser: on a phone one reports in and reads first; the village answers at its desk. */
import { beforeAll, expect, test } from 'vitest'
import { aPost, aServing } from '#features/commitments/commitments.samples.ts'
import { aMember } from '#features/meetings/meetings.samples.ts'
import { aMembership } from '#features/memberships/memberships.samples.ts'
import { aHolder } from '#features/people/people.samples.ts'
import { aBody } from '#features/bodies/bodies.samples.ts'
import { accessible, choose, dialog, finish, pick, settle, useConsole } from './console.ts'

const desk = useConsole()
let secretary = ''
let inService = ''
let member = ''
let village = ''

beforeAll(async () => {
  const { app } = desk.stage
  const { id } = desk.at.village
  village = (await app.owner.selectFrom('unitPeriod').where('unitId', '=', id).select('shortName').executeTakeFirstOrThrow()).shortName
  secretary = await aHolder(app.owner, 'villageSecretary', id, { name: '潘国华', title: '书记' })
  inService = await aMember(app.owner, id, '冼秀珍')
  member = await aMember(app.owner, id, '何建生')
  const bodyId = await aBody(app.owner, 'branch', { name: '福寿里党支部', unitIds: [id] })
  await aMembership(app.owner, inService, { bodyId: null, unitId: id, kind: 'inServiceElsewhere' })
  await aMembership(app.owner, member, { bodyId, unitId: id })
  await aPost(app.owner, id)
  for (const [login, personId] of Object.entries({ 'pan.guohua': secretary, 'xian.xiuzhen': inService, 'he.js': member }))
    await desk.account(personId, login)
})

const staff = desk.staffToday

test('reports in on a phone; the village accepts and writes its note; she reads it before it goes', async () => {
  const phone = await staff(inService, { viewport: 'phone' })
  await phone.open('/console/my-posts')
  await settle(phone.page)
  await accessible(phone.page)
  await phone.page.getByRole('button', { name: '我要报到：我' }).click()
  await choose(phone.page, '住在哪个村（社区）', village)
  await dialog(phone.page).getByLabel('工作单位').fill('区水利局')
  await dialog(phone.page).getByLabel('特长').fill('修电器')
  await accessible(phone.page)
  await finish(phone.page, '报到')
  await phone.page.getByText('已报到，等村里接收').waitFor()
  await accessible(phone.page)

  const office = await staff(secretary)
  await office.open('/console/commitments')
  await settle(office.page)
  await office.page.getByText('按代码排，不是名次。').waitFor()
  await office.page.getByRole('button', { name: '免领岗：何建生' }).waitFor()
  await accessible(office.page)
  await office.page.getByRole('link', { name: '双报到', exact: true }).click()
  await office.page.getByRole('button', { name: '接收：冼秀珍' }).click()
  await office.page.getByText('已接收').waitFor()
  await office.page.getByRole('button', { name: '写半年反馈：冼秀珍' }).click()
  await pick(dialog(office.page), '2025年下半年')
  await dialog(office.page).getByLabel('评语').fill('热心帮忙。')
  await accessible(office.page)
  await finish(office.page, '写好，先给本人看')
  await office.page.getByText('等本人看').waitFor()
  await office.page.getByRole('button', { name: '记为已发：冼秀珍，2025年下半年' }).click()
  await office.page.getByText('本人还没有看过').waitFor()
  expect(office.faults(), 'the refusal that it is').toHaveLength(1)
  await accessible(office.page)

  await phone.page.reload()
  await settle(phone.page)
  await phone.page.getByRole('button', { name: '我看过了：冼秀珍，2025年下半年' }).click()
  await pick(dialog(phone.page), '可以发')
  await finish(phone.page, '提交')
  await phone.page.getByText('本人看过').waitFor()
  await accessible(phone.page)

  await office.page.reload()
  await settle(office.page)
  await office.page.getByRole('button', { name: '记为已发：冼秀珍，2025年下半年' }).click()
  await office.page.getByText('已发给单位').waitFor()
})

test('a member asks for a post and takes up a wish on a phone; a resident reads the wish without the person', async () => {
  const office = await staff(secretary)
  await office.open('/console/commitments?tab=wishes')
  await settle(office.page)
  await office.page.getByRole('button', { name: '登记心愿：微心愿' }).click()
  await choose(office.page, '哪里', village)
  await dialog(office.page).getByLabel('要什么').fill('帮陈伯换一盏灯')
  await dialog(office.page).getByLabel('为谁').fill('福寿里8号')
  await dialog(office.page).getByLabel('等到哪天').fill('2026-06-30')
  await finish(office.page, '登记')
  await office.page.getByText('心愿里不要写是谁，只写要什么').waitFor()
  expect(office.faults(), 'the refusal that it is').toHaveLength(1)
  await dialog(office.page).getByLabel('要什么').fill('想换一盏门口的灯')
  await finish(office.page, '登记')
  await office.page.getByText('等人认领', { exact: true }).waitFor()
  await accessible(office.page)

  const resident = await desk.stage.visitor()
  await resident.open(`/villages/${desk.at.village.id}/wishes`)
  await expect.poll(() => resident.page.getByText('想换一盏门口的灯').count()).toBe(1)
  await expect.poll(() => resident.page.getByText('福寿里8号').count()).toBe(0)
  await resident.check()
  await resident.checkWords()

  const phone = await staff(member, { viewport: 'phone' })
  await phone.open('/console/my-posts')
  await settle(phone.page)
  await phone.page.getByRole('button', { name: /^认领：政策宣传岗/ }).click()
  await phone.page.getByText('认岗，等支部会议定').waitFor()
  await phone.page.getByRole('button', { name: '我来：想换一盏门口的灯' }).click()
  await phone.page.getByText('有人认领').waitFor()
  await phone.page.getByRole('button', { name: '看为谁：想换一盏门口的灯' }).click()
  await phone.page.getByText('为福寿里8号').waitFor()
  await accessible(phone.page)

  for (const tab of ['posts', 'hours']) {
    await office.open(`/console/commitments?tab=${tab}`)
    await settle(office.page)
    await accessible(office.page)
  }
  const narrow = await staff(secretary, { viewport: 'phone' })
  for (const tab of ['overview', 'reportIns', 'posts', 'wishes', 'hours']) {
    await narrow.open(`/console/commitments?tab=${tab}`)
    await settle(narrow.page)
    await accessible(narrow.page)
  }
})

test('a holder lets the name be shown, on a phone; a resident finds the post and reads it, and reads it no more once it is taken back', async () => {
  const { app } = desk.stage
  const postId = await aPost(app.owner, desk.at.village.id, { kindCode: 'cleanliness', headcount: 3 })
  await aServing(app.owner, postId, member, desk.at.village.id, '2026-01-05')
  const phone = await staff(member, { viewport: 'phone' })
  await phone.open('/console/my-posts')
  await settle(phone.page)
  await phone.page.getByRole('button', { name: /^公开我的姓名：何建生/ }).click()
  await phone.page.getByText('3月2日起姓名公开').waitFor()
  await accessible(phone.page)

  const resident = await desk.stage.visitor({ elder: 24 })
  await resident.open('/action')
  await resident.page.getByRole('link', { name: '党员领岗：做什么，还差几人' }).click()
  await resident.page.waitForURL('**/posts')
  await resident.check()
  await resident.checkWords()
  await resident.page.getByRole('link', { name: village }).click()
  await resident.page.getByText('3人，还差2人').waitFor()
  await resident.page.getByText('何建生', { exact: true }).waitFor()
  await resident.check()
  await resident.checkWords()

  await phone.page.getByRole('button', { name: /^不再公开姓名：何建生/ }).click()
  await phone.page.getByRole('button', { name: /^公开我的姓名：何建生/ }).waitFor()
  await resident.page.reload()
  await expect.poll(() => resident.page.getByText('何建生').count()).toBe(0)
  const wide = await desk.stage.visitor({ viewport: 'desktop' })
  for (const path of ['/posts', new URL(resident.page.url()).pathname]) {
    await wide.open(path)
    await wide.check()
  }
})
