/** The dashboard (全镇一览) and a superior's form in a real browser: numbers open to as many records, map and table agree, and it prints. */
import exceljs from 'exceljs'
import { readFile } from 'node:fs/promises'
import type { Page } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import { aTemplate } from '#features/duties/duties.samples.ts'
import { issueTemplate } from '#features/duties/duties.templates.actions.ts'
import { findTemplate } from '#features/duties/duties.templates.queries.ts'
import { aHolder } from '#features/people/people.samples.ts'
import { aUnit, aVillage } from '#features/units/units.samples.ts'
import { aVenue } from '#features/venues/venues.samples.ts'
import { accessible, choose, dialog, finish, settle, useConsole } from './console.ts'

const desk = useConsole()
let secretary = ''
const form = '服务站情况表'

beforeAll(async () => {
  const { app } = desk.stage
  const { village } = desk.at
  secretary = await aHolder(app.owner, 'villageSecretary', village.id, { name: '邓锦成', title: '书记' })
  await desk.account(secretary, 'deng.jincheng')
  await aVillage(app.owner)
  for (let n = 0; n < 3; n += 1) await desk.aCase()
  const group = await aUnit(app.owner, { kind: 'cooperative', name: '南社' }, village)
  await aVenue(app.owner, group.id, { name: '南社服务站', openedOn: '2026-01-10' })
  const ask = { heldIn: null, filledBy: null, reason: '' }
  const templateId = await aTemplate(app.owner, village.id, {
    name: form,
    kinds: ['cooperative'],
    from: '2026-01-01',
    minutes: 2,
    asks: [
      { ...ask, name: '党群服务站数', heldIn: 'venues.station' },
      { ...ask, name: '开放中的难处', filledBy: 'villageClerk' },
    ],
  })
  const job = { kind: 'job', townId: 1, name: 'duties.settle' } as const
  await app.as(job, async context => issueTemplate(context, (await findTemplate(context.db, context.today, templateId))!))
})

const staff = desk.staffToday

const records = (page: Page, name: string) => page.getByRole('table', { name, exact: true }).locator('tbody').getByRole('row')

test('the town office opens the dashboard; a number opens to as many records, and map and table say the same', async () => {
  const { page, open } = await staff(desk.at.townClerk)
  await open('/console')
  await settle(page)
  await page.getByRole('navigation', { name: '主菜单' }).getByRole('link', { name: '全镇一览' }).click()
  await page.getByRole('heading', { name: '全镇一览' }).waitFor()
  await settle(page)
  await accessible(page)
  const name = await villageName()

  const table = page.getByRole('table', { name: '各村（社区）在办' })
  const codes = await table.locator('td[data-heading="代码"]').allInnerTexts()
  expect(codes, 'by code, never by merit').toEqual(codes.toSorted())
  const tile = page.getByRole('region', { name: '诉求示意图' }).getByRole('link', { name: new RegExp(`^${name}：`) })
  const row = table.getByRole('row').filter({ hasText: name })
  for (const lamp of ['逾期', '临期', '正常']) {
    const said = new RegExp(`${lamp}(\\d+)件`).exec((await tile.getAttribute('aria-label'))!)?.[1] ?? '0'
    await expect.poll(() => row.locator(`td[data-heading="${lamp}"]`).innerText(), { message: lamp }).toBe(said)
  }
  await expect
    .poll(() => page.getByRole('region', { name: '诉求示意图' }).getByRole('link').count())
    .toBe(await table.locator('tbody tr').count())

  const received = page.getByRole('link', { name: new RegExp(`^${name}收到\\d+件$`) })
  const count = Number(await received.innerText())
  expect(count).toBeGreaterThanOrEqual(3)
  await received.click()
  await page.getByRole('heading', { name: '查到的诉求' }).waitFor()
  await settle(page)
  await expect.poll(() => records(page, '诉求').count()).toBe(count)

  await page.goBack()
  await settle(page)
  const late = page
    .getByRole('region', { name: '各村（社区）清单事项' })
    .getByRole('link', { name: /逾期\d+项$/ })
    .first()
  const overdue = Number(/(\d+)项$/.exec((await late.getAttribute('aria-label'))!)![1])
  await late.click()
  await page.getByRole('heading', { name: '逾期' }).waitFor()
  await settle(page)
  await expect.poll(() => records(page, '清单事项').count()).toBe(overdue)
})

test('the course of the year is drawn, told as a table, and a month opens; year and month stand in the address', async () => {
  const { page, open } = await staff(desk.at.townClerk)
  await open('/console/dashboard?year=2026')
  await settle(page)
  const trend = page.getByRole('region', { name: '诉求：收到的和居民的回答' })
  await expect.poll(() => trend.getByRole('img', { name: /一月一月的走势/ }).count()).toBe(1)
  await trend.getByText('看每个月的数，点开看记录').click()
  const march = trend.getByRole('link', { name: /^3月收到的诉求数/ })
  const count = Number(await march.innerText())
  await expect
    .poll(() => trend.getByRole('row').filter({ hasText: '12月' }).innerText(), { message: 'what has not come is not 0' })
    .toContain('还没到')
  await accessible(page)
  await march.click()
  await page.getByRole('heading', { name: '收到的诉求数' }).waitFor()
  await settle(page)
  await expect.poll(() => page.locator('.big-number').innerText()).toBe(`${count}件`)
  await expect.poll(() => records(page, '记录').count()).toBe(Math.min(count, 25))

  await open('/console/dashboard?year=2025&month=2')
  await settle(page)
  await page.getByRole('heading', { name: '诉求：2025年2月收到的，现在到哪一步' }).waitFor()
  await page.getByText('2025年2月没有到期的清单事项').waitFor()
  await accessible(page)
})

test('on paper there is no menu, and what was folded is open', async () => {
  const { page, open } = await staff(desk.at.townClerk, { viewport: 'phone' })
  await open('/console/dashboard')
  await settle(page)
  const table = page.getByRole('table', { name: '各村（社区）在办' })
  await expect.poll(() => table.isVisible(), { message: 'folded on a phone' }).toBe(false)
  await accessible(page)
  await page.emulateMedia({ media: 'print' })
  await expect.poll(() => table.isVisible()).toBe(true)
  await expect.poll(() => page.getByRole('region', { name: '诉求示意图' }).isVisible()).toBe(true)
  for (const hidden of ['.side', '.hd nav', '.query', '.crumb'])
    await expect.poll(() => page.locator(hidden).first().isVisible(), { message: hidden }).toBe(false)
  await expect.poll(() => page.getByRole('button', { name: '打印' }).isVisible()).toBe(false)
})

test('a village’s staff see their own unit alone, on a phone and in large type', async () => {
  const { page, open } = await staff(secretary, { viewport: 'phone', elder: 20 })
  await open('/console/dashboard')
  await settle(page)
  await page.getByRole('heading', { name: `${await villageName()}一览` }).waitFor()
  await expect.poll(() => page.getByLabel('哪里').count()).toBe(0)
  await expect.poll(() => page.getByRole('region', { name: '诉求示意图' }).getByRole('link').count()).toBe(1)
  await accessible(page)
})

test('a superior’s form is filled, says who fills what, is mapped once and downloaded', async () => {
  const { page, open } = await staff(secretary)
  await open('/console/duties/templates')
  await settle(page)
  await page.getByRole('link', { name: `看报表：${form}` }).click()
  await page.getByRole('heading', { name: form }).waitFor()
  await settle(page)
  await page.getByRole('columnheader', { name: /党群服务站数\s*来自：指标的“党群服务站数”/ }).waitFor()
  await page.getByRole('columnheader', { name: /开放中的难处\s*由村（社区）办事员填/ }).waitFor()
  const row = records(page, '报表').filter({ hasText: '南社' })
  await expect.poll(() => row.innerText()).toMatch(/1个\s+等人填/)
  await accessible(page)
  // a form of many columns is wider than the page: it scrolls by keyboard, too
  const table = page.getByRole('table', { name: '报表', exact: true })
  await table.evaluate(wide => (wide.style.minWidth = '3000px'))
  await page.getByRole('group', { name: '报表，可以左右滚动' }).waitFor()
  await accessible(page)
  await table.evaluate(wide => (wide.style.minWidth = ''))

  await page.getByRole('button', { name: '改各栏来源' }).click()
  await choose(page, '第2栏由谁填', '党支部书记')
  await finish(page, '保存')
  await dialog(page).waitFor({ state: 'hidden' })
  await page.getByRole('columnheader', { name: /开放中的难处\s*由经济社（小区）党支部书记填/ }).waitFor()

  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: '下载Excel表格' }).click()])
  expect(download.suggestedFilename()).toBe(`${form}2026-03-02.xlsx`)
  const book = new exceljs.Workbook()
  await book.xlsx.load((await readFile(await download.path())) as unknown as ArrayBuffer)
  expect(book.worksheets.map(({ name }) => name)).toEqual(expect.arrayContaining(['报表', '各栏来源']))
  expect(book.getWorksheet('各栏来源')!.getColumn(3).values).toContain('由经济社（小区）党支部书记填')

  const phone = await staff(secretary, { viewport: 'phone' })
  await phone.open(new URL(page.url()).pathname)
  await settle(phone.page)
  await accessible(phone.page)
})

async function villageName(): Promise<string> {
  const { name } = await desk.stage.app.owner
    .selectFrom('unitPeriod')
    .where('unitId', '=', desk.at.village.id)
    .select('name')
    .executeTakeFirstOrThrow()
  return name
}
