/** A plate (党员户挂牌) in a real browser: offered, agreed to by card and by the member, printed, hung; taken back, and the QR says so. */
import { beforeAll, expect, test } from 'vitest'
import { endpoints as homes } from '#features/households/households.contract.ts'
import { aHome } from '#features/households/households.samples.ts'
import { aHolder } from '#features/people/people.samples.ts'
import { endpoints } from '#features/plates/plates.contract.ts'
import { aPlatePlace, type PlatePlace } from '#features/plates/plates.samples.ts'
import { endpoints as rights } from '#features/rights/rights.contract.ts'
import { accessible, choose, dialog, finish, pick, settle, useConsole } from './console.ts'

const desk = useConsole()
let at: PlatePlace

beforeAll(async () => {
  at = await aPlatePlace(desk.stage.app.owner)
  await desk.account(at.secretary, 'ou.yongkang')
  await desk.account(at.memberId, 'chen.damei')
})

async function aHomeWithCard() {
  const { app } = desk.stage
  const { body: home } = await app.call(at.secretary, homes.moveIn, { body: aHome(at.cooperative.id) })
  const { body: card } = await app.call(at.secretary, homes.issueCard, { params: { householdId: home.id } })
  return { home, code: card.code }
}

test('offered; the household agrees by card, the member signed in; issued, printed, hung; the household takes it back, and the QR says so', async () => {
  const { home, code } = await aHomeWithCard()
  const branch = await desk.staffToday(at.secretary)
  await branch.open('/console/plates')
  await settle(branch.page)
  await accessible(branch.page)
  await branch.page.getByRole('button', { name: '提出挂牌' }).click()
  await choose(branch.page, '哪一户', home.code)
  await choose(branch.page, '住在这一户的正式党员', '陈大妹')
  await accessible(branch.page)
  await finish(branch.page, '提出')
  await branch.page.getByRole('region', { name: '谁同意了' }).getByText('这一户').waitFor()
  await settle(branch.page)
  await accessible(branch.page)
  const address = new URL(branch.page.url()).pathname

  const resident = await desk.stage.visitor()
  await resident.open('/household')
  await resident.page.getByLabel('户号').fill(home.code)
  await resident.page.getByLabel('卡上的码').fill(code)
  await resident.page.getByRole('button', { name: '打开' }).click()
  await resident.page.getByRole('link', { name: '看我家的牌' }).click()
  await resident.page.getByRole('heading', { name: '村里想给您家挂牌' }).waitFor()
  await resident.check()
  await resident.checkWords()
  await resident.page.getByLabel('扫码时也可以显示姓名').check()
  await resident.page.getByRole('button', { name: '全家同意挂牌' }).click()
  await resident.page.getByText('记下了，谢谢您家。').waitFor()
  await resident.check()

  const member = await desk.staffToday(at.memberId, { viewport: 'phone' })
  await member.open(address)
  await settle(member.page)
  await accessible(member.page)
  await member.page.getByRole('button', { name: '我同意挂牌' }).click()
  await accessible(member.page)
  await finish(member.page, '同意')
  await member.page.locator('.state').filter({ hasText: '都同意了' }).waitFor()
  await accessible(member.page)

  await branch.open(address)
  await branch.page.getByRole('button', { name: '给牌号' }).click()
  await branch.page.getByRole('heading', { level: 1, name: /-0001$/ }).waitFor()
  await branch.open('/console/plates/sheet')
  await settle(branch.page)
  const sheet = branch.page.getByRole('region', { name: '要印的牌' })
  await sheet.getByRole('img', { name: /-0001号牌的网址/ }).waitFor()
  await accessible(branch.page)
  await branch.page.evaluate(() => Object.assign(window, { print: () => document.body.setAttribute('data-printed', 'yes') }))
  await branch.page.getByRole('button', { name: '打印' }).click()
  await branch.page.locator('body[data-printed=yes]').waitFor()
  const printed = await desk.stage.app.call(at.secretary, endpoints.sheet)
  const behind = new URL(printed.body.items[0]!.address).pathname

  await branch.open(address)
  await branch.page.getByRole('button', { name: '登记挂牌' }).click()
  await dialog(branch.page).getByLabel('哪一天挂上的').fill('2026-03-02')
  await finish(branch.page, '挂上了')
  await branch.page.locator('.state').filter({ hasText: '已挂牌' }).waitFor()
  await accessible(branch.page)
  await expect.poll(() => branch.page.locator('input[type=file]').count(), { message: 'no photo' }).toBe(0)

  const neighbour = await desk.stage.visitor()
  await neighbour.open(behind)
  await neighbour.page.getByText('● 这块牌有效。').waitFor()
  await expect.poll(() => neighbour.page.getByText('陈大妹').count(), { message: 'not everyone agreed to names' }).toBe(0)
  await neighbour.check()
  await neighbour.checkWords()

  await resident.open('/household/plate')
  await resident.page.getByRole('button', { name: '收回同意' }).click()
  await resident.page.getByText('记下了。这块牌从现在起无效。').waitFor()
  await resident.check()
  await resident.checkWords()
  await neighbour.open(behind)
  await neighbour.page.getByText('这块牌已经无效').waitFor()
  await neighbour.check()
  await neighbour.checkWords()

  await branch.open(address)
  await branch.page.locator('.state').filter({ hasText: '要取下' }).waitFor()
  await branch.page.getByRole('button', { name: '登记取下' }).click()
  await finish(branch.page, '取下了')
  await branch.page.locator('.state').filter({ hasText: '已取下' }).waitFor()
  await accessible(branch.page)
})

test('on a phone the village enters what a member said at home, and that another household does not want it; in 长辈版 the card says no', async () => {
  const { app } = desk.stage
  const { home, code } = await aHomeWithCard()
  const { body: plate } = await app.call(at.secretary, endpoints.offer, { body: { householdId: home.id, memberIds: [at.memberId] } })
  const branch = await desk.staffToday(at.secretary, { viewport: 'phone' })
  await branch.open(`/console/plates/${plate.id}`)
  await settle(branch.page)
  await accessible(branch.page)
  await branch.page.getByRole('button', { name: '代登记同意：陈大妹' }).press('Enter')
  await pick(dialog(branch.page), '上门时说的')
  await accessible(branch.page)
  await finish(branch.page, '登记')
  await branch.page.getByRole('region', { name: '谁同意了' }).getByText('3月2日').first().waitFor()

  const resident = await desk.stage.visitor({ elder: 30 })
  await resident.open('/household')
  await resident.page.getByLabel('户号').fill(home.code)
  await resident.page.getByLabel('卡上的码').fill(code)
  await resident.page.getByRole('button', { name: '打开' }).click()
  await resident.page.getByRole('link', { name: '看我家的牌' }).click()
  await resident.page.getByRole('button', { name: '不要挂' }).click()
  await resident.page.getByText('现在没有牌，也没人提。').waitFor()
  await resident.check()
  await resident.checkWords()
  await branch.open('/console/plates')
  await settle(branch.page)
  await accessible(branch.page)
})

test('a member without an account says yes with the code of the window, on a phone, and takes it back there', async () => {
  const { app } = desk.stage
  const { home } = await aHomeWithCard()
  await app.call(at.secretary, endpoints.offer, { body: { householdId: home.id, memberIds: [at.memberId] } })
  const identity = { params: { personId: at.memberId }, body: { identity: 'idCard' } }
  const { body } = await app.call(at.villageSecretary, rights.issueCode, identity)
  const member = await desk.stage.visitor({ elder: 24 })
  await member.open('/my/code')
  await member.page.getByLabel('查看码').fill(body.code)
  await member.page.getByRole('button', { name: '打开' }).click()
  await member.page.getByRole('heading', { name: '福寿里经济社：等您说同不同意' }).waitFor()
  await member.check()
  await member.page.getByRole('button', { name: '我同意挂牌' }).click()
  await member.page.getByRole('heading', { name: /^福寿里经济社：/ }).waitFor()
  await expect.poll(() => member.page.getByText('等您说同不同意').count()).toBe(0)
  await member.check()
  await member.page.getByRole('button', { name: '收回同意' }).click()
  await member.page.getByRole('heading', { name: '陈大妹的信息' }).waitFor()
  await expect.poll(() => member.page.getByRole('button', { name: '收回同意' }).count()).toBe(0)
})

test('a clerk outside the Party line is not offered to offer a plate', async () => {
  const { owner } = desk.stage.app
  const clerk = await aHolder(owner, 'villageClerk', at.village.id, { name: '麦志强' })
  await desk.account(clerk, 'mai.zhiqiang')
  const { page, open } = await desk.staffToday(clerk)
  await open('/console/plates')
  await settle(page)
  await page.getByText('没有归您看的党员户牌').waitFor()
  await expect.poll(() => page.getByRole('button', { name: '提出挂牌' }).count()).toBe(0)
  await accessible(page)
})
