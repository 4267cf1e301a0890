/** Many notices, and many people at one notice (很多公示、很多人): nothing is done twice, and nothing is read one by one. */
import type { QueryResult, RootOperationNode, UnknownRow } from 'kysely'
import { expect, test } from 'vitest'
import { useApp } from '../../../tests/support/app.ts'
import { endpoints } from './disclosures.contract.ts'
import { aNotice, aNoticePlace } from './disclosures.samples.ts'
import { noticesWaiting } from './disclosures.todos.ts'

const app = useApp()

test('what waits is read in as many statements for twelve notices as for three', async () => {
  const place = await aNoticePlace(app.owner)
  const statements = async () => {
    let count = 0
    const counting = {
      transformQuery: ({ node }: { node: RootOperationNode }) => ((count += 1), node),
      transformResult: ({ result }: { result: QueryResult<UnknownRow> }) => Promise.resolve(result),
    }
    const items = await app.as(await app.person(place.supervisor), context =>
      noticesWaiting.list({ ...context, db: context.db.withPlugin(counting) }),
    )
    return { count, items: items.length }
  }
  const wait = async (many: number) => {
    for (let each = 0; each < many; each += 1) {
      const [checked, objected] = [await aNotice(app, place), await aNotice(app, place)]
      await checked.write()
      await checked.step('submit', place.clerk)
      await objected.write()
      await objected.step('submit', place.clerk)
      await objected.publish(place.otherSupervisor)
      await objected.object()
    }
    return statements()
  }
  const [few, more] = [await wait(2), await wait(4)]
  expect([few.items, more.items]).toEqual([4, 12])
  expect(few.count).toBeGreaterThan(3)
  expect(more.count).toBe(few.count)
})

test('fifty at once: objections get fifty numbers, sheets hang fifty times, one takes the sheet down, one result is written', async () => {
  const place = await aNoticePlace(app.owner)
  const notice = await aNotice(app, place)
  await notice.goOut()
  const objected = await Promise.all(Array.from({ length: 30 }, (_, each) => notice.object(`第${each}个人有意见`)))
  // A machine that is busy may ask some to come again; who was taken has a number of their own.
  const taken = objected.filter(({ status }) => status !== 503)
  expect(new Set(taken.map(({ body }) => body.number)).size).toBe(taken.length)
  const post = () => app.call(place.clerk, endpoints.post, { params: notice.params, body: { place: '村委会门口', postedOn: '2026-03-02' } })
  const posting = (await post()).body.postings[0]!
  const takeDown = () =>
    app.call(place.clerk, endpoints.takeDown, { params: { ...notice.params, postingId: posting.id }, body: { removedOn: '2026-03-02' } })
  const down = await Promise.all(Array.from({ length: 20 }, takeDown))
  expect(down.filter(({ status }) => status === 200)).toHaveLength(1)
  const { objections } = await notice.read(place.supervisor)
  const opinions = await Promise.all(
    objections.slice(0, 10).flatMap(({ id }) => [place.otherSupervisor, place.townClerk].map(by => notice.decide(id, by, 'dismissed'))),
  )
  expect(new Set(opinions.map(({ status }) => status))).toEqual(new Set([200]))
  expect((await notice.read(null)).objections.filter(({ state }) => state === 'dismissed')).toHaveLength(10)
}, 60_000)
