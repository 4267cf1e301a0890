/** Exports (工作簿导出): what goes out comes in again and changes nothing; with a day, what stood on it. */
import { expect, test } from 'vitest'
import { unitSheet } from '#features/units/units.workbook.ts'
import { endpoints as people } from '#features/people/people.contract.ts'
import { peopleSheet, termSheet } from '#features/people/people.workbook.ts'
import { venueSheet } from '#features/venues/venues.workbook.ts'
import { xlsxMediaType } from '#platform/server/workbook.ts'
import { codeHeader, identityOf, useApp } from '../../../tests/support/app.ts'
import { endpoints, type ImportWithErrors } from './imports.contract.ts'
import { readImport } from './imports.run.actions.ts'
import { aCodedVillage, aPersonRow, aTermRow, aUnitRow, aVenueRow, aWorkbook, type BookRows } from './imports.samples.ts'

const app = useApp()

async function load(who: string, rows: BookRows | Buffer) {
  const payload = Buffer.isBuffer(rows) ? rows : await aWorkbook(rows)
  const sent = await app.raw({
    method: 'POST',
    url: '/api/imports',
    headers: { 'content-type': xlsxMediaType, ...identityOf(who) },
    payload,
  })
  const { id } = sent.json<ImportWithErrors>()
  return app.call(who, endpoints.commit, { params: { importId: id }, body: { rows: 'all' } })
}

/** `code`: with a one-time code given just now. */
const ask = (who: string, body: object, code = true) =>
  app.raw({
    method: 'POST',
    url: '/api/exports',
    headers: { ...identityOf(who), ...(code && { [codeHeader]: '1' }) },
    payload: { purpose: 'check', ...body },
  })

async function aKeptVillage() {
  const at = await aCodedVillage(app.owner)
  const { code } = at
  await load(at.townClerk, {
    units: [aUnitRow(code), aUnitRow(code, { code: `${code}-02`, name: '旧圩经济社', shortName: '旧圩', closedOn: '2024-07-01' })],
    people: [aPersonRow(code)],
    terms: [aTermRow(code), aTermRow(code, { title: '网格员', from: '2015-01-01', until: '2020-12-31' })],
    venues: [
      aVenueRow(code, { code: `${code}-Z1` }),
      aVenueRow(code, { code: `${code}-Z2`, name: '旧站', status: '已停用', closedOn: '2023-01-01' }),
    ],
  })
  return at
}
const sheets = ['units', 'bodies', 'people', 'terms', 'venues']

test('everything goes out and comes in again: nothing changes, phones masked or not', async () => {
  const { townClerk } = await aKeptVillage()
  for (const phones of ['masked', 'full']) {
    const file = await ask(townClerk, { sheets, phones, purpose: 'move', confirmed: true })
    expect([file.statusCode, file.headers['content-type']]).toEqual([200, xlsxMediaType])
    const book = await readImport(file.rawPayload)
    expect(book.readings.map(({ sheet, errors }) => [sheet.name, errors])).toEqual(
      ['组织单元', '党组织', '人员', '任职', '阵地'].map(name => [name, []]),
    )
    const { body } = await load(townClerk, file.rawPayload)
    expect(body.state).toBe('done')
    for (const { sheet, rows, ...counts } of body.sheets)
      expect({ sheet, ...counts }).toEqual({ sheet, created: 0, updated: 0, unchanged: rows, leftOut: 0 })
  }
})

test('phones are masked unless they are asked for', async () => {
  const { townClerk, code } = await aKeptVillage()
  const csv = async (phones?: string) =>
    (await ask(townClerk, { sheets: ['people'], format: 'csv', confirmed: true, ...(phones && { phones }) })).payload
  expect(await csv()).toContain(`${code}-R1,陈大妹,139****1234,${code}`)
  expect(await csv('full')).toContain(`${code}-R1,陈大妹,13900001234,${code}`)
})

test('who took somebody’s whole phone along is told to that person; a masked one opens nothing', async () => {
  const { townClerk, code } = await aKeptVillage()
  const { id } = await app.owner.selectFrom('person').where('externalCode', '=', `${code}-R1`).select('id').executeTakeFirstOrThrow()
  const seen = async () =>
    (await app.call(id, people.trail, { params: { personId: id } })).body.items.filter(({ name }) => name === 'people.revealPhone')
  const looks = async () =>
    (await app.raw({ url: '/api/my/data', headers: identityOf(id) }))
      .json<{ looks: { what: string }[] }>()
      .looks.filter(({ what }) => what === '看了您的电话')
  await ask(townClerk, { sheets: ['people'], format: 'csv', confirmed: true })
  expect([await seen(), await looks()]).toEqual([[], []])
  const file = await ask(townClerk, { sheets: ['people'], format: 'csv', phones: 'full', confirmed: true })
  expect(file.payload).toContain('13900001234')
  expect(await seen()).toMatchObject([{ sentence: expect.stringContaining('导出人员名单，里面有完整电话') as string }])
  expect(await looks()).toHaveLength(1)
})

test('whole phones ask for a one-time code', async () => {
  const { townClerk } = await aKeptVillage()
  const body = { sheets: ['people'], format: 'csv', confirmed: true }
  expect((await ask(townClerk, body, false)).statusCode).toBe(200)
  const refused = await ask(townClerk, { ...body, phones: 'full' }, false)
  expect([refused.statusCode, refused.json<{ type: string }>().type]).toEqual([403, '/problems/accounts/code-required'])
})

test('with a day: only what stood on it', async () => {
  const { townClerk, code } = await aKeptVillage()
  const codes = async (asOf?: string) => {
    const book = await readImport((await ask(townClerk, { sheets, confirmed: true, ...(asOf && { asOf }) })).rawPayload)
    return {
      units: book.of(unitSheet)!.rows.flatMap(({ values }) => (values.code.startsWith(`${code}-`) ? values.code.slice(-2) : [])),
      terms: book.of(termSheet)!.rows.flatMap(({ values }) => (values.personCode === `${code}-R1` ? values.title : [])),
      venues: book.of(venueSheet)!.rows.flatMap(({ values }) => (values.code.startsWith(`${code}-Z`) ? values.code.slice(-2) : [])),
    }
  }
  expect(await codes()).toEqual({ units: ['01', '02'], terms: ['网格员', '办事员'], venues: ['Z1', 'Z2'] })
  expect(await codes('2020-06-01')).toEqual({ units: ['01', '02'], terms: ['网格员'], venues: ['Z1', 'Z2'] })
  expect(await codes('2026-03-02')).toEqual({ units: ['01'], terms: ['办事员'], venues: ['Z1'] })
})

test('an export says who took it, when and what for, and leaves an event without a name in it', async () => {
  const { townClerk } = await aKeptVillage()
  const file = await ask(townClerk, { sheets: ['people'], purpose: 'report', confirmed: true })
  expect(decodeURIComponent(String(file.headers['content-disposition']))).toContain('人员2026-03-02.xlsx')
  const { newBook } = await import('#platform/server/workbook-write.ts')
  const book = await newBook()
  await book.xlsx.load(file.rawPayload as never)
  const texts = book.getWorksheet('人员')!.getColumn(1).values.map(String)
  expect(texts.at(-1)).toBe('导出人：梁少英　2026-03-02 09:00　用途：报送上级')
  expect((await readImport(file.rawPayload)).of(peopleSheet)!.errors).toEqual([])
  const event = await app.owner
    .selectFrom('event')
    .where('name', '=', 'imports.export')
    .where('actorPersonId', '=', townClerk)
    .select('details')
    .orderBy('id', 'desc')
    .executeTakeFirstOrThrow()
  expect(event.details).toMatchObject({
    purpose: 'report',
    phones: 'masked',
    format: 'xlsx',
    asOf: null,
    rows: { people: expect.any(Number) as number },
  })
})

test('many people are asked about once more', async () => {
  const { townClerk, code } = await aKeptVillage()
  await load(townClerk, { people: Array.from({ length: 201 }, (_, at) => aPersonRow(code, { code: `${code}-M${at}`, phone: null })) })
  const refused = await ask(townClerk, { sheets: ['people'] })
  expect([refused.statusCode, refused.json<{ type: string }>().type]).toEqual([409, '/problems/imports/many-people'])
  expect(refused.json<{ people: number }>().people).toBeGreaterThan(200)
  expect((await ask(townClerk, { sheets: ['units'] })).statusCode).toBe(200)
  expect((await ask(townClerk, { sheets: ['people'], confirmed: true })).statusCode).toBe(200)
})

test.each([
  [{ sheets: [] }, 422, 'no sheet'],
  [{ sheets: ['people', 'terms'], format: 'csv' }, 422, 'two sheets in one CSV'],
  [{ sheets: ['units'], asOf: '2026-03-03' }, 422, 'a day to come'],
  [{ sheets: ['units'], purpose: '看看' }, 422, 'no purpose of the list'],
] as const)('%j is refused with %i: %s', async (body, status, _why) => {
  const { townClerk } = await aCodedVillage(app.owner)
  expect((await ask(townClerk, body)).statusCode).toBe(status)
})

test('only the town’s clerk takes things out', async () => {
  const { clerk } = await aCodedVillage(app.owner)
  expect((await ask(clerk, { sheets: ['units'] })).statusCode).toBe(403)
})
