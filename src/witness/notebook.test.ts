/** The witness's notebook (见证人的本子): one program at a time has the folder, and what the folder says is what was seen. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, onTestFinished, test } from 'vitest'
import { fromText } from '#platform/record/bytes.ts'
import { checkpointText } from '#platform/record/checkpoint.ts'
import { noteKey, publicKeyOf, signedNote, signLine, toVkey } from '#platform/record/note.ts'
import { consistencyRanges, leafHash, rootOf } from '#platform/record/tree.ts'
import { openNotebook } from './notebook.ts'

const origin = 'town.example/log'
const privateKey = new Uint8Array(32).fill(7)
const key = noteKey(origin, 1, publicKeyOf(privateKey))
const leavesOf = (entries: string) => [...entries].map(entry => leafHash(fromText(entry)))
/** A tree of one entry a letter, with the proof that it grew out of one of `oldSize`. */
function grownTo(entries: string, oldSize: number) {
  const leaves = leavesOf(entries)
  const text = checkpointText({ origin, size: leaves.length, root: rootOf(leaves) })
  const proof = oldSize === 0 ? [] : consistencyRanges(oldSize, leaves.length).map(({ from, to }) => rootOf(leaves.slice(from, to)))
  return { oldSize, proof, signed: signedNote(text, [signLine(text, origin, privateKey)]) }
}

async function aFolder() {
  const folder = await mkdtemp(join(tmpdir(), 'sanliang-notebook-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  const open = () => openNotebook({ folder, name: 'w.example/w', logs: [{ origin, keys: [key] }], now: () => new Date(0) })
  return { folder, open, lock: join(folder, 'lock') }
}

test('while a witness runs, a second one on its folder is refused in a sentence; once it is killed the folder is free', async () => {
  const { folder, open } = await aFolder()
  const cli = fileURLToPath(new URL('../cli.ts', import.meta.url))
  const args = ['--name', 'w.example/w', '--log-key', toVkey(key), '--folder', folder, '--listen', '127.0.0.1:0']
  const running = spawn(process.execPath, [cli, 'witness', ...args], { env: { PATH: process.env.PATH ?? '' } })
  onTestFinished(() => void running.kill('SIGKILL'))
  for await (const part of running.stdout) if (String(part).includes('正在等')) break
  await expect(open()).rejects.toThrow(`正由另一个见证人程序用着（进程号 ${running.pid}）。请先停掉它`)
  const gone = once(running, 'close')
  running.kill('SIGKILL')
  await gone
  await (await open()).close()
})

test('a lock holds while its program lives, and no longer', async () => {
  const { open, lock } = await aFolder()
  const first = await open()
  await expect(open()).rejects.toThrow('正由另一个见证人程序用着')
  const mine = await readFile(lock, 'utf8')
  await first.close()
  const left: [words: string, why: string][] = [
    ['999999999 1', 'its program is dead'],
    [`${process.pid} 1`, 'its number was given to another since'],
    ['', 'it died while it wrote'],
  ]
  for (const [words, why] of left) {
    await writeFile(lock, words)
    const taken = await open()
    expect(await readFile(lock, 'utf8'), why).toBe(mine)
    await taken.close()
  }
  await expect(readFile(lock), 'left to the next').rejects.toThrow('ENOENT')
})

test('what the folder says is read again before anything is signed', async () => {
  const { folder, open } = await aFolder()
  const notebook = await open()
  expect((await notebook.take(grownTo('ab', 0))).line).toContain('— w')
  const seen = join(folder, 'seen.json')
  await writeFile(seen, JSON.stringify({ [origin]: grownTo('abcdefgh', 2).signed }))
  const { judgement, line } = await notebook.take(grownTo('abxxxx', 2))
  expect([judgement.kind, line, notebook.seen(origin).size]).toEqual(['rollback', null, 8])
  expect(await readFile(seen, 'utf8'), 'it stays').toContain(JSON.stringify(grownTo('abcdefgh', 2).signed))
  await writeFile(seen, '{"town')
  await expect(notebook.take(grownTo('abcdefghi', 8)), 'without a memory it signs nothing').rejects.toThrow(SyntaxError)
})
