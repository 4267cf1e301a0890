/** Disclosure (公示公开) in a real browser: drafted, refused for an ID number, masked, published by the supervisor, objected to, dismissed, ended, concluded. */
import { expect, test } from 'vitest'
import { aHolder } from '#features/people/people.samples.ts'
import { accessible, choose, dialog, finish, settle, useConsole } from './console.ts'

const desk = useConsole()
const idNumber = '440605198001011231'

test('a notice from its draft to its result, by everyone who has a part in it', async () => {
  const { app } = desk.stage
  const begun = app.now
  const { village, clerk: office, townClerk } = desk.at
  const supervisor = await aHolder(app.owner, 'supervisor', village.id, { name: '潘国强', title: '监委会主任' })
  const other = await aHolder(app.owner, 'supervisor', village.id, { name: '关佩珊', title: '监委会委员' })
  await desk.account(supervisor, 'pan.guoqiang')
  await desk.account(other, 'guan.peishan')

  // The office writes it; what is missing is named, and a number is refused.
  const clerk = await desk.staffToday(office)
  const { page } = clerk
  await clerk.open('/console/notices')
  await settle(page)
  await accessible(page)
  await page.getByRole('button', { name: '新起公示' }).click()
  await choose(page, '公示类型', '决议公开')
  await choose(page, '谁的公示', '柳河')
  await page.getByLabel('标题').fill('关于鱼塘发包结果的公示')
  await accessible(page)
  await finish(page, '新起')
  await page.getByText(/^还缺8样：/).waitFor()
  await accessible(page)
  const path = new URL(page.url()).pathname
  await page.getByRole('button', { name: '写公示' }).click()
  for (const [label, text] of [
    ['依据', '2026年2月27日成员代表会议决议'],
    ['内容', `三口鱼塘发包，租期五年，中标人身份证${idNumber}。`],
    ['名单或明细', '鱼塘\t面积\n一号塘\t四亩\n二号塘\t五亩'],
    ['异议电话', '0757-86880000'],
    ['异议地址', '村委会一楼'],
    ['异议窗口', '村务监督窗口'],
    ['公示单位', '柳河村村民委员会'],
    ['落款日期', '2026-03-02'],
    ['结果最晚哪天公开', '2026-06-30'],
  ] as const)
    await dialog(page).getByRole('textbox', { name: label }).fill(text)
  await dialog(page).getByText('无需盖章').click()
  await dialog(page).getByText('没有附件').click()
  await accessible(page)
  await finish(page, '保存')
  await dialog(page).waitFor({ state: 'detached' })
  await page.getByText('必须打星号').waitFor()
  await page.getByRole('button', { name: '提交', exact: true }).click()
  await finish(page, '提交')
  await dialog(page).getByText('里面有个人信息，不能发布').first().waitFor()
  expect(clerk.faults()).toMatchObject([expect.stringContaining('409')])
  await dialog(page).getByRole('button', { name: '不做了' }).press('Enter')
  await dialog(page).waitFor({ state: 'detached' })
  await page.getByRole('button', { name: '按建议打星号' }).click()
  await finish(page, '打上星号')
  await dialog(page).waitFor({ state: 'detached' })
  await page.getByText('没有找到个人信息').waitFor()
  await expect.poll(() => page.getByText(idNumber).count()).toBe(0)
  await page.getByRole('button', { name: '提交', exact: true }).click()
  await finish(page, '提交')
  await page.getByRole('heading', { name: '等监督委员发布' }).waitFor()
  await expect.poll(() => page.getByRole('button', { name: '发布', exact: true }).count(), { message: 'two people' }).toBe(0)

  // A supervisor publishes.
  const second = await desk.staffToday(supervisor)
  await second.open(path)
  await settle(second.page)
  await second.page.getByRole('button', { name: '发布', exact: true }).click()
  await dialog(second.page).getByText('我和当事人没有近亲属关系').click()
  await accessible(second.page)
  await finish(second.page, '发布')
  await second.page.getByRole('heading', { name: '正在公示' }).waitFor()
  await dialog(second.page).waitFor({ state: 'detached' })
  await accessible(second.page)

  // A villager finds it, without script, and objects.
  for (const elder of [0, 24] as const) {
    const reader = await desk.stage.visitor({ elder })
    await reader.open('/voice')
    await reader.page.getByRole('link', { name: '公示公开：正在公示的' }).click()
    await reader.page.getByRole('heading', { name: '公示公开', level: 1 }).waitFor()
    await reader.check()
    await reader.checkWords()
    await reader.page.getByRole('link', { name: /关于鱼塘发包结果的公示/ }).click()
    await reader.page.getByText('还剩7天').waitFor()
    await reader.check()
    await reader.checkWords()
  }
  const villager = await desk.stage.visitor()
  await villager.open(path.replace('/console', ''))
  await villager.page.getByLabel('您的意见').fill('租金比市价低太多')
  await villager.page.getByRole('button', { name: '提异议' }).click()
  await villager.page.getByText('是第1号异议').waitFor()
  await villager.page.getByText('有异议在处理，停在还剩7天').waitFor()
  await villager.check()
  await villager.checkWords()
  const elder = await desk.stage.visitor({ elder: 30 })
  for (const page of ['/notices', path.replace('/console', '')]) {
    await elder.open(page)
    await elder.page.getByText('停在还剩7天').first().waitFor()
    await elder.check()
  }
  await villager.page.getByRole('link', { name: '告诉镇里' }).click()
  await villager.page.getByRole('heading', { name: '对公开的内容有疑问' }).waitFor()
  await villager.check()
  await villager.checkWords()

  // Another supervisor and the town dismiss it, with reasons; the clock goes on.
  for (const [who, reason] of [
    [other, '查过竞价记录，程序齐全'],
    [townClerk, '镇里核过，租金经公开竞价'],
  ] as const) {
    const decider = await desk.staffToday(who)
    await decider.open(path)
    await settle(decider.page)
    await decider.page.getByText('租金比市价低太多').waitFor()
    await decider.page.getByRole('button', { name: '处理：第1号' }).click()
    await dialog(decider.page).getByText('不成立', { exact: true }).click()
    await dialog(decider.page).getByLabel('理由').fill(reason)
    await accessible(decider.page)
    await finish(decider.page, '写下意见')
    await dialog(decider.page).waitFor({ state: 'detached' })
    await accessible(decider.page)
  }
  await villager.open(path.replace('/console', ''))
  await villager.page.getByText('镇里核过，租金经公开竞价').waitFor()
  await villager.page.getByText('还剩7天').waitFor()

  // The sheet on the wall, then the last day passes and the result is written.
  await clerk.open(path)
  await settle(page)
  await page.getByRole('button', { name: '登记上墙' }).click()
  await page.getByLabel('贴在哪里').fill('村委会门口公开栏')
  await page.getByLabel('哪天贴上').fill('2026-03-02')
  await finish(page, '登记')
  await page.getByText('还贴着').waitFor()
  app.now = new Date('2026-03-11T01:00:00Z')
  const later = await desk.staffToday(office, { viewport: 'phone' })
  await later.open(path)
  await settle(later.page)
  await accessible(later.page)
  await later.page.getByRole('button', { name: '填公示结果' }).click()
  await later.page.getByRole('textbox', { name: '公示结果' }).fill('收到一条异议，查明不成立，已答复。')
  await finish(later.page, '填上')
  await later.page.getByRole('heading', { name: '已填公示结果' }).waitFor()
  await villager.open(path.replace('/console', ''))
  await villager.page.getByText('收到一条异议，查明不成立，已答复。').waitFor()
  await villager.check()
  await villager.checkWords()
  app.now = begun
})
