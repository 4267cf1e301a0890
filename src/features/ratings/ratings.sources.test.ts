/** Where facts come from (事实来源), over HTTP: duty, a volunteer's hours, and the masses' view, each from records of the year that were confirmed. */
import { beforeEach, expect, test } from 'vitest'
import { aPost, aServing } from '#features/commitments/commitments.samples.ts'
import { aSlot } from '#features/volunteering/volunteering.samples.ts'
import { newId } from '#platform/shared/ids.ts'
import { useApp } from '../../../tests/support/app.ts'
import { endpoints } from './ratings.contract.ts'
import { someRules, type RatedBranch } from './ratings.samples.ts'
import { ratedYear } from './ratings.year.samples.ts'

const app = useApp()
const townId = 1
const { begin, open, sheet, idOf } = ratedYear(app)
let at: RatedBranch
beforeEach(async () => {
  at = await begin()
  await someRules(app.owner, at.townLeader)
})

const read = async (source: string, who = at.secretary) => {
  const cycle = await open()
  const chen = await sheet(idOf(cycle, '陈大妹'), who)
  const he = await sheet(idOf(cycle, '何建生'), who)
  expect(he.facts, 'nobody else has any').toEqual([])
  return chen.facts.filter(fact => fact.source === source)
}

/** One line of duty on a morning, of so many hours. */
const duty = (holdingId: string, day: string, hours: number, set: object) =>
  app.owner
    .insertInto('serviceEntry')
    .values({
      townId,
      id: newId(),
      personId: at.members[0]!.personId,
      unitId: at.cooperative.id,
      holdingId,
      startsAt: `${day}T01:00:00Z`,
      endsAt: new Date(Date.parse(`${day}T01:00:00Z`) + hours * 3_600_000),
      activity: '巡河',
      state: 'confirmed',
      confirmedBy: at.villageSecretary,
      ...set,
    })
    .execute()

const aHolding = async () =>
  aServing(app.owner, await aPost(app.owner, at.cooperative.id), at.members[0]!.personId, at.cooperative.id, '2025-01-10')

test('duty: what was confirmed counts, to a tenth of an hour downwards, what was refused was due, what waits and other years say nothing', async () => {
  const holdingId = await aHolding()
  await duty(holdingId, '2025-03-01', 2, {})
  await duty(holdingId, '2025-03-02', 1.05, {})
  await duty(holdingId, '2025-04-01', 1.5, { state: 'refused', confirmedBy: null, refuseReason: '那天没有安排' })
  await duty(holdingId, '2025-05-01', 3, { state: 'entered', confirmedBy: null })
  await duty(holdingId, '2024-12-31', 4, {})
  await duty(holdingId, '2026-01-01', 4, {})
  const facts = await read('commitments.hours')
  expect(facts.map(({ day, amount, due, dimension }) => [day, amount, due, dimension])).toEqual([
    ['2025-03-01', 2, 2, 'promiseAndPost'],
    ['2025-03-02', 1, 1, 'promiseAndPost'],
    ['2025-04-01', 0, 1.5, 'promiseAndPost'],
  ])
  expect(facts[0]!.link, 'the secretary opens the record in the village’s list').toMatch(/^\/console\/commitments\?tab=hours&record=/)
  const { body } = await app.call(at.members[0]!.personId, endpoints.mine)
  const own = await sheet(body.items[0]?.id ?? (await ratingOf()), at.members[0]!.personId)
  expect(own.facts[0]!.link, 'the member among his own').toMatch(/^\/console\/my-posts#/)
})
const ratingOf = async () =>
  (await app.owner.selectFrom('rating').where('personId', '=', at.members[0]!.personId).select('id').executeTakeFirstOrThrow()).id

test('a volunteer’s hours: of grades ① and ② once the slot is locked; entered later, pending and refused ones do not count', async () => {
  const { personId, name } = at.members[0]!
  const served = async (day: string, set: object, state: 'locked' | 'disputeWindow' | 'corrected' = 'locked') => {
    const times = { startsAt: `${day}T01:00:00Z`, endsAt: `${day}T03:00:00Z` }
    const slotId = await aSlot(app.owner, at.village.id, { state, postedOn: day, ...times })
    await app.owner
      .insertInto('volunteerHours')
      .values({
        townId,
        id: newId(),
        slotId,
        personId,
        name,
        sortKey: 'chen da mei',
        ...times,
        minutes: 120,
        credited: 120,
        grade: 'onSite',
        state: 'standing',
        enteredBy: at.villageSecretary,
        enteredOn: day,
        postedOn: day,
        ...set,
      })
      .execute()
    return slotId
  }
  const first = await served('2025-03-01', {})
  await served('2025-04-01', { grade: 'organiser', credited: 90 }, 'corrected')
  await served('2025-05-01', { grade: 'enteredLater', publicReason: '名册当天没带', decidedBy: at.secretary })
  await served('2025-06-01', {}, 'disputeWindow')
  await served('2026-01-01', {})
  const facts = await read('volunteering.hours')
  expect(facts.map(({ title, day, amount, link }) => [title, day, amount, link])).toEqual([
    ['清洁河道①', '2025-03-01', 2, `/console/volunteering/slots/${first}`],
    ['清洁河道②', '2025-04-01', 1.5, expect.any(String)],
  ])
})

test('the masses’ view: a review of the year at which they were heard; without a word of theirs, or with a change of post, it says nothing', async () => {
  const review = async (kindCode: string, set: object) => {
    const postId = await aPost(app.owner, at.cooperative.id, { kindCode })
    const holdingId = await aServing(app.owner, postId, at.members[0]!.personId, at.cooperative.id, '2024-01-10')
    await app.owner
      .insertInto('postReview')
      .values({ townId, holdingId, year: 2025, grade: 'good', massesRemark: '有事找得到人', ...set })
      .execute()
  }
  const kinds = (await app.owner.selectFrom('servicePostKind').select('code').execute()).map(({ code }) => code)
  const [a, b, c, d, e] = kinds.length > 4 ? kinds : await adopted()
  await review(a!, {})
  await review(b!, { grade: 'poor', massesRemark: '一年没见到人' })
  await review(c!, { massesRemark: '' })
  await review(d!, { grade: 'changed' })
  await review(e!, { year: 2024 })
  const facts = await read('commitments.reviews')
  expect(facts.map(({ amount, due }) => [amount, due]).sort()).toEqual([
    [0, 1],
    [1, 1],
  ])
  expect(facts.every(({ title }) => title.endsWith('评岗，听了群众意见'))).toBe(true)
})
async function adopted() {
  await aPost(app.owner, at.village.id)
  return (await app.owner.selectFrom('servicePostKind').select('code').execute()).map(({ code }) => code)
}
