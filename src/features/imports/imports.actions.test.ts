/** Imports (工作簿导入): a trial that writes nothing, then all rows, the right rows, or none. */
import { expect, test } from 'vitest'
import { peopleSheet } from '#features/people/people.workbook.ts'
import { xlsxMediaType } from '#platform/server/workbook.ts'
import { useApp } from '../../../tests/support/app.ts'
import { endpoints } from './imports.contract.ts'
import { readImport } from './imports.run.actions.ts'
import { aCodedVillage, aTownsBook, aWorkbook, aWrongBook, importsOf, typedOver } from './imports.samples.ts'

const app = useApp()
const { send, commit, download, peopleOf } = importsOf(app)

test('a trial says what would happen and writes nothing; the entry does just that, and the same file again changes nothing', async () => {
  const { townClerk, code, bytes } = await aTownsBook(app.owner)
  const tried = await send(townClerk, bytes)
  expect(tried.status).toBe(200)
  const figures = (created: number, unchanged = 0) => ({ created, updated: 0, unchanged, leftOut: 0 })
  expect(tried.body).toMatchObject({
    state: 'checked',
    running: false,
    progress: null,
    errorCount: 0,
    errors: [],
    notes: [],
    hasFile: true,
    sheets: [
      { sheet: 'units', rows: 1, ...figures(1) },
      { sheet: 'people', rows: 2, ...figures(2) },
      { sheet: 'terms', rows: 2, ...figures(2) },
      { sheet: 'venues', rows: 1, ...figures(1) },
    ],
  })
  expect(tried.body.allowedActions).toEqual(['check', 'commit', 'discard', 'errorWorkbook'])
  expect(await peopleOf(code)).toEqual([])

  const done = await commit(townClerk, tried.body.id)
  expect([done.status, done.body.state, done.body.sheets]).toEqual([200, 'done', tried.body.sheets])
  expect(await peopleOf(code)).toEqual([
    { externalCode: `${code}-R1`, name: '陈大妹' },
    { externalCode: `${code}-R2`, name: '黄志强' },
  ])
  const twice = await commit(townClerk, tried.body.id)
  expect([twice.status, twice.body.type]).toEqual([409, '/problems/wrong-state'])

  const again = await send(townClerk, bytes)
  expect(again.body.sheets.map(({ created, updated, unchanged, leftOut }) => [created, updated, unchanged, leftOut])).toEqual([
    [0, 0, 1, 0],
    [0, 0, 2, 0],
    [0, 0, 2, 0],
    [0, 0, 1, 0],
  ])
  expect((await commit(townClerk, again.body.id)).body.state).toBe('done')
  expect(await peopleOf(code)).toHaveLength(2)
  const events = await app.owner
    .selectFrom('event')
    .where('subjectId', '=', tried.body.id)
    .select(['name', 'details'])
    .orderBy('id')
    .execute()
  expect(events.map(({ name }) => name)).toEqual(['imports.upload', 'imports.commit'])
  expect(JSON.stringify(events)).not.toContain('陈大妹')
})

test('a wrong row is named by sheet, row and column; all or none means none', async () => {
  const { townClerk, code, bytes } = await aWrongBook(app.owner)
  const { body } = await send(townClerk, bytes)
  expect(body.errors).toEqual([
    { sheet: '人员', row: 4, column: 'C', header: '姓名', message: '“12345”不像姓名。请只写姓名，2到50个字。' },
    { sheet: '人员', row: 5, column: 'D', header: '电话', message: '这里是公式。请复制后用“选择性粘贴→数值”填写。' },
    { sheet: '任职', row: 4, column: 'B', header: '人员编码', message: `没有编码为“${code}-R1”的人员，或那一行有错。` },
    { sheet: '任职', row: 5, column: 'B', header: '人员编码', message: '没有编码为“没有这人”的人员，或那一行有错。' },
  ])
  expect(body.errorCount).toBe(4)
  const refused = await commit(townClerk, body.id)
  expect([refused.status, refused.body.type, refused.body.detail]).toEqual([409, '/problems/imports/has-errors', '有4处要改。'])
  expect(await app.owner.selectFrom('unit').where('externalCode', '=', `${code}-01`).execute()).toEqual([])
  const still = await app.call(townClerk, endpoints.get, { params: { importId: body.id } })
  expect(still.body).toMatchObject({ state: 'checked', errorCount: 4, progress: null })
})

test('the right rows go in, the others come back in the same workbook with a first column 错误原因, and go in when they are right', async () => {
  const { townClerk, code, bytes } = await aWrongBook(app.owner)
  const { body } = await send(townClerk, bytes)
  const done = await commit(townClerk, body.id, 'right')
  expect(done.body.sheets.map(({ sheet, created, leftOut }) => [sheet, created, leftOut])).toEqual([
    ['units', 1, 0],
    ['people', 0, 2],
    ['terms', 0, 2],
    ['venues', 1, 0],
  ])
  expect(await peopleOf(code)).toEqual([])
  const file = await download(townClerk, `/api/imports/${body.id}/error-workbook`)
  expect([file.statusCode, file.headers['content-type']]).toEqual([200, xlsxMediaType])
  expect(file.headers['content-disposition']).toBe(`attachment; filename*=UTF-8''${encodeURIComponent('错误_工作簿.xlsx')}`)
  // The same workbook, one column further right: corrected there, it goes in.
  const corrected = await typedOver(file.rawPayload, { 人员: { D4: '陈大妹', E5: null }, 任职: { C5: `${code}-R2` } })
  const reread = await readImport(corrected)
  expect(reread.of(peopleSheet)!.rows.map(({ row, values }) => [row, values.name])).toEqual([
    [4, '陈大妹'],
    [5, '黄志强'],
  ])
  const second = await send(townClerk, corrected)
  expect(second.body.errors).toEqual([])
  await commit(townClerk, second.body.id)
  expect(await peopleOf(code)).toHaveLength(2)
})

test('a case comes in with all of its steps or waits for them', async () => {
  const { townClerk, code, categoryId } = await aCodedVillage(app.owner)
  const category = await app.owner.selectFrom('requestCategory').where('id', '=', categoryId).select('code').executeTakeFirstOrThrow()
  const aCase = (number: string) => ({
    number,
    unitCode: code,
    text: '巷口路灯坏了一周。',
    near: '祠堂对面',
    categoryCode: category.code,
    channel: '网上' as const,
    submittedAt: '2026-02-02 20:14',
    publicLine: null,
    jointMeetingOn: null,
  })
  const aStep = (number: string, at = '2026-02-03 09:00') => ({
    number,
    at,
    step: '接手' as const,
    byCode: null,
    toCode: null,
    reason: null,
    until: null,
    text: null,
  })
  const numbers = ['0001', '0002', '0003'].map(last => `${code}旧账2026-${last}`)
  const book = await typedOver(
    await aWorkbook({ cases: numbers.map(aCase), steps: [...numbers.map(each => aStep(each)), aStep(`${code}没有2026-0009`)] }),
    {
      办理记录: { D5: '办了' },
      诉求: { C6: '没有这里' },
    },
  )
  const { body } = await send(townClerk, book)
  expect(body.errors.map(({ sheet, row, message }) => `${sheet}${row} ${message}`)).toEqual([
    '诉求5 “办理记录”第5行有错，这件事要等它改好再导入。',
    '诉求6 没有编码为没有这里的单元',
    expect.stringMatching(/^办理记录5 “办了”不在选项里/),
    `办理记录7 “诉求”表里没有编号“${code}没有2026-0009”。`,
  ])
  const done = await commit(townClerk, body.id, 'right')
  expect(done.body.sheets).toEqual([
    { sheet: 'requests', rows: 3, created: 1, updated: 0, unchanged: 0, leftOut: 2 },
    { sheet: 'steps', rows: 4, created: 1, updated: 0, unchanged: 0, leftOut: 3 },
  ])
  const there = await app.owner.selectFrom('request').where('number', 'like', `${code}%`).select(['number', 'state']).execute()
  expect(there).toEqual([{ number: numbers[0], state: 'accepted' }])
})
