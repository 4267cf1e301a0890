/** Voting meetings (表决会议) in a real browser: a director calls an assembly, the roll is fixed, the votes are entered; on a phone too. */
import { beforeAll, expect, test } from 'vitest'
import { aBody } from '#features/bodies/bodies.samples.ts'
import { endpoints as meetings } from '#features/meetings/meetings.contract.ts'
import { aHolder } from '#features/people/people.samples.ts'
import { aUnit } from '#features/units/units.samples.ts'
import { endpoints as votes } from '#features/votes/votes.contract.ts'
import { aVoter } from '#features/votes/votes.samples.ts'
import { pdfOf, written } from '../support/pdf.ts'
import { accessible, choose, dialog, finish, go, settle, useConsole } from './console.ts'

const desk = useConsole()
let director = ''
let clerk = ''
let cooperativeId = ''

beforeAll(async () => {
  const { owner } = desk.stage.app
  const cooperative = await aUnit(owner, { kind: 'cooperative', name: '石龙经济社' }, desk.at.village)
  cooperativeId = await aBody(owner, 'cooperative', { name: '石龙经济社', unitIds: [cooperative.id] })
  director = await aHolder(owner, 'cooperativeDirector', cooperative.id, { name: '邓锦成', title: '社长' })
  clerk = await aHolder(owner, 'villageClerk', desk.at.village.id, { name: '何美玲' })
  await desk.account(director, 'deng.jincheng')
  await desk.account(clerk, 'he.meiling')
  const register = { bodyId: cooperativeId, unitId: cooperative.id, decidingBody: 'collectiveMembers' } as const
  for (const [index, name] of ['陈大妹', '区少芬'].entries())
    await aVoter(owner, register, { code: `M${index + 1}`, name, householdKey: 'H1', represents: index === 0 })
})

test('a director enters a member, calls the assembly, fixes the roll and enters the votes; another agrees to a correction', async () => {
  const { app } = desk.stage
  const { page, open, faults } = await desk.staffToday(director)
  await open('/console/voting-registers')
  await settle(page)
  await choose(page, '组织', '石龙')
  await choose(page, '会议', '成员大会')
  await page.getByRole('button', { name: '查询' }).click()
  await page.getByRole('heading', { name: '成员大会：2人，1户' }).waitFor()
  await accessible(page)
  await page.getByRole('button', { name: '加一个人' }).click()
  await dialog(page).getByLabel('名册编号').fill('M3')
  await dialog(page).getByLabel('姓名').fill('潘建国')
  await dialog(page).getByLabel('从哪一天起').fill('2026-01-01')
  await accessible(page)
  await finish(page, '登记')
  await page.getByRole('heading', { name: '成员大会：3人，1户' }).waitFor()

  await go(page, '/console/votes')
  await accessible(page)
  await page.getByRole('button', { name: '召集会议' }).click()
  await choose(dialog(page), '哪个组织开', '石龙')
  await choose(dialog(page), '什么会', '成员大会')
  await dialog(page).getByLabel('名称').fill('鱼塘发包大会')
  await dialog(page).getByLabel('开始').fill('2026-03-02T08:30')
  await choose(dialog(page), '怎么通知的', '公告栏')
  await dialog(page).getByLabel('哪一天通知的').fill('2026-02-27')
  await finish(page, '登记会议')
  await dialog(page).getByText('2026年2月27日通知，要满10天').waitFor()
  expect(faults()).toMatchObject([expect.stringContaining('409')]) // the notice was too short
  await dialog(page).getByLabel('哪一天通知的').fill('2026-02-10')
  await accessible(page)
  await finish(page, '登记会议')
  await page.getByRole('heading', { name: '鱼塘发包大会', level: 1 }).waitFor()
  await settle(page)

  await page.getByRole('button', { name: '加一项表决' }).click()
  await dialog(page).getByLabel('议题').fill('鱼塘发包')
  await dialog(page).getByLabel('决议草案').fill('同意鱼塘发包三年。')
  await finish(page, '提交表决')
  await page.getByRole('heading', { name: '第1项：鱼塘发包' }).waitFor()
  await page.getByRole('button', { name: '从名册取人' }).click()
  await page.getByRole('row').filter({ hasText: '潘建国' }).waitFor()
  await page.getByRole('button', { name: '登记委托：区少芬' }).click()
  await choose(dialog(page), '委托给谁', '潘建国')
  await dialog(page).getByLabel('是什么关系').fill('邻居')
  await dialog(page).getByLabel('委托书的日期').fill('2026-03-01')
  await finish(page, '登记委托')
  await dialog(page).getByText('只能委托同一户的成员').waitFor()
  expect(faults()).toMatchObject([expect.stringContaining('409')]) // outside the household
  await choose(dialog(page), '委托给谁', '陈大妹')
  await finish(page, '登记委托')
  await dialog(page).waitFor({ state: 'detached' })
  await page.getByRole('row').filter({ hasText: '陈大妹（邻居）' }).waitFor()
  await accessible(page)

  // Attendance is taken on the meeting's own page, which has a journey of its own.
  const meetingId = page.url().split('/').at(-1)!
  const roll = await app.call(director, meetings.roll, { params: { meetingId } })
  const marks = roll.body.items.map(({ id, name }) => ({ entryId: id, attendance: name === '区少芬' ? 'absent' : 'present' }))
  await app.call(director, meetings.takeAttendance, { params: { meetingId }, body: { marks } }, { 'if-match': `"${roll.body.version}"` })
  await page.reload()
  await settle(page)
  await page.getByRole('button', { name: '定名册' }).click()
  await dialog(page).getByText('应到3人，到会3人').waitFor()
  await accessible(page)
  await finish(page, '定下来')
  await page.getByRole('link', { name: '核对名册的存证' }).waitFor()
  await page.getByRole('button', { name: '记谁投了票' }).click()
  await dialog(page).getByText('区少芬（委托）').waitFor()
  await accessible(page)
  await finish(page, '记下来')
  await page.getByText('已记3人投票').waitFor()
  await page.getByRole('button', { name: '记错了，去掉' }).click()
  await choose(dialog(page), '谁没有投', '区少芬')
  await dialog(page).getByLabel('怎么记错的').fill('看错行')
  await accessible(page)
  await finish(page, '去掉')
  await page.getByText('已记2人投票').waitFor()
  await page.getByText('记错了，去掉：区少芬，原因：看错行').waitFor()
  await page.getByRole('button', { name: '记谁投了票' }).click()
  await finish(page, '记下来')
  await page.getByText('已记3人投票').waitFor()
  await page.getByRole('button', { name: '登记票数' }).click()
  for (const [label, votes] of Object.entries({ 同意: '2', 反对: '1', 弃权: '0' })) await dialog(page).getByLabel(label).fill(votes)
  await finish(page, '登记结果')
  await page.getByText('同意2票，全体3人，三分之二为2票').waitFor()
  await page.getByText('结果：通过').waitFor()
  await accessible(page)

  await page.getByRole('button', { name: '提出更正' }).click()
  await dialog(page).getByLabel('同意').fill('1')
  await dialog(page).getByLabel('反对').fill('2')
  await dialog(page).getByLabel('决议的文字').fill('同意鱼塘发包两年。')
  await dialog(page).getByLabel('为什么更正').fill('读错一张票，年数抄错')
  await accessible(page)
  await finish(page, '提出更正')
  await page.getByText('等另一个人同意').waitFor()
  await expect.poll(() => page.getByRole('button', { name: '同意更正' }).count(), { message: 'not who proposed it' }).toBe(0)

  const phone = await desk.staffToday(clerk, { viewport: 'phone' })
  await phone.open('/console/votes')
  await settle(phone.page)
  await accessible(phone.page)
  await phone.page.getByRole('link', { name: '鱼塘发包大会' }).click()
  await phone.page.getByRole('button', { name: '同意更正' }).click()
  await phone.page.getByText('结果：没有通过').waitFor()
  await phone.page.getByText('原来登记的是：同意2票，反对1票，弃权0票，通过').waitFor()
  await phone.page.getByText('原来的文字：同意鱼塘发包三年。').waitFor()
  await phone.page.getByRole('button', { name: '加一个列席的人' }).click()
  await dialog(phone.page).getByLabel('姓名').fill('区永康')
  await dialog(phone.page).getByLabel('以什么身份').fill('支部书记')
  await finish(phone.page, '登记')
  await phone.page.getByText('支部书记区永康：还没有记意见').waitFor()
  await accessible(phone.page)
  await go(phone.page, `/console/voting-registers?bodyId=${cooperativeId}&decidingBody=collectiveMembers`)
  await phone.page.getByRole('button', { name: '改：陈大妹' }).click()
  await dialog(phone.page).getByLabel('户号').fill('H7')
  await accessible(phone.page)
  await finish(phone.page, '保存')
  await phone.page.getByText('H7').first().waitFor()
  await accessible(phone.page)
  // The meeting's own page keeps what it is: a board's or an assembly's never becomes Party life.
  await go(phone.page, `/console/meetings/${meetingId}`)
  await phone.page.getByText('成员、村民或居民（代表）会议').first().waitFor()
  await accessible(phone.page)
})

test('a meeting that breaks off: one proposes to end the vote, another agrees; its papers stay, each with its digest', async () => {
  const { app } = desk.stage
  const hours = { startsAt: '2026-03-02T00:10:00Z', endsAt: '2026-03-02T00:50:00Z' }
  const notice = { noticeChannel: 'board', noticeOn: '2026-02-10' }
  const called = await app.call(director, votes.convene, {
    body: { bodyId: cooperativeId, decidingBody: 'collectiveMembers', title: '水渠大会', ...hours, place: '祠堂', ...notice },
  })
  const params = { meetingId: called.body.id }
  await app.call(director, votes.table, { params, body: { title: '水渠维修', text: '同意维修水渠。' } })
  await app.call(director, votes.drawRoll, { params })
  const roll = await app.call(director, meetings.roll, { params })
  const marks = roll.body.items.map(({ id }) => ({ entryId: id, attendance: 'present' }))
  await app.call(director, meetings.takeAttendance, { params, body: { marks } }, { 'if-match': `"${roll.body.version}"` })
  await app.call(director, votes.fixRoll, { params })

  const { page, open } = await desk.staffToday(director)
  await open(`/console/votes/${params.meetingId}`)
  await settle(page)
  const paper = { name: '水渠图纸.pdf', mimeType: 'application/pdf', buffer: pdfOf([written('Plan')]) }
  await page.getByLabel('附件文件').setInputFiles(paper)
  await page.getByRole('link', { name: '水渠图纸.pdf' }).waitFor()
  await page.getByText(/摘要[0-9a-f]{16}…/).waitFor()
  await page.getByRole('button', { name: '中止表决' }).click()
  await dialog(page).getByLabel('为什么中止').fill('下大雨，人都走了')
  await accessible(page)
  await finish(page, '提出中止')
  await page.getByText('提出中止：下大雨，人都走了。等另一个人同意').waitFor()
  await expect.poll(() => page.getByRole('button', { name: '同意中止' }).count(), { message: 'not who proposed it' }).toBe(0)

  const phone = await desk.staffToday(clerk, { viewport: 'phone' })
  await phone.open(`/console/votes/${params.meetingId}`)
  await settle(phone.page)
  await phone.page.getByRole('button', { name: '同意中止' }).click()
  await phone.page.getByText('会议中止：下大雨，人都走了。邓锦成提出，何美玲同意').waitFor()
  await accessible(phone.page)
})

test('a leader of the town reads numbers and no names', async () => {
  const { owner } = desk.stage.app
  const town = await owner.selectFrom('unit').where('kind', '=', 'town').select('id').executeTakeFirstOrThrow()
  const leader = await aHolder(owner, 'townLeader', town.id, { name: '何志明', title: '镇长' })
  await desk.account(leader, 'he.zhiming')
  const { page, open } = await desk.staffToday(leader)
  await open('/console/votes')
  await settle(page)
  await page.getByRole('link', { name: '鱼塘发包大会' }).click()
  await page.getByText('名册不归您看').waitFor()
  await page.getByText('结果：没有通过').waitFor()
  await expect.poll(() => page.getByText('陈大妹').count()).toBe(0)
  await accessible(page)
})
