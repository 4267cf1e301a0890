/** The outbox (待发箱): what is written is kept, and sent once. */
import { expect, test } from 'vitest'
import { Problem, problems } from '#platform/shared/problem.ts'
import { makeOutbox, readyHours } from './outbox.ts'
import { draftHours, keepDraft, type DraftStore } from './sealed-drafts.ts'
import { pageStore } from './sealed-store.ts'

const start = Date.parse('2026-03-02T01:00:00Z')

function aBox(answers: (() => unknown)[], giveUpAfter = 60_000, store: DraftStore = pageStore()) {
  const carried: string[] = []
  const senders: string[] = []
  /** What is left once a part of a piece has arrived, one for each sending. */
  const parts: string[] = []
  const make = (hours = 0) =>
    makeOutbox<string, unknown>({
      kind: 'visits',
      store,
      nameOf: value => `a visit of ${value.length} letters`,
      now: () => start + hours * 3_600_000,
      giveUpAfter,
      async send(value, { owner, keep }) {
        carried.push(value)
        senders.push(owner)
        if (parts.length > 0) await keep(parts.shift()!)
        return Promise.resolve().then(answers.shift() ?? (() => undefined))
      },
    })
  return { store, carried, senders, parts, make, box: make() }
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

test('on a line where nothing comes, what is written next is kept at once, and goes when the line is back', async () => {
  const line = Promise.withResolvers<string>()
  const { box, make, carried } = aBox([() => line.promise])
  await box.open('chen', true)
  const posted = [box.post('a', 'hangs')]
  await expect.poll(() => carried).toEqual(['hangs'])
  await box.keep('b', 'half')
  posted.push(box.post('b', 'whole'))
  await expect
    .poll(() => box.state().pieces)
    .toMatchObject([
      { id: 'a', isSending: true },
      { id: 'b', value: 'whole', isReady: true },
    ])
  const opened = async () => {
    const again = make()
    await again.open('chen', false)
    return again.state().pieces
  }
  await expect.poll(opened, { message: 'the page may be closed' }).toMatchObject([{ value: 'hangs' }, { value: 'whole' }])
  line.resolve('done')
  await Promise.all(posted)
  expect(box.state().pieces).toEqual([])
  expect(carried).toEqual(['hangs', 'whole'])
})

test('what is on its way is neither overwritten nor dropped half-way; pressed twice it is one piece', async () => {
  const lines = [Promise.withResolvers<string>(), Promise.withResolvers<string>()] as const
  const { box, store, carried } = aBox(
    lines.map(
      ({ promise }) =>
        () =>
          promise,
    ),
  )
  await box.open('chen', true)
  const presses = [box.post('a', 'one'), box.post('b', 'two')]
  await expect.poll(() => carried).toEqual(['one'])
  presses.push(box.post('a', 'other'), box.drop('b'))
  await presses[3]
  expect(box.state().pieces).toMatchObject([{ id: 'a', value: 'one', isSending: true }])
  lines[0].resolve('done')
  await Promise.all(presses)
  expect(box.state()).toMatchObject({ pieces: [], sent: [{ id: 'a', value: 'one' }] })
  expect(carried, 'nor what was dropped in the meantime').toEqual(['one'])

  const last = box.post('c', 'three')
  await expect.poll(() => carried).toEqual(['one', 'three'])
  const dropped = box.drop('c')
  lines[1].reject(new Problem(problems.notFound))
  await Promise.all([last, dropped])
  expect(box.state().pieces).toEqual([])
  expect(await store.all()).toEqual([])
})

test('sending gives up when no answer comes, and is tried again', async () => {
  const { box } = aBox([() => new Promise(() => undefined), () => 'done'], 20)
  await box.open('chen', true)
  await box.post('a', 'one')
  expect(box.state().pieces).toMatchObject([{ isReady: true, isSending: false, problem: null }])
  await box.send()
  expect(box.state()).toMatchObject({ pieces: [], sent: [{ answer: 'done' }] })
})

test('a piece goes under the name of whoever wrote it, also when somebody else has signed in meanwhile', async () => {
  const line = Promise.withResolvers<string>()
  const { box, senders } = aBox([() => line.promise, () => 'done'])
  await box.open('chen', true)
  const posted = box.post('a', 'one')
  await expect.poll(() => senders).toEqual(['chen'])
  const opened = box.open('liang', true)
  await expect.poll(() => box.state().pieces).toEqual([])
  line.resolve('done')
  await Promise.all([posted, opened])
  expect(box.state().sent, 'nothing of the one before').toEqual([])
  await box.post('b', 'two')
  expect(senders).toEqual(['chen', 'liang'])
})

test('of what arrived in part only the rest is kept, sent again and changed', async () => {
  const { box, make, carried, parts } = aBox([refuse(problems.invalid), noLine, () => 'done'])
  parts.push('second half')
  await box.open('chen', true)
  await box.post('a', 'both halves')
  expect(box.state().pieces).toMatchObject([{ id: 'a', value: 'second half', problem: { kind: problems.invalid } }])
  await box.post('a', 'second half, right')
  const again = make()
  await again.open('chen', true)
  expect(again.state().sent).toMatchObject([{ id: 'a', value: 'second half, right' }])
  expect(carried).toEqual(['both halves', 'second half, right', 'second half, right'])
})

test('unsent is what this page holds and what another page keeps, each once, until it is too old', async () => {
  const { make, box, store } = aBox([noLine, noLine])
  await box.open('chen', false)
  const other = make()
  await other.open('chen', false)
  await other.post('a', 'waits')
  await other.keep('b', 'half')
  await box.keep('a', 'again')
  await keepDraft(store, { kind: 'visits', id: 'old', owner: 'chen', now: start - (draftHours + 1) * 3_600_000 }, 'old')
  await keepDraft(store, { kind: 'visit-plan', id: 'today', owner: 'chen', now: start }, 'another kind')
  expect(await box.count()).toBe(2)
  await store.clear()
  expect(await box.count(), 'what only this page holds').toBe(1)
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
  [problems.anotherPerson, 'another page has signed somebody else in'],
] as const)('a refusal that passes keeps it waiting: %j, %s', async (kind, _why) => {
  const { box } = aBox([refuse(kind), () => 'done'])
  await box.open('chen', true)
  await box.post('a', 'one')
  expect(box.state()).toMatchObject({ pieces: [{ problem: null, isReady: true }], heldBy: { kind } })
  await box.send()
  expect(box.state()).toMatchObject({ pieces: [], heldBy: null })
})

test('what is finished waits out a holiday without a line; then its words are gone, and it is told that it was never sent', async () => {
  const { box, make, store } = aBox([noLine, noLine, () => 'done'])
  await box.open('chen', true)
  await box.post('a', 'roof leaks')
  await box.keep('b', 'half')
  const opened = async (hours: number) => {
    const page = make(hours)
    await page.open('chen', false)
    return page
  }
  const holiday = (await opened(8 * 24)).state()
  expect(holiday.pieces, 'half-written words do not').toMatchObject([{ id: 'a', value: 'roof leaks', changedAt: start, isReady: true }])
  expect([holiday.pieces[0]!.endsAt, holiday.lost]).toEqual([start + readyHours * 3_600_000, []])
  expect((await opened(readyHours)).state().pieces, 'on its last minute').toHaveLength(1)
  const later = await opened(readyHours + 1)
  expect(later.state()).toMatchObject({ pieces: [], lost: [{ id: 'a', name: 'a visit of 10 letters' }] })
  expect((await opened(readyHours + 2)).state().lost, 'until somebody has read it').toHaveLength(1)
  await later.drop('a')
  expect([later.state().lost, await store.all()]).toEqual([[], []])
})

test('of what was sent, dropped or taken up again nothing is told', async () => {
  const { box, make, store } = aBox([() => 'done', refuse(problems.invalid), refuse(problems.invalid)])
  await box.open('chen', true)
  for (const id of ['a', 'b', 'c']) await box.post(id, id)
  await box.drop('b')
  await box.keep('c', 'better')
  expect((await store.all()).map(({ name }) => name)).toEqual(['visits/c'])
  const later = make(readyHours + 1)
  await later.open('chen', false)
  expect(later.state()).toMatchObject({ isOpen: true, pieces: [], lost: [] })
})

test('a store that fails once is read the next time, and shows nothing of the one before until then', async () => {
  const store = pageStore()
  let fails = false
  const shaky = { ...store, all: () => (fails ? Promise.reject(new Error('IndexedDB')) : store.all()) }
  const { box, carried } = aBox([noLine], undefined, shaky)
  await box.open('chen', true)
  await box.post('a', 'one')
  fails = true
  await expect(box.open('liang', true)).rejects.toThrow('IndexedDB')
  expect(box.state()).toMatchObject({ isOpen: false, pieces: [] })
  await box.send()
  expect(carried, 'nor sends it').toEqual(['one'])
  fails = false
  await box.open('liang', true)
  expect(box.state()).toMatchObject({ isOpen: true, pieces: [] })
})
