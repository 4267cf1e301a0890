/**
 * Visits (入户走访) in a real browser: a leader on a telephone visits, raises an item and loses the line; nothing is lost, and it is sent
 * once. The household reads who looked and deletes.
 */
import type { Page } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import { endpoints as homes } from '#features/households/households.contract.ts'
import { aGridVillage, aHome } from '#features/households/households.samples.ts'
import { endpoints } from '#features/visits/visits.contract.ts'
import { keptHere, lying } from './browser-store.ts'
import { accessible, finish, settle, useConsole } from './console.ts'

const desk = useConsole()
let place: Awaited<ReturnType<typeof aGridVillage>>

beforeAll(async () => {
  place = await aGridVillage(desk.stage.app.owner)
  await desk.account(place.leader, 'chen.huifang')
  await desk.account(place.otherLeader, 'pan.lizhen')
  await desk.account(place.secretary, 'liang.shuji')
})

const moveIn = async (head = '区𠮷') =>
  (await desk.stage.app.call(place.leader, homes.moveIn, { body: aHome(place.grid.id, { head }) })).body
const visitsOf = (householdId: string) =>
  desk.stage.app.owner.selectFrom('visit').where('householdId', '=', householdId).selectAll().execute()
const state = (page: Page) => page.getByRole('region', { name: '发出情况' })
test('a leader visits on a telephone with few taps, raises an item, loses the line and the page; it is sent once, and the household deletes it', async () => {
  const home = await moveIn()
  const leader = await desk.staffToday(place.leader, { viewport: 'phone' })
  const { page, open, context } = leader
  await open('/console/visits')
  await settle(page)
  await accessible(page)
  await page.getByRole('button', { name: '排几户' }).click()
  await page.getByText('刚搬来，去认识一下。').waitFor()
  await accessible(page)
  await page.evaluate(() => {
    const counted = globalThis as unknown as { taps: number }
    counted.taps = 0
    addEventListener('pointerdown', () => (counted.taps += 1), true)
  })
  await page.getByRole('link', { name: `记走访：${home.code}` }).click()
  await page.getByRole('heading', { level: 1, name: `走访 ${home.code}` }).waitFor()
  await settle(page)
  await page.getByRole('button', { name: /^看地址/ }).click()
  await page.getByText('地址：福寿里12号').waitFor()
  await page.getByText('环境卫生').click()
  await page.getByLabel('要办的事（写了就转成诉求）').fill('巷口的路灯坏了')
  await page.getByLabel('在哪里').fill('祠堂对面')
  await page.getByLabel('备注（可不写）').fill('想学用手机')
  const leave = page.getByLabel('留这一户的电话和住址，方便办的人联系')
  await expect.poll(() => leave.isChecked(), { message: 'not unless the household says so' }).toBe(false)
  await accessible(page)

  await context.setOffline(true)
  await page.getByRole('button', { name: '记下' }).click()
  await state(page).getByText('还没发出').waitFor()
  await page.getByText('1户走访还没发出').waitFor()
  // one screen, half a minute: the household, its address, what was talked of, and done
  expect(await page.evaluate(() => (globalThis as unknown as { taps: number }).taps)).toBe(4)
  await accessible(page)
  expect(await visitsOf(home.id), 'planned, and no more').toMatchObject([{ state: 'planned' }])
  const kept = await lying(page)
  expect(kept.extractable).toEqual([false])
  expect(kept.drafts).toHaveLength(1)
  expect(kept.drafts.join(), 'nobody reads it').not.toMatch(/路灯|手机/)

  // the page comes back before the line is good: everything but the two commands gets through
  await page.route(/\/api\/visit-(records|items)\//, route => route.abort('internetdisconnected'))
  await context.setOffline(false)
  await page.reload()
  await settle(page)
  await state(page).getByText('还没发出').waitFor()
  await page.getByText('等着发出').waitFor()
  await accessible(page)
  expect(await visitsOf(home.id)).toMatchObject([{ state: 'planned' }])
  // the first command arrives and its answer is lost
  await page.unroute(/\/api\/visit-(records|items)\//)
  let lost = 0
  await page.route(/\/api\/visit-records\//, async route => {
    await route.fetch()
    await route.abort('internetdisconnected')
    lost += 1 // now it may be unrouted
  })
  await page.getByRole('button', { name: `现在发：${home.code}` }).click()
  await expect.poll(() => lost).toBe(1)
  await expect.poll(async () => (await visitsOf(home.id)).map(visit => visit.state)).toEqual(['done'])
  await page.unroute(/\/api\/visit-records\//)
  await page.getByRole('button', { name: `现在发：${home.code}` }).click()
  await state(page).getByText('已发出').waitFor()
  await state(page)
    .getByText(/诉求编号/)
    .waitFor()
  await accessible(page)
  expect(await visitsOf(home.id), 'once').toMatchObject([{ state: 'itemsRaised', rule: 'newcomer', topics: ['environment'] }])
  expect(await desk.stage.app.owner.selectFrom('visitItem').selectAll().execute(), 'and its item once').toHaveLength(1)
  expect((await lying(page)).drafts, 'erased on sending').toEqual([])
  leader.faults() // the browser's own lines about the lost line

  const village = await desk.staffToday(place.secretary)
  await village.open(`/console/visits/households/${home.id}`)
  await village.page.getByRole('button', { name: /^看备注/ }).click()
  await village.page.getByText('接手联系这一户').click()
  await accessible(village.page)
  await finish(village.page, '看备注')
  await village.page.getByText('想学用手机').waitFor()

  const { body: card } = await desk.stage.app.call(place.leader, homes.issueCard, { params: { householdId: home.id } })
  const resident = await desk.stage.visitor({ elder: 24 })
  await resident.open('/household')
  await resident.page.getByLabel('户号').fill(home.code)
  await resident.page.getByLabel('卡上的码').fill(card.code)
  await resident.page.getByRole('button', { name: '打开' }).click()
  await resident.page.getByText(/陈惠芳看了地址。原因：上门走访/).waitFor()
  await resident.check()
  await resident.page.getByRole('link', { name: '看我家的走访' }).click()
  await resident.page.getByText('想学用手机').waitFor()
  await resident.page.getByText(/梁少英看了。原因：接手联系这一户/).waitFor()
  await resident.check()
  await resident.checkWords()
  await resident.page.getByRole('button', { name: '删掉这次记录' }).click()
  await resident.page.getByText('删掉了，不用说原因。').waitFor()
  await resident.page.getByText('现在没有走访记录。').waitFor()
  await resident.page.getByRole('button', { name: '每月来一次' }).click()
  await resident.page.getByText('记下了，以后每月来一次。').waitFor()
  await resident.page.getByRole('button', { name: '请人来一趟' }).click()
  await resident.page.getByText('记下了，会有人来您家。').waitFor()
  await resident.check()
  await resident.checkWords()
  expect(await visitsOf(home.id)).toEqual([])
  expect(await desk.stage.app.owner.selectFrom('visitStub').selectAll().execute()).toHaveLength(1)
})

test('a household that was moved while the visit was written: a clear answer, nothing sent twice, and it can be dropped', async () => {
  const home = await moveIn('䶮')
  const leader = await desk.staffToday(place.leader, { viewport: 'phone' })
  const { page, open, context } = leader
  await open(`/console/visits/households/${home.id}`)
  await settle(page)
  await context.setOffline(true)
  await page.getByText('没人在家').click()
  await page.getByRole('button', { name: '记下' }).click()
  await state(page).getByText('还没发出').waitFor()
  const { body } = await desk.stage.app.call(
    place.secretary,
    homes.relocate,
    { params: { householdId: home.id }, body: { unitId: place.otherGrid.id, address: '福寿里88号', effectiveOn: '2026-03-02' } },
    { 'if-match': '"1"' },
  )
  expect(body.unitId).toBe(place.otherGrid.id)
  await context.setOffline(false)
  await page
    .getByRole('alert')
    .getByText(/可能搬走了，或换了联系人/)
    .waitFor()
  await accessible(page)
  await state(page)
    .getByRole('button', { name: `删掉：${home.code}` })
    .click()
  await expect.poll(async () => (await lying(page)).drafts).toEqual([])
  expect((await visitsOf(home.id)).filter(visit => visit.state !== 'planned')).toEqual([])
  leader.faults()
})

test('half-written words come back after a reload, and are gone after 72 hours', async () => {
  const home = await moveIn()
  const { page, open } = await desk.staffToday(place.leader, { viewport: 'phone' })
  await open(`/console/visits/households/${home.id}`)
  await settle(page)
  const note = page.getByLabel('备注（可不写）')
  await note.fill('家门口的水沟')
  await state(page).getByText('没写完').waitFor()
  await expect.poll(async () => (await lying(page)).drafts.length).toBe(1)
  await page.reload()
  await settle(page)
  await expect.poll(() => note.inputValue()).toBe('家门口的水沟')
  await page.clock.setFixedTime(new Date(desk.stage.app.now.getTime() + 73 * 3_600_000))
  await page.reload()
  await settle(page)
  await expect.poll(() => note.inputValue()).toBe('')
  await expect.poll(async () => (await lying(page)).drafts).toEqual([])
})

test('who signs out is asked first about what was not sent: half written, waiting for the line, or not even read yet; then it is gone', async () => {
  const [home, other] = [await moveIn(), await moveIn('䶮')]
  const { page, open, faults } = await desk.staffToday(place.leader, { viewport: 'phone' })
  const asked: string[] = []
  let goes = false
  page.on('dialog', dialog => {
    asked.push(dialog.message())
    void (goes ? dialog.accept() : dialog.dismiss())
  })
  const signOut = async (button: RegExp) => {
    await page.getByRole('button', { name: button }).click()
    await page.getByRole('menuitem', { name: '退出登录' }).click()
  }
  await open(`/console/visits/households/${other.id}`)
  await settle(page)
  await page.getByLabel('备注（可不写）').fill('家门口的水沟')
  await expect.poll(async () => (await lying(page)).drafts.length).toBe(1)
  await signOut(/陈惠芳/)
  await expect.poll(() => asked).toEqual(['还有1户走访没发出，退出就删掉了。要退出吗？'])

  await open(`/console/visits/households/${home.id}`)
  await settle(page)
  await page.route(/\/api\/visit-records\//, route => route.abort('internetdisconnected'))
  const lost = page.waitForEvent('requestfailed')
  await page.getByRole('button', { name: '记下' }).click()
  await lost
  await page.route(/\/api\/accounts\/mine$/, () => undefined) // is never answered
  await page.reload()
  await signOut(/我的账号/)
  await expect.poll(() => asked.slice(1)).toEqual(['还有2户走访没发出，退出就删掉了。要退出吗？'])
  expect((await lying(page)).drafts).toHaveLength(2)

  await page.unroute(/\/api\/accounts\/mine$/)
  await page.reload()
  await settle(page)
  goes = true
  await signOut(/陈惠芳/)
  // the test's own sign-in lasts, and comes straight back
  await page.waitForURL(/\/console\/?$/)
  expect(asked.slice(2)).toEqual(['还有2户走访没发出，退出就删掉了。要退出吗？'])
  expect(await lying(page)).toEqual({ drafts: [], plans: [], extractable: [] })
  expect(await keptHere(page), 'nor the pages').toEqual({ caches: [], workers: 0 })
  expect((await visitsOf(home.id)).map(visit => visit.state)).toEqual([])
  faults()
})

test('the town reads counts by code and no household; the village reads which wait', async () => {
  const home = await moveIn()
  await desk.stage.app.call(place.leader, endpoints.plan)
  const town = await desk.staffToday(desk.at.townClerk)
  await town.open('/console/visits/gaps')
  await settle(town.page)
  await town.page.getByRole('heading', { name: '各村（社区），按代码排' }).waitFor()
  await accessible(town.page)
  await town.open(`/console/visits/gaps?unitId=${place.village.id}`)
  await town.page.getByText('名单由村（社区）和网格看，这里只有户数。').waitFor()
  await accessible(town.page)
  const village = await desk.staffToday(place.secretary, { viewport: 'phone', elder: 20 })
  await village.open('/console/visits/gaps')
  await village.page.getByRole('link', { name: home.code }).waitFor()
  await settle(village.page)
  await accessible(village.page)
})
