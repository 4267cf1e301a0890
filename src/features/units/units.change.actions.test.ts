/** Changes of the map (区划变更): over HTTP. */
import fc from 'fast-check'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { addDays } from '#platform/shared/calendar.ts'
import { newId } from '#platform/shared/ids.ts'
import { aHolder } from '#features/people/people.samples.ts'
import { aVenue } from '#features/venues/venues.samples.ts'
import { useApp } from '../../../tests/support/app.ts'
import { endpoints } from './units.change.contract.ts'
import { endpoints as unitEndpoints } from './units.contract.ts'
import { aTown, aUnit, aVillage } from './units.samples.ts'

const app = useApp()
const day = '2026-03-10'
const match = (version: number) => ({ 'if-match': `"${version}"` })

async function aTownClerk() {
  const town = await aTown(app.owner)
  return { town, clerk: await aHolder(app.owner, 'townClerk', town.id) }
}

const pathOn = async (unitId: string, asOf: string) => {
  const answer = await app.call(null, unitEndpoints.get, { params: { unitId }, query: { asOf } })
  return answer.status === 404 ? null : answer.body.path
}

test('a village is set up, renamed and split; each change can be tried first and holds from its day', async () => {
  const { town, clerk } = await aTownClerk()
  const body = { kind: 'village', parentId: town.id, name: '柳北村委会', shortName: '柳北', effectiveOn: day }
  const tried = await app.call(clerk, endpoints.create, { body: { ...body, dryRun: true } })
  const made = await app.call(clerk, endpoints.create, { body })
  expect(tried).toMatchObject({ status: 200, body: { dryRun: true, changes: [{ what: 'opens' }] } })
  expect(made.body.changes).toEqual([
    {
      unitId: made.body.unit.id,
      kind: 'village',
      what: 'opens',
      before: null,
      after: { name: '柳北村委会', parentName: '西樵镇' },
    },
  ])
  expect(await pathOn(tried.body.unit.id, day)).toBeNull()
  const unitId = made.body.unit.id
  expect([await pathOn(unitId, '2026-03-09'), await pathOn(unitId, day)]).toEqual([null, [town.id, unitId]])

  const params = { unitId }
  const renamed = await app.call(
    clerk,
    endpoints.rename,
    { params, body: { name: '柳北社区居委会', shortName: '柳北', effectiveOn: '2026-04-01' } },
    match(1),
  )
  expect(renamed).toMatchObject({ status: 200, body: { unit: { name: '柳北社区居委会', version: 2 }, posts: [], records: [] } })
  const group = await app.call(clerk, endpoints.create, {
    body: { kind: 'cooperative', parentId: unitId, name: '福寿经济社', shortName: '福寿', effectiveOn: '2026-04-01' },
  })
  const split = await app.call(
    clerk,
    endpoints.split,
    {
      params,
      body: {
        keep: true,
        parts: [{ name: '柳南社区居委会', shortName: '柳南', childIds: [group.body.unit.id] }],
        effectiveOn: '2026-05-01',
      },
    },
    match(2),
  )
  expect(split.body.changes.map(({ what }) => what).sort()).toEqual(['moves', 'opens'])
  const history = await app.call(null, unitEndpoints.history, { params: { unitId: group.body.unit.id } })
  expect(history.body.periods.map(({ from, to, parentName }) => [from, to, parentName])).toEqual([
    ['2026-04-01', '2026-05-01', '柳北社区居委会'],
    ['2026-05-01', null, '柳南社区居委会'],
  ])
  const events = await app.owner.selectFrom('event').where('subjectId', '=', unitId).select(['name', 'details']).orderBy('id').execute()
  expect(events.map(({ name }) => name)).toEqual(['units.create', 'units.rename', 'units.split'])
  expect(JSON.stringify(events)).not.toContain('柳')
})

test('a merger moves what is below, hands records to the successor, and tells beforehand whose scope changes', async () => {
  const { clerk } = await aTownClerk()
  const old = await aVillage(app.owner, { name: '东塘村', shortName: '东塘' })
  const group = await aUnit(app.owner, { name: '东塘一组' }, old)
  const heir = await aVillage(app.owner, { name: '西塘村', shortName: '西塘' })
  const oldClerk = await aHolder(app.owner, 'villageClerk', old.id)
  const heirClerk = await aHolder(app.owner, 'villageClerk', heir.id)
  await aVenue(app.owner, old.id)
  const params = { unitId: heir.id }
  const body = { predecessorIds: [old.id], effectiveOn: day }
  const tried = await app.call(clerk, endpoints.merge, { params, body: { ...body, dryRun: true } })
  expect(tried.status).toBe(200)
  expect(tried.body.changes.map(({ unitId, what }) => [unitId, what]).sort()).toEqual(
    [
      [old.id, 'closes'],
      [group.id, 'moves'],
    ].sort(),
  )
  expect(tried.body.records).toEqual([
    { kind: 'person', count: 1 },
    { kind: 'post', count: 1 },
    { kind: 'venue', count: 1 },
  ])
  expect(tried.body.posts.map(({ unitName, holders, gained, lost }) => ({ unitName, holders, gained, lost }))).toEqual(
    expect.arrayContaining([
      { unitName: '东塘村', holders: 1, gained: [], lost: ['东塘一组', '东塘村'] },
      { unitName: '西塘村', holders: 1, gained: ['东塘一组', '东塘村'].sort(), lost: [] },
    ]),
  )
  expect(await pathOn(group.id, day)).toEqual(group.path)
  const done = await app.call(clerk, endpoints.merge, { params, body }, match(1))
  expect({ ...done.body, dryRun: true, unit: { ...done.body.unit, version: 1 } }).toEqual(tried.body)
  const reach = async (who: string) =>
    app.as(await app.person(who), async ({ db }) =>
      (await sql<{ ids: string[] }>`select scope_units() as ids`.execute(db)).rows[0]!.ids.sort(),
    )
  expect(await reach(oldClerk)).toEqual([old.id, group.id].sort())
  app.now = new Date(`${day}T01:00:00Z`)
  try {
    expect(await reach(oldClerk)).toEqual([])
    expect(await reach(heirClerk)).toEqual([heir.id, old.id, group.id].sort())
    expect(await pathOn(old.id, day)).toBeNull()
    expect(await pathOn(group.id, '2026-03-09')).toEqual(group.path)
    expect(await pathOn(group.id, day)).toEqual([...heir.path, group.id])
    const history = await app.call(null, unitEndpoints.history, { params })
    expect(history.body.predecessors).toEqual([{ id: old.id, name: '东塘村', effectiveOn: day }])
  } finally {
    app.now = new Date('2026-03-02T01:00:00Z')
  }
})

test('a unit that closes leaves its records to the unit above', async () => {
  const { clerk } = await aTownClerk()
  const village = await aVillage(app.owner)
  const group = await aUnit(app.owner, {}, village)
  const params = { unitId: group.id }
  const full = await app.call(clerk, endpoints.close, { params: { unitId: village.id }, body: { effectiveOn: day } }, match(1))
  expect(full).toMatchObject({ status: 409, body: { type: '/problems/units/has-children', childIds: [group.id] } })
  const closed = await app.call(clerk, endpoints.close, { params, body: { effectiveOn: day } }, match(1))
  expect(closed).toMatchObject({ status: 200, body: { unit: { closedOn: day, version: 2 }, changes: [{ what: 'closes' }] } })
  const again = await app.call(clerk, endpoints.close, { params, body: { effectiveOn: day, dryRun: true } })
  expect(again.status).toBe(422)
  const early = await app.call(clerk, endpoints.close, { params, body: { effectiveOn: '2026-03-05', dryRun: true } })
  expect(early).toMatchObject({ status: 409, body: { type: '/problems/units/already-ending' } })
  const below = await app.owner
    .selectNoFrom(sql<string[]>`(select array_agg(successor_id) from unit_succession where predecessor_id = ${group.id})`.as('ids'))
    .executeTakeFirst()
  expect(below?.ids).toEqual([village.id])
})

test('two clerks change one unit: the second sees what stands', async () => {
  const { town, clerk } = await aTownClerk()
  const colleague = await aHolder(app.owner, 'townClerk', town.id)
  const village = await aVillage(app.owner)
  const rename = (who: string, name: string) =>
    app.call(who, endpoints.rename, { params: { unitId: village.id }, body: { name, shortName: '柳河', effectiveOn: day } }, match(1))
  const answers = await Promise.all([rename(clerk, '甲名社区'), rename(colleague, '乙名社区')])
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 412])
  const lost = answers.find(({ status }) => status === 412)!.body as unknown as { current: { version: number }; yours: { name: string } }
  expect([lost.current.version, ['甲名社区', '乙名社区'].includes(lost.yours.name)]).toEqual([2, true])
  const blind = await app.call(clerk, endpoints.move, { params: { unitId: village.id }, body: { parentId: town.id, effectiveOn: day } })
  expect(blind).toMatchObject({ status: 428, body: { type: '/problems/precondition-required' } })
})

test("only the town's clerk changes the map, and each refusal says what is wrong", async () => {
  const { town, clerk } = await aTownClerk()
  const village = await aVillage(app.owner)
  const group = await aUnit(app.owner, { kind: 'grid' }, village)
  const villager = await aHolder(app.owner, 'villageClerk', village.id)
  const params = { unitId: group.id }
  const rename = { name: '新名网格', shortName: '新名', effectiveOn: day }
  expect((await app.call(null, endpoints.rename, { params, body: rename }, match(1))).status).toBe(401)
  expect((await app.call(villager, endpoints.rename, { params, body: rename }, match(1))).status).toBe(403)
  expect((await app.call(clerk, endpoints.rename, { params: { unitId: newId() }, body: rename }, match(1))).status).toBe(404)
  const move = (unitId: string, parentId: string, effectiveOn = day) =>
    app.call(clerk, endpoints.move, { params: { unitId }, body: { parentId, effectiveOn } }, match(1))
  expect(await move(group.id, town.id, '2026-03-01')).toMatchObject({ status: 422, body: { errors: [{ pointer: '#/effectiveOn' }] } })
  expect(await move(group.id, newId())).toMatchObject({ status: 422, body: { errors: [{ pointer: '#/parentId' }] } })
  expect(await move(village.id, group.id)).toMatchObject({ status: 409, body: { type: '/problems/units/tree-would-break' } })
  const code = '440605122999'
  const body = { kind: 'zone', parentId: town.id, name: '轻纺园', shortName: '轻纺', code, externalCode: 'Y1', effectiveOn: day }
  expect((await app.call(clerk, endpoints.create, { body })).status).toBe(200)
  expect(await app.call(clerk, endpoints.create, { body: { ...body, externalCode: null } })).toMatchObject({
    status: 409,
    body: { type: '/problems/units/code-taken' },
  })
  expect((await app.call(clerk, endpoints.create, { body: { ...body, code: null } })).status).toBe(409)
  const wrong = await app.call(clerk, endpoints.create, { body: { ...body, kind: 'town', name: '', code: '1', effectiveOn: '3月' } })
  expect(wrong.body.errors.map(({ pointer }) => pointer)).toEqual(['#/kind', '#/name', '#/code', '#/effectiveOn'])
})

test('whatever verbs are called, every stored day has one period a unit, paths agree with parents, and the past stays', async () => {
  const { clerk } = await aTownClerk()
  const villages = [await aVillage(app.owner), await aVillage(app.owner), await aVillage(app.owner)]
  for (const village of villages) await aUnit(app.owner, { kind: 'grid' }, await aUnit(app.owner, { kind: 'cooperative' }, village))
  const call = { clerk, done: 0 }
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom('rename', 'move', 'merge', 'split', 'close', 'create'),
      fc.integer({ min: 0, max: 40 }),
      fc.array(fc.nat(), { minLength: 3, maxLength: 3 }),
      async (verb, days, picks) => {
        const effectiveOn = addDays('2026-03-02', days)
        const past = addDays(effectiveOn, -1)
        const before = await treeOf(past)
        const status = await tryVerb(call, verb, effectiveOn, picks)
        // 404: it stands neither today nor on that day
        expect([200, 404, 409, 422]).toContain(status)
        if (status === 200) call.done += 1
        expect(await treeOf(past)).toEqual(before)
        expect(await faults()).toEqual([])
      },
    ),
    { numRuns: 80, endOnFailure: true },
  )
  expect(call.done).toBeGreaterThan(15)
})

const treeOf = async (asOf: string) =>
  (await app.call(null, unitEndpoints.list, { query: { asOf } })).body.items.map(({ id, name, path }) => [id, name, path])

async function tryVerb(
  { clerk, done }: { clerk: string; done: number },
  verb: 'rename' | 'move' | 'merge' | 'split' | 'close' | 'create',
  effectiveOn: string,
  picks: number[],
) {
  const units = await app.owner.selectFrom('unit').where('kind', '<>', 'town').select(['id', 'version']).orderBy('id').execute()
  const [one, other, third] = picks.map(pick => units[pick % units.length]!) as [(typeof units)[0], (typeof units)[0], (typeof units)[0]]
  const params = { unitId: one.id }
  const named = { name: `新名${done}`, shortName: `新${done}` }
  const bodies = {
    rename: named,
    move: { parentId: other.id },
    merge: { predecessorIds: [other.id] },
    split: { keep: true, parts: [{ ...named, childIds: [] }] },
    close: {},
    create: { ...named, kind: 'grid', parentId: third.id },
  }
  const body = { ...bodies[verb], effectiveOn }
  return (await app.call(clerk, endpoints[verb], { params, body }, match(one.version))).status
}

/** Stored days on which a unit has not exactly the one period it should, or a path unlike its parent's. */
async function faults() {
  const { rows } = await sql`
    with day as (select distinct lower(valid) + shift as day from unit_period, (values (0), (-1)) as s (shift))
    select unit.id, day.day from unit cross join day
    left join unit_period up on up.town_id = unit.town_id and up.unit_id = unit.id and up.valid @> day.day
    left join unit_period parent on parent.town_id = unit.town_id and parent.unit_id = up.parent_id and parent.valid @> day.day
    group by unit.town_id, unit.id, unit.kind, unit.opened_on, unit.closed_on, day.day
    having count(up.unit_id) <> case when daterange(unit.opened_on, unit.closed_on) @> day.day then 1 else 0 end
      or bool_or(up.path is distinct from case when up.unit_id is null then null else coalesce(parent.path, '{}') || up.unit_id end)
      or bool_or(up.parent_id is null and up.unit_id is not null and unit.kind <> 'town')`.execute(app.owner)
  return rows
}
