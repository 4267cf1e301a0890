/** The HTTP server (服务器): mounts actions under /api and pages at their addresses, and turns every failure into a problem. */
import fastifyCompress from '@fastify/compress'
import fastifyCookie from '@fastify/cookie'
import fastifyFormbody from '@fastify/formbody'
import fastifyMultipart from '@fastify/multipart'
import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify'
import { problemPage } from '#platform/public/problem-page.ts'
import { Problem, problems, type ProblemKind } from '#platform/shared/problem.ts'
import { mountConsole } from './console-files.ts'
import type { Feature } from './feature.ts'
import { mountActions } from './mount-actions.ts'
import { mountPages, strangersVisit } from './mount-pages.ts'
import { mountSite } from './mount-site.ts'
import type { Platform } from './platform.ts'
import { secureHeaders, setSecureHeaders } from './secure-headers.ts'

/** Largest body of an ordinary request; forms with files have limits of their own. */
const bodyLimit = 256 * 1024

export async function buildServer(features: readonly Feature[], platform: Platform): Promise<FastifyInstance> {
  const server = Fastify({
    genReqId: () => crypto.randomUUID(),
    bodyLimit,
    routerOptions: { maxParamLength: 400, ignoreTrailingSlash: true },
    requestTimeout: 30_000,
    connectionTimeout: 60_000,
    keepAliveTimeout: 10_000,
    trustProxy: platform.config.trustedProxies.length > 0 ? platform.config.trustedProxies : false,
    forceCloseConnections: 'idle',
    // A path that cannot be decoded, before any route and hook: answered like any refusal.
    frameworkErrors: (error, request, reply) => {
      setSecureHeaders(platform, reply)
      refuse(platform, request, reply, error)
    },
  })
  // what is sent compressed asks for it: mount-pages.ts; nothing that comes in is inflated
  await server.register(fastifyCompress, { globalCompression: false, globalDecompression: false, encodings: ['br', 'gzip'] })
  await server.register(fastifyCookie)
  await server.register(fastifyFormbody, { bodyLimit })
  await server.register(fastifyMultipart, {
    // one file too large or too many must not cost the person the rest of the form
    throwFileSizeLimit: false,
    limits: { fileSize: 10 * 1024 * 1024, files: 8, fields: 40, fieldSize: 64 * 1024, parts: 48 },
  })
  server.removeContentTypeParser('text/plain')
  server.removeContentTypeParser('application/json')
  server.addContentTypeParser('application/json', { parseAs: 'string' }, (_, body, done) => {
    try {
      done(null, parseJson(body as string))
    } catch {
      done(new Problem(problems.malformed, '内容不是完整的JSON，或嵌套太深。'), undefined)
    }
  })
  secureHeaders(server, platform)
  mountActions(server, features, platform)
  mountPages(server, features, platform)
  mountSite(server, features, platform)
  mountConsole(server, platform)
  server.setNotFoundHandler((request, reply) => refuse(platform, request, reply, new Problem(problems.notFound)))
  server.setErrorHandler((error, request, reply) => refuse(platform, request, reply, error))
  server.addHook('onResponse', (request, reply, done) => {
    const line = {
      request: request.id,
      route: request.routeOptions.url ?? null,
      method: request.method,
      status: reply.statusCode,
      ms: Math.round(reply.elapsedTime),
    }
    if (!request.url.startsWith('/assets/') && request.url !== '/healthz') platform.log.info(line)
    done()
  })
  return server
}

/** Levels of nesting in a JSON body; more is an attack on the parser, not a form. */
const deepest = 32

function parseJson(text: string): unknown {
  let depth = 0
  let inString = false
  for (let index = 0; index < text.length; index += 1) {
    const c = text[index]
    if (inString) {
      if (c === '\\') index += 1
      else if (c === '"') inString = false
    } else if (c === '"') inString = true
    else if (c === '{' || c === '[') {
      depth += 1
      if (depth > deepest) throw new SyntaxError('too deep')
    } else if (c === '}' || c === ']') depth -= 1
  }
  return text === '' ? undefined : JSON.parse(text, (key, value: unknown) => (key === '__proto__' ? undefined : value))
}

/** What Fastify and its plug-ins refuse on their own, in our words. */
const frameworkKinds: Record<string, ProblemKind> = {
  FST_ERR_CTP_BODY_TOO_LARGE: problems.tooLarge,
  FST_REQ_FILE_TOO_LARGE: problems.tooLarge,
  FST_FILES_LIMIT: problems.tooLarge,
  FST_FIELDS_LIMIT: problems.tooLarge,
  FST_PARTS_LIMIT: problems.tooLarge,
  FST_ERR_CTP_INVALID_MEDIA_TYPE: problems.unsupported,
  FST_INVALID_MULTIPART_CONTENT_TYPE: problems.unsupported,
}

/** What PostgreSQL says of a text with a character that it has no room for: NUL. Source: its errcodes, class 22. */
const unkeepable = '22021'

/** The problem behind anything thrown. What is not an expected refusal is unexpected (500) and logged with its stack. */
export function problemOf(error: unknown): Problem {
  if (error instanceof Problem) return error
  const { code, statusCode } = error as { code?: string; statusCode?: number }
  if (code === unkeepable) return new Problem(problems.malformed, '内容里有存不了的字符。请删掉再提交。')
  const kind = code ? frameworkKinds[code] : undefined
  if (kind) return new Problem(kind)
  if (statusCode && statusCode >= 400 && statusCode < 500) return new Problem(problems.malformed)
  return new Problem(problems.unexpected)
}

function refuse(platform: Platform, request: FastifyRequest, reply: FastifyReply, error: unknown) {
  const problem = problemOf(error)
  const { kind, detail, facts } = problem
  if (kind.status >= 500 && kind.status !== 503)
    platform.log.error({ request: request.id, problem: kind.type, stack: (error as Error).stack })
  reply.code(kind.status).header('cache-control', 'no-store')
  const { retryAfter, ...shown } = facts
  if (retryAfter || kind.status === 503) reply.header('retry-after', String((retryAfter as number | undefined) ?? 2))
  if (!request.url.startsWith('/api/') && request.headers.accept?.includes('text/html'))
    return reply.type('text/html; charset=utf-8').send(problemPage(strangersVisit(platform, request), problem, request.id).text)
  const { remedy: _, ...named } = kind
  return reply
    .type('application/problem+json')
    .send(JSON.stringify({ ...shown, ...named, detail: detail ?? kind.remedy, instance: `/requests/${request.id}` }))
}
