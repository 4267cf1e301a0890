/** The villager's check (核对) in a real browser: from the town's site, from a saved copy, from a file, on an old phone, against a lying server. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer, type RequestListener } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import type { Page } from 'playwright-core'
import { beforeAll, expect, onTestFinished, test } from 'vitest'
import { aHolder } from '#features/people/people.samples.ts'
import { endpoints } from '#features/record/record.contract.ts'
import { aForger, anEntry, aWitness, backedUp, check, theMinute, trustOf } from '#features/record/record.samples.ts'
import { endpoints as reports } from '#features/reports/reports.contract.ts'
import { aTown } from '#features/units/units.samples.ts'
import { parseVkey } from '#platform/record/note.ts'
import { parseProof } from '#platform/record/proof.ts'
import { openNotebook } from '../../src/witness/notebook.ts'
import { poll } from '../../src/witness/poll.ts'
import { shoutTo } from '../../src/witness/shout.ts'
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

/** A page, as somebody saves it. */
const savedCopy = async () => (await app.raw({ method: 'GET', url: '/verify?save=1' })).body

async function aFolder() {
  const folder = await mkdtemp(join(tmpdir(), 'sanliang-verify-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  return folder
}

/** A server of somebody else's. */
async function aServer(answer: RequestListener) {
  const server = createServer(answer)
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void server.close())
  return `http://127.0.0.1:${(server.address() as { port: number }).port}`
}

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
  await open(`/reports/${year}/T05?edition=1`)
  await check()
  await checkWords()
  await open(`/reports/${year}?edition=now`)
  await checkWords()
  await page.getByRole('link', { name: /^看第1版/ }).click()
  await page.getByText('到现在，每个数和记录都对得上。').waitFor()
  await check()
  await checkWords()
  await page.getByRole('link', { name: '核对这一版有没有被改过' }).click()
  await answer(page).filter({ hasText: good }).waitFor()
  await expect.poll(() => page.locator('#text').innerText()).toContain(`${year}年报告，第1版`)
  await expect.poll(() => page.getByText('民乐社区').isVisible()).toBe(false)
  await page.getByText('看细节').click()
  await expect.poll(() => page.getByText('民乐社区').isVisible()).toBe(true)
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

test('the page alone fetches nothing, weighs at most 30 kB, and its policy lets no other script run', async () => {
  const { page, open } = await stage.visitor({ script: true })
  const response = await open('/verify')
  const policy = response.headers()['content-security-policy']!
  expect(policy).toMatch(/^default-src 'none'; script-src 'sha256-[^']+'; style-src 'sha256-[^']+'/)
  expect(policy).not.toContain('unsafe')
  expect((await response.body()).length).toBeLessThanOrEqual(30_000)
  await page.getByText('请扫公告上的码').waitFor()
})

test('a saved copy checks a file without any network, and the town’s site across origins', async () => {
  const { entryId, proof } = await aFrozenYear()
  const folder = await aFolder()
  const [saved, file] = [join(folder, '核对.html'), join(folder, 'x.tlog-proof')]
  await writeFile(saved, await savedCopy())
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

test('a proof file is dragged onto the page: it is checked there, and the browser does not open it instead', async () => {
  const { proof } = await aFrozenYear()
  const file = join(await aFolder(), 'x.tlog-proof')
  const { page, context, open } = await stage.visitor({ script: true, viewport: 'desktop' })
  await open('/verify')
  const mouse = await context.newCDPSession(page)
  const drop = async (text: string) => {
    await writeFile(file, text)
    const data = { items: [], files: [file], dragOperationsMask: 1 }
    for (const type of ['dragEnter', 'dragOver', 'drop'] as const)
      await mouse.send('Input.dispatchDragEvent', { type, x: 300, y: 500, data })
  }
  await drop(proof)
  await answer(page).filter({ hasText: good }).waitFor()
  await drop(proof.replace(/index \d+/, 'index 0'))
  await answer(page).filter({ hasText: '对不上' }).waitFor()
  await drop('一张照片')
  await answer(page).filter({ hasText: '这个文件不是存证证明' }).waitFor()
  expect(new URL(page.url()).pathname).toBe('/verify')
})

test('a saved copy is not fooled by a server that changes the text, nor by one with a key, a record and witnesses of its own', async () => {
  const { entryId, proof } = await aFrozenYear()
  const { origin } = (await app.call(null, endpoints.get)).body
  const forger = aForger()
  const accomplices = [aWitness(41, 'minle.example/w'), aWitness(42, 'xintian.example/w')]
  const forged = (name: string) => forger.proofOf(`${year}年报告，第1版\n`, name, { others: 9, witnesses: accomplices })
  // the honest proof, with one clause of the text changed and the log's name kept
  const changed = proof.replace(/^extra .*$/m, line => {
    const told = JSON.parse(Buffer.from(line.slice(6), 'base64').toString()) as { document: string }
    return `extra ${Buffer.from(JSON.stringify({ ...told, document: told.document.replace('第1版', '第9版') })).toString('base64')}`
  })
  let given = changed
  const liar = await aServer((_, response) => {
    response.writeHead(200, { 'access-control-allow-origin': '*', 'content-type': 'text/plain; charset=utf-8' }).end(given)
  })
  const saved = join(await aFolder(), 'saved.html')
  await writeFile(saved, (await savedCopy()).replaceAll(stage.origin, liar))
  const { page, faults } = await stage.visitor({ script: true })
  const told = async () => {
    await page.goto(`file://${saved}#${entryId}`)
    await page.reload()
    await answer(page).filter({ hasNotText: '正在核对' }).waitFor()
    return answer(page).innerText()
  }
  expect(await told()).toBe('■ 对不上：文字和当时公开的不一样。')
  for (const [name, why] of [
    [origin!, 'under the town’s name'],
    ['other.example/log', 'under its own'],
  ] as const) {
    given = forged(name)
    expect(await told(), why).toBe('■ 对不上：签名不是这个镇的存证。')
    await expect.poll(() => page.getByRole('heading', { name: '现在给出的文字，和存证对不上' }).isVisible()).toBe(true)
  }
  // an honest checkpoint with the cosignatures of strangers who use the witnesses' names
  const [stranger] = accomplices
  const unseen = proof.replaceAll(/^— minle\.example\/w .*\n/gm, () => stranger!.cosign(signedIn(proof), app.now))
  given = unseen
  expect(await told()).toBe('■ 还不能算数：要2个见证人，只有1个看过。')
  expect(faults().every(fault => fault.includes(liar) || fault.includes('file:///'))).toBe(true)
})

/** The checkpoint of a proof. */
const signedIn = (proof: string) => parseProof(proof).checkpoint

test('a witness hosts a copy: it checks the town from an address of its own', async () => {
  const { entryId, editionId } = await aFrozenYear()
  const copy = await savedCopy()
  const office = await aServer((_, response) => {
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(copy)
  })
  const { page, faults } = await stage.visitor({ script: true })
  const asked: string[] = []
  page.on('request', request => void asked.push(request.url()))
  await page.goto(`${office}/check.html#${entryId}`)
  await answer(page).filter({ hasText: good }).waitFor()
  expect(asked).toEqual([`${office}/check.html`, `${stage.origin}/log/proof/${entryId}`])
  await sql`update report_figure set value = coalesce(value, 0) + 1 where edition_id = ${editionId}`.execute(app.owner)
  await page.reload()
  await answer(page).filter({ hasText: '对不上：文字和当时公开的不一样' }).waitFor()
  expect(
    faults().every(fault => fault.includes(office)),
    'the copy itself is another site',
  ).toBe(true)
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

test('two histories for two readers: the second is told that nobody saw his', async () => {
  const { publicUrl } = app.platform.config
  const { origin, logKeys, witnesses: named } = (await app.call(null, endpoints.get)).body
  const log = {
    origin: origin!,
    keys: logKeys.map(parseVkey),
    url: `${publicUrl}/log`,
    cosignatures: `${publicUrl}/api/record/cosignatures`,
  }
  // two villages with a memory of their own take the place of the two that sign what they are shown
  const villages = await Promise.all(
    ['haizhou.example/w', 'baidong.example/w'].map(async name => {
      const notebook = await openNotebook({ folder: await aFolder(), name, logs: [log], now: () => app.now })
      const said: string[] = []
      const shout = shoutTo(line => said.push(line))
      await app.call(clerk, endpoints.addWitness, { body: { name: name.startsWith('hai') ? '海舟村' : '百东村', vkey: notebook.vkey } })
      return { said, round: () => poll(log, notebook, shout) }
    }),
  )
  for (const { id } of named) await app.call(clerk, endpoints.endWitness, { params: { witnessId: id } })
  const rounds = async () => [await villages[0]!.round(), await villages[1]!.round()]
  const newest = async () => (await app.call(null, endpoints.list)).body.items[0]!.id
  const proofOf = async (entryId: string) => (await app.raw({ method: 'GET', url: `/log/proof/${entryId}` })).body
  const shownTo = async (entryId: string) => {
    const { page, open } = await stage.visitor({ script: true })
    await open(`/verify#${entryId}`)
    await answer(page).filter({ hasNotText: '正在核对' }).waitFor()
    return answer(page).innerText()
  }

  const restore = await backedUp(app.owner)
  await anEntry(app, 'sample/lease', '租期五年', 'record.sample')
  expect(await rounds()).toEqual(['seen', 'seen'])
  const [first, trust] = [await newest(), trustOf((await app.call(null, endpoints.get)).body)]
  const honest = await proofOf(first)
  const found = check(honest, trust)
  expect([found.fault, found.seenBy.map(({ name }) => name).sort()]).toEqual([null, ['海舟村', '百东村']])
  expect(await shownTo(first)).toContain('存过')
  const cosignatures = signedIn(honest).match(/^— \S+\.example\/w .*\n/gm)!
  expect(cosignatures).toHaveLength(2)

  // the town takes it back, and shows another reader a record as long, signed with the same key, that says something else
  await restore()
  await anEntry(app, 'sample/lease', '租期三十年', 'record.sample')
  const second = await newest()
  expect(await rounds()).toEqual(['refused', 'refused'])
  expect(villages.map(({ said }) => said.join('\n').includes('两份不同的存证'))).toEqual([true, true])
  const forked = await proofOf(second)
  const sizeOf = (proof: string) => signedIn(proof).split('\n')[1]
  expect(sizeOf(forked), 'as long').toBe(sizeOf(honest))
  expect(check(forked, trust)).toMatchObject({ fault: 'tooFewWitnesses', seenBy: [] })
  expect(check(forked + cosignatures.join(''), trust), 'with the cosignatures of the other history').toMatchObject({
    fault: 'tooFewWitnesses',
    seenBy: [],
  })
  expect(await shownTo(second)).toBe('■ 还不能算数：要2个见证人，只有0个看过。')
})
