/** The console's files (工作台文件): the built single page with its nonce, and its scripts. */
import { createHash, randomBytes } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import staticFiles from '@fastify/static'
import type { FastifyInstance } from 'fastify'
import { Problem, problems } from '#platform/shared/problem.ts'
import { elderOf, rememberElder } from './mount-pages.ts'
import type { Platform } from './platform.ts'
import { consolePolicy } from './secure-headers.ts'

export const consoleFolder = fileURLToPath(new URL('../../../dist/console/', import.meta.url))

/** One file as the build lists it, by its source. */
interface Built {
  file: string
  imports?: string[]
  css?: string[]
}

/**
 * The addresses of all that the pages of these sources load, their common entry first, and a digest that another build changes.
 * Null while nothing is built.
 */
export async function builtFiles(sources: readonly string[]): Promise<{ digest: string; entry: string; files: string[] } | null> {
  const [page, list] = await Promise.all(
    ['index.html', '.vite/manifest.json'].map(name => readFile(join(consoleFolder, name), 'utf8').catch(() => null)),
  )
  if (!page || !list) return null
  const manifest = JSON.parse(list) as Record<string, Built>
  const taken = new Set<string>()
  const take = (source: string) => {
    const built = manifest[source]
    if (!built) throw new Error(`the build has no ${source}`)
    const address = `/console/${built.file}`
    if (taken.has(address)) return
    taken.add(address)
    for (const sheet of built.css ?? []) taken.add(`/console/${sheet}`)
    built.imports?.forEach(take)
  }
  for (const source of ['index.html', ...sources]) take(source)
  const files = [...taken]
  // the names of files change with their content
  return { digest: createHash('sha256').update(page).update(files.join()).digest('hex').slice(0, 16), entry: files[0]!, files }
}

export function mountConsole(server: FastifyInstance, platform: Platform): void {
  // as the build compressed them; their names change with their content
  void server.register(staticFiles, {
    root: join(consoleFolder, 'files'),
    prefix: '/console/files/',
    preCompressed: true,
    immutable: true,
    maxAge: '1y',
    index: false,
    decorateReply: false,
    // the console may still be being built
    suppressWarning: true,
  })
  for (const url of ['/console', '/console/*']) {
    server.get<{ Querystring: { elder?: string } }>(url, async (request, reply) => {
      const page = await readFile(join(consoleFolder, 'index.html'), 'utf8').catch(() => null)
      if (page === null) throw new Problem(problems.unavailable, '工作台还没有生成好。请稍等片刻再刷新。', { retryAfter: 10 })
      const nonce = randomBytes(16).toString('base64')
      reply.header('content-security-policy', consolePolicy(nonce)).header('cache-control', 'no-store')
      rememberElder(platform, request, reply)
      const elder = elderOf(request.query.elder ?? request.cookies.elder)
      const opened = elder > 0 ? page.replace('<html ', `<html data-elder="${elder}" `) : page
      return reply.type('text/html; charset=utf-8').send(opened.replaceAll('__NONCE__', nonce))
    })
  }
}
