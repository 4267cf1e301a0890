/** Visits (入户走访) on their way, in a real browser: the line hangs, another page signs out or in, the server refuses; no word is lost. */
import type { Route } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import { endpoints as homes } from '#features/households/households.contract.ts'
import { aGridVillage, aHome } from '#features/households/households.samples.ts'
import { personHeader } from '../support/app.ts'
import { lying } from './browser-store.ts'
import { accessible, go, settle, useConsole } from './console.ts'

const desk = useConsole()
let place: Awaited<ReturnType<typeof aGridVillage>>

beforeAll(async () => {
  place = await aGridVillage(desk.stage.app.owner)
  await desk.account(place.leader, 'chen.huifang')
})

const moveIn = async (head = '区𠮷') =>
  (await desk.stage.app.call(place.leader, homes.moveIn, { body: aHome(place.grid.id, { head }) })).body

test('on a line that hangs the next visit is kept all the same, even if the page is closed', async () => {
  const [home, other] = [await moveIn(), await moveIn('䶮')]
  const { page, open, faults } = await desk.staffToday(place.leader, { viewport: 'phone' })
  const hung: Route[] = []
  await page.route(/\/api\/visit-records\//, route => void hung.push(route)) // is never answered
  await open(`/console/visits/households/${home.id}`)
  await settle(page)
  await page.getByRole('button', { name: '记下' }).click()
  await expect.poll(() => hung.length).toBe(1)
  await go(page, '/console/visits')
  await go(page, `/console/visits/households/${other.id}`)
  await page.getByLabel('备注（可不写）').fill('家门口的水沟')
  await page.getByRole('button', { name: '记下' }).click()
  await page.getByText('2户走访还没发出').waitFor()
  await page.getByText('等着发出').waitFor()
  await expect.poll(async () => (await lying(page)).drafts.length).toBe(2)
  await page.reload()
  await page.getByText('2户走访还没发出').waitFor()
  faults()
})

test('two pages of one browser: signing out in one asks about what the other keeps, and nobody’s visit goes under another’s name', async () => {
  const [home, other] = [await moveIn(), await moveIn('䶮')]
  const { page, open, context, faults } = await desk.staffToday(place.leader, { viewport: 'phone' })
  const second = await context.newPage()
  second.setDefaultTimeout(30_000)
  const asked: string[] = []
  second.on('dialog', dialog => {
    asked.push(dialog.message())
    void dialog.dismiss()
  })
  await second.goto(`${desk.stage.origin}/console/visits`)
  await settle(second)
  await open(`/console/visits/households/${other.id}`)
  await settle(page)
  await page.getByLabel('备注（可不写）').fill('家门口的水沟')
  await page.route(/\/api\/visit-records\//, route => route.abort('internetdisconnected'))
  await go(page, '/console/visits')
  await go(page, `/console/visits/households/${home.id}`)
  const lost = page.waitForEvent('requestfailed')
  await page.getByRole('button', { name: '记下' }).click()
  await lost
  await expect.poll(async () => (await lying(page)).drafts.length).toBe(2)
  await second.getByRole('button', { name: /陈惠芳/ }).click()
  await second.getByRole('menuitem', { name: '退出登录' }).click()
  await expect.poll(() => asked).toEqual(['还有2户走访没发出，退出就删掉了。要退出吗？'])
  expect((await lying(page)).drafts).toHaveLength(2)

  // the second page signs in the secretary, who may record there too; the first has not heard of it
  await context.setExtraHTTPHeaders({ [personHeader]: place.secretary })
  await page.unroute(/\/api\/visit-records\//)
  const answered = page.waitForResponse(/\/api\/visit-records\//)
  await page.evaluate(() => dispatchEvent(new Event('online')))
  expect((await answered).status()).toBe(409)
  await page.getByText('1户走访还没发出').waitFor()
  expect(await desk.stage.app.owner.selectFrom('visit').where('householdId', '=', home.id).selectAll().execute()).toEqual([])
  await context.setExtraHTTPHeaders({ [personHeader]: place.leader })
  await page.evaluate(() => dispatchEvent(new Event('online')))
  await page.getByText('已发出').waitFor()
  expect(await desk.stage.app.owner.selectFrom('visit').where('householdId', '=', home.id).selectAll().execute()).toMatchObject([
    { state: 'done', personId: place.leader },
  ])
  faults()
})

test('a finished visit without a line asks for one after two days; after two weeks its words are gone, and it says so until it is put away', async () => {
  const home = await moveIn()
  const { page, open, faults } = await desk.staffToday(place.leader, { viewport: 'phone' })
  await page.route(/\/api\/visit-records\//, route => route.abort('internetdisconnected'))
  await open(`/console/visits/households/${home.id}`)
  await settle(page)
  await page.getByLabel('要办的事（写了就转成诉求）').fill('屋顶漏水')
  await page.getByRole('button', { name: '记下' }).click()
  await page.getByText('1户走访还没发出').waitFor()
  await expect.poll(async () => (await lying(page)).drafts.length).toBe(1)
  const daysLater = async (days: number) => {
    await page.clock.setFixedTime(new Date(desk.stage.app.now.getTime() + days * 86_400_000))
    await page.reload()
    await settle(page)
  }
  await daysLater(8)
  await page.getByText('有的等了两天多，请找有信号的地方。').waitFor()
  await page.getByText(/^只存到3月16日/).waitFor()
  await daysLater(15)
  await page.getByText('1户走访没有发出去，写的字已经删掉。').waitFor()
  expect((await lying(page)).drafts).toEqual([])
  await accessible(page)
  await page.getByRole('button', { name: `知道了：${home.code}，3月2日的走访` }).click()
  await expect.poll(() => page.getByText(/没有发出去/).count()).toBe(0)
  await page.reload()
  await settle(page)
  await expect.poll(() => page.getByText(/没有发出去/).count()).toBe(0)
  faults()
})

test('what the server refuses stands on the sheet again with the reason beside it, and goes once it is put right', async () => {
  const home = await moveIn()
  const { page, open, faults } = await desk.staffToday(place.leader, { viewport: 'phone' })
  const asked: string[] = []
  page.on('dialog', dialog => {
    asked.push(dialog.message())
    void dialog.dismiss()
  })
  const [note, item] = [page.getByLabel('备注（可不写）'), page.getByLabel('要办的事（写了就转成诉求）')]
  const press = () => page.getByRole('button', { name: '记下' }).click()
  const recorded = () => desk.stage.app.owner.selectFrom('visit').where('householdId', '=', home.id).select(['state', 'version']).execute()
  await open(`/console/visits/households/${home.id}`)
  await settle(page)
  await item.fill('有人晕倒了，快叫120')
  await note.fill('打19900001234')
  await press()
  await page.getByText('不要写电话、证件号和卡号', { exact: true }).waitFor()
  expect([await item.inputValue(), await note.inputValue()]).toEqual(['有人晕倒了，快叫120', '打19900001234'])
  expect(await recorded()).toEqual([])
  await accessible(page)
  await page.getByRole('button', { name: `删掉：${home.code}` }).click()
  await expect.poll(() => asked).toEqual([`${home.code}写的字还没发出，删掉就没有了。要删掉吗？`])

  // the record goes; its item is refused, and is all that is left to write
  await note.fill('想学用手机')
  await press()
  await page.getByText('走访已经记下了，只差要办的事。').waitFor()
  await expect.poll(() => note.count()).toBe(0)
  expect(await recorded()).toEqual([{ state: 'done', version: 1 }])
  await accessible(page)
  await page.reload()
  await page.getByText('走访已经记下了，只差要办的事。').waitFor()
  await item.fill('巷口的路灯坏了')
  await press()
  await page.getByText(/诉求编号/).waitFor()
  expect(await recorded()).toEqual([{ state: 'itemsRaised', version: 2 }])
  await expect.poll(() => note.inputValue(), { message: 'and the next sheet is blank' }).toBe('')
  expect((await lying(page)).drafts).toEqual([])
  faults()
})
