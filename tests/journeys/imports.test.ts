/** Imports and exports (导入导出) at the console: from the template to the entry, over the errors, and out again. */
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { expect, onTestFinished, test } from 'vitest'
import { lockRun } from '#features/imports/imports.queries.ts'
import { readImport } from '#features/imports/imports.run.actions.ts'
import { aPersonRow, aTownsBook, aWorkbook, aWrongBook, importsOf, typedOver } from '#features/imports/imports.samples.ts'
import { temporaryFolder } from '../support/temporary.ts'
import { accessible, settle, useConsole } from './console.ts'

const desk = useConsole()

/** What the browser saves when `press` is done. */
async function saved(page: Page, press: () => Promise<void>) {
  const waiting = page.waitForEvent('download')
  await press()
  const download = await waiting
  return { name: download.suggestedFilename(), bytes: await readFile(await download.path()) }
}

async function atImports() {
  const { page, open, faults } = await desk.staff(desk.at.townClerk)
  await open('/console')
  await page.getByRole('navigation', { name: '主菜单' }).getByRole('link', { name: '导入导出' }).click()
  await page.getByRole('heading', { name: '导入导出', level: 1 }).waitFor()
  await settle(page)
  return { page, faults }
}

async function bring(page: Page, name: string, bytes: Buffer) {
  const file = join(await temporaryFolder('journey'), name)
  await writeFile(file, bytes)
  await page.getByLabel('填好的表格').setInputFiles(file)
  await page.getByRole('button', { name: '上传试算' }).click()
}

test('the template is there, wrong rows come back as a workbook, the corrected one goes in, and the ledger goes out', async () => {
  const { page } = await atImports()
  await page.getByText('还没有导入过').waitFor()
  await accessible(page)
  const template = await saved(page, () => page.getByRole('button', { name: '下载模板' }).click())
  expect(template.name).toBe('全部台账模板.xlsx')
  expect((await readImport(template.bytes)).readings).toHaveLength(30)

  const { code, bytes } = await aWrongBook(desk.stage.app.owner)
  await bring(page, '西樵镇台账.xlsx', bytes)
  await page.getByText('有4处要改。').waitFor()
  const errors = page.getByRole('region', { name: '错误清单' }).getByRole('row')
  await errors
    .filter({ hasText: '人员' })
    .filter({ hasText: '第4行' })
    .filter({ hasText: 'C列 姓名' })
    .getByText(/不像姓名/)
    .waitFor()
  await accessible(page)
  const wrong = await saved(page, () => page.getByRole('button', { name: '下载错误表格' }).click())
  expect(wrong.name).toBe('错误_西樵镇台账.xlsx')

  await bring(page, '改好了.xlsx', await typedOver(wrong.bytes, { 人员: { D4: '陈大妹', E5: null }, 任职: { C5: `${code}-R2` } }))
  await page.getByText('没有错误，可以导入。').waitFor()
  await page.getByRole('button', { name: '导入', exact: true }).click()
  await page.getByText(/导入好了。/).waitFor()
  expect(await importsOf(desk.stage.app).peopleOf(code)).toHaveLength(2)
  await accessible(page)

  await page.getByRole('checkbox', { name: '人员' }).check()
  const out = await saved(page, () => page.getByRole('button', { name: '导出', exact: true }).click())
  expect(out.name).toMatch(/^台账\d{4}-\d\d-\d\d\.xlsx$/)
  expect((await readImport(out.bytes)).readings.map(({ sheet }) => sheet.name)).toEqual(['组织单元', '人员'])
})

test('the right rows alone go in after one more question; an import can be given up', async () => {
  const { page } = await atImports()
  const { bytes } = await aWrongBook(desk.stage.app.owner)
  await bring(page, '一半对.xlsx', bytes)
  await page.getByRole('button', { name: '只导入正确的2行' }).click()
  await page.getByRole('button', { name: '导入这些行' }).click()
  await page.getByText(/导入好了，有4处错误的行没有导入。/).waitFor()
  await bring(page, '不要了.xlsx', bytes)
  await page.getByText('有4处要改。').waitFor()
  await page.getByRole('button', { name: '放弃并删除文件' }).click()
  await page.getByRole('row').filter({ hasText: '不要了.xlsx' }).getByText('已放弃').waitFor()
})

test('a file that is no workbook is refused in words, and the page stays as it was', async () => {
  const { page, faults } = await atImports()
  await bring(page, '台账.xlsx', Buffer.from('MZ\u0090\0 This program cannot be run in DOS mode'))
  await page.getByText('这是程序，不是表格。').waitFor()
  expect(faults().filter(fault => !fault.includes('415'))).toEqual([])
  await expect.poll(() => page.getByRole('button', { name: '上传试算' }).isEnabled()).toBe(true)
  await accessible(page)
})

test('who comes back to an import at work sees how far it is, and after an interruption what to do', async () => {
  const { app } = desk.stage
  const { bytes } = await aTownsBook(app.owner)
  const { body } = await importsOf(app).send(desk.at.townClerk, bytes)
  const { promise: over, resolve: letGo } = Promise.withResolvers<void>()
  const { promise: held, resolve: took } = Promise.withResolvers<void>()
  const holding = app.owner.transaction().execute(async db => {
    await lockRun(db, 1, body.id)
    took()
    await over
  })
  onTestFinished(() => letGo()) // or a failure would hold the database open
  await held
  const progress = JSON.stringify({ sheet: 'people', done: 1, total: 6 })
  await app.owner.updateTable('import').set({ progress }).where('id', '=', body.id).execute()
  const { page, open } = await desk.staff(desk.at.townClerk)
  await open(`/console/imports?importId=${body.id}`)
  await page.getByText('正在导入“人员”：1／6行').waitFor()
  await expect.poll(() => page.getByRole('progressbar', { name: '正在导入' }).getAttribute('value')).toBe('1')
  await accessible(page)
  letGo()
  await holding
  await page.getByText('上次没有做完，什么都没有写入。').waitFor()
  await page.getByRole('button', { name: '重新试算' }).click()
  await page.getByText('没有错误，可以导入。').waitFor()
})

test('a village’s clerk brings the village’s sheets, reads which rows are not its own, and finds no export', async () => {
  const { page, open } = await desk.staff(desk.at.clerk)
  await open('/console')
  await page.getByRole('navigation', { name: '主菜单' }).getByRole('link', { name: '导入导出' }).click()
  await page.getByText('只填本村（社区）的。别处的行不会导入。').waitFor()
  await settle(page)
  await expect.poll(() => page.getByRole('heading', { name: '把台账导出来' }).count()).toBe(0)
  await accessible(page)
  const template = await saved(page, () => page.getByRole('button', { name: '下载模板' }).click())
  expect((await readImport(template.bytes)).readings.map(({ sheet }) => sheet.name)).toEqual(['人员', '任职', '阵地'])

  const next = await aTownsBook(desk.stage.app.owner)
  await bring(page, '别村的.xlsx', await aWorkbook({ people: [aPersonRow(next.code)] }))
  const error = page.getByRole('region', { name: '错误清单' }).getByRole('row').filter({ hasText: '第4行' })
  await error.getByText(`“${next.code}”不归您管。请删掉这一行，或请那里的办事员导入。`).waitFor()
  await accessible(page)
})

test('the page is not in the menu of a group’s leader, and does not open for one', async () => {
  await desk.account(desk.at.leader, 'huang.zhiqiang')
  const { page, open, faults } = await desk.staff(desk.at.leader)
  await open('/console/imports')
  await page.getByText('这件事不归您办').first().waitFor()
  await expect.poll(() => page.getByRole('navigation', { name: '主菜单' }).getByRole('link', { name: '导入导出' }).count()).toBe(0)
  expect(faults().filter(fault => !fault.includes('403'))).toEqual([])
})
