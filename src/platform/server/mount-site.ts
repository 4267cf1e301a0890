/** What every site has (站点公共地址): health, OpenAPI, problem pages, styles and logo. */
import type { FastifyInstance } from 'fastify'
import { sql } from 'kysely'
import { findAsset } from '#platform/public/assets.ts'
import { problemKindPage } from '#platform/public/problem-page.ts'
import { Problem, problems, type ProblemKind } from '#platform/shared/problem.ts'
import type { Feature } from './feature.ts'
import { strangersVisit } from './mount-pages.ts'
import { openapi } from './openapi.ts'
import { shared } from './openapi-shared.ts'
import type { Platform } from './platform.ts'
import { whileAvailable } from './transaction.ts'

export function mountSite(server: FastifyInstance, features: readonly Feature[], platform: Platform): void {
  let document: Buffer | null = null // made when it is first asked for: it costs a start more than all routes together
  const kinds = new Map<string, ProblemKind>()
  for (const kind of [
    ...Object.values(problems),
    ...features.flatMap(feature => feature.problems ?? []),
    ...features.flatMap(({ endpoints }) => Object.values(endpoints).flatMap(endpoint => endpoint.problems ?? [])),
  ]) {
    kinds.set(kind.type, kind)
  }
  server.get('/openapi.json', (_, reply) =>
    reply.type('application/json; charset=utf-8').compress((document ??= Buffer.from(JSON.stringify(shared(openapi(features)))))),
  )
  server.get('/healthz', (_, reply) => reply.type('text/plain').send('ok\n'))
  server.get('/readyz', async (_, reply) => {
    await whileAvailable(() => sql`select 1`.execute(platform.connection.db))
    return reply.type('text/plain').send('ready\n')
  })
  server.get('/favicon.ico', (_, reply) =>
    reply.header('cache-control', 'public, max-age=86400').type('image/x-icon').send(findAsset('favicon.ico')?.bytes),
  )
  server.get<{ Params: { digest: string; name: string } }>('/assets/:digest/:name', (request, reply) => {
    const asset = findAsset(request.params.name)
    if (!asset) throw new Problem(problems.notFound)
    const lasting = asset.digest === request.params.digest
    return reply
      .header('cache-control', lasting ? 'public, max-age=31536000, immutable' : 'no-cache')
      .type(asset.mediaType)
      .compress(asset.bytes)
  })
  server.get<{ Params: { '*': string } }>('/problems/*', (request, reply) => {
    const kind = kinds.get(`/problems/${request.params['*']}`)
    if (!kind) throw new Problem(problems.notFound)
    return reply.type('text/html; charset=utf-8').send(problemKindPage(strangersVisit(platform, request), kind).text)
  })
}
