/** Sealed drafts (加密草稿) and the outbox (待发箱): kept unreadable, sent once, gone in time. */
import { expect, test } from 'vitest'
import { Problem, problems } from '#platform/shared/problem.ts'
import { makeOutbox } from './outbox.ts'
import { draftHours, keepDraft, ownerOfDrafts, readDrafts } from './sealed-drafts.ts'
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
  expect(await read(store)).toEqual([{ id: 'a', changedAt: start, value: words }])
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
})

test('off the line the drafts tell whose they are, the latest counts, and none after 72 hours', async () => {
  const store = pageStore()
  expect(await ownerOfDrafts(store, start)).toBe(null)
  await keepDraft(store, { ...mine, id: 'older', owner: 'liang', now: start - 1 }, words)
  await keepDraft(store, mine, words)
  expect(await ownerOfDrafts(store, hours(draftHours))).toBe('chen')
  expect(await ownerOfDrafts(store, hours(draftHours) + 1)).toBe(null)
})

function aBox(answers: (() => unknown)[]) {
  const store = pageStore()
  const carried: string[] = []
  const make = () =>
    makeOutbox<string, unknown>({
      kind: 'visits',
      store,
      now: () => start,
      send(value) {
        carried.push(value)
        return Promise.resolve().then(answers.shift() ?? (() => undefined))
      },
    })
  return { store, carried, make, box: make() }
}
const refuse = (kind: (typeof problems)[keyof typeof problems] | { type: '/problems/offline'; status: 0; title: string }) => () => {
  throw new Problem(kind)
}
const noLine = refuse({ type: '/problems/offline', status: 0, title: '连不上服务器' })

test('without a line nothing is lost: the page is opened again, the line comes back, and it is gone from here', async () => {
  const { store, carried, make, box } = aBox([noLine, noLine, () => 'done'])
  await box.open('chen', true)
  await box.keep('a', 'half')
  await box.post('a', 'whole')
  expect(box.state().pieces).toMatchObject([{ id: 'a', isReady: true, isSending: false, problem: null }])
  const again = make()
  await again.open('chen', true)
  expect(again.state().pieces, 'still no line').toMatchObject([{ value: 'whole' }])
  await again.send()
  expect(again.state()).toMatchObject({ pieces: [], sent: [{ id: 'a', answer: 'done' }] })
  expect(await store.all()).toEqual([])
  await again.send()
  expect(carried, 'and not sent any more').toEqual(['whole', 'whole', 'whole'])
})

test('what is half written is kept and not sent', async () => {
  const { carried, make, box } = aBox([])
  await box.open('chen', true)
  await box.keep('a', 'half')
  const again = make()
  await again.open('chen', true)
  expect(again.state().pieces).toMatchObject([{ value: 'half', isReady: false }])
  expect(carried).toEqual([])
})

test('a refusal stays with its words and holds up nothing else, until it is changed or dropped', async () => {
  const { box, store } = aBox([refuse(problems.notFound), () => 'done', () => 'done'])
  await box.open('chen', true)
  await box.post('a', 'moved')
  await box.post('b', 'fine')
  expect(box.state().pieces).toMatchObject([{ id: 'a', problem: { kind: problems.notFound } }])
  expect(box.state().sent).toHaveLength(1)
  await box.send()
  expect(box.state().pieces, 'not sent over and over').toHaveLength(1)
  await box.drop('a')
  expect(await store.all()).toEqual([])
})

test('whose session it is has to be sure before anything is sent', async () => {
  const { box, carried } = aBox([() => 'done'])
  await box.open('chen', false)
  await box.post('a', 'one')
  expect(box.state().pieces).toMatchObject([{ isReady: true }])
  expect(carried).toEqual([])
  await box.open('chen', true)
  expect(carried).toEqual(['one'])
})

test.each([
  [problems.signInRequired, 'the session ended'],
  [problems.unavailable, 'the server is coming back'],
  [problems.tooMany, 'too fast'],
] as const)('a refusal that passes keeps it waiting: %j, %s', async (kind, _why) => {
  const { box } = aBox([refuse(kind), () => 'done'])
  await box.open('chen', true)
  await box.post('a', 'one')
  expect(box.state().pieces).toMatchObject([{ problem: null, isReady: true }])
  await box.send()
  expect(box.state().pieces).toEqual([])
})
