/** Appraisals (述职评议) in a real browser: a secretary writes with the figures at hand, a leader comments, and what is given is put right and verified. */
import { sql } from 'kysely'
import { beforeAll, expect, test } from 'vitest'
import { anAccount } from '#features/accounts/accounts.samples.ts'
import { aReportingVillage, aRound, type SampleOffices } from '#features/appraisals/appraisals.samples.ts'
import { aBody } from '#features/bodies/bodies.samples.ts'
import { endpoints as meetings } from '#features/meetings/meetings.contract.ts'
import { aVillage } from '#features/units/units.samples.ts'
import { personHeader } from '../support/app.ts'
import { troubles } from './console-look.ts'
import { choose, dialog, finish, pick, settle } from './console.ts'
import { useBrowser, type VisitorOptions } from './support.ts'

const stage = useBrowser()
let at: SampleOffices
let reportId = ''
const phone = { viewport: 'phone', elder: 0 } as const
const desktop = { viewport: 'desktop', elder: 0 } as const

beforeAll(async () => {
  const { app } = stage
  at = await aReportingVillage(app.owner)
  await aVillage(app.owner, { name: '白水村', shortName: '白水' })
  const people = { 'pan.guohua': at.secretary, 'li.shaoling': at.villageClerk, 'liang.shaoying': at.townClerk, 'he.yongkang': at.leader }
  for (const [login, personId] of Object.entries(people)) {
    const id = await anAccount(app.owner, personId, { login })
    // The test application takes the person's id for the account's.
    await sql`update auth.account set id = ${personId} where id = ${id}`.execute(app.owner)
  }
  const bodyId = await aBody(app.owner, 'branch', { unitIds: [at.village.id] })
  const plan = { kind: 'lecture', bodyId, title: '七一党课', startsAt: '2025-07-01T01:00:00.000Z' }
  const lecture = await app.call(at.secretary, meetings.create, { body: plan })
  await app.call(at.secretary, meetings.hold, { params: { meetingId: lecture.body.id } })
})

/** Someone of the staff, whose browser has the town's day: Monday, 2 March 2026. */
async function staff(personId: string, options: VisitorOptions = {}) {
  const visitor = await stage.visitor({ script: true, ...options })
  visitor.page.setDefaultTimeout(15_000)
  await visitor.context.setExtraHTTPHeaders({ [personHeader]: personId })
  await visitor.page.clock.setFixedTime(stage.app.now)
  return visitor
}

test('the office opens a round: nobody is typed, and the vacant post is in sight', async () => {
  const { page, open, faults } = await staff(at.townClerk, desktop)
  await open('/console/appraisals')
  await settle(page)
  await page.getByRole('button', { name: '开一次述职会' }).click()
  await dialog(page).getByLabel('哪一天开会').fill('2026-03-02')
  await finish(page, '开会')
  await page.getByText('按代码排，不是名次。').waitFor()
  await page.getByRole('row').filter({ hasText: '潘国华' }).getByText('等写报告').waitFor()
  await page.getByRole('row').filter({ hasText: '白水村' }).getByText('书记岗位空着').waitFor()
  await page.getByRole('button', { name: '按任职更新：白水村' }).click()
  await page.getByText(/请先在“人员与任职”里登记书记/).waitFor()
  faults() // the refusal itself
  expect(await troubles(page, desktop)).toEqual([])
  await page.getByRole('link', { name: /柳河/ }).click()
  await page.getByRole('heading', { name: /书记述职/ }).waitFor()
  reportId = page.url().split('/').at(-1)!
})

test('on a phone the secretary finds the figures filled in, opens one to its records, and writes only words', async () => {
  const { page, open } = await staff(at.secretary, phone)
  await open(`/console/appraisals/reports/${reportId}`)
  await settle(page)
  await page.getByText('由记录算出，不用填。点开看记录。').waitFor()
  await page.getByRole('button', { name: '写报告' }).click()
  await expect.poll(() => dialog(page).getByRole('spinbutton').count(), { message: 'nobody types a number' }).toBe(0)
  await dialog(page).getByLabel('做了什么').fill('三级党建网格都建起来了。')
  await dialog(page).getByLabel('有什么不足').fill('夜间走访还不够。')
  await dialog(page).getByLabel('下一步怎么做').fill('每月开一次民情会。')
  await dialog(page)
    .getByLabel(/自己查摆的问题/)
    .fill('老人饭堂还没有开\n公示不够清楚')
  expect(await troubles(page, phone)).toEqual([])
  await finish(page, '保存')
  await page.getByText('报告写好了').waitFor()
  await page.getByRole('listitem').filter({ hasText: '公示不够清楚' }).waitFor()
  expect(await troubles(page, phone)).toEqual([])
  await page.getByRole('link', { name: '党课场次：1场次，看记录' }).click()
  await page.getByRole('link', { name: '七一党课' }).waitFor()
})

test('the report is given, the leader comments once, groups are counted apart, the committee chooses, the letter prints', async () => {
  const office = await staff(at.townClerk, desktop)
  const { page } = office
  await office.open(`/console/appraisals/reports/${reportId}`)
  await settle(page)
  await page.getByRole('button', { name: '记为已述职' }).click()
  await page.getByText('述职时的数，已经留底。点开看记录。').waitFor()

  const leader = await staff(at.leader, phone)
  await leader.open(`/console/appraisals/reports/${reportId}`)
  await settle(leader.page)
  await leader.page.getByRole('button', { name: '写点评' }).click()
  await dialog(leader.page).getByLabel('点评').fill('说得实在，夜间走访要补上。')
  await finish(leader.page, '点评')
  await leader.page.getByText('已点评').waitFor()
  await expect.poll(() => leader.page.getByRole('button', { name: '写点评' }).count()).toBe(0)
  expect(await troubles(leader.page, phone)).toEqual([])

  await page.reload()
  await settle(page)
  await page.getByRole('button', { name: '登记评议' }).click()
  const group = dialog(page).getByRole('group', { name: '群众代表' })
  await group.getByLabel('应评').fill('10')
  await group.getByLabel('好', { exact: true }).fill('11')
  await finish(page, '登记')
  await dialog(page).getByText('这一组只有10人，却有11票').waitFor()
  office.faults() // the refusal itself
  await group.getByLabel('好', { exact: true }).fill('9')
  expect(await troubles(page, desktop)).toEqual([])
  await finish(page, '登记')
  await page.getByRole('row').filter({ hasText: '群众代表' }).getByText('10人').waitFor()
  await page.getByRole('button', { name: '登记档次' }).click()
  await pick(dialog(page), '较好')
  await dialog(page).getByLabel('哪一天定的').fill('2026-03-02')
  await finish(page, '登记')
  await page.getByText(/镇党委3月2日定为：/).waitFor()
  await page.getByRole('button', { name: '发反馈函' }).click()
  await dialog(page).getByLabel('反馈函').fill('请在三个月内改好。')
  await dialog(page).getByLabel('日期').fill('2026-03-02')
  await finish(page, '发出')
  await page.getByText('已反馈').waitFor()
  await page.emulateMedia({ media: 'print' })
  await expect
    .poll(() => page.getByRole('article', { name: '反馈函' }).innerText())
    .toMatch(/潘国华：[\s\S]*“较好”[\s\S]*三个月内改好[\s\S]*2026年3月2日/)
  await page.emulateMedia({ media: 'screen' })
  expect(await troubles(page, desktop)).toEqual([])
})

test('an item is given, done by its owner, who cannot verify it, and verified by another', async () => {
  const office = await staff(at.townClerk, desktop)
  await office.open(`/console/appraisals/reports/${reportId}`)
  await settle(office.page)
  await office.page.getByRole('button', { name: '加一项整改' }).click()
  await dialog(office.page).getByLabel('问题').fill('老人饭堂还没有开')
  await dialog(office.page).getByLabel('怎么改').fill('租下旧祠堂，请人做饭。')
  await choose(office.page, '谁办', '李少玲')
  await dialog(office.page).getByLabel('哪一天前改好').fill('2026-06-01')
  await finish(office.page, '加上')
  await office.page.getByText('整改中').waitFor()
  expect(await troubles(office.page, desktop)).toEqual([])

  const owner = await staff(at.villageClerk, phone)
  await owner.open('/console')
  await settle(owner.page)
  await owner.page.getByRole('link', { name: /老人饭堂还没有开/ }).click()
  await owner.page.getByRole('button', { name: '改好了：老人饭堂还没有开' }).click()
  await dialog(owner.page)
    .getByLabel(/怎么改好的/)
    .fill('四月一日开了。')
  await finish(owner.page, '改好了')
  await owner.page.getByText('等另一个人核实').waitFor()
  await expect.poll(() => owner.page.getByRole('button', { name: /核实，通过/ }).count()).toBe(0)
  expect(await troubles(owner.page, phone)).toEqual([])

  await office.page.reload()
  await settle(office.page)
  await office.page.getByRole('button', { name: '核实，通过：老人饭堂还没有开' }).click()
  await office.page.getByText(/梁少英核实/).waitFor()
  await office.page.getByRole('button', { name: '了结' }).click()
  await office.page.getByText('已了结').waitFor()
})

test('the report of the next year opens with the problem and what became of it', async () => {
  const round = await aRound(stage.app, at.townClerk, { year: 2026, heldOn: '2027-01-20', title: '2026年度述职评议会' })
  const next = round.lines.find(({ unitId }) => unitId === at.village.id)!.reportId!
  const { page, open } = await staff(at.secretary, phone)
  await open('/console/appraisals')
  await settle(page)
  expect(await troubles(page, phone)).toEqual([])
  await open(`/console/appraisals/reports/${next}`)
  await settle(page)
  const earlier = page.getByRole('region', { name: '上次的问题' })
  await earlier.getByRole('row').filter({ hasText: '老人饭堂还没有开' }).getByText('已核实').waitFor()
  await earlier.getByRole('row').filter({ hasText: '公示不够清楚' }).getByText('没有列入整改').waitFor()
  await open(`/console/appraisals/${round.id}`)
  await settle(page)
  expect(await troubles(page, phone)).toEqual([])
})
