/** Visits (入户走访) on their way, in a real browser: the line hangs, another page signs out or in, the server refuses; no word is lost. */
import type { Route } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import { endpoints as homes } from '#features/households/households.contract.ts'
import { aGridVillage, aHome } from '#features/households/households.samples.ts'
import { personHeader } from '../support/app.ts'
import { lying } from './browser-store.ts'
import { go, settle, useConsole } from './console.ts'

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
