/**
 * Watching a record that is not ours (看别人的存证): a log of C2SP's tiles behind a server of plain files, as Go's sumdb makes it.
 *
 * Its entries are no entries of ours, and it is asked for nothing but files. The last checkpoint was signed by Go
 * (platform/record/vectors/go.json); the files are the tree that those vectors describe.
 */
import { readFileSync } from 'node:fs'
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { beforeAll, expect, onTestFinished, test } from 'vitest'
import { fromText } from '#platform/record/bytes.ts'
import { checkpointText } from '#platform/record/checkpoint.ts'
import { grown } from '#platform/record/grow.ts'
import { signedNote, signLine } from '#platform/record/note.ts'
import { encodeEntries, encodeTile, nodesOfTile, parseTilePath, widthIn } from '#platform/record/tiles.ts'
import { leafHash, nodesOf, rangeHash, type Hash } from '#platform/record/tree.ts'
import { runWitness } from './witness.command.ts'

const { trees, notes } = JSON.parse(readFileSync(new URL('../platform/record/vectors/go.json', import.meta.url), 'utf8')) as {
  trees: { size: number }[]
  notes: { name: string; seed: string; vkey: string; note: string }[]
}
const { name: origin, seed, vkey, note } = notes[0]!
const most = trees.at(-1)!.size

const nodes = new Map<string, Hash>()
beforeAll(() => {
  const leaves = Array.from({ length: most }, (_, number) => leafHash(fromText(`entry ${number}`)))
  for (const { level, position, hash } of grown(0, [], leaves).nodes) nodes.set(`${level}/${position}`, hash)
})
const hashOf = (level: number, position: number) => nodes.get(`${level}/${position}`)!

/** The log at a size, signed with the key of the vectors. */
function signedAt(size: number): string {
  const root = rangeHash(nodesOf({ from: 0, to: size }).map(({ level, position }) => hashOf(level, position)))
  return signed({ size, root })
}

function signed({ size, root }: { size: number; root: Hash }): string {
  const text = checkpointText({ origin, size, root })
  return signedNote(text, [signLine(text, origin, new Uint8Array(Buffer.from(seed, 'hex')))])
}

/** A server of plain files that shows the checkpoint `shown`, and notes what it was asked for. */
async function aLogOfFiles() {
  const asked: string[] = []
  const log = { shown: signedAt(257), asked, address: '' }
  const server = createServer(({ method, url = '' }, response) => {
    asked.push(`${method} ${url}`)
    const path = url.replace('/their/log/', '')
    const bytes = path === 'checkpoint' ? Buffer.from(log.shown) : fileOf(path, Number(log.shown.split('\n')[1]))
    if (method === 'GET' && bytes) response.writeHead(200).end(bytes)
    else response.writeHead(404).end()
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void server.close())
  log.address = `http://127.0.0.1:${(server.address() as { port: number }).port}/their/log`
  return log
}

function fileOf(path: string, size: number): Uint8Array | null {
  const tile = path.startsWith('tile/') ? parseTilePath(path.slice('tile/'.length)) : null
  if (!tile || tile.width > widthIn(size, tile)) return null
  const { level, index, width } = tile
  if (level === 'entries') return encodeEntries(Array.from({ length: width }, (_, at) => fromText(`entry ${index * 256 + at}`)))
  return encodeTile(nodesOfTile({ ...tile, level }).map(node => hashOf(node.level, node.position)))
}

test('a log of another make is watched from its files alone, up to a checkpoint that Go signed; a second history ends with 2', async () => {
  const log = await aLogOfFiles()
  const folder = await mkdtemp(join(tmpdir(), 'sanliang-watch-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  const round = async () => {
    const said: string[] = []
    const args = ['--name', 'minle.example/w', '--log-key', vkey, '--folder', folder, '--poll', `${log.address}/`, '--once', '--watch-only']
    const code = await runWitness(
      args,
      line => said.push(line),
      () => new Date('2026-03-02T01:00:00Z'),
    )
    return { code, said: said.slice(1).join('\n') }
  }
  const alarms = async () => (await readdir(folder)).filter(file => file.startsWith('alarm-'))

  expect(await round()).toEqual({ code: 0, said: `见证了 ${origin}：257条，新257条` })
  log.shown = signedAt(1000)
  expect(await round(), 'grown, and every new entry read').toEqual({ code: 0, said: `见证了 ${origin}：1000条，新743条` })
  log.shown = note
  expect(await round(), 'Go’s own checkpoint').toEqual({ code: 0, said: `见证了 ${origin}：${most}条，新${most - 1000}条` })
  expect(await alarms()).toEqual([])
  expect(
    log.asked.filter(each => !/^GET \/their\/log\/(?:checkpoint|tile\/)/.test(each)),
    'nothing is posted, nothing of ours is asked',
  ).toEqual([])

  log.shown = signed({ size: most, root: leafHash(fromText('another history')) })
  const forked = await round()
  expect([forked.code, forked.said]).toEqual([2, expect.stringContaining('给了两份不同的存证')])
  log.shown = signedAt(1000)
  const smaller = await round()
  expect([smaller.code, smaller.said]).toEqual([2, expect.stringContaining('存证变少了')])
  expect((await alarms()).map(file => file.split('-')[1]).toSorted()).toEqual(['fork', 'rollback'])
  log.shown = note
  expect((await round()).code, 'what it saw before is still good').toBe(0)
})

test('whoever serves other entries than those signed is told of, also in a log of another make', async () => {
  const log = await aLogOfFiles()
  const folder = await mkdtemp(join(tmpdir(), 'sanliang-watch-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  const said: string[] = []
  const args = ['--name', 'minle.example/w', '--log-key', vkey, '--folder', folder, '--poll', log.address, '--once', '--watch-only']
  const at = (line: string) => said.push(line)
  const root = rangeHash([leafHash(fromText('entry 0')), leafHash(fromText('never shown'))])
  log.shown = signed({ size: 2, root })
  expect([await runWitness(args, at, () => new Date()), said.join('\n')]).toEqual([2, expect.stringContaining('和签了名的存证对不上')])
  log.shown = signedAt(2).replace(/^— .*$/m, '')
  await expect(
    runWitness(args, at, () => new Date()),
    'without its signature',
  ).rejects.toThrow('不是登记的公钥签的')
})

test('a town that answers without end is read no further than its longest file, and the witness lives', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'sanliang-watch-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  let written = 0
  const withoutEnd = function* () {
    for (; ; written += 100_000) yield 'x'.repeat(100_000)
  }
  const endless = createServer((_, answer) => Readable.from(withoutEnd()).pipe(answer))
  await new Promise<void>(listening => endless.listen(0, '127.0.0.1', listening))
  onTestFinished(() => void endless.close())
  const address = `http://127.0.0.1:${(endless.address() as { port: number }).port}`
  const args = ['--name', 'minle.example/w', '--log-key', vkey, '--folder', folder, '--poll', address, '--once', '--watch-only']
  const round = runWitness(
    args,
    () => undefined,
    () => new Date(),
  )
  await expect(round).rejects.toThrow('长得没有道理')
  expect(written).toBeLessThan(40_000_000)
})
