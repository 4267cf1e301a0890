/** The year 2020 of the demonstration town (2020年的43个数): what the newspaper printed, computed from records. */
import { expect, test } from 'vitest'
import { prove } from '#features/indicators/indicators.check.actions.ts'
import { endpoints as reports } from '#features/reports/reports.contract.ts'
import type { OutputOf } from '#platform/shared/endpoint.ts'
import { useApp } from '../support/app.ts'

const app = useApp({ isDemonstration: true })

/** figures.tsv: the value, or its range, of each figure whose mechanism is there. */
const printed: readonly [figureId: string, least: number, most: number, scope: string][] = [
  ['T25', 5, 5, '西樵镇'],
  ['T01', 33, 33, '西樵镇'],
  ['T02', 175, 185, '西樵镇'],
  ['T03', 201, 299, '西樵镇'],
  ['T04', 1001, 1099, '西樵镇'],
  ['T05', 1, 1, '西樵镇'],
  ['T06', 33, 33, '西樵镇'],
  ['T07', 281, 281, '西樵镇'],
  ['T08', 3, 3, '西樵镇'],
  ['T09', 2, 2, '西樵镇'],
  ['T10', 6, 6, '西樵镇'],
  ['T11', 10, 10, '西樵镇'],
  ['T17', 3900, 3999, '西樵镇'],
  ['T20', 26, 26, '西樵镇'],
  ['T21', 551, 559, '西樵镇'],
  ['T22', 3001, 3999, '西樵镇'],
  ['V01', 110, 110, '爱国社区'],
  ['V02', 54, 54, '爱国社区'],
  ['V03', 742, 742, '爱国社区'],
  ['V04', 4, 4, '爱国社区'],
  ['V07', 7, 10, '新田村'],
  ['V11', 2, 2, '樵乐社区'],
  ['V13', 1, 1, '岭西村'],
  ['P01', 33, 33, '西樵镇'],
  ['P02', 10, 10, '西樵镇'],
  ['P03', 100, 100, '西樵镇'],
  ['P05', 10, 10, '西樵镇'],
]

/** The report, asked once: nothing here changes a record. */
const year2020 = () => (asked ??= app.call(null, reports.get, { params: { year: '2020' } }).then(({ body }) => body))
let asked: Promise<OutputOf<typeof reports.get>> | null = null

test.each(printed)('%s is between %d and %d for %s, and opens to as many records', async (figureId, least, most, scope) => {
  const line = (await year2020()).lines.find(each => each.figureId === figureId)!
  expect([line.state, line.unitName]).toEqual(['computed', scope])
  for (const [index, { value, measure, rows, rowsAddress }] of line.parts.entries()) {
    // A share beside a count says that it is all of them.
    const isShare = index > 0 && measure === '%'
    expect(value).toBeGreaterThanOrEqual(isShare ? 100 : least)
    expect(value).toBeLessThanOrEqual(isShare ? 100 : most)
    let [listed, hidden] = [0, 0]
    let cursor: string | null = null
    do {
      const url: string = `${rowsAddress!}&limit=100${cursor ? `&cursor=${encodeURIComponent(cursor)}` : ''}`
      const page = (await app.raw({ method: 'GET', url })).json<{
        items: unknown[]
        nextCursor: string | null
        hidden: { count: number } | null
      }>()
      listed += page.items.length
      hidden = page.hidden?.count ?? 0
      cursor = page.nextCursor
    } while (cursor)
    expect(listed + hidden).toBe(rows)
  }
})

test('V07: ten works decided, seven of them done within the year', async () => {
  const { parts } = (await year2020()).lines.find(({ figureId }) => figureId === 'V07')!
  expect(parts.map(({ value, measure }) => `${value}${measure}`)).toEqual(['10项', '7项'])
})

test('every other figure says that there are no records, and what it waits for', async () => {
  const told = new Set(printed.map(([figureId]) => figureId))
  const { lines } = await year2020()
  expect(lines).toHaveLength(43)
  for (const { figureId, state, waits } of lines)
    expect([figureId, state, waits === null]).toEqual([figureId, told.has(figureId) ? 'computed' : 'none', told.has(figureId)])
})

test('of every indicator that adds up, the villages’ numbers and the town’s own make the town’s', async () => {
  const town = await app.owner.selectFrom('unit').where('kind', '=', 'town').select('id').executeTakeFirstOrThrow()
  const additive = [...app.platform.indicators.values()].filter(indicator => indicator.additive)
  expect(additive.length).toBeGreaterThan(15)
  await app.as({ kind: 'job', townId: 1, name: 'indicators.prove' }, async context => {
    for (const indicator of additive) {
      // of the year that the demonstration tells of: cases of late, everything else of the newspaper's
      const [year, asOf] = indicator.id.startsWith('requests.') ? [2026, context.today] : [2020, '2020-12-31']
      const proof = await prove(context, indicator, { unitId: town.id, from: `${year}-01-01`, to: `${year}-12-31`, asOf })
      expect([indicator.id, year, proof!.sum]).toEqual([indicator.id, year, proof!.whole])
    }
  })
}, 60_000)
