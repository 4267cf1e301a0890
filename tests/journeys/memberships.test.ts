/** Members and the grid (党员与入格) in a real browser: entered, full, transferred from one side to the other, left out, put into a grid. */
import { beforeAll, expect, test } from 'vitest'
import { aBody } from '#features/bodies/bodies.samples.ts'
import { aBranch, aMember, type SampleBranch } from '#features/meetings/meetings.samples.ts'
import { endpoints } from '#features/memberships/memberships.contract.ts'
import { aGeneralMeeting, aMembership } from '#features/memberships/memberships.samples.ts'
import { aHolder } from '#features/people/people.samples.ts'
import { aUnit } from '#features/units/units.samples.ts'
import { accessible, choose, dialog, finish, pick, settle, useConsole } from './console.ts'

const desk = useConsole()
let at: SampleBranch
let next = { branchId: '', secretary: '' }

beforeAll(async () => {
  const { owner } = desk.stage.app
  at = await aBranch(owner)
  await owner.updateTable('unitPeriod').set({ name: '朝山村', shortName: '朝山村' }).where('unitId', '=', at.village.id).execute()
  const street = await aUnit(owner, { kind: 'cooperative', name: '北街经济社', shortName: '北街' }, at.village)
  const branchId = await aBody(owner, 'branch', { name: '北街党支部', parentId: at.committeeId, unitIds: [street.id] })
  const bodyPost = { name: '麦少珍', title: '支部书记', bodyId: branchId }
  next = { branchId, secretary: await aHolder(owner, 'branchSecretary', street.id, bodyPost) }
  await desk.account(at.secretary, 'ou.yongkang')
  await desk.account(next.secretary, 'mai.shaozhen')
})

const isClosed = (page: Parameters<typeof dialog>[0]) => dialog(page).waitFor({ state: 'hidden' })

test('a secretary enters a probationary member with the meeting, and makes a full one; what is wrong stands beside the field', async () => {
  const { owner } = desk.stage.app
  await aMember(owner, at.cooperative.id, '冼秀珍', 'xian xiu zhen')
  await aGeneralMeeting(owner, at, '2025-03-02')
  await aGeneralMeeting(owner, at, '2026-03-01')
  const { page, open, faults } = await desk.staffToday(at.secretary)
  await open('/console/members')
  await settle(page)
  await accessible(page)
  await page.getByRole('button', { name: '登记党员' }).click()
  await choose(page, '谁', '冼秀珍')
  await pick(dialog(page), '无职党员')
  await choose(page, '哪个村（社区）', '朝山村')
  await choose(page, '党支部', '福寿里党支部')
  await choose(page, '依据哪次支部党员大会', '2025年3月2日')
  await dialog(page).getByLabel('入党日期').fill('2025-03-01')
  await finish(page, '登记')
  await dialog(page).getByText('预备期从支部大会通过那天算起，那天是2025-03-02').waitFor()
  await accessible(page)
  await dialog(page).getByLabel('入党日期').fill('2025-03-02')
  await finish(page, '登记')
  await page.getByRole('heading', { name: '冼秀珍' }).waitFor()
  await page.locator('.state').filter({ hasText: '预备党员' }).waitFor()
  await settle(page)
  await accessible(page)

  await page.getByRole('button', { name: '转正' }).click()
  await dialog(page).getByLabel('转正日期').fill('2026-03-01')
  await finish(page, '转正')
  await dialog(page).getByText('预备期满一年才能转正，最早2026-03-02').waitFor()
  await dialog(page).getByLabel('转正日期').fill('2026-03-02')
  await choose(page, '依据哪次支部党员大会', '3月1日')
  await finish(page, '转正')
  await page.locator('.state').filter({ hasText: '正式党员' }).waitFor()
  await page.getByRole('link', { name: /3月1日讨论接收党员/ }).waitFor()
  expect(faults().filter(fault => !fault.includes('422'))).toEqual([])
})

test('two change one member: both versions are shown, and neither is lost', async () => {
  const { app } = desk.stage
  const personId = await aMember(app.owner, at.cooperative.id, '何美玲', 'he mei ling')
  const membershipId = await aMembership(app.owner, personId, { bodyId: at.branchId, unitId: at.cooperative.id })
  const { page, open, faults } = await desk.staffToday(at.secretary)
  await open(`/console/members/${membershipId}`)
  await page.getByRole('button', { name: '换类别' }).click()
  await pick(dialog(page), '流动党员')
  const theirs = { params: { membershipId }, body: { kind: 'retired', from: '2026-02-01' } }
  expect((await app.call(at.villageSecretary, endpoints.changeKind, theirs, { 'if-match': '"1"' })).status).toBe(200)
  await finish(page, '保存')
  const conflict = page.getByRole('dialog', { name: '别人刚刚改过，请对照' })
  await conflict.getByText('离退休党员').waitFor()
  await accessible(page)
  faults() // the 412 itself
  await conflict.getByRole('button', { name: '用我的保存' }).click()
  await page.getByRole('region', { name: '党籍', exact: true }).getByText('流动党员').waitFor()
})

test('on a phone: left out of 应到会 and back, into a home grid and paused, and over to another branch, which takes over', async () => {
  const { app } = desk.stage
  const personId = await aMember(app.owner, at.cooperative.id, '关玉莲', 'guan yu lian')
  const membershipId = await aMembership(app.owner, personId, { bodyId: at.branchId, unitId: at.cooperative.id })
  const { page, open } = await desk.staffToday(at.secretary, { viewport: 'phone' })
  await open(`/console/members/${membershipId}`)
  await settle(page)
  await accessible(page)
  await page.getByRole('button', { name: '登记不计入' }).click()
  await pick(dialog(page), '出国半年以上')
  await dialog(page).getByLabel('从哪一天起').fill('2026-01-01')
  await dialog(page).getByLabel('凭哪个决定').fill('去年十二月支部大会')
  await dialog(page).getByLabel('哪一天决定的').fill('2025-12-20')
  await accessible(page)
  await finish(page, '登记')
  await page.getByText('出国半年以上，1月1日起，还没有定到哪天。依据：去年十二月支部大会').waitFor()
  await isClosed(page)
  await page.getByRole('button', { name: '又计入：出国半年以上' }).click()
  await finish(page, '登记')
  await page.getByText('出国半年以上，1月1日起，3月2日又计入').waitFor()
  await isClosed(page)

  await page.getByRole('button', { name: '编入网格' }).click()
  await choose(page, '哪个网格或小组', '朝山村／福寿里')
  await dialog(page).getByLabel('从哪一天起').fill('2026-02-01')
  await finish(page, '入格')
  await page.getByRole('button', { name: /^开始：/ }).click()
  await dialog(page).getByLabel('从哪一天起').fill('2026-02-01')
  await finish(page, '开始')
  await page.getByRole('button', { name: /^暂停：/ }).click()
  await finish(page, '暂停')
  await dialog(page).getByText('这一项要填：为什么').waitFor()
  await pick(dialog(page), '生病')
  await dialog(page).getByLabel('从哪一天起').fill('2026-02-10')
  await finish(page, '暂停')
  const grids = page.getByRole('region', { name: '入格' })
  await grids.getByText('居住网格，暂停（生病）').waitFor()
  await isClosed(page)
  await page.getByRole('button', { name: /^恢复：/ }).click()
  await finish(page, '恢复')
  await grids.getByText('生病，暂停过：2月10日起，3月2日恢复').waitFor()
  await isClosed(page)
  await grids.getByRole('link').click()
  await page.getByRole('heading', { name: '网格里的人' }).waitFor()
  await settle(page)
  await page.getByRole('row').filter({ hasText: '关玉莲' }).waitFor()
  await page.getByRole('region', { name: '组长' }).getByText('黄志强').waitFor()
  await accessible(page)

  await open(`/console/members/${membershipId}`)
  await page.getByRole('button', { name: '转出' }).click()
  await choose(page, '哪个村（社区）', '朝山村')
  await choose(page, '转到哪个党支部', '北街党支部')
  await finish(page, '开始转接')
  await page.getByText('转到北街党支部：等新支部接收').waitFor()
  await isClosed(page)
  await expect.poll(() => page.getByRole('button', { name: '接收' }).count(), { message: 'the other side takes over' }).toBe(0)

  const other = await desk.staffToday(next.secretary)
  await other.open('/console/members')
  await settle(other.page)
  await other.page.getByRole('row').filter({ hasText: '正在转往北街党支部' }).getByRole('link', { name: '关玉莲' }).click()
  await other.page.getByRole('button', { name: '接收' }).click()
  await finish(other.page, '接收')
  await other.page.getByText('转到北街党支部：已接收').waitFor()
  await settle(other.page)
  await accessible(other.page)
})
