/** Households (户) in a real browser: a leader moves one in and proposes, the household agrees by its card, the village sees the gap close. */
import { beforeAll, expect, test } from 'vitest'
import { endpoints } from '#features/households/households.contract.ts'
import { aGridVillage, aHome } from '#features/households/households.samples.ts'
import { accessible, choose, dialog, finish, pick, settle, useConsole } from './console.ts'

const desk = useConsole()
let place: Awaited<ReturnType<typeof aGridVillage>>

beforeAll(async () => {
  place = await aGridVillage(desk.stage.app.owner)
  await desk.account(place.leader, 'chen.huifang')
  await desk.account(place.secretary, 'liang.shuji')
})

const homeCode = async () =>
  (await desk.stage.app.owner.selectFrom('household').select('code').orderBy('id', 'desc').executeTakeFirstOrThrow()).code

test('a leader moves a household in and offers himself; it agrees by its card, and the village sees the gap close', async () => {
  const { page, open } = await desk.staffToday(place.leader, { viewport: 'phone' })
  await open('/console/households')
  await settle(page)
  await accessible(page)
  await page.getByRole('button', { name: '登记迁入' }).click()
  await choose(page, '哪个网格或小组', '一组')
  await page.getByLabel('户主').fill('阿卜杜拉·买买提')
  await page.getByLabel('地址').fill('福寿里12号')
  await accessible(page)
  await finish(page, '迁入')
  await page.getByRole('heading', { level: 1, name: /^户 一组-0001$/ }).waitFor()
  await settle(page)
  expect(await page.getByText('买买提').count(), 'sealed').toBe(0)
  await accessible(page)

  await page.getByRole('button', { name: '查看户主' }).click()
  await page.getByText('核对、改正').click()
  await finish(page, '查看')
  await page.getByText('阿卜杜拉·买买提').waitFor()
  await page.getByRole('region', { name: '谁看过' }).getByText('陈惠芳看了户主：核对、改正').waitFor()

  await page.getByRole('button', { name: '提一位联系人' }).click()
  await choose(page, '党员', '陈惠芳')
  await dialog(page).getByText('党员', { exact: true }).last().click()
  await page.getByText('党员答应让这一户看到姓名').click()
  await finish(page, '提出')
  await page.getByText(/这一户还没答应/).waitFor()
  await accessible(page)

  const village = await desk.staffToday(place.secretary)
  await village.open('/console/households/gaps')
  await village.page.getByRole('heading', { name: '没有联系人的户：1户' }).waitFor()
  await accessible(village.page)

  await page.getByRole('button', { name: '发联系卡' }).click()
  await finish(page, '发卡')
  const code = await page.getByRole('region', { name: '联系卡' }).locator('dd').nth(1).textContent()
  await accessible(page)

  const resident = await desk.stage.visitor()
  await resident.open('/household')
  await resident.check()
  await resident.checkWords()
  await resident.page.getByLabel('户号').fill(await homeCode())
  await resident.page.getByLabel('卡上的码').fill(code!.toLowerCase())
  await resident.page.getByRole('button', { name: '打开' }).click()
  await resident.page.getByText('陈惠芳', { exact: true }).waitFor()
  await resident.check()
  await resident.checkWords()
  await resident.page.getByRole('button', { name: '答应' }).click()
  await resident.page.getByText('记下了，谢谢您。').waitFor()
  await resident.page.getByText(/陈惠芳看了户主。原因：核对、改正/).waitFor()
  await resident.check()
  await resident.checkWords()

  await village.open('/console/households/gaps')
  await village.page.getByRole('heading', { name: '没有联系人的户：0户' }).waitFor()
})

test('in 长辈版 a household asks, changes how it is reached and withdraws; a wrong code opens nothing', async () => {
  const { app } = desk.stage
  const { body: home } = await app.call(place.leader, endpoints.moveIn, { body: aHome(place.grid.id, { phone: '13800138000' }) })
  const { body: card } = await app.call(place.leader, endpoints.issueCard, { params: { householdId: home.id } })
  const resident = await desk.stage.visitor({ elder: 30 })
  const { page } = resident
  await resident.open('/household/card')
  expect(new URL(page.url()).pathname, 'without the card').toBe('/household')
  await page.getByLabel('户号').fill(home.code)
  await page.getByLabel('卡上的码').fill('AAAAA-AAAAA')
  await page.getByRole('button', { name: '打开' }).click()
  await page.getByRole('heading', { name: '没有打开' }).waitFor()
  await resident.check()
  await page.getByLabel('卡上的码').fill(card.code)
  await page.getByRole('button', { name: '打开' }).click()
  await page.getByRole('button', { name: '我家想要一位' }).click()
  await page.getByText('记下了，村里会找一位来。').waitFor()
  await resident.check()
  await page.getByLabel('打电话').check()
  await page.getByRole('button', { name: '就这样联系' }).click()
  await page.getByText('改好了。').waitFor()
  await page.getByRole('button', { name: '收回同意' }).click()
  await page.getByText('记下了。电话已经删掉，没人再联系您家。').waitFor()
  await resident.check()
  await resident.checkWords()
})

test('a split is taken back: the new household was never there', async () => {
  const { app } = desk.stage
  const { body: home } = await app.call(place.leader, endpoints.moveIn, { body: aHome(place.grid.id) })
  const { page, open } = await desk.staffToday(place.secretary)
  await open(`/console/households/${home.id}`)
  await settle(page)
  await accessible(page)
  await page.getByRole('button', { name: '分户' }).click()
  await dialog(page).getByLabel('户主').fill('䶮')
  await dialog(page).getByLabel('地址').fill('福寿里12号后座')
  await accessible(page)
  await finish(page, '分户')
  await page
    .getByRole('heading', { level: 1, name: /^户 一组-/ })
    .filter({ hasNotText: home.code })
    .waitFor()
  await page.getByRole('region', { name: '变动记录' }).getByRole('link', { name: home.code }).click()
  await page.getByRole('heading', { level: 1, name: `户 ${home.code}` }).waitFor()
  await page.getByRole('button', { name: '撤回：分户' }).click()
  await accessible(page)
  await finish(page, '撤回')
  await page.getByText(/撤回$/).first().waitFor()
  await page.getByRole('region', { name: '变动记录' }).getByRole('link').first().click()
  await page.locator('.state').filter({ hasText: '误录' }).waitFor()
  await accessible(page)
})

test('the town sees tiles and counts, and no household', async () => {
  await desk.stage.app.call(place.leader, endpoints.moveIn, { body: aHome(place.grid.id) })
  const { page, open } = await desk.staffToday(desk.at.townClerk)
  await open('/console/households/gaps')
  await settle(page)
  await page.getByRole('heading', { name: '同样的数，按代码排' }).waitFor()
  await accessible(page)
  await page.getByRole('row').getByRole('link', { name: /柳河/ }).last().click()
  await page.getByText('名单由村（社区）和网格看，这里只有户数。').waitFor()
  await accessible(page)
  await open('/console/households')
  await page.getByText('没有您能看的户').waitFor()
  await accessible(page)
})

test('the town sets the limit with its source; the village exempts a member and takes its homes out', async () => {
  const { page, open } = await desk.staffToday(desk.at.townClerk)
  await open('/console/households/terms')
  await page.getByText('5至20户。多了提不上，少了不催。').waitFor()
  await page.getByRole('button', { name: '修改' }).click()
  await page.getByLabel('最多几户').fill('15')
  await page.getByLabel('依据').fill('镇党委会议2026年第3次')
  await accessible(page)
  await finish(page, '保存')
  await page.getByText('5至15户。多了提不上，少了不催。').waitFor()

  const secretary = await desk.staffToday(place.secretary)
  await secretary.open('/console/households/terms')
  await secretary.page.getByRole('button', { name: '登记一位' }).click()
  await choose(secretary.page, '党员', '潘丽珍')
  await pick(dialog(secretary.page), '长期外出')
  await accessible(secretary.page)
  await finish(secretary.page, '登记')
  await secretary.page.getByRole('row').filter({ hasText: '潘丽珍' }).getByText('长期外出').waitFor()
  await accessible(secretary.page)
  await secretary.open('/console/households')
  await secretary.page.getByRole('button', { name: '导出' }).click()
  await choose(secretary.page, '哪个村（社区）或网格', '一组')
  await pick(dialog(secretary.page), '核对台账')
  await accessible(secretary.page)
  const [file] = await Promise.all([secretary.page.waitForEvent('download'), finish(secretary.page, '导出')])
  expect(file.suggestedFilename()).toBe('户一组2026-03-02.xlsx')

  const leader = await desk.staffToday(place.leader, { viewport: 'phone' })
  for (const path of ['/console/households/mine', '/console/households/gaps', '/console/households/terms']) {
    await leader.open(path)
    await settle(leader.page)
    await accessible(leader.page)
  }
})
