/** The yearly report (年度报告) in a real browser: every number on the page opens to the records that make it, and the document opens. */
import { readFile } from 'node:fs/promises'
import type { Page } from 'playwright-core'
import { SaxesParser } from 'saxes'
import { expect, test } from 'vitest'
import { figureById, figures } from '#features/reports/reports.figures.contract.ts'
import type { reportJson } from '#features/reports/reports.json.rules.ts'
import { indicatorsOf } from '#platform/server/indicator.ts'
import { features } from '../../src/features.ts'
import { entriesOf } from '../support/unzip.ts'
import { useBrowser } from './support.ts'

const stage = useBrowser({ isDemonstration: true })

const numbers = indicatorsOf(features)
type Machine = ReturnType<typeof reportJson>
const machine = async (): Promise<Machine> => (await fetch(`${stage.origin}/reports/2020.json`)).json() as Promise<Machine>

/** What one page of records says: each page's table, the records that are only counted, and the way on. Runs in the browser. */
function tableOf(document: string) {
  const listed = new DOMParser().parseFromString(document, 'text/html').querySelector('#rows')!
  const heads = [...listed.querySelectorAll('thead th')].map(({ textContent }) => textContent)
  const rows = listed.querySelectorAll('tbody tr').length
  const adding = heads.findIndex(head => head.startsWith('算'))
  const added = [...listed.querySelectorAll(`tbody td:nth-child(${adding + 1})`)].map(({ textContent }) => Number(textContent))
  const more = [...listed.querySelectorAll('a')].find(({ textContent }) => textContent.includes('看后面的记录'))
  return {
    rows,
    isCount: adding < 0,
    sum: adding < 0 ? rows : added.reduce((total, count) => total + count, 0),
    hidden: Number(/(\d+)条记录这里不列出/.exec(listed.textContent)?.[1] ?? 0),
    more: more?.getAttribute('href') ?? null,
  }
}

/** What a resident can add up on the pages of one number: the first is opened, the others are as long as it and only read. */
async function addUp(page: Page) {
  let found = await page.evaluate(tableOf, await page.content())
  let [records, sum] = [found.rows, found.sum]
  while (found.more !== null) {
    const next = await fetch(new URL(found.more, page.url()))
    found = await page.evaluate(tableOf, await next.text())
    records += found.rows
    sum += found.sum
  }
  return { records, sum, hidden: found.hidden, isCount: found.isCount }
}

test('every number of the page opens to its records, and over all pages they add up to it', { timeout: 300_000 }, async () => {
  const { page, open, check, checkWords } = await stage.visitor()
  await open('/reports/2020')
  const { figures: told } = await machine()
  const computed = told.filter(({ state }) => state === 'computed')
  const registered = figures.filter(({ parts }) => parts.length > 0).map(({ id }) => id)
  expect(computed.map(({ id }) => id).sort()).toEqual(registered.toSorted())
  const doors = await page
    .locator('.facts .n a')
    .evaluateAll(links => links.map(link => ({ address: link.getAttribute('href')!, number: link.querySelector('.num')!.textContent })))
  expect(doors.length).toBe(computed.reduce((sum, { parts }) => sum + parts.length, 0))
  const aggregates = computed.flatMap(({ id }) => figureById.get(id)!.parts.map(part => numbers.get(part)!.aggregate))
  for (const [at, { address, number }] of doors.entries()) {
    await open(address)
    await expect.poll(() => page.locator('.figure-now').innerText(), { message: address }).toMatch(new RegExp(`^${number}\\D`))
    const { records, sum, hidden, isCount } = await addUp(page)
    // Who attended is nobody's business but the office's: such records are counted with the reason, and each is one.
    expect(isCount || hidden === 0, `${address}: what is hidden counts one each`).toBe(true)
    expect(records + hidden, `${address} opens to records`).toBeGreaterThan(0)
    // Of hidden records only how many is told: one who stood there on two days is two of them, and a share is not their sum.
    if (hidden > 0 && aggregates[at] === 'ratio') expect(Number(number), address).toBeLessThanOrEqual(100)
    else if (hidden > 0 && aggregates[at] === 'distinct') expect(sum + hidden, address).toBeGreaterThanOrEqual(Number(number))
    else expect(sum + hidden, address).toBe(Number(number))
  }
  await open('/reports/2020/P03')
  await check()
  await checkWords()
})

test('the document is downloaded, is sound in every part, and holds every number', async () => {
  const { page, open } = await stage.visitor()
  await open('/reports/2020')
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: '下载文档（docx）' }).click()])
  expect(download.suggestedFilename()).toBe('西樵镇2020年“三亮”年度报告.docx')
  const parts = await entriesOf(await readFile(await download.path()))
  const xml = Object.entries(parts).filter(([name]) => /\.(xml|rels)$/.test(name))
  expect(xml.map(([name]) => name)).toEqual(expect.arrayContaining(['[Content_Types].xml', '_rels/.rels', 'word/document.xml']))
  for (const [name, text] of xml) expect(() => new SaxesParser({ xmlns: true }).write(text).close(), name).not.toThrow()
  const words = parts['word/document.xml']!.replaceAll('</w:p>', '\n').replaceAll(/<[^>]+>/g, '')
  for (const { title, scope, state, parts: numbers } of (await machine()).figures) {
    const said = words.split('\n').find(line => line.startsWith(`${title}：`) || line.startsWith(`${scope.name}${title}：`))
    if (state === 'none') expect(said, title).toContain('尚无记录')
    else for (const { value, unit } of numbers) expect(said, title).toContain(`${value}${unit}`)
  }
})
