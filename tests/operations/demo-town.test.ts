/** The demonstration town (示例镇) goes in through the rows of its sheets, comes out the same, and goes in again without a trace. */
import { beforeAll, expect, test } from 'vitest'
import { exportBodyRows } from '#features/bodies/bodies.export.actions.ts'
import { applyBodyRows } from '#features/bodies/bodies.rows.actions.ts'
import { exportPersonRows, exportTermRows } from '#features/people/people.export.actions.ts'
import { applyContactRows, applyHouseholdRows } from '#features/households/households.rows.actions.ts'
import { applyPersonRows, applyTermRows } from '#features/people/people.rows.actions.ts'
import { exportUnitRows } from '#features/units/units.export.actions.ts'
import { applyUnitRows } from '#features/units/units.rows.actions.ts'
import { exportVenueRows } from '#features/venues/venues.export.actions.ts'
import { applyVenueRows } from '#features/venues/venues.rows.actions.ts'
import type { Context } from '#platform/server/action.ts'
import type { ReadRow } from '#platform/shared/sheet.ts'
import { demoTown } from '../../src/demo/town.ts'
import { useApp } from '../support/app.ts'

const app = useApp()
const job = { kind: 'job', townId: 1, name: 'demo.load' } as const
const town = demoTown(1, '2026-03-02')
const numbered = <Values>(rows: readonly Values[]): ReadRow<Values>[] => rows.map((values, at) => ({ row: at + 4, values, masked: [] }))

const applyAll = (context: Context) =>
  [
    () => applyUnitRows(context, numbered(town.units)),
    () => applyBodyRows(context, numbered(town.bodies)),
    () => applyPersonRows(context, numbered(town.people)),
    () => applyTermRows(context, numbered(town.terms)),
    () => applyVenueRows(context, numbered(town.venues)),
    () => applyHouseholdRows(context, numbered(town.households)),
    () => applyContactRows(context, numbered(town.householdContacts)),
  ].reduce<Promise<unknown[]>>(async (before, apply) => [...(await before), await apply()], Promise.resolve([]))

const sizes = [town.units, town.bodies, town.people, town.terms, town.venues, town.households, town.householdContacts].map(
  rows => rows.length,
)

beforeAll(async () => {
  const outcomes = await app.as(job, applyAll)
  expect(outcomes).toEqual(sizes.map(created => ({ created, updated: 0, unchanged: 0, faults: [] })))
})

test('what comes out is what went in', async () => {
  const byCode = <Row extends { code: string }>(rows: readonly Row[]) => [...rows].sort((a, b) => (a.code < b.code ? -1 : 1))
  const out = await app.as(job, async context => ({
    units: await exportUnitRows(context),
    bodies: await exportBodyRows(context),
    people: await exportPersonRows(context, 'full'),
    terms: await exportTermRows(context),
    venues: await exportVenueRows(context),
  }))
  expect(byCode(out.units)).toEqual(byCode(town.units))
  expect(byCode(out.bodies)).toEqual(byCode(town.bodies))
  expect(byCode(out.people)).toEqual(byCode(town.people))
  expect(new Set(out.terms.map(row => JSON.stringify(row)))).toEqual(new Set(town.terms.map(row => JSON.stringify(row))))
  expect(byCode(out.venues)).toEqual(byCode(town.venues))
})

test('the same town again changes nothing', async () => {
  expect(await app.as(job, applyAll)).toEqual(sizes.map(unchanged => ({ created: 0, updated: 0, unchanged, faults: [] })))
})

test('phones are sealed, and found again by their digest', async () => {
  const rows = await app.owner.selectFrom('person').select(['phoneSealed', 'phoneIndex', 'sortKey']).execute()
  const phone = town.people[0]!.phone!
  expect(rows.every(row => row.phoneSealed && !row.phoneSealed.includes(phone) && row.phoneIndex?.length === 32)).toBe(true)
  expect(new Set(rows.map(row => row.phoneIndex!.toString('hex'))).size).toBe(town.people.length)
  expect(rows[0]!.sortKey).toMatch(/^[a-zü ]+$/)
})

test('T21 is a question about the day: 555 Party organisations stood in the mobilisation', async () => {
  const standing = (day: string) =>
    app.owner
      .selectFrom('body')
      .where('line', '=', 'party')
      .where('foundedOn', '<=', day)
      .where(eb => eb.or([eb('dissolvedOn', 'is', null), eb('dissolvedOn', '>', day)]))
      .select('id')
      .execute()
  expect((await standing('2020-02-15')).length).toBe(555)
  expect((await standing('2020-07-01')).length).toBe(529)
})
