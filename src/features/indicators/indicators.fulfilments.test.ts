/** Indicators (指标): whose records make up a number, for many periods at once: as if each were asked by itself. */
import type { QueryResult, RawBuilder, RootOperationNode, UnknownRow } from 'kysely'
import { expect, test } from 'vitest'
import { aBody } from '#features/bodies/bodies.samples.ts'
import { aUnit, aVillage } from '#features/units/units.samples.ts'
import { aVenue } from '#features/venues/venues.samples.ts'
import type { Context } from '#platform/server/action.ts'
import { asksPeriodAlone, type Indicator } from '#platform/server/indicator.ts'
import { useApp } from '../../../tests/support/app.ts'
import { fulfilments, type AskedPeriod } from './indicators.fulfilments.actions.ts'

const app = useApp()
const job = { kind: 'job', townId: 1, name: 'duties.settle' } as const

const monthOf = (from: string, to: string, ids: readonly string[]): AskedPeriod => ({ from, to, asOf: to, ids })
const spring = (ids: readonly string[]) => [
  monthOf('2026-01-01', '2026-01-31', ids),
  monthOf('2026-02-01', '2026-02-28', ids),
  monthOf('2026-03-01', '2026-03-31', ids),
]

/** What is told of the periods, each as "period owner rows day", and by how many statements. */
async function told(
  unitId: string,
  periods: readonly AskedPeriod[],
  by: 'bodies' | 'units',
  least = 1,
  indicatorId = 'venues.openedStation',
) {
  let statements = 0
  const counting = {
    transformQuery: ({ node }: { node: RootOperationNode }) => ((statements += 1), node),
    transformResult: ({ result }: { result: QueryResult<UnknownRow> }) => Promise.resolve(result),
  }
  const work = (context: Context) => {
    const counts: Context = { ...context, counting: read => context.counting(db => read(db.withPlugin(counting))) }
    return fulfilments(counts, context.indicators.get(indicatorId)!, unitId, periods, { by, least })
  }
  const found = await app.as(job, work)
  return { statements, lines: found.map(({ period, ownerId, rows, day }) => [period, ownerId, rows, day]).sort() }
}

test('a record counts for the body that answers for it on the last day of the period', async () => {
  const village = await aVillage(app.owner)
  const [old, heir] = [
    await aBody(app.owner, 'branch', { unitIds: [village.id] }),
    await aBody(app.owner, 'branch', { unitIds: [village.id] }),
  ]
  const after = { townId: 1, predecessorId: old, successorId: heir, effectiveOn: '2026-02-10', takesRecords: true }
  await app.owner.insertInto('bodySuccession').values(after).execute()
  for (const openedOn of ['2026-01-20', '2026-01-05', '2026-02-03']) await aVenue(app.owner, village.id, { bodyId: old, openedOn })
  const { lines, statements } = await told(village.id, spring([old, heir]), 'bodies')
  expect(lines).toEqual(
    [
      [0, old, 2, '2026-01-05'],
      [1, old, 1, '2026-02-03'],
      [1, heir, 1, '2026-02-03'],
    ].sort(),
  )
  expect(statements).toBe(1)
  expect((await told(village.id, spring([old]), 'bodies', 2)).lines, 'where two are asked').toEqual([
    [0, old, 2, '2026-01-20'],
    [1, old, 1, null],
  ])
})

test('a unit that moves takes what is recorded there along from that day, and leaves the months before where they were', async () => {
  const [from, to] = [await aVillage(app.owner), await aVillage(app.owner)]
  const group = await aUnit(app.owner, { name: '河边小组' }, from)
  for (const openedOn of ['2026-01-20', '2026-03-20']) await aVenue(app.owner, group.id, { openedOn })
  await app.owner.updateTable('unitPeriod').set({ valid: '[2010-01-01,2026-02-15)' }).where('unitId', '=', group.id).execute()
  const moved = { townId: 1, unitId: group.id, parentId: to.id, name: '河边小组', shortName: '河边', path: [...to.path, group.id] }
  await app.owner
    .insertInto('unitPeriod')
    .values({ ...moved, valid: '[2026-02-15,)' })
    .execute()
  const asked = spring([from.id, to.id, group.id])
  const before = [
    [0, from.id, 1, '2026-01-20'],
    [0, group.id, 1, '2026-01-20'],
  ]
  const since = [
    [2, to.id, 1, '2026-03-20'],
    [2, group.id, 1, '2026-03-20'],
  ]
  expect((await told(from.path[0]!, asked, 'units')).lines).toEqual([...before, ...since].sort())
  // asked by the village that it left, nothing of it counts any more
  expect((await told(from.id, asked, 'units')).lines).toEqual([...before].sort())
  const alone = await Promise.all(asked.map(period => told(from.path[0]!, [period], 'units')))
  expect(alone.map(({ lines }) => lines.length)).toEqual([2, 0, 2])
})

test('what stands on a day is asked period by period', async () => {
  const village = await aVillage(app.owner)
  await aVenue(app.owner, village.id, { kind: 'partyPark', openedOn: '2026-02-10' })
  const { lines, statements } = await told(village.id, spring([village.id]), 'units', 1, 'venues.partyPark')
  expect([lines.map(([period]) => period), statements]).toEqual([[1, 2], 3])
  expect((await told(village.id, [], 'units')).lines).toEqual([])
})

test('an indicator that is read for many periods at once asks nothing else of the question', async () => {
  const { indicators } = await app.as(job, context => Promise.resolve(context))
  const among = [...indicators.values()].filter(asksPeriodAlone)
  expect(among.length).toBeGreaterThan(20)
  const written = (indicator: Indicator, year: string) =>
    Object.values<RawBuilder<unknown>>({ ...indicator.rows({ unitId: year, from: `${year}-01-01`, to: `${year}-12-31`, asOf: year }) }).map(
      part => {
        const { parameters, sql: text } = part.compile(app.owner)
        return [text, parameters]
      },
    )
  for (const indicator of among) expect(written(indicator, '2020'), indicator.id).toEqual(written(indicator, '2026'))
})
