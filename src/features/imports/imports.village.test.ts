/** Imports of a village (村里的导入): its own rows go in; its neighbour's and the town's are errors in a sentence. */
import { expect, test } from 'vitest'
import { readWorkbook } from '#platform/server/workbook.ts'
import { useApp } from '../../../tests/support/app.ts'
import { aCodedVillage, aPersonRow, aTermRow, aUnitRow, aVenueRow, aWorkbook, importsOf } from './imports.samples.ts'
import { importedSheets } from './imports.workbook.ts'

const app = useApp()
const { send, commit, download, peopleOf } = importsOf(app)

test('a village’s clerk brings people, terms and places of the village; the same file again changes nothing', async () => {
  const { clerk, code } = await aCodedVillage(app.owner)
  const bytes = await aWorkbook({
    people: [aPersonRow(code)],
    terms: [aTermRow(code, { role: '户联系党小组组长', title: '组长' })],
    venues: [aVenueRow(code, { code: `${code}-Z1` })],
  })
  const tried = await send(clerk, bytes)
  expect(tried.body.errors).toEqual([])
  const { status, body } = await commit(clerk, tried.body.id)
  expect([status, body.sheets.map(({ sheet, created }) => [sheet, created])]).toEqual([
    200,
    [
      ['people', 1],
      ['terms', 1],
      ['venues', 1],
    ],
  ])
  expect(await peopleOf(code)).toEqual([{ externalCode: `${code}-R1`, name: '陈大妹' }])
  const again = await send(clerk, bytes)
  expect(again.body.sheets.map(({ unchanged }) => unchanged)).toEqual([1, 1, 1])
})

test('rows of a neighbour and sheets of the town are refused, each by row, column and what to do; the right rows go in', async () => {
  const [own, next] = [await aCodedVillage(app.owner), await aCodedVillage(app.owner)]
  const there = await send(
    next.clerk,
    await aWorkbook({ people: [aPersonRow(next.code)], venues: [aVenueRow(next.code, { code: `${next.code}-Z1` })] }),
  )
  expect((await commit(next.clerk, there.body.id)).status).toBe(200)
  const bytes = await aWorkbook({
    units: [aUnitRow(own.code)],
    people: [
      aPersonRow(own.code),
      aPersonRow(next.code, { code: `${next.code}-R2` }),
      aPersonRow(own.code, { code: `${next.code}-R1`, name: '抢来的' }),
    ],
    venues: [
      aVenueRow(own.code, { code: `${own.code}-Z1` }),
      aVenueRow(next.code, { code: `${next.code}-Z2` }),
      aVenueRow(own.code, { code: `${next.code}-Z1` }),
    ],
  })
  const tried = await send(own.clerk, bytes)
  expect(tried.body.errors.map(({ sheet, row, header, message }) => [sheet, row, header, message])).toEqual([
    ['组织单元', 4, '', '“组织单元”由镇党建办导入。请删掉这一行。'],
    ['人员', 5, '所在单元编码', `“${next.code}”不归您管。请删掉这一行，或请那里的办事员导入。`],
    ['人员', 6, '编码', `编码“${next.code}-R1”别的单位已经用了。请换一个编码。`],
    ['阵地', 5, '单元编码', `“${next.code}”不归您管。请删掉这一行，或请那里的办事员导入。`],
    ['阵地', 6, '编码', `编码“${next.code}-Z1”别的单位已经用了。请换一个编码。`],
  ])
  expect((await commit(own.clerk, tried.body.id)).body.type).toBe('/problems/imports/has-errors')
  expect((await commit(own.clerk, tried.body.id, 'right')).status).toBe(200)
  expect(await peopleOf(own.code)).toHaveLength(1)
  expect(await peopleOf(next.code)).toEqual([{ externalCode: `${next.code}-R1`, name: '陈大妹' }])
  const places = await app.owner
    .selectFrom('venue')
    .where('externalCode', 'like', `${next.code}-Z%`)
    .select(['externalCode', 'unitId'])
    .execute()
  expect(places).toEqual([{ externalCode: `${next.code}-Z1`, unitId: next.village.id }])
  // the town's office brings both villages' as before
  expect((await send(own.townClerk, await aWorkbook({ people: [aPersonRow(own.code)], venues: [] }))).body.errors).toEqual([])
})

test('the village’s template holds its three sheets, and what goes out stays the town’s', async () => {
  const { clerk } = await aCodedVillage(app.owner)
  const { rawPayload } = await download(clerk, '/api/imports/template')
  const { readings } = await readWorkbook(rawPayload, Object.values(importedSheets))
  expect(readings.map(({ sheet }) => sheet.name)).toEqual(['人员', '任职', '阵地'])
})

test('the town’s clerk brings what lay in a unit that is gone, as before', async () => {
  const { townClerk, code } = await aCodedVillage(app.owner)
  const gone = `${code}-02`
  const bytes = await aWorkbook({
    units: [aUnitRow(code, { code: gone, name: '旧圩经济社', shortName: '旧圩', closedOn: '2024-07-01' })],
    people: [aPersonRow(gone, { code: `${code}-R1` })],
    venues: [aVenueRow(gone, { code: `${code}-Z1`, status: '已停用', closedOn: '2023-01-01' })],
  })
  const first = await send(townClerk, bytes)
  expect(first.body.errors).toEqual([])
  expect((await commit(townClerk, first.body.id)).status).toBe(200)
  const again = await send(townClerk, bytes)
  expect([again.body.errors, again.body.sheets.map(({ unchanged }) => unchanged)]).toEqual([[], [1, 1, 1]])
})
