/** The console's files over the line (工作台文件): compressed as the browser takes them, kept for good, and nothing beside them. */
import { randomUUID } from 'node:crypto'
import { mkdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { brotliCompressSync, gzipSync } from 'node:zlib'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { useApp } from '../../../tests/support/app.ts'
import { consoleFolder } from './console-files.ts'

const app = useApp()
const name = `test-${randomUUID()}.js`
const text = 'export const town = "西樵镇"\n'
const files = join(consoleFolder, 'files')
const variants = [
  ['', Buffer.from(text)],
  ['.gz', gzipSync(text)],
  ['.br', brotliCompressSync(text)],
] as const
beforeAll(async () => {
  await mkdir(files, { recursive: true })
  for (const [ending, bytes] of variants) await writeFile(join(files, name + ending), bytes)
})
afterAll(() => Promise.all(variants.map(([ending]) => rm(join(files, name + ending), { force: true }))))

const get = (path: string, accepts?: string) =>
  app.server.inject({ url: `/console/files/${path}`, headers: accepts === undefined ? {} : { 'accept-encoding': accepts } })

test.each([
  ['gzip, deflate, br', 'br', 2, 'https: the smallest'],
  ['gzip, deflate', 'gzip', 1, 'http: browsers take no Brotli'],
  [undefined, undefined, 0, 'who takes nothing gets the file itself'],
] as const)('who accepts %s gets %s', async (accepts, encoding, variant, why) => {
  const answer = await get(name, accepts)
  expect(answer.statusCode, why).toBe(200)
  expect(answer.headers['content-encoding'], why).toBe(encoding)
  expect(answer.rawPayload, why).toEqual(variants[variant][1])
  expect(answer.headers).toMatchObject({
    'content-type': 'application/javascript; charset=utf-8',
    'cache-control': 'public, max-age=31536000, immutable',
    vary: expect.stringContaining('accept-encoding') as string,
    'x-content-type-options': 'nosniff',
  })
})

test.each([
  ['no-such-file.js', 'what another build had'],
  ['..%2findex.html', 'the page has a nonce and is not one of them'],
  ['..%2f.vite%2fmanifest.json', 'the list of files is the server’s'],
])('%s is not found: %s', async (path, _why) => {
  const answer = await get(path, 'gzip')
  expect(answer.statusCode).toBe(404)
  expect(answer.headers['cache-control'] ?? '').not.toContain('immutable')
})
