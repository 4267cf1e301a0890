/** Visits (入户走访) without a signal, in a real browser: a telephone started anew opens list and sheet; what is written is sent once; a new build replaces what is kept. */
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import { endpoints as homes } from '#features/households/households.contract.ts'
import { aGridVillage, aHome } from '#features/households/households.samples.ts'
import { consoleFolder } from '#platform/server/console-files.ts'
import { personHeader } from '../support/app.ts'
import { keptHere, lying } from './browser-store.ts'
import { accessible, settle, useConsole } from './console.ts'

const desk = useConsole()
let place: Awaited<ReturnType<typeof aGridVillage>>

beforeAll(async () => {
  place = await aGridVillage(desk.stage.app.owner)
  await desk.account(place.leader, 'chen.huifang')
  await desk.account(place.otherLeader, 'pan.lizhen')
})

const moveIn = async (head = '区𠮷') =>
  (await desk.stage.app.call(place.leader, homes.moveIn, { body: aHome(place.grid.id, { head }) })).body
const visitsOf = (householdId: string) =>
  desk.stage.app.owner.selectFrom('visit').where('householdId', '=', householdId).selectAll().execute()
const state = (page: Page) => page.getByRole('region', { name: '发出情况' })

test('a telephone started anew without a signal: the list and the sheet open, what is written is sent once when the line is back', async () => {
  const [home, other] = [await moveIn(), await moveIn('䶮')]
  const leader = await desk.staffToday(place.leader, { viewport: 'phone' })
  await leader.open('/console/visits')
  await leader.page.getByRole('button', { name: '排几户' }).click()
  await leader.page.getByRole('link', { name: `记走访：${home.code}` }).waitFor()
  await leader.page.getByText('没有信号，这一页也打得开。').waitFor()
  await expect.poll(async () => (await lying(leader.page)).plans.length).toBe(1)
  expect((await lying(leader.page)).plans.join(), 'nobody reads it').not.toContain(home.code)
  const files = await leader.page.evaluate(async () => {
    const [name] = await caches.keys()
    return (await (await caches.open(name!)).keys()).map(({ url }) => new URL(url).pathname)
  })
  expect(files.filter(path => path !== '/console/visits' && !path.startsWith('/console/files/'))).toEqual([])
  leader.faults()

  await leader.context.setOffline(true)
  await leader.page.close()
  const page = await leader.context.newPage()
  page.setDefaultTimeout(15_000)
  await page.goto(`${desk.stage.origin}/console/visits`)
  await page.getByText(/^没有信号。这是3月2日 09:00存下的/).waitFor()
  await page.getByRole('link', { name: `记走访：${other.code}` }).waitFor()
  await accessible(page)
  await page.getByRole('link', { name: `记走访：${home.code}` }).click()
  await page.getByRole('heading', { level: 1, name: `走访 ${home.code}` }).waitFor()
  await page.getByLabel('要办的事（写了就转成诉求）').fill('井盖松了')
  await expect.poll(async () => (await lying(page)).drafts.length, { message: 'sealed and kept' }).toBe(1)
  await page.reload()
  await page.getByRole('heading', { level: 1, name: `走访 ${home.code}` }).waitFor()
  await expect
    .poll(() => page.getByLabel('要办的事（写了就转成诉求）').inputValue(), { message: 'half written, and the telephone started again' })
    .toBe('井盖松了')
  await accessible(page)
  await page.getByRole('button', { name: '记下' }).click()
  await state(page).getByText('还没发出').waitFor()
  await page.reload()
  await state(page).getByText('还没发出').waitFor()
  expect((await visitsOf(home.id)).map(visit => visit.state)).toEqual(['planned'])

  const sent: string[] = []
  page.on('request', request => {
    if (request.method() === 'PUT') sent.push(new URL(request.url()).pathname.replace(/[^/]+$/, ''))
  })
  await leader.context.setOffline(false)
  await state(page).getByText('已发出').waitFor()
  await settle(page)
  expect(await visitsOf(home.id), 'once').toMatchObject([{ state: 'itemsRaised' }])
  expect(sent).toEqual(['/api/visit-records/', '/api/visit-items/'])
  expect((await lying(page)).drafts).toEqual([])

  // the list without the household that was visited; the other waits for its day
  await leader.context.setOffline(true)
  await page.goto(`${desk.stage.origin}/console/visits`)
  await page.getByRole('link', { name: `记走访：${other.code}` }).waitFor()
  await expect.poll(() => page.getByRole('link', { name: `记走访：${home.code}` }).count()).toBe(0)
  await page.clock.setFixedTime(new Date(desk.stage.app.now.getTime() + 73 * 3_600_000))
  await page.reload()
  await page.getByText('没有信号，也没有存下的名单').waitFor()
  await leader.context.setOffline(false)
}, 120_000)

test('the next person on one telephone, after a sign-in that merely ran out, finds nothing of the one before', async () => {
  const home = await moveIn('阿卜杜拉·买买提')
  const { page, open, context, faults } = await desk.staffToday(place.leader, { viewport: 'phone' })
  await open('/console/visits')
  await page.getByRole('button', { name: '排几户' }).click()
  await page.getByRole('link', { name: `记走访：${home.code}` }).click()
  await page.getByLabel('要办的事（写了就转成诉求）').fill('屋顶漏水')
  await expect.poll(async () => (await lying(page)).drafts.length).toBe(1)
  expect((await lying(page)).plans).toHaveLength(1)

  await context.setExtraHTTPHeaders({ [personHeader]: place.otherLeader })
  await open('/console/visits')
  await page.getByRole('button', { name: /潘丽珍/ }).waitFor()
  await settle(page)
  await expect.poll(async () => (await lying(page)).drafts).toEqual([])
  expect((await lying(page)).plans).toEqual([])
  await context.setOffline(true)
  await page.goto(`${desk.stage.origin}/console/visits/households/${home.id}`)
  await settle(page)
  await page.getByText('连不上服务器').waitFor()
  await expect.poll(() => page.locator('body').textContent()).not.toMatch(/屋顶漏水|买买提/)
  await page.close()
  faults()
})

test('a new build replaces what is kept', async () => {
  const { page, open } = await desk.staffToday(place.leader, { viewport: 'phone' })
  await open('/console/visits')
  await page.getByText('没有信号，这一页也打得开。').waitFor()
  const { caches: before } = await keptHere(page)
  expect(before).toHaveLength(1)
  const built = join(consoleFolder, 'index.html')
  const html = await readFile(built, 'utf8')
  try {
    await writeFile(built, `${html}\n`)
    await page.evaluate(async () => void (await (await navigator.serviceWorker.getRegistration('/console/visits'))!.update()))
    await expect.poll(async () => (await keptHere(page)).caches.filter(name => !before.includes(name)).length).toBe(1)
    await expect.poll(async () => (await keptHere(page)).caches.length, { message: 'and the old one is gone' }).toBe(1)
  } finally {
    await writeFile(built, html)
  }
})
