/** Visits (入户走访): writing one down, raising an item, correcting, and the town that is told counts; over HTTP. */
import { beforeAll, expect, test } from 'vitest'
import { endpoints as homeEndpoints } from '#features/households/households.contract.ts'
import { aContact, aGridVillage, aHousehold } from '#features/households/households.samples.ts'
import { aHolder } from '#features/people/people.samples.ts'
import { endpoints as requestEndpoints } from '#features/requests/requests.contract.ts'
import { newId } from '#platform/shared/ids.ts'
import { useApp } from '../../../tests/support/app.ts'
import { endpoints, problems } from './visits.contract.ts'
import { aRecord } from './visits.samples.ts'

const app = useApp()
let at: Awaited<ReturnType<typeof aGridVillage>>

beforeAll(async () => {
  at = await aGridVillage(app.owner)
})

const version = (number: number) => ({ 'if-match': `"${number}"` })
const record = (who: string, householdId: string, changes: object = {}, commandId = newId()) =>
  app.call(who, endpoints.record, { params: { commandId }, body: aRecord(householdId, changes) })
const raise = (who: string, visitId: string, text = '巷口的路灯坏了', commandId = newId()) =>
  app.call(who, endpoints.raise, { params: { commandId }, body: { visitId, text } })
const visits = (householdId: string) => app.owner.selectFrom('visit').where('householdId', '=', householdId).selectAll().execute()
/** Someone of the village without any post. */
const aMember = (unitId = at.village.id) => aHolder(app.owner, 'supervisor', unitId, { name: '阿卜杜拉·买买提', to: '2021-01-01' })
const asCard = (householdId: string) => ({ kind: 'household', townId: 1, householdId }) as const

test('a leader writes a visit down in one command; sent again it is the same one, and another content under its id is refused', async () => {
  const home = await aHousehold(app.owner, at.grid)
  const commandId = newId()
  const [first, twin] = await Promise.all([
    record(at.leader, home, { note: '想装一盏灯，区𠮷、䶮都说好' }, commandId),
    record(at.leader, home, { note: '想装一盏灯，区𠮷、䶮都说好' }, commandId),
  ])
  expect(first.status).toBe(200)
  expect(twin.body, 'both at once').toEqual(first.body)
  expect(first.body).toMatchObject({ state: 'done', rule: 'unplanned', visitorName: '陈惠芳', hasNote: true, items: [] })
  expect(JSON.stringify(first.body), 'the note is sealed').not.toContain('灯')
  app.now = new Date('2026-03-05T01:00:00Z')
  expect((await record(at.leader, home, { note: '想装一盏灯，区𠮷、䶮都说好' }, commandId)).body.id, 'three days later').toBe(first.body.id)
  expect(await record(at.leader, home, { note: '别的' }, commandId)).toMatchObject({ status: 422, body: { type: '/problems/key-reused' } })
  expect((await record(at.secretary, home, { note: '想装一盏灯，区𠮷、䶮都说好' }, commandId)).status, 'another sender').toBe(422)
  expect(await visits(home)).toHaveLength(1)
  const { rows } = { rows: await app.owner.selectFrom('event').where('subjectId', '=', first.body.id).selectAll().execute() }
  expect(rows.map(({ name, details }) => [name, details])).toEqual([['visits.record', { state: 'done' }]])
  app.now = new Date('2026-03-02T01:00:00Z')
})

test('who wrote a command is said with it: from somebody else’s session it is refused, and later taken for the writer’s own', async () => {
  const home = await aHousehold(app.owner, at.grid)
  const [commandId, itemId] = [newId(), newId()]
  const written = { personId: at.leader }
  const another = { status: 409, body: { type: '/problems/another-person' } }
  expect(await record(at.secretary, home, written, commandId)).toMatchObject(another)
  expect(await record(at.otherLeader, home, written, commandId), 'who may not even see the household').toMatchObject(another)
  expect(await visits(home)).toEqual([])
  const { body: visit } = await record(at.leader, home, written, commandId)
  expect(visit).toMatchObject({ visitorName: '陈惠芳' })
  expect((await record(at.leader, home, {}, commandId)).body.id, 'the same command, without the name').toBe(visit.id)
  const item = (who: string) =>
    app.call(who, endpoints.raise, { params: { commandId: itemId }, body: { ...written, visitId: commandId, text: '巷口的路灯坏了' } })
  expect(await item(at.secretary)).toMatchObject(another)
  expect((await item(at.leader)).body.visit).toMatchObject({ id: visit.id, state: 'itemsRaised' })
})

test('nobody home is tried again on the same visit; declining is an end without a word', async () => {
  const home = await aHousehold(app.owner, at.grid)
  const missed = await record(at.leader, home, { outcome: 'nobodyHome', topics: [] })
  expect(missed.body).toMatchObject({ state: 'attempted', rule: 'again', plannedFor: '2026-03-09', outcome: 'nobodyHome' })
  const told = await record(at.leader, home, { outcome: 'declined', note: '门没开' })
  expect(told, 'no reason has a place').toMatchObject({ status: 422, body: { errors: [{ pointer: '#/outcome' }] } })
  const declined = await record(at.leader, home, { outcome: 'declined', topics: [] })
  expect(declined.body).toMatchObject({ id: missed.body.id, state: 'declined', allowedActions: ['get', 'withdraw'] })
  const { body } = await app.call(at.leader, endpoints.ofHousehold, { params: { householdId: home } })
  expect(body.notBefore, 'half a year of peace').toBe('2026-09-02')
  expect((await raise(at.leader, declined.body.id)).status).toBe(409)
  expect(await record(at.leader, home, { visitedOn: '2026-03-03' })).toMatchObject({
    status: 422,
    body: { errors: [{ pointer: '#/visitedOn' }] },
  })
})

test('the visitor corrects, closes and withdraws, each at the version that was read; a colleague does not', async () => {
  const home = await aHousehold(app.owner, at.grid)
  const { body: visit } = await record(at.leader, home, { note: '想学用手机', needsFollowUp: true })
  const params = { visitId: visit.id }
  const findings = { topics: ['idea', 'policy'], needsFollowUp: true, mayContact: true }
  const correct = (who: string, headers: Record<string, string>, more: object = {}) =>
    app.call(who, endpoints.correct, { params, body: { ...findings, ...more } }, headers)
  expect((await correct(at.leader, {})).status, 'no version').toBe(428)
  expect((await correct(at.leader, version(9))).status).toBe(412)
  expect((await correct(at.secretary, version(1))).status).toBe(403)
  expect((await correct(at.leader, version(1), { note: '打19900001234' })).status).toBe(422)
  expect((await correct(at.leader, version(1))).body).toMatchObject({ topics: ['idea', 'policy'], hasNote: true, version: 2 })
  expect((await app.call(at.leader, endpoints.today)).body.toFollow.map(({ id }) => id)).toContain(visit.id)
  expect((await correct(at.leader, version(2), { note: null })).body).toMatchObject({ hasNote: false, version: 3 })
  expect((await app.call(at.leader, endpoints.close, { params }, version(3))).body).toMatchObject({
    state: 'closed',
    closedOn: '2026-03-02',
  })
  expect((await correct(at.leader, version(4))).status, 'closed').toBe(409)

  const { body: wrong } = await record(at.leader, home)
  const undo = (headers: Record<string, string>) => app.call(at.leader, endpoints.withdraw, { params: { visitId: wrong.id } }, headers)
  expect((await undo({})).status).toBe(428)
  expect((await undo(version(7))).status).toBe(412)
  expect((await undo(version(1))).body).toEqual({ id: wrong.id })
  expect((await app.call(at.leader, endpoints.get, { params: { visitId: wrong.id } })).status).toBe(404)
})

test('a note is opened with a reason, and the household reads who did', async () => {
  const home = await aHousehold(app.owner, at.grid)
  const { body: visit } = await record(at.leader, home, { note: '想学用手机' })
  const open = (who: string, reason: string) => app.call(who, endpoints.openNote, { params: { visitId: visit.id }, body: { reason } })
  expect((await open(at.secretary, 'curious')).status).toBe(422)
  expect((await open(at.secretary, 'handover')).body).toEqual({ note: '想学用手机' })
  const { body } = await app.call(asCard(home), endpoints.showMine)
  expect(body.visits).toMatchObject([{ note: '想学用手机', visitorName: '陈惠芳', readers: [{ name: '梁少英', reason: 'handover' }] }])
  const without = (await record(at.leader, await aHousehold(app.owner, at.grid))).body
  expect((await app.call(at.leader, endpoints.openNote, { params: { visitId: without.id }, body: { reason: 'check' } })).status).toBe(409)
})

test('an item that is referred to the discipline office is told to the household alone', async () => {
  const home = await aHousehold(app.owner, at.grid)
  const { body: visit } = await record(at.leader, home)
  const raised = (await raise(at.leader, visit.id, '组长把公家的地租给亲戚')).body
  const { id } = await app.owner.selectFrom('request').where('number', '=', raised.number).select('id').executeTakeFirstOrThrow()
  const told = async () => (await app.call(asCard(home), endpoints.showMine)).body.visits.map(({ items }) => items)
  const mine = await told()
  expect(mine).toEqual([[{ number: raised.number, isOver: false }]])
  expect(
    (await app.call(at.leader, requestEndpoints.referToDiscipline, { params: { requestId: id }, body: { text: '反映的是干部' } })).status,
  ).toBe(200)
  expect((await app.call(at.leader, endpoints.get, { params: { visitId: visit.id } })).body.items).toEqual([])
  expect(await told()).toEqual(mine)
})

test('the contact member visits, and no longer when the contact has ended', async () => {
  const home = await aHousehold(app.owner, at.grid)
  const member = await aMember()
  expect((await record(member, home)).status, 'a stranger to the household').toBe(404)
  const contact = await aContact(app.owner, home, member)
  const { body } = await record(member, home)
  expect(body).toMatchObject({ state: 'done' })
  const raised = await raise(member, body.id)
  expect(raised.body.visit.items, 'the member need not read cases').toEqual([{ number: raised.body.number, isOver: false }])
  await app.owner
    .updateTable('householdContact')
    .set({ state: 'ended', endedOn: '2026-03-02', endReason: 'memberAsked' })
    .where('id', '=', contact)
    .execute()
  const late = await record(member, home)
  expect(late, 'a clear word to a member who was moved while writing').toMatchObject({
    status: 404,
    body: { detail: expect.stringContaining('请问村（社区）') as string },
  })
  expect((await app.call(member, endpoints.get, { params: { visitId: body.id } })).status).toBe(404)
})

test('a household that moved while a visit was written: its last day still counts, the next one does not', async () => {
  const home = await aHousehold(app.owner, at.grid, { to: '2026-03-02' })
  expect((await record(at.leader, home, { visitedOn: '2026-03-01' })).body).toMatchObject({ state: 'done', visitedOn: '2026-03-01' })
  expect(await record(at.leader, home)).toMatchObject({ status: 409, body: { type: problems.householdGone.type } })
  const other = await aHousehold(app.owner, at.otherGrid)
  expect((await record(at.leader, other)).status, 'it lives in the next grid now').toBe(404)
  expect((await record(at.otherLeader, other)).status).toBe(200)
})

test('a record that its household deleted does not come back from a telephone that was off the line', async () => {
  const home = await aHousehold(app.owner, at.grid)
  const commandId = newId()
  const { body: visit } = await record(at.leader, home, {}, commandId)
  await app.call(asCard(home), endpoints.deleteMine, { params: { visitId: visit.id } })
  expect(await record(at.leader, home, {}, commandId)).toMatchObject({ status: 409, body: { type: problems.recordDeleted.type } })
  expect(await raise(at.leader, commandId)).toMatchObject({ status: 409, body: { type: problems.recordDeleted.type } })
  expect(await visits(home)).toEqual([])
})

test('the town reads counts and no visit; a neighbour reads neither', async () => {
  const place = await aGridVillage(app.owner)
  const [first, second] = [await aHousehold(app.owner, place.grid), await aHousehold(app.owner, place.grid)]
  await aHousehold(app.owner, place.otherGrid)
  const { body: visit } = await record(place.leader, first)
  await raise(place.leader, visit.id)
  await record(place.leader, second, { outcome: 'declined', topics: [] })
  for (const stranger of [place.townClerk, at.secretary, place.otherLeader]) {
    expect((await app.call(stranger, endpoints.get, { params: { visitId: visit.id } })).status).toBe(404)
    expect((await app.call(stranger, endpoints.ofHousehold, { params: { householdId: first } })).status).toBe(404)
    expect((await record(stranger, first)).status).toBe(404)
  }
  const { body: town } = await app.call(place.townClerk, endpoints.overview)
  const counts = { households: 3, reached: 1, declined: 1, notReached: 1, openItems: 1, lateItems: 0 }
  expect(town.items.find(({ unitId }) => unitId === place.village.id)).toMatchObject(counts)
  const gaps = await app.call(place.townClerk, endpoints.gaps, { query: { unitId: place.village.id } })
  expect(gaps.body).toMatchObject({ whole: counts, homes: { items: [], nextCursor: null } })
  expect(gaps.body.grids.map(({ households, reached }) => [households, reached])).toEqual([
    [2, 1],
    [1, 0],
  ])
  expect(gaps.body.topics.find(({ topic }) => topic === 'environment')?.visits).toBe(1)
  const own = await app.call(place.secretary, endpoints.gaps, { query: { unitId: place.village.id } })
  expect(own.body.homes, 'the village reads which wait; who declined is left in peace').toMatchObject({ items: [{}], nextCursor: null })
  expect((await app.call(at.secretary, endpoints.gaps, { query: { unitId: place.village.id } })).status).toBe(403)
  expect((await app.call(at.secretary, endpoints.overview)).body.items.map(({ unitId }) => unitId)).toEqual([at.village.id])
  const log = await app.owner.selectFrom('event').where('name', 'like', 'visits.%').select('details').execute()
  expect(JSON.stringify(log), 'no text and no household in the log').not.toMatch(/路灯|householdId/)
})

test('the homes that wait are read a page at a time, by number, each once; a place that is no home’s number is refused', async () => {
  const place = await aGridVillage(app.owner)
  for (let made = 0; made < 5; made += 1) await aHousehold(app.owner, made % 2 ? place.grid : place.otherGrid)
  const page = async (cursor?: string) =>
    app.call(place.secretary, endpoints.gaps, { query: { unitId: place.village.id, limit: '2', ...(cursor && { cursor }) } })
  const codes: string[][] = []
  for (let cursor: string | null | undefined; cursor !== null && codes.length < 5;) {
    const { homes }: { homes: { items: { code: string }[]; nextCursor: string | null } } = (await page(cursor)).body
    codes.push(homes.items.map(({ code }) => code))
    cursor = homes.nextCursor
  }
  expect(codes.map(({ length }) => length)).toEqual([2, 2, 1])
  expect(codes.flat()).toEqual([...new Set(codes.flat())].sort())
  expect((await page('null')).body.errors).toMatchObject([{ pointer: '#/cursor' }])
})

test('the household moves out through its own door, and its plan goes with it', async () => {
  const { body: home } = await app.call(at.leader, homeEndpoints.moveIn, {
    body: { unitId: at.grid.id, head: '区𠮷', address: '福寿里12号', effectiveOn: '2026-01-05' },
  })
  await app.call(at.leader, endpoints.plan)
  expect(await visits(home.id)).toMatchObject([{ state: 'planned', rule: 'newcomer' }])
  await app.call(at.leader, homeEndpoints.moveOut, { params: { householdId: home.id }, body: { effectiveOn: '2026-03-02' } }, version(1))
  expect((await app.call(at.leader, endpoints.today)).body.due.map(({ householdId }) => householdId)).not.toContain(home.id)
  await app.call(at.leader, endpoints.plan)
  expect(await visits(home.id)).toEqual([])
})
