/** Lists of notices (公示列表): page by page, by place, type and state, at the desk and for everyone. */
import { expect, test } from 'vitest'
import { useApp } from '../../../tests/support/app.ts'
import { endpoints } from './disclosures.contract.ts'
import { aNotice, aNoticePlace, type NoticePlace } from './disclosures.samples.ts'

const app = useApp()
const on = (day: string) => (app.now = new Date(`${day}T01:00:00Z`))
const read = async (url: string) => (await app.raw({ method: 'GET', url, headers: { accept: 'text/html' } })).body
const linksIn = (page: string) => [...page.matchAll(/href="\/notices\/([0-9a-f-]{36})"/g)].map(([, id]) => id!)
const olderIn = (page: string) => /href="(\/notices\?[^"]*cursor=[^"]*)"/.exec(page)?.[1]?.replaceAll('&amp;', '&').replaceAll('&#38;', '&')

async function seen(place: NoticePlace, by: string | null, query: object = {}) {
  const ids: string[] = []
  let [cursor, pages]: [string | null, number] = [null, 0]
  do {
    const asked: { below: string; limit: number; cursor?: string } = {
      below: place.village.id,
      limit: 2,
      ...(cursor && { cursor }),
      ...query,
    }
    const { body } = await app.call(by, endpoints.list, { query: asked })
    expect(body.items.length).toBeLessThanOrEqual(asked.limit)
    ids.push(...body.items.map(({ id }) => id))
    cursor = body.nextCursor
    pages += 1
  } while (cursor !== null && pages < 20)
  return ids
}

/** Three whose period is over, between two that run, and a draft; the newest first. */
async function aMixture() {
  const place = await aNoticePlace(app.owner)
  const goes = async (day: string) => {
    on(day)
    const notice = await aNotice(app, place)
    await notice.goOut()
    return notice
  }
  const over = [await goes('2026-03-02'), await goes('2026-03-02'), await goes('2026-03-02')]
  const running = [await goes('2026-03-16'), await goes('2026-03-16')]
  const draft = await aNotice(app, place)
  return {
    place,
    over: over.map(({ id }) => id).toReversed(),
    running: running.map(({ id }) => id).toReversed(),
    draft: draft.id,
    first: over[0]!,
  }
}

test('every notice stands on one page and on one only, whatever is asked for', async () => {
  const { place, over, running, draft } = await aMixture()
  expect(await seen(place, null)).toEqual([...running, ...over])
  expect(await seen(place, place.clerk)).toEqual([draft, ...running, ...over])
  expect(await seen(place, null, { state: 'ended' }), 'what only the clock tells apart').toEqual(over)
  expect(await seen(place, null, { state: 'published' })).toEqual(running)
  expect(await seen(place, null, { state: 'draft' }), 'no draft is anyone’s').toEqual([])
  expect(await seen(place, null, { type: 'decision', limit: 5 })).toHaveLength(5)
  expect(await seen(place, null, { type: 'finance' })).toEqual([])
  const wrong = await app.call(null, endpoints.list, { query: { cursor: 'nonsense' } })
  expect([wrong.status, wrong.body.errors.map(({ pointer }) => pointer)]).toEqual([422, ['#/cursor']])
  expect((await app.call(null, endpoints.list, { query: { limit: 101 } })).status).toBe(422)
})

test('a page that stops between two that fit goes on behind the last one shown', async () => {
  const { place, over, running } = await aMixture()
  // Two rows are read for each page of one; the one that did not fit the page is not lost.
  expect(await seen(place, null, { state: 'ended', limit: 1 })).toEqual(over)
  expect(await seen(place, null, { limit: 1 })).toEqual([...running, ...over])
})

test('without script, a villager looks by type and state, and goes to older ones', async () => {
  const { place, over, running, first } = await aMixture()
  const village = `village=${place.village.id}`
  const page = await read(`/notices?${village}`)
  expect(linksIn(page)).toEqual([...running, ...over])
  for (const words of ['正在公示', '<form method="get" action="/notices"', '哪一类', '到了哪一步']) expect(page, words).toContain(words)
  const ended = await read(`/notices?${village}&type=&state=ended`)
  expect(linksIn(ended)).toEqual(over)
  expect(ended).toContain('value="ended" selected')
  expect(await read(`/notices?${village}&type=finance&state=`)).toContain('没有这样的公示。')
  expect(linksIn(await read(`/notices?${village}&type=nonsense&state=draft`)), 'what is none is not asked for').toEqual([
    ...running,
    ...over,
  ])
  await first.step('conclude', place.clerk, { text: '没有异议，照此办理。' })
  const past = await read(`/notices?${village}`)
  expect(past).toContain('公示过的')
  expect((await app.raw({ method: 'GET', url: `/notices?${village}&cursor=x` })).statusCode).toBe(422)
})

test('more than a page of notices: the page leads to the older ones, with what was asked kept', async () => {
  on('2026-03-02')
  const place = await aNoticePlace(app.owner)
  for (let count = 0; count < 27; count += 1) await (await aNotice(app, place)).goOut()
  const all = await seen(place, null, { limit: 100 })
  const page = await read(`/notices?village=${place.village.id}`)
  expect(linksIn(page)).toEqual(all.slice(0, 25))
  expect(page).toContain('看全部正在公示的')
  const listed = await read(`/notices?village=${place.village.id}&state=published`)
  const older = await read(olderIn(listed)!)
  expect([linksIn(listed), linksIn(older)]).toEqual([all.slice(0, 25), all.slice(25)])
  expect(older).toContain('value="published" selected')
  expect(olderIn(older)).toBeUndefined()
  expect(await read(`/villages/${place.village.id}`)).toContain('正在公示27件')
})
