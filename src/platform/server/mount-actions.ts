/** Mounts actions under /api (接口挂载): one loop for all of them. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { actorSetting, isPerson, type Actor } from '#platform/shared/actor.ts'
import { Problem, problems } from '#platform/shared/problem.ts'
import type { Endpoint } from '#platform/shared/endpoint.ts'
import type { FileAnswer } from '#platform/shared/primitives.ts'
import type { Action } from './action.ts'
import type { Feature } from './feature.ts'
import { leastKey } from './idempotency.ts'
import { perform, requireAccess } from './perform.ts'
import { receiveFile, takeFilesAsStreams } from './uploads.ts'
import type { Platform } from './platform.ts'
import { limits, networkOf, type LimitName } from './rate-limit.ts'

export function mountActions(server: FastifyInstance, features: readonly Feature[], platform: Platform): void {
  takeFilesAsStreams(server, features)
  for (const { actions } of features) for (const action of actions) mount(server, platform, action as Action)
}

function mount(server: FastifyInstance, platform: Platform, action: Action) {
  const { method, path, limit } = action.endpoint
  server.route({
    method,
    url: `/api${path}`,
    handler: async (request, reply) => {
      const actor = await platform.identify(askingOf(request))
      takeToken(platform, actor, request.ip, limit ?? 'read')
      requireAccess(action.endpoint, actor)
      const { upload } = action.endpoint
      const body = upload ? await receiveFile(request, upload) : request.body
      const raw = { params: request.params, query: request.query, body }
      const output = await perform(platform, action, actor, raw, { key: keyOf(request, actor), ifMatch: ifMatchOf(request) })
      return answer(reply, action.endpoint, output)
    },
  })
}

function answer(reply: FastifyReply, endpoint: Endpoint, output: unknown) {
  if (endpoint.download) return answerFile(reply, output as FileAnswer)
  const version = (output as { version?: unknown } | null)?.version
  if (typeof version === 'number') reply.header('etag', `"${version}"`)
  return reply
    .header('cache-control', 'no-store')
    .type('application/json; charset=utf-8')
    .send(JSON.stringify(output ?? null))
}

/** Always to be saved, never shown in the page's own place (ASVS 5.4). Source: RFC 6266. */
const answerFile = (reply: FastifyReply, { fileName, mediaType, bytes }: FileAnswer) =>
  reply
    .header('cache-control', 'no-store')
    .header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(fileName)}`)
    .type(mediaType)
    .send(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength))

export const askingOf = (request: FastifyRequest) => ({ headers: request.headers, cookies: request.cookies, address: request.ip })

/** Draws a token from the client's bucket. Throws too-many (429). */
export function takeToken(platform: Platform, actor: Actor, address: string, name: LimitName): void {
  const sizes = limits[name]
  const network = networkOf(address)
  const shared = platform.config.sharedAddresses.some(each => networkOf(each) === network)
  const client = isPerson(actor) ? actorSetting(actor) : network
  const bucket = isPerson(actor) ? sizes.person : shared ? sizes.shared : sizes.address
  const wait = platform.buckets.take(`${name} ${client}`, bucket, platform.now())
  if (wait > 0) throw new Problem(problems.tooMany, `请等${wait}秒再试。`, { retryAfter: wait })
}

function keyOf(request: FastifyRequest, actor: Actor): string | null {
  const key = request.headers['idempotency-key']
  if (key === undefined) return null
  const least = leastKey[actor.kind === 'public' ? 'public' : 'known']
  // The draft's header is a quoted string; plain tokens are common and harmless.
  const text = String(key).replace(/^"(.*)"$/, '$1')
  if (!/^[\x21-\x7e]{8,128}$/.test(text) || text.length < least)
    throw new Problem(problems.invalid, `Idempotency-Key 应是${least}到128个字符。`, {
      errors: [{ pointer: '#/headers/idempotency-key', detail: `${least}到128个可见字符` }],
    })
  return text
}

function ifMatchOf(request: FastifyRequest): number | null {
  const tag = request.headers['if-match']
  if (tag === undefined) return null
  const found = /^(?:W\/)?"(\d{1,9})"$/.exec(tag)
  if (!found)
    throw new Problem(problems.invalid, 'If-Match 应是读取时得到的 ETag。', {
      errors: [{ pointer: '#/headers/if-match', detail: '写法应像 "3"' }],
    })
  return Number(found[1])
}
