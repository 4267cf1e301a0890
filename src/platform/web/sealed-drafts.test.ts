/** Sealed drafts (加密草稿): kept unreadable, gone in time. */
import { expect, test } from 'vitest'
import { draftHours, idsOfDrafts, keepDraft, ownerOfDrafts, readDrafts } from './sealed-drafts.ts'
import { pageStore } from './sealed-store.ts'

const start = Date.parse('2026-03-02T01:00:00Z')
const hours = (count: number) => start + count * 3_600_000
const mine = { kind: 'visits', id: 'a', owner: 'chen', now: start }
const words = { note: '想学用手机，区𠮷' }
const read = (store: ReturnType<typeof pageStore>, changes: object = {}) =>
  readDrafts(store, { kind: 'visits', owner: 'chen', now: start, ...changes })

test('a draft comes back to its owner, and lies there unreadable under a key that nobody can take out', async () => {
  const store = pageStore()
  await keepDraft(store, mine, words)
  expect(await read(store)).toEqual([{ id: 'a', changedAt: start, endsAt: hours(draftHours), value: words }])
  const [lying] = await store.all()
  expect(new TextDecoder().decode(lying!.sealed)).not.toContain('手机')
  const key = await store.key(() => Promise.reject(new Error('there is one')))
  expect(key.extractable).toBe(false)
  await expect(crypto.subtle.exportKey('raw', key)).rejects.toThrow()
})

test.each([
  [{ now: hours(draftHours) }, 1, 'on the last minute of 72 hours'],
  [{ now: hours(draftHours) + 1 }, 0, 'after 72 hours'],
  [{ owner: 'liang' }, 0, 'somebody else has signed in'],
  [{ kind: 'other' }, 0, 'another feature asks for its own'],
] as const)('read with %j there are %i: %s', async (changes, count, _why) => {
  const store = pageStore()
  await keepDraft(store, mine, words)
  expect(await read(store, changes)).toHaveLength(count)
  expect(await store.all(), 'what is over is removed').toHaveLength(count === 0 && !('kind' in changes) ? 0 : 1)
})

test('a draft that was touched, or passed off as another’s, does not open', async () => {
  const store = pageStore()
  await keepDraft(store, mine, words)
  const [lying] = await store.all()
  await store.put({ ...lying!, owner: 'liang' })
  expect(await read(store, { owner: 'liang' })).toEqual([])
  await store.put({ ...lying!, changedAt: hours(80) })
  expect(await read(store, { now: hours(81) }), 'nor does it live longer for being dated later').toEqual([])
  await store.put({ ...lying!, hours: 1000 })
  expect(await read(store, { now: hours(81) }), 'or for another time of life').toEqual([])
})

test('off the line the drafts tell whose they are, the latest counts, and none after 72 hours', async () => {
  const store = pageStore()
  expect(await ownerOfDrafts(store, start)).toBe(null)
  await keepDraft(store, { ...mine, id: 'older', owner: 'liang', now: start - 1 }, words)
  await keepDraft(store, mine, words)
  expect(await ownerOfDrafts(store, hours(draftHours))).toBe('chen')
  expect(await ownerOfDrafts(store, hours(draftHours) + 1)).toBe(null)
})

test('what is kept longer outlasts the rest, and tells when it ends', async () => {
  const store = pageStore()
  await keepDraft(store, { ...mine, id: 'long', hours: 100 }, words)
  await keepDraft(store, mine, words)
  const at = { now: hours(draftHours + 1) }
  expect(await idsOfDrafts(store, 'visits', at.now)).toEqual(['long'])
  expect(await ownerOfDrafts(store, at.now)).toBe('chen')
  expect(await read(store, at)).toEqual([{ id: 'long', changedAt: start, endsAt: hours(100), value: words }])
  expect(await read(store, { now: hours(100) + 1 })).toEqual([])
})

test('a draft that an older page kept still opens, for 72 hours', async () => {
  const store = pageStore()
  await keepDraft(store, mine, words)
  const [lying] = await store.all()
  const key = await store.key(() => Promise.reject(new Error('there is one')))
  const nonce = crypto.getRandomValues(new Uint8Array(12))
  const additionalData = new TextEncoder().encode(JSON.stringify([lying!.name, lying!.owner, start]))
  const sealed = await crypto.subtle.encrypt({ name: 'AES-GCM', iv: nonce, additionalData }, key, new TextEncoder().encode('"old"'))
  await store.put({ name: lying!.name, owner: lying!.owner, changedAt: start, nonce, sealed })
  expect(await read(store)).toEqual([{ id: 'a', changedAt: start, endsAt: hours(draftHours), value: 'old' }])
})
