import { expect, test } from 'vitest'
import { readDraft, saveDraft } from './drafts.ts'

function aStore() {
  const kept = new Map<string, string>()
  return { getItem: (key: string) => kept.get(key) ?? null, setItem: (key: string, value: string) => void kept.set(key, value), kept }
}

test('a draft brings back what was chosen', () => {
  const store = aStore()
  saveDraft('counter', ['channel', 'unitId'], { channel: 'phone', unitId: 'v1' }, store)
  expect(readDraft('counter', ['channel', 'unitId'], store)).toEqual({ channel: 'phone', unitId: 'v1' })
})

test('a draft never holds a field that the page did not name', () => {
  const store = aStore()
  saveDraft('counter', ['channel'], { channel: 'phone', name: '何巧', phone: '19900001234', what: '我家在福寿里3号' }, store)
  expect([...store.kept.values()].join()).toBe('{"channel":"phone"}')
})

test('a draft that cannot be read is no draft', () => {
  const store = aStore()
  store.setItem('draft.counter', 'not json')
  expect(readDraft('counter', ['channel'], store)).toEqual({})
})
