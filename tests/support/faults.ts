/**
 * The five planted faults (五种差错): a record missing, duplicated, cancelled, of the next year, of another village.
 *
 * Every indicator must say exactly what the records say, in its value, in its list of rows, and in its parts.
 * Source: design.md D5.
 */
import { expect } from 'vitest'
import { endpoints } from '#features/indicators/indicators.contract.ts'
import { aTown, aVillage } from '#features/units/units.samples.ts'
import type { useApp } from './app.ts'

export interface Planting {
  /** Plants one record of that day at the unit and returns its id. `like`: the same again, of the same key. */
  plant(unitId: string, day: string, like?: string): Promise<string>
  /** Takes the record out as if it had never been entered. */
  remove(id: string): Promise<void>
  /** What the feature itself does to a record that turned out not to count, if it can. */
  cancel?(id: string): Promise<void>
  /** What one record adds to the number; 1 unless told. */
  each?: number
  /** Does the same again add to the number? False for indicators that count each key once. */
  doubles?: boolean
  /** Who reads; the public unless told. Must be able to read every record. */
  reader?: string
}

/** Plants a small year of records in two villages, then each fault, and compares the number with what was planted. */
export async function expectHonest(app: ReturnType<typeof useApp>, indicatorId: string, planting: Planting): Promise<void> {
  const { plant, remove, cancel, each = 1, doubles = true, reader = null } = planting
  const town = await aTown(app.owner)
  const village = await aVillage(app.owner)
  const other = await aVillage(app.owner)
  const period = { from: '2020-01-01', to: '2020-12-31' }
  const ask = async <T>(endpoint: T, unitId: string, more: object = {}) =>
    app.call(reader, endpoint as typeof endpoints.value, { params: { indicatorId }, query: { unitId, ...period, ...more } })
  /** The number, proved by its rows and by its parts. */
  const number = async (unitId: string) => {
    const { status, body } = await ask(endpoints.value, unitId)
    expect({ status, detail: body.detail }).toEqual({ status: 200, detail: undefined })
    const listed = (await ask(endpoints.rows, unitId, { limit: '100' })).body as unknown as {
      items: { amount: number }[]
      hidden: unknown
      nextCursor: string | null
    }
    expect({ listed: listed.items.length, hidden: listed.hidden, next: listed.nextCursor }).toEqual({
      listed: body.rows,
      hidden: null,
      next: null,
    })
    const parts = (await ask(endpoints.children, unitId)).body as unknown as { items: { value: number }[]; whole: { value: number } }
    expect(parts.whole.value).toBe(body.value)
    if (body.indicator.additive) expect(parts.items.reduce((sum, part) => sum + part.value, 0)).toBe(body.value)
    return body.value
  }
  const before = (await number(town.id)) ?? 0

  const first = await plant(village.id, '2020-03-10')
  const second = await plant(village.id, '2020-01-01')
  const third = await plant(village.id, '2020-12-31')
  expect(await number(village.id), 'three records of the year, its first and last day included').toBe(3 * each)

  await remove(second)
  expect(await number(village.id), 'one is missing').toBe(2 * each)
  const twin = await plant(village.id, '2020-05-01', first)
  expect(await number(village.id), 'one stands twice').toBe((doubles ? 3 : 2) * each)
  await remove(twin)
  if (cancel) {
    await cancel(third)
    expect(await number(village.id), 'one was cancelled').toBe(each)
  }
  const kept = cancel ? 1 : 2
  await plant(village.id, '2021-01-01')
  expect(await number(village.id), 'one is of the next year').toBe(kept * each)
  await plant(other.id, '2020-06-01')
  expect(await number(village.id), 'one is of another village').toBe(kept * each)
  expect(await number(other.id), 'which counts it').toBe(each)
  expect(await number(town.id), 'and so does the town').toBe(before + (kept + 1) * each)
}

export interface SharePlanting {
  /** Plants one record of that day at the unit and returns its id; `part`: it is in the numerator. */
  plant(unitId: string, day: string, part: boolean): Promise<string>
  remove(id: string): Promise<void>
  cancel?(id: string): Promise<void>
  reader?: string
}

/** The same five faults of a share: one of four counts, and each fault makes of it what the records say. */
export async function expectHonestShare(app: ReturnType<typeof useApp>, indicatorId: string, planting: SharePlanting): Promise<void> {
  const { plant, remove, cancel, reader = null } = planting
  const [village, other] = [await aVillage(app.owner), await aVillage(app.owner)]
  const query = { from: '2020-01-01', to: '2020-12-31' }
  /** The share, proved by its rows: those in the numerator are listed as such, and nothing else. */
  const share = async (unitId = village.id) => {
    const input = { params: { indicatorId }, query: { unitId, ...query } }
    const { status, body } = await app.call(reader, endpoints.value, input)
    expect(status).toBe(200)
    const listed = (await app.call(reader, endpoints.rows, { ...input, query: { ...input.query, limit: '100' } })).body
    expect([listed.items.length, listed.hidden]).toEqual([body.whole, null])
    expect(listed.items.reduce((sum, { adds }) => sum + adds, 0)).toBe(body.part)
    return body.value
  }
  expect(await share(), 'of nothing there is no share').toBeNull()
  const yes = await plant(village.id, '2020-03-10', true)
  const [first] = [await plant(village.id, '2020-01-01', false), await plant(village.id, '2020-06-01', false)]
  await plant(village.id, '2020-12-31', false)
  expect(await share(), 'one of four, the first and the last day included').toBe(25)
  const twin = await plant(village.id, '2020-03-10', true)
  expect(await share(), 'one stands twice').toBe(40)
  await (cancel ?? remove)(twin)
  expect(await share(), cancel ? 'one was cancelled' : 'and was taken out again').toBe(25)
  await plant(village.id, '2021-01-01', true)
  expect(await share(), 'one is of the next year').toBe(25)
  await plant(other.id, '2020-03-10', true)
  expect([await share(), await share(other.id)], 'one is of another village, which counts it').toEqual([25, 100])
  await remove(first)
  expect(await share(), 'one that did not is missing').toBe(33.3)
  await remove(yes)
  expect(await share(), 'the one that did is missing').toBe(0)
}
