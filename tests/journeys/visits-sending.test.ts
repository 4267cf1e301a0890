/** Visits (入户走访) on their way, in a real browser: the line hangs, another page signs out or in, the server refuses; no word is lost. */
import type { Route } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import { endpoints as homes } from '#features/households/households.contract.ts'
import { aGridVillage, aHome } from '#features/households/households.samples.ts'
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
