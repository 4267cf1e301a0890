/** Past rosters (上岗记录表): what comes in by the one door, and what does not. */
import { expect, test } from 'vitest'
import type { ReadRow } from '#platform/shared/sheet.ts'
import { aVillage } from '#features/units/units.samples.ts'
import { useApp } from '../../../tests/support/app.ts'
import { applyPostingRows } from './mobilisations.rows.actions.ts'
import type { PostingRow } from './mobilisations.workbook.ts'

const app = useApp()
const job = { kind: 'job', townId: 1, name: 'imports.commit' } as const
const past = { title: '疫情防控', number: '西府〔2020〕3号', startsOn: '2020-01-26', endsOn: '2020-04-30', place: '村口卡点' }
let towns = 0

async function aLedger() {
  towns += 1
  const code = `440605122${String(900 + towns)}`
  const village = await aVillage(app.owner, { code })
  const posting = (token: string, changes: Partial<PostingRow> = {}): PostingRow => ({
    ...past,
    mobilisationCode: `DY${towns}`,
    unitCode: code,
    on: '2020-02-03',
    token,
    member: '是',
    ...changes,
  })
  const apply = (...rows: PostingRow[]) =>
    app.as(job, context =>
      applyPostingRows(
        context,
        rows.map((values, at): ReadRow<PostingRow> => ({ row: at + 4, values, masked: [] })),
      ),
    )
  return { village, posting, apply }
}

test('codes come in as people who cannot be found, each one of their own, and the same file twice changes nothing', async () => {
  const { village, posting, apply } = await aLedger()
  const rows = [posting('代1'), posting('代1', { on: '2020-02-04' }), posting('代2', { member: '否' })]
  expect(await apply(...rows)).toEqual({ created: 3, updated: 0, unchanged: 0, faults: [] })
  expect(await apply(...rows)).toEqual({ created: 0, updated: 0, unchanged: 3, faults: [] })
  const lines = await app.owner.selectFrom('mobilisationRoster').where('unitId', '=', village.id).selectAll().execute()
  expect(lines.map(({ personId, state }) => [personId, state])).toEqual(Array.from({ length: 3 }, () => [null, 'confirmed']))
  expect(new Set(lines.map(({ token }) => token)).size).toBe(2)
  expect((await apply(...rows, posting('代3'))).created).toBe(1)
})

test.each([
  ['endsOn', { endsOn: '2026-12-31' }, 'not over yet: its roster holds people'],
  ['endsOn', { endsOn: '2020-01-26' }, 'no day at all'],
  ['on', { on: '2020-01-25' }, 'before it began'],
  ['on', { on: '2020-04-30' }, 'after it ended'],
  ['unitCode', { unitCode: '999999999999' }, 'no such unit'],
  ['place', { place: '口' }, 'says nothing'],
] as const)('a wrong %s is told in its row: %j (%s)', async (key, change, _why) => {
  const { posting, apply } = await aLedger()
  expect(await apply(posting('代1', change))).toMatchObject({ created: 0, faults: [{ row: 4, key }] })
})

test('one number is one mobilisation, and one line is written once', async () => {
  const { posting, apply } = await aLedger()
  expect(await apply(posting('代1'), posting('代2', { title: '防汛' }), posting('代1'))).toMatchObject({
    created: 1,
    faults: [
      { row: 6, key: 'token' },
      { row: 5, key: 'mobilisationCode' },
    ],
  })
})
