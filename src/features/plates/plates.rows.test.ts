/** Rows of plates (挂牌表): in, again, out, and what is wrong with one. */
import { expect, test } from 'vitest'
import { readWorkbook } from '#platform/server/workbook.ts'
import type { ReadRow } from '#platform/shared/sheet.ts'
import { useApp } from '../../../tests/support/app.ts'
import { testTown } from '../../../tests/support/platform.ts'
import { aHousehold } from '#features/households/households.samples.ts'
import { endpoints } from './plates.contract.ts'
import { applyPlateRows } from './plates.rows.actions.ts'
import { aFullMember, aPlatePlace } from './plates.samples.ts'
import { plateSheet, type PlateSheetRow } from './plates.workbook.ts'

const app = useApp()
const job = { kind: 'job', townId: testTown, name: 'imports.test' } as const
const numbered = (values: readonly PlateSheetRow[]) =>
  values.map((value, at) => ({ row: at + 3, values: value })) as ReadRow<PlateSheetRow>[]

test('plates go in, change nothing the second time, and come out as they went in; the town brings them and reads none', async () => {
  const at = await aPlatePlace(app.owner)
  const other = await aFullMember(app.owner, at, '阿卜杜拉·买买提')
  const codes = new Map<string, string>()
  for (const id of [at.householdId, await aHousehold(app.owner, at.cooperative), await aHousehold(app.owner, at.cooperative)])
    codes.set(id, (await app.owner.selectFrom('household').where('id', '=', id).select('code').executeTakeFirstOrThrow()).code)
  const [one, two, three] = [...codes.values()]
  const line = (householdCode: string, personCode: string, changes: Partial<PlateSheetRow> = {}): PlateSheetRow => ({
    householdCode,
    personCode,
    agreedOn: '2020-03-01',
    number: '柳河-0001',
    mountedOn: '2020-04-01',
    ...changes,
  })
  const apply = async (values: readonly PlateSheetRow[], who: string | null = at.townClerk) =>
    app.as(who === null ? job : await app.person(who), context => applyPlateRows(context, numbered(values)))
  const rows = [line(one!, at.memberId), line(one!, other), line(two!, at.memberId, { number: null, mountedOn: null })]
  expect(await apply(rows)).toEqual({ created: 3, updated: 0, unchanged: 0, faults: [] })
  expect(await apply(rows)).toEqual({ created: 0, updated: 0, unchanged: 3, faults: [] })
  expect(await apply(rows, null)).toMatchObject({ unchanged: 3, faults: [] })
  const typed = rows.map(row => ({
    ...row,
    householdCode: ` ${row.householdCode.replace('-', '－').toLowerCase()}`,
    number: row.number && '柳河—０００１',
  }))
  expect(await apply(typed), 'the same, typed another way').toEqual({ created: 0, updated: 0, unchanged: 3, faults: [] })
  const states = await app.owner.selectFrom('plate').select(['state', 'number']).orderBy('number').execute()
  expect(states).toEqual([
    { state: 'mounted', number: '柳河-0001' },
    { state: 'consented', number: null },
  ])

  const wrong = await apply([
    line('X', at.memberId),
    line(three!, 'R9999', { number: '柳河-0002' }),
    line(three!, at.gridLeader, { number: '柳河-0002' }),
    line(two!, other, { number: '柳河-0003' }),
  ])
  expect(wrong.faults.map(({ row, key }) => [row, key])).toEqual([
    [3, 'householdCode'],
    [4, 'personCode'],
    [5, 'personCode'],
    [6, 'householdCode'],
  ])
  for (const number of ['柳河-0001', '柳河－０００１ '])
    expect((await apply([line(three!, at.memberId, { number })])).faults).toMatchObject([{ key: 'number' }])

  const refused = await app.call(at.townClerk, endpoints.export, { body: { unitId: at.village.id } })
  expect(refused.status).toBe(403)
  const file = await app.raw({
    method: 'POST',
    url: '/api/plate-exports',
    headers: { 'x-test-person': at.villageSecretary },
    payload: { unitId: at.village.id },
  })
  expect(file.statusCode, file.body.slice(0, 300)).toBe(200)
  const reading = await readWorkbook(file.rawPayload, [plateSheet])
  expect(reading.of(plateSheet)!.rows.map(({ values }) => values)).toEqual(expect.arrayContaining(rows))
  expect(reading.of(plateSheet)!.rows).toHaveLength(3)
})
