/** Mounts the public pages and their plain forms (页面挂载). */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Actor } from '#platform/shared/actor.ts'
import { Problem, problems } from '#platform/shared/problem.ts'
import type { Feature } from './feature.ts'
import { askingOf, takeToken } from './mount-actions.ts'
import type { CookieToSet, Page, PageAnswer, Upload, Visit } from './page.ts'
import { perform, WrongAddress } from './perform.ts'
import type { Platform } from './platform.ts'
import { inTransaction } from './transaction.ts'

export function mountPages(server: FastifyInstance, features: readonly Feature[], platform: Platform): void {
  // On every page, those of refusals included.
  server.addHook('onRequest', (request, reply, done) => {
    if (!request.url.startsWith('/api/')) rememberElder(platform, request, reply)
    done()
  })
  for (const { pages = [] } of features) for (const page of pages) mount(server, platform, page)
}

function mount(server: FastifyInstance, platform: Platform, page: Page) {
  server.route({
    method: page.method,
    url: page.path,
    handler: async (request, reply) => {
      // Tokens are for programs and end at /api, where their scopes are checked.
      const { authorization: _, ...headers } = request.headers
      const actor = await platform.identify({ ...askingOf(request), headers })
      // What is read here is counted with what is read at /api; a form draws from the bucket of what it does.
      if (page.method === 'GET') takeToken(platform, actor, request.ip, 'read')
      const visit = await visitOf(platform, request, actor)
      const isAnyones = page.method === 'GET' && actor.kind === 'public' && Object.keys(request.cookies).every(name => name === 'elder')
      const answer = await page.run(visit).catch((error: unknown) => {
        // nobody who follows a link filled in a form
        throw page.method === 'GET' && error instanceof WrongAddress ? new Problem(problems.notFound) : error
      })
      return send(platform, reply, answer, isAnyones)
    },
  })
}

interface Fields {
  form: Visit['form']
  uploads: Upload[]
}

const visitOf = async (platform: Platform, request: FastifyRequest, actor: Actor): Promise<Visit> =>
  visitWith(platform, request, actor, await fieldsOf(request))

/** The visit of anyone, who is shown a page of the site's own: no form is read. Of a request that never came to a route most is missing. */
export const strangersVisit = (platform: Platform, request: FastifyRequest): Visit =>
  visitWith(platform, request, { kind: 'public', townId: platform.townId }, { form: {}, uploads: [] })

function visitWith(platform: Platform, request: FastifyRequest, actor: Actor, { form, uploads }: Fields): Visit {
  const query = lastOf((request.query ?? {}) as Record<string, string | string[]>)
  const cookies = request.cookies ?? {}
  const visit: Visit = {
    platform,
    actor,
    address: request.ip,
    userAgent: request.headers['user-agent'],
    url: addressOf(request.url),
    params: (request.params ?? {}) as Visit['params'],
    query,
    form,
    uploads,
    cookies,
    elder: elderOf(query.elder ?? cookies.elder),
    now: platform.now(),
    call: (action, input, options) => perform(platform, action, actor, input, options),
    read: work => inTransaction(platform, actor, work),
    limit: name => takeToken(platform, actor, request.ip, name),
    as: other => ({
      ...visit,
      actor: other,
      call: (action, input, options) => perform(platform, action, other, input, options),
      read: work => inTransaction(platform, other, work),
    }),
  }
  return visit
}

const site = 'http://site.invalid'
/** What was asked for on this site; its first page, where that is no address at all. */
const addressOf = (path: string): URL => new URL(URL.canParse(site + path) ? site + path : site)

/** A field given twice keeps its last value. */
const lastOf = (fields: Record<string, string | string[] | undefined>) =>
  Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, Array.isArray(value) ? value.at(-1) : value]))

async function fieldsOf(request: FastifyRequest): Promise<Fields> {
  const uploads: Upload[] = []
  if (request.method !== 'POST') return { form: {}, uploads }
  if (!request.isMultipart()) return { form: lastOf((request.body ?? {}) as Record<string, string | string[]>), uploads }
  const form: Record<string, string> = {}
  try {
    for await (const part of request.parts()) {
      if (part.type === 'field') form[part.fieldname] = String(part.value)
      else {
        const bytes = await part.toBuffer()
        if (bytes.length > 0) uploads.push({ field: part.fieldname, filename: part.filename, bytes, truncated: part.file.truncated })
      }
    }
  } catch (error) {
    // what the framework has no code for is the parser's word on a form that is none, or was broken off
    throw 'code' in (error as object) ? error : new Problem(problems.malformed, '表单没有传完整。请再提交一次。')
  }
  return { form, uploads }
}

const elderSizes = [20, 24, 30]
export const elderOf = (value: string | undefined) => (elderSizes.includes(Number(value)) ? Number(value) : 0)

/** The choice, the standard edition included, is kept for a year, and offered no second time (A11Y-07). */
export function rememberElder(platform: Platform, request: FastifyRequest, reply: FastifyReply) {
  const { elder } = request.query as { elder?: string }
  if (elder === undefined) return
  setCookie(platform, reply, { name: 'elder', value: String(elderOf(elder)), maxAge: 31_536_000 })
}

function setCookie(platform: Platform, reply: FastifyReply, { name, value, maxAge }: CookieToSet) {
  const secure = platform.config.publicUrl.startsWith('https:')
  void reply.setCookie(name, value, { path: '/', httpOnly: true, sameSite: 'lax', secure, ...(maxAge !== undefined && { maxAge }) })
}

/**
 * A page that anyone may read, asked for without a session or a pass, goes out compressed: a fifth as long on a village's line. One that may
 * show somebody what is theirs does not: by its length alone a stranger who has it repeat a guess could read it (BREACH; Gluck, Harris, Prado 2013).
 */
function send(platform: Platform, reply: FastifyReply, answer: PageAnswer, isAnyones: boolean) {
  if (!('bytes' in answer)) for (const cookie of answer.cookies ?? []) setCookie(platform, reply, cookie)
  if ('leaveFor' in answer) return reply.redirect(answer.leaveFor, 303)
  if ('redirect' in answer) {
    // as a header takes it, and as a browser reads it: with a backslash it could lead away
    const { pathname, search, hash } = addressOf(answer.redirect)
    if (!answer.redirect.startsWith('/') || pathname.startsWith('//')) throw new Problem(problems.unexpected)
    return reply.redirect(pathname + search + hash, 303)
  }
  for (const [name, value] of Object.entries(answer.headers ?? {})) reply.header(name, value)
  if ('bytes' in answer)
    return reply
      .code(answer.status ?? 200)
      .type(answer.mediaType)
      .send(answer.bytes)
  if (!reply.getHeader('cache-control')) reply.header('cache-control', 'no-store')
  void reply.code(answer.status ?? 200).type('text/html; charset=utf-8')
  if (!isAnyones) return reply.send(answer.html.text)
  reply.compress(answer.html.text)
  return reply
}
