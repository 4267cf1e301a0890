/** The villager's check (核对) in a real browser: from the town's site, from a saved copy, from a file, on an old phone, against a lying server. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import type { Page } from 'playwright-core'
import { beforeAll, expect, onTestFinished, test } from 'vitest'
import { aHolder } from '#features/people/people.samples.ts'
import { endpoints } from '#features/record/record.contract.ts'
import { aWitness, theMinute } from '#features/record/record.samples.ts'
import { endpoints as reports } from '#features/reports/reports.contract.ts'
import { aTown } from '#features/units/units.samples.ts'
import { useBrowser } from './support.ts'

const stage = useBrowser()
const { app } = stage
let clerk = ''
const witnesses = [aWitness(31, 'minle.example/w'), aWitness(32, 'xintian.example/w')]

beforeAll(async () => {
  clerk = await aHolder(app.owner, 'townClerk', (await aTown(app.owner)).id)
  for (const [index, { vkey }] of witnesses.entries())
    await app.call(clerk, endpoints.addWitness, { body: { name: ['民乐社区', '新田村'][index]!, vkey } })
  await app.call(clerk, endpoints.require, { body: { required: 2 } })
})

let year = 2014
/** A frozen report that both witnesses have seen. */
async function aFrozenYear() {
  year += 1
  const { body: edition } = await app.call(clerk, reports.freeze, { params: { year: String(year) }, body: { edition: 1 } })
  await theMinute(app)
  const signed = (await app.raw({ method: 'GET', url: '/log/checkpoint' })).body
  const lines = witnesses.map(({ cosign }) => cosign(signed, app.now)).join('')
  await app.call(null, endpoints.cosign, { body: { size: Number(signed.split('\n')[1]), lines } })
  const entryId = (await app.call(null, endpoints.list)).body.items[0]!.id
  return { editionId: edition.id, entryId, proof: (await app.raw({ method: 'GET', url: `/log/proof/${entryId}` })).body }
}

const answer = (page: Page) => page.getByRole('status')
const good = /没有改过：2026年3月2日公开的就是这些，2个见证人看过/

/** What a phone of 2018 lacks, and a page over plain HTTP. */
const oldPhone = () => {
  Object.defineProperty(crypto, 'subtle', { value: undefined })
  for (const [thing, name] of [
    [Object, 'hasOwn'],
    [Array.prototype, 'at'],
    [String.prototype, 'replaceAll'],
    [Array.prototype, 'toReversed'],
    [String.prototype, 'at'],
  ] as const)
    Reflect.deleteProperty(thing, name)
}

test('a resident comes from the report, reads one sentence, and finds the rest folded; an edited number is told', async () => {
  const { editionId } = await aFrozenYear()
  const { page, open, check, checkWords } = await stage.visitor({ script: true })
  await open(`/reports/${year}`)
  await page.getByRole('link', { name: '核对这一版有没有被改过' }).click()
  await answer(page).filter({ hasText: good }).waitFor()
  expect(await page.locator('#text').innerText()).toContain(`${year}年报告，第1版`)
  expect(await page.getByText('民乐社区').isVisible()).toBe(false)
  await page.getByText('看细节').click()
  expect(await page.getByText('民乐社区').isVisible()).toBe(true)
  await check()
  await checkWords()
  await sql`update report_figure set value = coalesce(value, 0) + 1 where edition_id = ${editionId}`.execute(app.owner)
  await page.reload()
  await answer(page).filter({ hasText: '对不上：文字和当时公开的不一样' }).waitFor()
})

test('on a phone of 2018 without crypto.subtle, over plain HTTP', async () => {
  const { entryId } = await aFrozenYear()
  const { page, context, open } = await stage.visitor({ script: true })
  await context.addInitScript(oldPhone)
  await open(`/verify#${entryId}`)
  await answer(page).filter({ hasText: good }).waitFor()
  expect(await page.evaluate(() => crypto.subtle === undefined)).toBe(true)
})

test('the page alone fetches nothing, weighs at most 35 kB, and its policy lets no other script run', async () => {
  const { page, open, weigh } = await stage.visitor({ script: true })
  const response = await open('/verify')
  const policy = response.headers()['content-security-policy']!
  expect(policy).toMatch(/^default-src 'none'; script-src 'sha256-[^']+'; style-src 'sha256-[^']+'/)
  expect(policy).not.toContain('unsafe')
  expect(await weigh('/verify')).toBeLessThan(35_000)
  await page.getByText('请扫公告上的码').waitFor()
})

test('a saved copy checks a file without any network, and the town’s site across origins', async () => {
  const { entryId, proof } = await aFrozenYear()
  const folder = await mkdtemp(join(tmpdir(), 'sanliang-verify-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  const [saved, file] = [join(folder, '核对.html'), join(folder, 'x.tlog-proof')]
  await writeFile(saved, (await app.raw({ method: 'GET', url: '/verify?save=1' })).body)
  await writeFile(file, proof)
  const { page, context, faults } = await stage.visitor({ script: true })
  await page.goto(`file://${saved}#${entryId}`)
  await answer(page).filter({ hasText: good }).waitFor()

  await context.setOffline(true)
  await page.goto(`file://${saved}`)
  await page.getByLabel('选证明文件').setInputFiles(file)
  await answer(page).filter({ hasText: good }).waitFor()
  await writeFile(file, proof.replace(/index \d+/, 'index 0'))
  await page.getByLabel('选证明文件').setInputFiles(file)
  await answer(page).filter({ hasText: '对不上' }).waitFor()
  expect(
    faults().every(fault => fault.includes('file:///')),
    'a saved copy is another site',
  ).toBe(true)
})

test('a saved copy is not fooled by a server that changes the text', async () => {
  const { entryId, proof } = await aFrozenYear()
  const saved = (await app.raw({ method: 'GET', url: '/verify?save=1' })).body
  const liar = createServer((_, response) => {
    // the honest proof, with one clause of the text changed and the log's name kept
    const changed = proof.replace(/^extra .*$/m, line => {
      const told = JSON.parse(Buffer.from(line.slice(6), 'base64').toString()) as { document: string }
      return `extra ${Buffer.from(JSON.stringify({ ...told, document: told.document.replace('第1版', '第9版') })).toString('base64')}`
    })
    response.writeHead(200, { 'access-control-allow-origin': '*', 'content-type': 'text/plain; charset=utf-8' }).end(changed)
  })
  await new Promise<void>(resolve => liar.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void liar.close())
  const folder = await mkdtemp(join(tmpdir(), 'sanliang-verify-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  const { port } = liar.address() as { port: number }
  await writeFile(join(folder, 'saved.html'), saved.replaceAll(stage.origin, `http://127.0.0.1:${port}`))
  const { page, faults } = await stage.visitor({ script: true })
  await page.goto(`file://${join(folder, 'saved.html')}#${entryId}`)
  await answer(page).filter({ hasText: '对不上' }).waitFor()
  expect(faults()).toHaveLength(2)
})

test('without script the page says where to go, and the record is a plain page', async () => {
  await aFrozenYear()
  const { page, open, check, checkWords } = await stage.visitor()
  await open('/verify')
  await page.getByText('请到村（社区）窗口').waitFor()
  await open('/record')
  await page.getByText('民乐社区').first().waitFor()
  await check()
  await checkWords()
})
