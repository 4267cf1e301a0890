/** Performing an action (执行操作): what is finished afterwards holds no connection. */
import { expect, test } from 'vitest'
import { z } from 'zod'
import { definePolicy } from '#platform/shared/policy.ts'
import { defineEndpoint } from '#platform/shared/endpoint.ts'
import { useApp } from '../../../tests/support/app.ts'
import { action, Later } from './action.ts'
import { perform } from './perform.ts'
import { inTransaction } from './transaction.ts'

const app = useApp()
const policy = definePolicy<null, 'read'>('test', { read: { who: () => true, says: 'anyone' } })
const shape = { name: 'test.read', path: '/test', summary: 'A test.', access: 'public', response: z.object({ day: z.string() }) } as const
const reading = defineEndpoint({ ...shape, method: 'GET' })
const creating = defineEndpoint({ ...shape, method: 'POST', creates: true })
const asPublic = { kind: 'public', townId: 1 } as const

test('thirty answers that are still being written keep nobody from the database', async () => {
  let write!: () => void
  const pen = new Promise<void>(done => (write = done))
  const long = action(reading, async ({ db, require, today }) => {
    require(policy, 'read', null)
    await db.selectFrom('town').select('id').execute()
    return new Later(async () => {
      await pen
      return { day: today, never: 'told' }
    })
  })
  const short = action(reading, async ({ db, require, today }) => {
    require(policy, 'read', null)
    await db.selectFrom('town').select('id').execute()
    return { day: today }
  })
  const waiting = Array.from({ length: 30 }, () => perform(app.platform, long, asPublic, {}))
  expect(await perform(app.platform, short, asPublic, {})).toEqual({ day: '2026-03-02' })
  write()
  expect(new Set((await Promise.all(waiting)).map(answer => JSON.stringify(answer)))).toEqual(new Set(['{"day":"2026-03-02"}']))
})

test('what creates answers at once: its answer is kept for whoever asks again', async () => {
  const later = action(creating, async ({ require, today }) => {
    require(policy, 'read', null)
    return new Later(() => Promise.resolve({ day: today }))
  })
  await expect(perform(app.platform, later, asPublic, {}, { key: 'one-press-of-one-button' })).rejects.toThrow('creates')
})

test('a clock that was put back is told to whoever runs the machine, once', async () => {
  const told: object[] = []
  const log = { info: () => undefined, error: () => undefined, warn: (line: object) => void told.push(line) }
  let now = app.now.getTime()
  const platform = { ...app.platform, log, now: () => new Date(now) }
  for (const seconds of [0, 3_600, -0.5, -3_599.5, 1, -0.9, 1]) {
    now += seconds * 1_000
    await inTransaction(platform, asPublic, () => Promise.resolve())
  }
  expect(told).toEqual([{ clock: 'put back', from: new Date('2026-03-02T01:59:59.500Z'), to: new Date('2026-03-02T01:00:00Z') }])
})
