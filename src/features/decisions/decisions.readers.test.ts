/** Who reads what names people (写到个人的事谁看): those whose work it is, and nobody because they stand somewhere in the tree. */
import { sql } from 'kysely'
import { beforeEach, expect, test } from 'vitest'
import { anEntry } from '#features/matters/matters.samples.ts'
import { aHolder } from '#features/people/people.samples.ts'
import type { Role } from '#platform/shared/actor.ts'
import { useApp } from '../../../tests/support/app.ts'
import { endpoints } from './decisions.contract.ts'
import { ok } from './decisions.gates.samples.ts'
import { aDecidingPlace, matterDriver } from './decisions.samples.ts'

const app = useApp()
const { aMatter } = matterDriver(app)
beforeEach(() => void (app.now = new Date('2026-03-02T01:00:00Z')))
const reason = '区大明家里有三套房，不合条件'
const recorded = (who: Parameters<typeof app.as>[0], stageId: string) =>
  app.as(who, context => context.recorded.get('decisions.stage')!.document(context, stageId))

test('text, reasons and interests of a matter about people in need are for those whose work it is', async () => {
  const place = await aDecidingPlace(app.owner, [anEntry('A16')])
  const matter = await aMatter(place, {
    unitId: place.village.id,
    line: 'village',
    code: 'A16',
    title: '低保推荐',
    proposerKind: 'resident',
  })
  await ok(matter.put(endpoints.submit, { onDay: '2026-03-02' }))
  await matter.declare(place.director, 'assembly', 'own', true)
  await ok(matter.put(endpoints.withdraw, { reason }))
  await ok(matter.put(endpoints.submit, { onDay: '2026-03-02' }))
  const stageId = (await matter.read()).stages.find(({ stage }) => stage === 'withdrawal')!.id
  // oxfmt-ignore
  const table: readonly (readonly [Role, string, boolean, string])[] = [
    ['villageClerk', place.village.id, true, 'keeps the matter'],
    ['villageSecretary', place.village.id, true, 'keeps the matter'],
    ['supervisor', place.village.id, true, 'watches over it'],
    ['branchSecretary', place.village.id, true, 'asks the members about it'],
    ['townClerk', place.town.id, true, 'looks at it for the town'],
    ['townLeader', place.town.id, true, 'orders otherwise'],
    ['gridLeader', place.village.id, false, 'is only posted there'],
    ['privacyOfficer', place.town.id, false, 'has the whole town, and no work with it'],
  ]
  for (const [role, unitId, reads, why] of table) {
    const who = await aHolder(app.owner, role, unitId, { name: '何某' })
    const seen = await matter.read(who)
    const withdrawn = seen.stages.find(({ id }) => id === stageId)!
    expect([role, seen.text !== null, withdrawn.reason === reason, seen.declarations.length === 1], why).toEqual([
      role,
      reads,
      reads,
      reads,
    ])
    expect((await recorded(await app.person(who), stageId)) !== null, why).toBe(reads)
  }
  const seen = await matter.read(null)
  expect([seen.title, seen.text, seen.stages.map(each => each.reason).join('')]).toEqual(['低保推荐', null, ''])
  expect(await recorded({ kind: 'public', townId: 1 }, stageId)).toBeNull()
  const page = (await app.raw({ method: 'GET', url: `/decisions/${matter.id}` })).payload
  expect(page).not.toContain('三套房')
})

test('reasons of every other matter are everybody’s, and checked by everybody', async () => {
  const place = await aDecidingPlace(app.owner)
  const matter = await aMatter(place)
  await ok(matter.put(endpoints.submit, { onDay: '2026-03-02' }))
  await ok(matter.put(endpoints.withdraw, { reason: '租期要再商量' }))
  const { stages } = await matter.read(null)
  expect(stages.at(-1)!.reason).toBe('租期要再商量')
  expect(await recorded({ kind: 'public', townId: 1 }, stages.at(-1)!.id)).toContain('租期要再商量')
  // whose own interest it is stays with those who ask
  await matter.declare(place.director, 'assembly', 'own', true)
  const grid = await aHolder(app.owner, 'gridLeader', place.cooperative.id, { name: '何小组' })
  expect((await matter.read(grid)).declarations).toEqual([])
  expect((await matter.read(place.director)).declarations).toHaveLength(1)
})

test('no statement of the application reaches these words past the functions that ask who reads', async () => {
  const place = await aDecidingPlace(app.owner, [anEntry('A16')])
  const matter = await aMatter(place, {
    unitId: place.village.id,
    line: 'village',
    code: 'A16',
    title: '低保推荐',
    proposerKind: 'resident',
  })
  await ok(matter.put(endpoints.submit, { onDay: '2026-03-02' }))
  for (const capacity of ['proposal', 'supervision'] as const)
    await matter.declare(capacity === 'proposal' ? place.branchSecretary : place.supervisor, capacity)
  await ok(matter.put(endpoints.urge, { reason, document: '镇三防办通知' }))
  const grid = await aHolder(app.owner, 'gridLeader', place.village.id, { name: '何小组' })
  const urgent = async (who: string | null) => (await matter.read(who)).urgent
  expect(await urgent(place.secretary)).toMatchObject({ reason, document: '镇三防办通知' })
  for (const who of [grid, null]) expect(await urgent(who)).toMatchObject({ reason: '写到个人，不登在网上', document: '镇三防办通知' })
  for (const [table, column] of [
    ['decision', 'urgent_reason'],
    ['decision_stage', 'reason'],
    ['decision_stage', 'dissent'],
    ['decision_adoption', 'reason'],
  ])
    for (const who of [grid, place.secretary])
      await expect(
        app.as(await app.person(who), ({ db }) => sql`select ${sql.ref(column!)} from ${sql.table(table!)}`.execute(db)),
        `${table}.${column}`,
      ).rejects.toThrow(/permission denied/)
})
