/**
 * A secretary's month (书记的一个月) on a telephone: what is asked, one meeting, and nothing typed twice. The names come from the
 * memberships, the printed minutes from the meeting, and two duties close by its record without a word about them.
 */
import { beforeAll, expect, test } from 'vitest'
import { aTemplate } from '#features/duties/duties.samples.ts'
import { issueTemplate } from '#features/duties/duties.templates.actions.ts'
import { findTemplate } from '#features/duties/duties.templates.queries.ts'
import { aBranch, aMember, type SampleBranch } from '#features/meetings/meetings.samples.ts'
import { aMembership } from '#features/memberships/memberships.samples.ts'
import { troubles } from './console-look.ts'
import { choose, dialog, finish, settle, useConsole } from './console.ts'

const desk = useConsole()
const phone = { viewport: 'phone', elder: 0 } as const
let at: SampleBranch

beforeAll(async () => {
  const { app } = desk.stage
  at = await aBranch(app.owner)
  await desk.account(at.secretary, 'ou.yongkang')
  const members = [
    at.secretary,
    await aMember(app.owner, at.village.id, '陈大妹', 'chen da mei'),
    await aMember(app.owner, at.village.id, '李少玲', 'li shao ling'),
  ]
  for (const personId of members)
    await aMembership(app.owner, personId, { bodyId: at.branchId, unitId: at.village.id, kind: 'withoutPost' })
  const ofBranches = { binds: 'bodies', kinds: ['branch'], from: '2026-03-01' } as const
  for (const asked of [
    { name: '支部委员会会议', frequency: 'monthly', dueCount: 31, fulfilledBy: 'meetings.committeeMeetings' },
    { name: '“第一议题”学习', frequency: 'monthly', dueCount: 31, fulfilledBy: 'meetings.firstTopics' },
  ] as const) {
    const templateId = await aTemplate(app.owner, at.village.id, { ...ofBranches, kinds: ['branch'], ...asked })
    const job = { kind: 'job', townId: 1, name: 'duties.settle' } as const
    await app.as(job, async context => issueTemplate(context, (await findTemplate(context.db, context.today, templateId))!))
  }
})

test('two duties are open; one meeting is called, held and written down; both are closed by it, and nothing was typed twice', async () => {
  const { page, open } = await desk.staffToday(at.secretary, phone)
  await open('/console/duties')
  await settle(page)
  const duty = (name: string) => page.getByRole('row').filter({ hasText: name }).first()
  await duty('支部委员会会议').getByText('等记录：支委会（党委会）场次').waitFor()
  await duty('“第一议题”学习').getByText('等记录：学习“第一议题”的会议场次').waitFor()
  await expect
    .poll(() => page.getByRole('table', { name: '清单事项' }).getByRole('textbox').count(), { message: 'a duty has nothing to fill in' })
    .toBe(0)
  expect(await troubles(page, phone)).toEqual([])

  await open('/console/meetings')
  await settle(page)
  await page.getByRole('button', { name: '新建会议' }).click()
  await choose(page, '哪个党组织开', '福寿里')
  await choose(dialog(page), '类别', '支委会')
  await dialog(page).getByLabel('名称').fill('三月支委会')
  await dialog(page).getByLabel('开始').fill('2026-03-02T08:30')
  await dialog(page).getByLabel('地点').fill('福寿里党群服务站')
  await finish(page, '新建')
  await page.getByRole('heading', { name: '三月支委会' }).waitFor()
  const meeting = new URL(page.url()).pathname
  await page.getByRole('button', { name: '改议程' }).click()
  await dialog(page).getByRole('button', { name: '加一项' }).click()
  await choose(dialog(page), '种类', '第一议题')
  await dialog(page).getByLabel('议题', { exact: true }).fill('学习十九届五中全会精神')
  await dialog(page).getByRole('button', { name: '加一份文件' }).click()
  await dialog(page).getByLabel('学习文件1').fill('十九届五中全会公报')
  await finish(page, '保存')
  await page.getByText('（第一议题）').waitFor()

  await page.getByRole('link', { name: /签到名册/ }).click()
  await page.getByRole('button', { name: '取党员名册' }).click()
  for (const name of ['区永康', '陈大妹', '李少玲']) await page.getByRole('button', { name: `${name}：到会` }).click()
  await page.getByRole('button', { name: '保存（3人）' }).click()
  await page.getByText('应到3人，到会3人').waitFor()
  await page.getByRole('button', { name: '记为已召开' }).click()
  await page.getByRole('link', { name: '会议记录' }).click()
  await page.getByRole('button', { name: '写会议记录' }).click()
  await dialog(page).getByLabel('会议记录').fill('会议同意先修巷口路灯。')
  await finish(page, '写好了')
  await page.getByText('已有记录').waitFor()
  await page.emulateMedia({ media: 'print' })
  const printed = await page.getByRole('article', { name: '会议记录单' }).innerText()
  for (const known of ['福寿里党支部', '福寿里党群服务站', '实到3人', '陈大妹', '学习十九届五中全会精神', '先修巷口路灯'])
    expect(printed, 'the form is printed from what is known').toContain(known)
  await page.emulateMedia({ media: 'screen' })

  await open('/console/duties')
  await settle(page)
  for (const name of ['支部委员会会议', '“第一议题”学习']) {
    await duty(name).getByText('已完成').waitFor()
    await expect.poll(() => duty(name).getByRole('link').getAttribute('href'), { message: 'closed by the meeting itself' }).toBe(meeting)
  }
  expect(await troubles(page, phone)).toEqual([])
})
