/** How pages go over the line (页面挂载): compressed for everybody and not for somebody, and not without end. */
import { brotliDecompressSync, gunzipSync, gzipSync } from 'node:zlib'
import { beforeAll, expect, onTestFinished, test } from 'vitest'
import { aStaffedVillage, aTrouble, type SampleTown } from '#features/requests/requests.samples.ts'
import { endpoints } from '#features/requests/requests.contract.ts'
import { passOf, receiptPass } from '#features/requests/requests.pass.ts'
import { personHeader, useApp } from '../../../tests/support/app.ts'
import { limits, openBuckets } from './rate-limit.ts'

const app = useApp()
let at: SampleTown
beforeAll(async () => void (at = await aStaffedVillage(app.owner)))

const get = (url: string, headers: Record<string, string> = {}) => app.raw({ method: 'GET', url, headers })
const unpacked = { br: brotliDecompressSync, gzip: gunzipSync }

test.each([
  ['/', 'gzip, deflate, br', 'br', 'https'],
  ['/', 'gzip, deflate', 'gzip', 'http: browsers offer no Brotli'],
  ['/how', 'gzip', 'gzip', 'a long text'],
  ['/openapi.json', 'gzip', 'gzip', 'two megabytes of sentences'],
] as const)('%s for who takes %s comes as %s, at most half as long: %s', async (url, accepts, encoding, _why) => {
  const plain = await get(url)
  expect(plain.headers).not.toHaveProperty('content-encoding')
  const packed = await get(url, { 'accept-encoding': accepts })
  expect(packed.headers).toMatchObject({
    'content-encoding': encoding,
    vary: 'accept-encoding',
    'content-type': plain.headers['content-type'],
  })
  expect(packed.rawPayload.length).toBeLessThan(plain.rawPayload.length / 2)
  // a form's key is another each time
  const text = (bytes: Buffer) => bytes.toString().replaceAll(/value="[\w-]{20,}"/g, '')
  expect(text(unpacked[encoding](packed.rawPayload))).toBe(text(plain.rawPayload))
})

test('the styles of the first page come compressed, and may be kept for good', async () => {
  const [, address] = /href="(\/assets\/[^"]+public\.css)"/.exec((await get('/')).body)!
  const { headers, rawPayload } = await get(address!, { 'accept-encoding': 'gzip' })
  expect(headers).toMatchObject({
    'content-encoding': 'gzip',
    vary: 'accept-encoding',
    'cache-control': 'public, max-age=31536000, immutable',
  })
  expect(gunzipSync(rawPayload).toString()).toContain('{')
})

test('pages are read from the same bucket as the interface: one visitor is told to wait, the others are not', async () => {
  const { buckets } = app.platform
  app.platform.buckets = openBuckets()
  onTestFinished(() => void (app.platform.buckets = buckets))
  for (let read = 0; read < limits.read.address.size; read++)
    expect((await get(read % 2 === 0 ? '/relief' : '/api/standards')).statusCode).toBe(200)
  const refused = await get('/relief', { accept: 'text/html' })
  expect([refused.statusCode, refused.headers['retry-after']]).toEqual([429, '1'])
  expect(refused.body).toContain('请等1秒再试。')
  expect((await get('/api/standards')).statusCode).toBe(429)
  expect((await app.raw({ method: 'GET', url: '/relief', remoteAddress: '203.0.113.7' })).statusCode, 'another address').toBe(200)
  expect((await get('/relief', { [personHeader]: at.clerk })).statusCode, 'someone signed in, behind the same address').toBe(200)
})

test('what shows somebody what is theirs comes as it is: its length would tell a stranger what is in it', async () => {
  const { body } = await app.call(null, endpoints.submit, { body: aTrouble(at.village.id) })
  const cookie = `elder=20; ${receiptPass.cookie}=${passOf(app.platform.sealing, body, app.now)}`
  const mine = await get('/track/case', { 'accept-encoding': 'gzip', cookie })
  expect([mine.statusCode, mine.headers['content-encoding']]).toEqual([200, undefined])
  expect(mine.body).toContain(body.number)
  for (const who of [{ [personHeader]: at.clerk }, { cookie }])
    expect((await get('/', { 'accept-encoding': 'gzip', ...who })).headers['content-encoding'], JSON.stringify(who)).toBeUndefined()
  expect((await get('/', { 'accept-encoding': 'gzip', cookie: 'elder=20' })).headers['content-encoding'], '长辈版').toBe('gzip')
})

test('nothing that is sent to us compressed is unpacked', async () => {
  const body = Buffer.from(JSON.stringify(aTrouble(at.village.id)))
  const send = (payload: Buffer, headers: Record<string, string> = {}) =>
    app.raw({ method: 'POST', url: `/api${endpoints.submit.path}`, headers: { 'content-type': 'application/json', ...headers }, payload })
  expect((await send(body)).statusCode).toBe(200)
  const packed = await send(gzipSync(body), { 'content-encoding': 'gzip' })
  expect([packed.statusCode, packed.json<{ type: string }>().type]).toEqual([400, '/problems/malformed'])
})
