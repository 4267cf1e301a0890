/** Decisions (四议两公开): a matter is begun, registered, talked about, sent back and hurried; each refusal beside its success. */
import { expect, test } from 'vitest'
import { anEntry } from '#features/matters/matters.samples.ts'
import { endpoints as matterLists } from '#features/matters/matters.contract.ts'
import { endpoints as units } from '#features/units/units.change.contract.ts'
import { newId } from '#platform/shared/ids.ts'
import { useApp } from '../../../tests/support/app.ts'
import { endpoints } from './decisions.contract.ts'
import { aDecidingPlace, lease, matterDriver } from './decisions.samples.ts'

const app = useApp()
const gate = '/problems/decisions/gate-closed'

const { aMatter, registered } = matterDriver(app)

test('a matter is begun from an entry of the list in force, and keeps it; only registered is it public', async () => {
  const place = await aDecidingPlace(app.owner)
  const matter = await aMatter(place)
  expect((await app.call(null, endpoints.get, { params: matter.params })).status).toBe(404)
  expect(await matter.read()).toMatchObject({
    state: 'draft',
    listId: place.listId,
    code: 'A10',
    entryName: '集体财产的借贷、租赁和处分',
    proposer: '潘国梁',
  })
  expect((await matter.put(endpoints.write, { ...lease, title: '旧厂房出租', amountFen: 5_000_000 })).body).toMatchObject({
    textNumber: 2,
    title: '旧厂房出租',
    amountFen: 5_000_000,
  })
  expect((await matter.put(endpoints.submit, { onDay: '2026-03-03' })).body.errors).toEqual([
    { pointer: '#/onDay', detail: '要等到那一天才登记' },
  ])
  expect((await matter.put(endpoints.submit, { onDay: '2026-02-20' })).body).toMatchObject({
    state: 'registered',
    begunOn: '2026-02-20',
    next: 'boardConsultation',
  })
  const seen = await matter.read(null)
  expect(seen).toMatchObject({
    text: lease.text,
    allowedActions: ['comment'],
    stages: [{ stage: 'proposal', outcome: 'registered', late: true }],
  })
  expect(seen.steps.map(({ stage, isDone }) => [stage, isDone])).toEqual([
    ['proposal', true],
    ['boardConsultation', false],
    ['membersFirst', false],
    ['partyResearch', false],
    ['assembly', false],
    ['decisionDisclosure', false],
    ['resultDisclosure', false],
  ])
  expect(seen.stages[0]!.recordEntryId).not.toBeNull() // on record before the next opens
  expect((await matter.put(endpoints.write, lease)).status).toBe(409) // what is registered is not rewritten
  const { items } = (await app.call(null, endpoints.list, { query: { below: place.village.id } })).body
  expect(items.map(({ id }) => id)).toEqual([matter.id])
  const withoutVersion = await app.call(place.clerk, endpoints.withdraw, { params: matter.params, body: { reason: '还要再谈' } })
  expect(withoutVersion.status).toBe(428)
  const old = await app.call(
    place.clerk,
    endpoints.withdraw,
    { params: matter.params, body: { reason: '还要再谈' } },
    { 'if-match': '"1"' },
  )
  expect(old.status).toBe(412)
})

// oxfmt-ignore
test.each([
  [{ code: 'A99' }, 409, '现行的清单里没有A99这一项。', 'no entry of that code'],
  [{ line: 'village' }, 422, '#/unitId', 'a cooperative has no villagers’ assembly'],
  [{ proposerId: null }, 422, '#/proposerId', 'somebody proposes'],
  [{ proposerId: newId() }, 422, '#/proposerId', 'somebody known'],
  [{ proposerKind: 'body' }, 422, '#/proposingBody', 'which body'],
  [{ proposingBody: '社委会' }, 422, '#/proposingBody', 'a person, or a body'],
  [{ unitId: newId() }, 422, '#/unitId', 'no such place'],
  [{ text: '出租' }, 422, '#/text', 'nobody can decide about two words'],
] as const)('a matter with %j is refused: %s %s (%s)', async (changes, status, detail, _why) => {
  const place = await aDecidingPlace(app.owner)
  const body = { unitId: place.cooperative.id, code: 'A10', line: 'collective', ...lease, proposerKind: 'member', proposerId: place.branchSecretary, ...changes }
  const answer = await app.call(place.clerk, endpoints.begin, { body })
  expect([answer.status, answer.body.errors?.[0]?.pointer ?? answer.body.detail]).toEqual([status, detail])
  expect((await app.call(place.supervisor, endpoints.begin, { body })).status).toBeOneOf([403, 422])
})

test('an entry for amounts asks for one, and the band says who decides', async () => {
  const bands = [{ fromFen: 10_000_000, body: 'collectiveMembers' as const }]
  const place = await aDecidingPlace(app.owner, [anEntry('A10', { bands })])
  const body = { unitId: place.cooperative.id, code: 'A10', line: 'collective', ...lease, proposerKind: 'body', proposingBody: '社委会' }
  expect((await app.call(place.clerk, endpoints.begin, { body })).body.errors[0]).toEqual({
    pointer: '#/amountFen',
    detail: '这一项按金额分档，请写金额',
  })
  const bodies = async (amountFen: number) => (await app.call(place.clerk, endpoints.begin, { body: { ...body, amountFen } })).body.bodies
  expect(await bodies(9_999_999)).toEqual(['collectiveMembers', 'collectiveRepresentatives'])
  expect(await bodies(10_000_000)).toEqual(['collectiveMembers'])
})

test('a matter is sent back with reasons by another than its writer, or taken back; its steps begin anew', async () => {
  const place = await aDecidingPlace(app.owner)
  const matter = await registered(place)
  expect((await matter.put(endpoints.refuse, { reason: '没有写底价' }, place.clerk)).status).toBe(403)
  expect((await matter.put(endpoints.refuse, { reason: '没有写底价' }, place.secretary)).body).toMatchObject({ state: 'draft', round: 2 })
  const before = await matter.read(null)
  await matter.put(endpoints.write, { ...lease, title: '旧厂房改租给张三', text: '底价改为每月每平方米15元，还在商量。' })
  // What is being changed is not public: neither the text, nor its title and digest.
  expect(await matter.read(null)).toMatchObject({
    state: 'draft',
    text: null,
    proposer: null,
    title: lease.title,
    textDigest: before.textDigest,
  })
  expect((await matter.read()).title).toBe('旧厂房改租给张三')
  const { items } = (await app.call(null, endpoints.list, { query: { below: place.village.id } })).body
  expect(items.map(({ title }) => title)).toEqual([lease.title])
  expect((await matter.put(endpoints.submit, { onDay: '2026-02-25' })).body.errors[0]?.detail).toMatch(/^不能早于上一步/)
  expect((await matter.put(endpoints.submit, { onDay: '2026-03-02' })).body).toMatchObject({ state: 'registered', begunOn: '2026-02-20' })
  expect((await matter.read(null)).title, 'registered again').toBe('旧厂房改租给张三')
  expect((await matter.put(endpoints.withdraw, { reason: '社员想再谈谈' })).body).toMatchObject({ state: 'draft', round: 3 })
  expect((await matter.read()).stages.map(({ outcome, past }) => [outcome, past])).toEqual([
    ['registered', true],
    ['refused', true],
    ['registered', true],
    ['withdrawn', true],
  ])
})

test('an emergency needs two people, and is overdue when nobody ratifies it', async () => {
  const place = await aDecidingPlace(app.owner)
  const matter = await registered(place)
  const urge = { reason: '台风将至，危房要当天加固', document: '镇三防办通知' }
  expect((await matter.put(endpoints.confirmUrgency, undefined, place.secretary)).status).toBe(409) // nobody has asked
  expect((await matter.put(endpoints.urge, urge, place.secretary)).status).toBe(200)
  expect((await matter.put(endpoints.confirmUrgency, undefined, place.secretary)).status).toBe(403) // twice the same hand
  const { body } = await matter.put(endpoints.confirmUrgency, undefined, place.supervisor)
  expect(body).toMatchObject({ state: 'implementing', urgent: { signedTwice: true, ratifyBy: '2026-03-17', ratifiedOn: null } })
  app.now = new Date('2026-03-20T01:00:00Z')
  expect((await matter.read(null)).overdue).toEqual(['追认逾期3天'])
  const closed = await matter.put(endpoints.close, { onDay: '2026-03-20', document: '验收单' })
  expect(closed.body).toMatchObject({ type: gate, detail: '紧急先办的事要在2026年3月17日前追认。' })
  app.now = new Date('2026-03-02T01:00:00Z')
})

test('lists of people are not shown to everybody; the title and the steps are', async () => {
  const place = await aDecidingPlace(app.owner, [anEntry('A16')])
  const matter = await aMatter(place, {
    unitId: place.village.id,
    line: 'village',
    code: 'A16',
    title: '低保推荐',
    proposerKind: 'resident',
  })
  await matter.put(endpoints.submit, { onDay: '2026-03-02' })
  expect(await matter.read(null)).toMatchObject({
    title: '低保推荐',
    text: null,
    textDigest: expect.stringMatching(/^[0-9a-f]{64}$/) as string,
  })
  expect((await matter.read(place.supervisor)).text).toBe(lease.text)
  const { rows } = { rows: await app.owner.selectFrom('event').where('name', 'like', 'decisions.%').select('details').execute() }
  expect(JSON.stringify(rows)).not.toContain('低保推荐') // events hold ids and states only
})

test('a village that was merged into another leaves its matters to be read and finished there', async () => {
  const [place, heir] = [await aDecidingPlace(app.owner), await aDecidingPlace(app.owner)]
  const matter = await registered(place)
  const merge = await app.call(
    place.townClerk,
    units.merge,
    { params: { unitId: heir.village.id }, body: { predecessorIds: [place.village.id], effectiveOn: '2026-03-03' } },
    { 'if-match': '"1"' },
  )
  expect([merge.status, merge.body.detail]).toEqual([200, undefined])
  app.now = new Date('2026-03-04T01:00:00Z')
  expect(await matter.read(null)).toMatchObject({ state: 'registered', text: lease.text })
  expect((await app.raw({ method: 'GET', url: `/decisions/${matter.id}` })).statusCode).toBe(200)
  expect((await app.call(null, matterLists.get, { params: { listId: place.listId } })).status).toBe(200)
  expect((await matter.put(endpoints.withdraw, { reason: '合并以后再提' }, heir.clerk)).body).toMatchObject({ state: 'draft' })
  app.now = new Date('2026-03-02T01:00:00Z')
})

test('what everyone will read of a matter holds nobody’s number: title, text, reasons, papers, what was said against it', async () => {
  const place = await aDecidingPlace(app.owner)
  const number = '440605198001011231'
  const matter = await aMatter(place)
  for (const [pointer, changes] of [
    ['#/title', { title: `租给${number}` }],
    ['#/text', { text: `${lease.text}承租人${number}。` }],
  ] as const) {
    expect((await matter.put(endpoints.write, { ...lease, amountFen: null, ...changes })).body.errors).toMatchObject([{ pointer }])
    const body = {
      unitId: place.cooperative.id,
      code: 'A10',
      line: 'collective',
      proposerKind: 'member',
      proposerId: place.branchSecretary,
    }
    expect((await app.call(place.clerk, endpoints.begin, { body: { ...body, ...lease, ...changes } })).body.errors).toMatchObject([
      { pointer },
    ])
  }
  const going = await registered(place)
  const refused = [
    await going.put(endpoints.withdraw, { reason: `${number}不同意` }),
    await going.put(endpoints.urge, { reason: `${number}等不及了`, document: '通知' }),
  ]
  for (const { body } of refused) expect(body.errors).toMatchObject([{ pointer: '#/reason' }])
  expect(await going.read(null)).toMatchObject({ state: 'registered', stages: [{}] })
})
