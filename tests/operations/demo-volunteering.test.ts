/** The demonstration's volunteering (示例志愿服务) goes in through its sheets, comes out the same, and goes in again without a trace. */
import { beforeAll, expect, test } from 'vitest'
import { applyPersonRows } from '#features/people/people.rows.actions.ts'
import { applyUnitRows } from '#features/units/units.rows.actions.ts'
import * as out from '#features/volunteering/volunteering.records.actions.ts'
import { applyTeamRows, applyVolunteerRows, applyVolunteerSlotRows } from '#features/volunteering/volunteering.rows.actions.ts'
import { installCaps } from '#features/volunteering/volunteering.setup.actions.ts'
import type { Context } from '#platform/server/action.ts'
import type { ReadRow } from '#platform/shared/sheet.ts'
import { theVillages } from '../../src/demo/places.ts'
import { demoTown } from '../../src/demo/town.ts'
import { useApp } from '../support/app.ts'

const app = useApp()
const job = { kind: 'job', townId: 1, name: 'demo.load' } as const
const town = demoTown(1, '2026-03-02')
const numbered = <Values>(rows: readonly Values[]): ReadRow<Values>[] => rows.map((values, at) => ({ row: at + 4, values, masked: [] }))

const applyAll = async (context: Context) => [
  await applyVolunteerRows(context, numbered(town.volunteers)),
  await applyTeamRows(context, numbered(town.volunteerTeams)),
  await applyVolunteerSlotRows(context, numbered(town.volunteerSlots)),
  await out.applyVolunteerRecordRows(context, numbered(town.volunteerRecords)),
]
const sizes = [town.volunteers, town.volunteerTeams, town.volunteerSlots, town.volunteerRecords].map(rows => rows.length)

beforeAll(async () => {
  await app.as(job, async context => {
    await applyUnitRows(context, numbered(town.units))
    await applyPersonRows(context, numbered(town.people))
    await installCaps(context)
  })
  expect(await app.as(job, applyAll)).toEqual(sizes.map(created => ({ created, updated: 0, unchanged: 0, faults: [] })))
}, 60_000)

test('what comes out is what went in', async () => {
  const sorted = (rows: readonly object[]) => rows.map(row => JSON.stringify(row)).sort()
  const [volunteers, teams, slots, records] = await app.as(job, async context => [
    await out.exportVolunteerRows(context),
    await out.exportTeamRows(context),
    await out.exportVolunteerSlotRows(context),
    await out.exportVolunteerRecordRows(context),
  ])
  expect(sorted(volunteers)).toEqual(sorted(town.volunteers))
  expect(sorted(teams)).toEqual(sorted(town.volunteerTeams))
  expect(sorted(slots)).toEqual(sorted(town.volunteerSlots))
  expect(sorted(records)).toEqual(sorted(town.volunteerRecords))
})

test('the same sheets again change nothing', async () => {
  expect(await app.as(job, applyAll)).toEqual(sizes.map(unchanged => ({ created: 0, updated: 0, unchanged, faults: [] })))
})

test('each village has its team, 樵乐 its 七彩四点半, and something is open in the weeks to come', () => {
  expect(town.volunteerTeams).toHaveLength(theVillages.length)
  const classes = town.volunteerSlots.filter(({ title }) => title === '七彩四点半')
  expect(new Set(classes.map(({ unitCode }) => unitCode))).toEqual(new Set(['440605122005']))
  expect(classes.length).toBeGreaterThan(20)
  expect(town.volunteerSlots.filter(({ state }) => state === '报名中').length).toBeGreaterThan(theVillages.length)
  expect(town.volunteerRecords.length).toBeGreaterThan(1000)
})
