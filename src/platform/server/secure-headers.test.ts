/** Secure headers (安全响应头) on every kind of answer. */
import { expect, test } from 'vitest'
import { buildServer } from '#platform/server/http-server.ts'
import { useApp } from '../../../tests/support/app.ts'
import { features } from '../../features.ts'

const app = useApp()

test.each([
  ['/', 200, 'a page for residents'],
  ['/api/units', 200, 'an answer of the interface'],
  ['/no/such/page', 404, 'a page that is not there'],
  ['/api/accounts/mine', 401, 'a refusal'],
  ['/openapi.json', 200, 'a document'],
])('%s (%i) runs nobody’s script, stands in nobody’s frame and keeps away from who opened it: %s', async (url, status, _why) => {
  const { statusCode, headers } = await app.raw({ method: 'GET', url })
  expect(statusCode).toBe(status)
  expect(headers).toMatchObject({
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'same-origin',
    'permissions-policy': 'camera=(), microphone=(), geolocation=()',
    'cross-origin-opener-policy': 'same-origin',
  })
  const policy = String(headers['content-security-policy']).split('; ')
  expect(policy).toEqual(expect.arrayContaining(["default-src 'self'", "object-src 'none'", "base-uri 'none'", "frame-ancestors 'none'"]))
  expect(policy.filter(each => each.includes('unsafe'))).toEqual([])
  expect(headers, 'by http a browser would not come back').not.toHaveProperty('strict-transport-security')
})

test('a town that is reached by https is never asked by http again', async () => {
  const config = { ...app.platform.config, publicUrl: 'https://xiqiao.example' }
  const server = await buildServer(features, { ...app.platform, config })
  const { headers } = await server.inject('/')
  expect(headers['strict-transport-security']).toBe('max-age=31536000')
  await server.close()
})
