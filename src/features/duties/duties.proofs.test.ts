/** What fulfils duties (清单的凭据): a year's lists ask the records once for what they ask alike, and each is told what it asked. */
import { expect, test } from 'vitest'
import { aUnit, aVillage } from '#features/units/units.samples.ts'
import { aVenue } from '#features/venues/venues.samples.ts'
import type { Context } from '#platform/server/action.ts'
import { useApp } from '../../../tests/support/app.ts'
import { provedBy, type Provable } from './duties.standing.actions.ts'

const app = useApp()

test('twelve months of two lists that ask alike are one question; who owes only the one is told of that one', async () => {
  const village = await aVillage(app.owner)
  const [east, west] = [await aUnit(app.owner, { name: '东小组' }, village), await aUnit(app.owner, { name: '西小组' }, village)]
  for (const { id } of [east, west]) await aVenue(app.owner, id, { openedOn: '2025-03-05' })
  const month = (at: number, changes: Partial<Provable> = {}): Provable => ({
    fulfilledBy: 'venues.openedStation',
    leastRows: 1,
    binds: 'units',
    askingUnitId: village.id,
    period: { from: `2025-${String(at).padStart(2, '0')}-01`, to: `2025-${String(at).padStart(2, '0')}-28` },
    ids: [east.id],
    ...changes,
  })
  const months = Array.from({ length: 12 }, (_, at) => month(at + 1))
  const others = months.map(each => ({ ...each, ids: [west.id] }))
  const told = async (asked: readonly Provable[]) => {
    let questions = 0
    const ask = (context: Context) => provedBy({ ...context, counting: read => ((questions += 1), context.counting(read)) }, asked)
    const proofs = await app.as({ kind: 'job', townId: 1, name: 'duties.settle' }, ask)
    return { questions, proved: proofs.flatMap((proof, at) => [...proof].map(([id, { day }]) => [at, id, day])) }
  }
  expect(await told([...months, ...others])).toEqual({
    questions: 1,
    proved: [
      [2, east.id, '2025-03-05'],
      [14, west.id, '2025-03-05'],
    ],
  })
  const apart = [month(3), month(3, { leastRows: 2 }), month(3, { fulfilledBy: 'venues.openedRedHouse' }), month(3, { binds: 'bodies' })]
  expect(await told(apart), 'another number, another record, another kind of owner').toEqual({
    questions: 4,
    proved: [[0, east.id, '2025-03-05']],
  })
  const nothing = [month(3, { ids: [] }), month(3, { fulfilledBy: null }), month(1, { period: { from: '2026-04-01', to: '2026-04-30' } })]
  expect(await told(nothing), 'nobody owes, no record can, not begun').toEqual({ questions: 0, proved: [] })
})
