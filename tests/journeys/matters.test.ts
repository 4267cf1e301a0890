/** Important matters (重要事权清单) in a real browser: a resident without script reads how a matter is decided; the office writes a list and moves it on. */
import { expect, test } from 'vitest'
import { aListInForce, anEntry } from '#features/matters/matters.samples.ts'
import { aHolder } from '#features/people/people.samples.ts'
import { accessible, choose, dialog, finish, pick, settle, useConsole } from './console.ts'

const desk = useConsole()

/** Runs in the page: the words of a drawing that are smaller than text should be, or stick out of the drawing. */
const notLegible = (texts: Element[], least: number) =>
  texts
    .filter(text => {
      const drawing = (text as SVGTextElement).ownerSVGElement!
      const room = drawing.getBoundingClientRect()
      const size = (parseFloat(getComputedStyle(text).fontSize) * room.width) / drawing.viewBox.baseVal.width
      return size < least - 0.5 || text.getBoundingClientRect().right > room.right - 4
    })
    .map(({ textContent }) => textContent)

test('a resident opens the list, then a matter, and reads the chart as a drawing and as text', async () => {
  const { owner } = desk.stage.app
  const town = await owner.selectFrom('unit').where('kind', '=', 'town').select('id').executeTakeFirstOrThrow()
  await aListInForce(owner, town.id)
  await aListInForce(owner, desk.at.village.id, {
    entries: [anEntry('A9', { disclosureDays: 15, bands: [{ fromFen: 5_000_000, body: 'collectiveMembers' }] })],
  })
  await owner.updateTable('unit').set({ code: '440605122299' }).where('id', '=', desk.at.village.id).execute()
  for (const elder of [0, 24] as const) {
    const resident = await desk.stage.visitor({ elder })
    const { page } = resident
    await resident.open('/voice')
    await page.getByRole('link', { name: '重要事权清单：大事怎么定' }).click()
    await page.getByRole('heading', { name: '重要事权清单', level: 1 }).waitFor()
    await expect.poll(() => page.getByRole('link', { name: /^A\d+ / }).count()).toBe(17)
    await resident.check()
    await resident.checkWords()
    await page.getByRole('link', { name: 'A9 征地补偿费的使用和分配' }).click()
    await page.getByRole('img', { name: '经济社的事：流程图' }).waitFor()
    await resident.check()
    expect(
      await page.locator('.proc text').evaluateAll(notLegible, elder || 16),
      'words of the drawing, small or beside their box',
    ).toEqual([])
    await page.getByText('文字版：经济社的事').click()
    await page.getByRole('listitem').filter({ hasText: '全体三分之二以上同意' }).last().waitFor()
    await resident.check()
    await resident.checkWords()
  }
  const resident = await desk.stage.visitor()
  await resident.open('/matters?village=440605122299')
  await resident.page.getByRole('link', { name: /A9 .+ 本村规定/ }).click()
  await resident.page.getByText('公开满15天，可以提异议').first().waitFor()
  await resident.check()
  await resident.checkWords()
  await resident.open('/matters/0199b0c0-0000-7000-8000-000000000000/A9', 404)
})

test('a village’s office writes its own entry, is told what the law reserves, and moves the list on; the town files it', async () => {
  const { owner } = desk.stage.app
  const secretary = await aHolder(owner, 'villageSecretary', desk.at.village.id, { name: '邓锦成', title: '书记' })
  await desk.account(secretary, 'deng.jincheng')
  const { page, open, faults } = await desk.staffToday(secretary)
  await open('/console/matter-lists')
  await settle(page)
  await accessible(page)
  await page.getByRole('button', { name: '新起一版' }).click()
  await choose(page, '哪里的清单', '柳河')
  await page.getByText('空白', { exact: true }).click()
  await finish(page, '新起')
  await page.getByRole('heading', { name: '草稿' }).waitFor()
  await page.getByRole('button', { name: '加一项' }).click()
  await page.getByLabel('编号').fill('C1')
  await page.getByLabel('事项名称').fill('祠堂修缮')
  await page.getByText('经济社', { exact: true }).click()
  await choose(page, '类别', '集体资产')
  await choose(page, '谁来决定', '成员代表大会')
  await choose(page, '是不是法定事项', '章程')
  for (const stage of ['社委会商议', '党组织研究讨论', '会议表决', '决议公开']) await pick(dialog(page), stage)
  await page.getByLabel('依据', { exact: true }).fill('村民代表会议的提议')
  await accessible(page)
  await finish(page, '加上')
  await page.getByText('章程只能由成员大会决定，成员代表大会不能代替').first().waitFor()
  expect(faults()).toMatchObject([expect.stringContaining('422')]) // what the law reserves is refused
  await choose(page, '是不是法定事项', '一般事项')
  await finish(page, '加上')
  const row = page.getByRole('row').filter({ hasText: 'C1 祠堂修缮' })
  await row.getByText('成员代表大会').waitFor()
  await dialog(page).waitFor({ state: 'detached' })
  await accessible(page)

  const step = async (on: typeof page, verb: string) => {
    await on.getByRole('button', { name: verb, exact: true }).click()
    await on.getByLabel('哪一天').fill('2026-03-02')
    await on.getByLabel('依据的文件或会议').fill('第三次村民代表会议')
    await finish(on, verb)
    await dialog(on).waitFor({ state: 'detached' })
  }
  await step(page, '登记征求意见')
  await step(page, '登记通过')
  await page.getByRole('heading', { name: '已通过' }).waitFor()
  await expect.poll(() => page.getByRole('button', { name: '备案', exact: true }).count(), { message: 'the town files' }).toBe(0)

  const town = await desk.staffToday(desk.at.townClerk)
  await town.page.goto(page.url())
  await settle(town.page)
  await step(town.page, '备案')
  await step(town.page, '施行')
  await town.page.getByRole('heading', { name: '施行' }).waitFor()
  await accessible(town.page)
})

test('an unknown number is proposed by one and agreed to by another of the town', async () => {
  const { owner } = desk.stage.app
  const town = await owner.selectFrom('unit').where('kind', '=', 'town').select('id').executeTakeFirstOrThrow()
  const leader = await aHolder(owner, 'townLeader', town.id, { name: '何志明', title: '镇长' })
  await desk.account(leader, 'he.zhiming')
  const { page, open } = await desk.staffToday(desk.at.townClerk)
  await open('/console/thresholds')
  await settle(page)
  await accessible(page)
  const row = (on: typeof page) => on.getByRole('row').filter({ hasText: '居民代表会议' })
  await row(page).getByText('待确认，还不能用').waitFor()
  await page.getByRole('button', { name: '提出修改：居民代表会议' }).click()
  await choose(page, '到会人数（按人算）', '三分之二以上')
  await choose(page, '同意票数', '过半数')
  await page.getByLabel('提前几天通知').fill('3')
  await page.getByLabel('依据', { exact: true }).fill('《居民委员会组织法》原文')
  await accessible(page)
  await finish(page, '提出')
  await row(page).getByText('等另一个人同意').waitFor()
  await expect.poll(() => page.getByRole('button', { name: '同意：居民代表会议' }).count(), { message: 'not who proposed it' }).toBe(0)

  const other = await desk.staffToday(leader, { viewport: 'phone' })
  await other.open('/console/thresholds')
  await settle(other.page)
  await other.page.getByRole('button', { name: '同意：居民代表会议' }).click()
  await other.page.getByLabel('从哪天起施行').fill('2026-01-01')
  await finish(other.page, '同意')
  await row(other.page).getByText('已确认或加严').waitFor()
  await accessible(other.page)
})
