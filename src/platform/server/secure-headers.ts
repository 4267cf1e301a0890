/** Secure headers (安全响应头): content policy without unsafe-inline, no framing, no sniffing, and no cross-site writes. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { Problem, problems } from '#platform/shared/problem.ts'
import type { Platform } from './platform.ts'

const contentPolicy =
  "default-src 'self'; img-src 'self' data: blob:; style-src 'self'; script-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
/** antd writes its styles at run time: they carry the page's nonce. */
export const consolePolicy = (nonce: string) =>
  `default-src 'self'; img-src 'self' data: blob:; style-src 'self' 'nonce-${nonce}'; style-src-attr 'unsafe-inline'; script-src 'self'; worker-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'`

export function setSecureHeaders({ config }: Platform, reply: FastifyReply): void {
  reply.header('content-security-policy', contentPolicy)
  reply.header('x-content-type-options', 'nosniff')
  reply.header('referrer-policy', 'same-origin')
  reply.header('permissions-policy', 'camera=(), microphone=(), geolocation=()')
  reply.header('cross-origin-opener-policy', 'same-origin')
  if (config.publicUrl.startsWith('https:')) reply.header('strict-transport-security', 'max-age=31536000')
}

export function secureHeaders(server: FastifyInstance, platform: Platform): void {
  server.addHook('onRequest', (request, reply, done) => {
    setSecureHeaders(platform, reply)
    done(isCrossSiteWrite(request) ? new Problem(problems.forbidden, '这个提交来自别的网站，没有接受。请回到本站再提交。') : undefined)
  })
}

/**
 * A browser's write from another site. Browsers say where a request comes from in Sec-Fetch-Site, older ones in Origin;
 * programs with a token say neither. Cookies are SameSite=Lax besides (reliability S13).
 */
function isCrossSiteWrite(request: FastifyRequest): boolean {
  if (request.method === 'GET' || request.method === 'HEAD' || request.method === 'OPTIONS') return false
  const site = request.headers['sec-fetch-site']
  if (site) return site !== 'same-origin' && site !== 'none'
  const { origin, host } = request.headers
  if (!origin) return false
  return !URL.canParse(origin) || new URL(origin).host !== host
}
