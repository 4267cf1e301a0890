/** Disclosure (公示公开): the door for other features, and from a draft to the result. */
import { expect, test } from 'vitest'
import { endpoints as units } from '#features/units/units.change.contract.ts'
import { newId } from '#platform/shared/ids.ts'
import { useApp } from '../../../tests/support/app.ts'
import { draftNotice, noticesOf } from './disclosures.actions.ts'
import { endpoints } from './disclosures.contract.ts'
import { aNotice, aNoticePlace, aNoticeRow } from './disclosures.samples.ts'

const app = useApp()
const monday = new Date('2026-03-02T01:00:00Z')
const on = (day: string) => (app.now = new Date(`${day}T01:00:00Z`))

test('a matter begins its notice, the office completes it, a supervisor publishes, and the matter hears what became of it', async () => {
  app.now = monday
  const place = await aNoticePlace(app.owner)
  const subject = { kind: 'matter', id: newId() }
  const id = await app.as(await app.person(place.clerk), context =>
    draftNotice(context, {
      type: 'decision',
      unitId: place.village.id,
      subject,
      title: '关于修路的公示',
      basis: '会议决议',
      content: '修村口的路。',
      days: 10,
    }),
  )
  const seen = async () => app.as({ kind: 'public', townId: 1 }, context => noticesOf(context, subject))
  expect(await seen()).toEqual([]) // a draft is nobody's business
  const mine = await app.as(await app.person(place.clerk), context => noticesOf(context, subject))
  expect(mine).toMatchObject([{ id, type: 'decision', state: 'draft', version: 0, endsOn: null, isOver: false, result: null }])
  const { body } = await app.call(place.clerk, endpoints.get, { params: { noticeId: id } })
  expect(body).toMatchObject({
    leastDays: 10,
    title: '关于修路的公示',
    missing: ['howToObject', 'issuer', 'issuedOn', 'seal', 'attachments', 'resultDueOn'],
  })
})

test('published by a second person, it runs its days; the result concludes it', async () => {
  app.now = monday
  const place = await aNoticePlace(app.owner)
  const notice = await aNotice(app, place)
  expect(await notice.goOut()).toMatchObject({ state: 'published', number: 1, clock: { endsOn: '2026-03-09', words: '还剩7天' } })
  const anyone = await notice.read(null)
  expect(anyone).toMatchObject({
    work: null,
    versions: [{ number: 1, content: { issuer: '柳河村村民委员会' } }],
    allowedActions: ['list', 'get', 'file', 'poster', 'object', 'question'],
  })
  expect((await notice.step('conclude', place.clerk, { text: '公示期内没有异议。' })).status).toBe(409)
  on('2026-03-10')
  expect(await notice.read(null)).toMatchObject({ state: 'ended', clock: { isOver: true, words: '公示期满了' } })
  expect((await notice.step('conclude', place.clerk, { text: '公示期内没有异议。' })).body).toMatchObject({
    state: 'concluded',
    result: { text: '公示期内没有异议。', on: '2026-03-10' },
  })
  const subject = { kind: 'notice', id: notice.id }
  expect(await app.as({ kind: 'public', townId: 1 }, context => noticesOf(context, subject))).toMatchObject([
    { state: 'concluded', version: 1, publishedOn: '2026-03-02', endsOn: '2026-03-09', result: '公示期内没有异议。' },
  ])
})

test('a place discloses its own results, and those of a place that it goes on for: never a neighbour’s', async () => {
  app.now = monday
  const [place, neighbour, heir] = [await aNoticePlace(app.owner), await aNoticePlace(app.owner), await aNoticePlace(app.owner)]
  const owed = await aNoticeRow(app, place.village.id, '2026-02-02', { dueOn: '2026-02-27' })
  const isOverdue = async () => (await app.call(null, endpoints.get, { params: { noticeId: owed.id } })).body.resultOverdue
  const follow = (who: { clerk: string; village: { id: string } }) =>
    app.call(who.clerk, endpoints.draft, {
      body: { type: 'result', unitId: who.village.id, title: '关于鱼塘发包实施结果的公示', follows: owed.id },
    })
  expect((await follow(place)).body).toMatchObject({ unitId: place.village.id, subject: { kind: 'decision', id: owed.subjectId } })
  expect((await follow(neighbour)).body).toMatchObject({ errors: [{ pointer: '#/follows', detail: '这是别处的公示，只能接本处的' }] })
  expect((await follow(heir)).status, 'not before the merger').toBe(422)
  await aNoticeRow(app, neighbour.village.id, '2026-03-01', { type: 'result', subjectId: owed.subjectId })
  expect(await isOverdue(), 'a row of the neighbour’s settles nothing').toBe(true)

  const merged = { predecessorIds: [place.village.id], effectiveOn: '2026-03-03' }
  await app.call(place.townClerk, units.merge, { params: { unitId: heir.village.id }, body: merged }, { 'if-match': '"1"' })
  on('2026-03-04')
  expect((await follow(heir)).body.unitId).toBe(heir.village.id)
  expect((await follow(neighbour)).status).toBe(422)
  await aNoticeRow(app, heir.village.id, '2026-03-04', { type: 'result', subjectId: owed.subjectId })
  expect(await isOverdue()).toBe(false)
})
