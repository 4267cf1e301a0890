/** Witnesses (见证人): they cosign what grew, refuse what was taken back, and say so. Over HTTP both ways, against the real record. */
import { spawn } from 'node:child_process'
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { fileURLToPath } from 'node:url'
import { sql } from 'kysely'
import { beforeAll, beforeEach, expect, onTestFinished, test } from 'vitest'
import { aHolder } from '#features/people/people.samples.ts'
import { endpoints } from '#features/record/record.contract.ts'
import { bringToWitnesses } from '#features/record/record.jobs.ts'
import { anEntry, backedUp, theMinute } from '#features/record/record.samples.ts'
import { aTown } from '#features/units/units.samples.ts'
import { fromText, toBase64 } from '#platform/record/bytes.ts'
import { checkpointText, cosignedAt } from '#platform/record/checkpoint.ts'
import { noteKey, parseNote, parseVkey, publicKeyOf, signedNote, signLine, toVkey } from '#platform/record/note.ts'
import { consistencyRanges, leafHash, rootOf } from '#platform/record/tree.ts'
import { useApp } from '../../tests/support/app.ts'
import { formatSubmission, parseSubmission, type WatchedLog } from './judge.ts'
import { listenFor } from './listen.ts'
import { openNotebook } from './notebook.ts'
import { poll } from './poll.ts'
import { shoutTo } from './shout.ts'

const app = useApp()
let home = ''
let clerk = ''
beforeAll(async () => {
  home = await app.server.listen({ host: '127.0.0.1', port: 0 })
  clerk = await aHolder(app.owner, 'townClerk', (await aTown(app.owner)).id)
})

let log: WatchedLog
beforeEach(async () => {
  await anEntry(app, 'sample/first')
  await theMinute(app)
  const { origin, logKeys } = (await app.call(null, endpoints.get)).body
  log = { origin: origin!, keys: logKeys.map(parseVkey) }
})

const job = { kind: 'job', townId: 1, name: 'record.bring' } as const
let made = 0
async function aWatcher(logs = [log]) {
  made += 1
  const folder = await mkdtemp(join(tmpdir(), 'sanliang-witness-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  const name = `w${made}.example/w`
  const said: string[] = []
  const shout = shoutTo(line => said.push(line))
  const open = () => openNotebook({ folder, name, logs, now: () => app.now })
  const notebook = await open()
  const polled = { ...log, url: `${home}/log`, cosignatures: `${home}/api/record/cosignatures` }
  return {
    folder,
    open,
    notebook,
    said,
    shout,
    alarms: async () => (await readdir(folder)).filter(file => file.startsWith('alarm-')),
    round: () => poll(polled, notebook, shout),
    name: (url: string | null = null) =>
      app.call(clerk, endpoints.addWitness, { body: { name: `见证人${made}`, vkey: notebook.vkey, url } }),
    async listening() {
      const server = listenFor(notebook, shout)
      await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
      onTestFinished(() => void server.close())
      return `http://127.0.0.1:${(server.address() as { port: number }).port}`
    },
  }
}

/** A record outside of any server: whoever has its key can make it say anything. */
function aLog(origin = 'other.example/log', byte = 5) {
  const privateKey = new Uint8Array(32).fill(byte)
  const leavesOf = (entries: readonly string[]) => entries.map(entry => leafHash(fromText(entry)))
  return {
    watched: { origin, keys: [noteKey(origin, 1, publicKeyOf(privateKey))] } satisfies WatchedLog,
    signed(entries: readonly string[], key = privateKey) {
      const text = checkpointText({ origin, size: entries.length, root: rootOf(leavesOf(entries)) })
      return signedNote(text, [signLine(text, origin, key)])
    },
    proof: (oldSize: number, entries: readonly string[]) =>
      consistencyRanges(oldSize, entries.length).map(({ from, to }) => rootOf(leavesOf(entries).slice(from, to))),
  }
}

test('a witness that polls sees the record grow, and its cosignature is published', async () => {
  const { notebook, round, name, said } = await aWatcher()
  await expect(round(), 'not named yet').rejects.toThrow('登记')
  expect((await name()).status).toBe(200)
  expect(await round()).toBe('seen')
  for (let count = 0; count < 300; count += 1) await anEntry(app, `sample/grow/${count}`)
  expect(await round()).toBe('seen')
  const published = parseNote((await app.raw({ method: 'GET', url: '/log/checkpoint' })).body)
  expect(cosignedAt(published, parseVkey(notebook.vkey))).toBe(Math.floor(app.now.getTime() / 1000))
  expect(said.at(-1)).toContain('新300条')
  expect(said.join()).not.toContain('警报')
})

test('the record brings its checkpoints to a witness that listens, and finds out what it saw when an answer was lost', async () => {
  const watcher = await aWatcher()
  await watcher.name(await watcher.listening())
  const bring = async () => {
    const items = await app.as(job, bringToWitnesses.find)
    for (const item of items) await app.as(job, context => bringToWitnesses.each(context, item))
    return items.length
  }
  expect(await bring()).toBe(1)
  expect(await bring(), 'nothing new').toBe(0)
  await anEntry(app, 'sample/more')
  await theMinute(app)
  expect(await bring()).toBe(1)
  await sql`delete from record_cosignature`.execute(app.owner)
  expect(await bring(), 'as if no answer had come').toBe(1)
  const { witnesses, size } = (await app.call(null, endpoints.get)).body
  expect(witnesses.at(-1)!.seen?.size).toBe(size)
})

test('a witness that answers without end is read no further than an answer can be', async () => {
  const watcher = await aWatcher()
  let written = 0
  const withoutEnd = function* () {
    for (; ; written += 10_000) yield 'x'.repeat(10_000)
  }
  const endless = createServer((_, answer) => Readable.from(withoutEnd()).pipe(answer))
  await new Promise<void>(listening => endless.listen(0, '127.0.0.1', listening))
  onTestFinished(() => void endless.close())
  const url = `http://127.0.0.1:${(endless.address() as AddressInfo).port}`
  await watcher.name(url)
  const { id } = await app.owner.selectFrom('recordWitness').where('url', '=', url).select('id').executeTakeFirstOrThrow()
  await expect(app.as(job, context => bringToWitnesses.each(context, id))).rejects.toThrow('without its signature')
  expect(written, 'some of it lay on the way').toBeLessThan(10_000_000)
})

test('the record is rolled back from a backup: the witness refuses, files both, and says so each time', async () => {
  const { round, said, alarms, name } = await aWatcher()
  await name()
  await anEntry(app, 'sample/before-backup')
  await theMinute(app)
  const restore = await backedUp(app.owner)
  await anEntry(app, 'sample/lost')
  expect(await round()).toBe('seen')
  await restore()
  expect(await round()).toBe('refused')
  expect(said.join('\n')).toContain('变少了')
  const [file] = await alarms()
  expect(file).toContain('rollback')
  await anEntry(app, 'sample/another-history')
  await anEntry(app, 'sample/longer')
  expect(await round(), 'grown again, on another branch').toBe('refused')
  expect(said.join('\n')).toContain('接不上')
})

test('an entry that says it is older than those before it is told of', async () => {
  const { round, said, name } = await aWatcher()
  await name()
  await round()
  const now = app.now
  app.now = new Date(now.getTime() - 30 * 86_400_000)
  await anEntry(app, 'sample/back-dated')
  app.now = now
  expect(await round(), 'the record grew all the same').toBe('seen')
  expect(said.join('\n')).toContain('倒填')
  await anEntry(app, 'sample/hidden')
  await theMinute(app)
  await sql`update record_entry set subject = 'sample/shown' where subject = 'sample/hidden'`.execute(app.owner)
  await round()
  expect(said.join('\n'), 'the entries shown are not those signed').toContain('对不上')
  await sql`update record_entry set subject = 'sample/hidden' where subject = 'sample/shown'`.execute(app.owner)
})

test('two histories for two readers: the second is refused, whoever signs it', async () => {
  const other = aLog()
  const { notebook, alarms, shout, folder } = await aWatcher([other.watched])
  const take = (signed: string, oldSize: number, entries: readonly string[]) =>
    notebook.take({ oldSize, proof: other.proof(oldSize, entries), signed })
  expect((await take(other.signed(['a', 'b']), 0, [])).line).toContain('— w')
  const fork = other.signed(['a', 'x'])
  const { judgement, line } = await take(fork, 2, ['a', 'x'])
  expect([judgement.kind, line]).toEqual(['fork', null])
  await shout.at(notebook, judgement, fork)
  const [file] = await alarms()
  expect((await readFile(join(folder, file!), 'utf8')).match(/other\.example\/log\n2\n/g), 'both checkpoints').toHaveLength(2)
  const rewritten = ['a', 'x', 'c']
  expect((await take(other.signed(rewritten), 2, rewritten)).judgement.kind, 'the stolen key, history rewritten').toBe('inconsistent')
  expect((await take(other.signed(['a']), 0, [])).judgement.kind).toBe('rollback')
  const honest = ['a', 'b', 'c']
  expect((await take(other.signed(honest), 2, honest)).judgement.kind).toBe('cosign')
  const thief = new Uint8Array(32).fill(6)
  expect((await take(other.signed([...honest, 'd'], thief), 3, [...honest, 'd'])).judgement.kind, 'another key').toBe('unsigned')
})

test('over HTTP each refusal has the status that C2SP gives it', async () => {
  const other = aLog()
  const watcher = await aWatcher([other.watched])
  const address = await watcher.listening()
  const post = async (body: string, path = '/add-checkpoint') => {
    const answer = await fetch(address + path, { method: 'POST', body })
    return { status: answer.status, type: answer.headers.get('content-type'), text: await answer.text() }
  }
  const [two, three] = [
    ['a', 'b'],
    ['a', 'b', 'c'],
  ] as const
  const submit = (oldSize: number, entries: readonly string[], proof = other.proof(oldSize, entries)) =>
    post(formatSubmission({ oldSize, proof: oldSize === 0 ? [] : proof, signed: other.signed(entries) }))
  expect((await submit(0, two)).status).toBe(200)
  expect(await submit(0, three)).toEqual({ status: 409, type: 'text/x.tlog.size', text: '2\n' })
  expect((await submit(2, three, [leafHash(fromText('x'))])).status, 'a proof that proves nothing').toBe(422)
  expect((await submit(9, three, [])).status, 'an old size beyond the new').toBe(400)
  expect((await post(formatSubmission({ oldSize: 0, proof: [], signed: aLog('stranger.example/log').signed(two) }))).status).toBe(404)
  expect((await post(formatSubmission({ oldSize: 2, proof: [], signed: aLog('other.example/log', 9).signed(three) }))).status).toBe(403)
  for (const body of ['', 'old 1', 'old 01\n\nx', 'new 1\n\nx', `old 1\n${toBase64(new Uint8Array(5))}\n\nx`, 'old 0\n\nnot a note'])
    expect((await post(body)).status, body).toBe(400)
  expect((await post('x'.repeat(70_000))).status).toBe(413)
  expect((await post('', '/other')).status).toBe(404)
  const grown = await submit(2, three)
  expect((await submit(0, ['a'])).status, 'an old checkpoint brought again').toBe(409)
  expect([watcher.said, await watcher.alarms()], 'is no lie of the record').toEqual([[], []])
  expect((await submit(3, ['a', 'b', 'x'])).status, 'two roots of one size').toBe(409)
  expect([watcher.said.join(), await watcher.alarms()]).toEqual([
    expect.stringContaining('两份不同的存证'),
    [expect.stringContaining('fork')],
  ])
  expect([grown.status, grown.text.startsWith('— w')]).toEqual([200, true])
  expect((await submit(3, three)).status, 'the same again').toBe(200)
  expect(parseSubmission(formatSubmission({ oldSize: 3, proof: [], signed: 'x' }))).toEqual({ oldSize: 3, proof: [], signed: 'x' })
})

test('a witness that starts again remembers; one whose notebook is damaged does not start', async () => {
  const other = aLog()
  const { open, notebook, folder } = await aWatcher([other.watched])
  await notebook.take({ oldSize: 0, proof: [], signed: other.signed(['a', 'b']) })
  await notebook.close()
  const again = await open()
  expect([again.vkey, again.seen('other.example/log').size]).toEqual([notebook.vkey, 2])
  expect((await again.take({ oldSize: 0, proof: [], signed: other.signed(['a', 'x']) })).judgement.kind).toBe('fork')
  await Promise.all([again.close(), writeFile(join(folder, 'seen.json'), '{"other')])
  await expect(open()).rejects.toThrow(SyntaxError)
})

test('ten submissions at once: one tree is cosigned after the other, never an older one', async () => {
  const other = aLog()
  const { notebook } = await aWatcher([other.watched])
  await notebook.take({ oldSize: 0, proof: [], signed: other.signed(['0']) })
  const sizes = Array.from({ length: 10 }, (_, at) => Array.from({ length: at + 2 }, (_, entry) => String(entry)))
  const answers = await Promise.all(
    sizes.map(entries => notebook.take({ oldSize: 1, proof: other.proof(1, entries), signed: other.signed(entries) })),
  )
  expect(answers.filter(({ line }) => line !== null)).toHaveLength(1)
})

const cli = fileURLToPath(new URL('../cli.ts', import.meta.url))
function command(args: string[]): Promise<{ code: number | null; said: string }> {
  const child = spawn(process.execPath, [cli, ...args], { env: { PATH: process.env.PATH ?? '' } })
  let said = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (part: Buffer) => (said += part.toString()))
  return new Promise(resolve => child.once('close', code => resolve({ code, said })))
}

test('from the command line: a witness of one round, and the check of a saved proof by a saved page', async () => {
  // The commands run by the machine's own clock.
  const before = app.now
  app.now = new Date()
  onTestFinished(() => void (app.now = before))
  const { folder } = await aWatcher()
  const args = [
    'witness',
    '--name',
    'village.example/w',
    '--log-key',
    toVkey(log.keys[0]!),
    '--folder',
    join(folder, 'mine'),
    '--poll',
    home,
    '--once',
  ]
  const first = await command(args)
  expect([first.code, first.said]).toEqual([1, expect.stringContaining('登记')])
  const vkey = first.said.split('\n').find(line => line.startsWith('village.example/w+'))!
  await app.call(clerk, endpoints.addWitness, { body: { name: '民乐社区', vkey } })
  const second = await command(args)
  expect([second.code, second.said]).toEqual([0, expect.stringContaining('见证了')])

  app.platform.config.publicUrl = home
  const entryId = await anEntry(app, 'sample/saved')
  const [proof, page] = [join(folder, 'x.tlog-proof'), join(folder, 'verify.html')]
  await writeFile(proof, (await app.raw({ method: 'GET', url: `/log/proof/${entryId}` })).body)
  await writeFile(page, (await app.raw({ method: 'GET', url: '/verify?save=1' })).body)
  const good = await command(['verify', proof, '--trust', page])
  expect([good.code, good.said]).toEqual([0, expect.stringContaining('存过，原文已撤回或不公开。')])
  await writeFile(proof, (await readFile(proof, 'utf8')).replace(/index \d+/, 'index 0'))
  expect(await command(['verify', proof, '--trust', page])).toEqual({ code: 1, said: expect.stringContaining('对不上') })
  expect((await command(['verify', proof])).said).toContain('用法')
  expect((await command(['witness'])).said).toContain('用法')
})
