/** Requests that are none (不像样的请求): an answer in words for each, and the server goes on. */
import { request, type IncomingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { beforeAll, expect, test } from 'vitest'
import { useApp } from '../../../tests/support/app.ts'

const app = useApp()
let port = 0
beforeAll(async () => {
  await app.server.listen({ host: '127.0.0.1', port: 0 })
  port = (app.server.server.address() as AddressInfo).port
})

/** As a browser asks, but with the target as it stands: no client of ours sends some of these. */
const send = (path: string, { body, ...headers }: Record<string, string> = {}) =>
  new Promise<{ status: number; headers: IncomingHttpHeaders; body: string }>((resolve, reject) => {
    const asked = request({ port, path, method: body === undefined ? 'GET' : 'POST', headers: { accept: 'text/html', ...headers } })
    asked.on('error', reject)
    asked.on('response', answer => {
      text(answer).then(read => resolve({ status: answer.statusCode!, headers: answer.headers, body: read }), reject)
    })
    asked.end(body)
  })
const plain = { 'content-type': 'application/x-www-form-urlencoded' }
const multipart = (boundary: string) => ({ 'content-type': `multipart/form-data${boundary}` })

test.each([
  ['/%ff', {}, 400, 'a path in another encoding, as old links have it'],
  [`/decisions/${'x'.repeat(401)}`, {}, 400, 'a path longer than any of ours'],
  ['http://[', {}, 400, 'a target that is no address'],
  ['//[', {}, 404, 'a path that begins like another host'],
  ['/matters?village=%00', {}, 400, 'a character that no text may hold'],
  ['/assemblies.ics?village=%00', {}, 400, 'the same, of a file'],
  ['/sign-in', { ...plain, body: 'login=a%00b&password=x' }, 400, 'the same, in a form'],
  ['/report', { ...multipart(''), body: 'zz' }, 400, 'a form with files, without its border'],
  ['/report', { ...multipart('; boundary=b'), body: '--b\r\ncontent-disposition: form-data; name="text"\r\n\r\n路灯' }, 400, 'broken off'],
  ['/notices/abc', {}, 404, 'an address that is none, and no form to correct'],
  ['/matters/abc/A1', {}, 404, 'the same'],
  ['/no-such-page', { ...multipart('; boundary=b'), body: 'zz' }, 404, 'a form for nobody is not read'],
] as const)('%s is answered %j with %i: %s', async (path, sent, status, _why) => {
  const answer = await send(path, sent)
  expect(answer).toMatchObject({ status, headers: { 'content-type': 'text/html; charset=utf-8', 'x-content-type-options': 'nosniff' } })
  expect(answer.body).toMatch(/<h1>\p{Script=Han}/u)
  expect((await send('/healthz')).status, 'and goes on').toBe(200)
})

test.each([
  ['%E6%9D%91', '%E6%9D%91', 'Chinese, which no header holds as it is'],
  ['%0d%0aX', 'X', 'a second line'],
])('a page that leads on with %s in its address leads to %s: %s', async (id, written, _why) => {
  const { status, headers } = await send(`/volunteer/activities/${id}`, { ...plain, body: '' })
  expect(status).toBe(303)
  expect(headers.location).toBe(`/sign-in?next=/volunteer/activities/${written}`)
})
