import { afterAll, afterEach, describe, expect, test, vi } from 'vitest'
import { z } from 'zod'
import { defineEndpoint } from '#platform/shared/endpoint.ts'
import { addressOf, call, newQueryClient, offline } from './api-client.ts'

const rename = defineEndpoint({
  name: 'lamps.rename',
  method: 'PUT',
  path: '/lamps/:lampId/name',
  summary: 'Rename a lamp.',
  access: 'staff',
  params: z.object({ lampId: z.string() }),
  query: z.object({ tag: z.array(z.string()).optional(), page: z.coerce.number().optional() }),
  body: z.object({ name: z.string() }),
  response: z.object({ name: z.string() }),
  creates: true,
})
const input = { params: { lampId: 'a/b' }, query: { tag: ['新', '旧'], page: undefined }, body: { name: '北街灯' } }

/** A server that answers once, and what it was asked. */
function aServer(status: number, content: unknown, headers: Record<string, string> = {}) {
  const asked: { url: string; init: RequestInit }[] = []
  vi.stubGlobal('fetch', (url: string, init: RequestInit) => {
    asked.push({ url, init })
    return Promise.resolve(new Response(JSON.stringify(content), { status, headers }))
  })
  return asked
}
const assign = vi.fn<(address: string) => void>()
vi.stubGlobal('window', { location: { pathname: '/console/requests', search: '?lamp=late', assign } })
afterEach(() => assign.mockClear())
afterAll(() => vi.unstubAllGlobals())

describe('a call', () => {
  test('goes to the endpoint’s own address, with its key and version', async () => {
    const asked = aServer(200, { name: '北街灯' })
    expect(await call(rename, input, { key: 'k1', ifMatch: 3 })).toEqual({ name: '北街灯' })
    expect(asked[0]!.url).toBe('/api/lamps/a%2Fb/name?tag=%E6%96%B0&tag=%E6%97%A7')
    expect(asked[0]!.init).toMatchObject({
      method: 'PUT',
      body: '{"name":"北街灯"}',
      headers: { 'idempotency-key': 'k1', 'if-match': '"3"', 'content-type': 'application/json' },
    })
  })

  test('an address for a plain link leaves out what was not asked', () => {
    expect(addressOf(rename, { ...input, query: {} })).toBe('/api/lamps/a%2Fb/name')
  })
})

describe('a refusal', () => {
  test('is thrown as the problem that the server sent, fields and all', async () => {
    aServer(422, { type: '/problems/invalid', status: 422, title: '有几处要改一下', errors: [{ pointer: '#/name', detail: '太长' }] })
    await expect(call(rename, input)).rejects.toMatchObject({
      kind: { type: '/problems/invalid', status: 422 },
      errors: [{ pointer: '#/name', detail: '太长' }],
    })
  })

  test('without a problem document is our fault, and says so', async () => {
    aServer(502, '<html>')
    await expect(call(rename, input)).rejects.toMatchObject({ kind: { type: '/problems/unexpected' } })
  })

  test('says how long to wait', async () => {
    aServer(503, { type: '/problems/unavailable', title: '系统正在恢复' }, { 'retry-after': '7' })
    await expect(call(rename, input)).rejects.toMatchObject({ facts: { retryAfter: 7 } })
  })

  test('no answer at all is being offline', async () => {
    vi.stubGlobal('fetch', () => Promise.reject(new TypeError('Failed to fetch')))
    await expect(call(rename, input)).rejects.toMatchObject({ kind: offline })
  })

  test('an answer of another version asks to refresh', async () => {
    aServer(200, { title: 'renamed field' })
    await expect(call(rename, input)).rejects.toMatchObject({ detail: '工作台刚刚更新过。请刷新这一页。' })
  })

  test('a wrong password is not a lost session: it stays on the page', async () => {
    aServer(401, { type: '/problems/accounts/code-wrong', title: '动态口令不对' })
    await expect(call(rename, input)).rejects.toMatchObject({ kind: { status: 401 } })
    expect(assign).not.toHaveBeenCalled()
  })

  test('a lost session does not take the page away from who pressed a button; what reads by itself leaves to sign in, once', async () => {
    aServer(401, { type: '/problems/sign-in-required', title: '请先登录' })
    await expect(call(rename, input)).rejects.toMatchObject({ kind: { type: '/problems/sign-in-required' } })
    expect(assign).not.toHaveBeenCalled()
    const cache = newQueryClient()
    for (const name of ['here', 'there'])
      await expect(cache.fetchQuery({ queryKey: [name], queryFn: () => call(rename, input) })).rejects.toMatchObject({
        kind: { status: 401 },
      })
    expect(assign.mock.calls).toEqual([['/sign-in?next=%2Fconsole%2Frequests%3Flamp%3Dlate']])
  })
})
