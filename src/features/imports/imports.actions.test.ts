/** Imports (工作簿导入): a trial that writes nothing, then all rows, the right rows, or none. */
import { expect, test } from 'vitest'
import { aHolder } from '#features/people/people.samples.ts'
import { xlsxMediaType } from '#platform/server/workbook.ts'
import { identityOf, useApp } from '../../../tests/support/app.ts'
import { forget } from './imports.jobs.ts'
import { endpoints, type ImportWithErrors } from './imports.contract.ts'
import { aCodedVillage, aPersonRow, aTermRow, aUnitRow, aVenueRow, aWorkbook, typedOver } from './imports.samples.ts'
import { readImport } from './imports.run.actions.ts'
import { peopleSheet } from '#features/people/people.workbook.ts'

const app = useApp()

type Refused = ImportWithErrors & { type: string; title: string; detail: string }

/** Sends the file as a program does. */
async function send(who: string | null, bytes: Buffer, headers: Record<string, string> = {}) {
  const answer = await app.raw({
    method: 'POST',
    url: '/api/imports',
    headers: { 'content-type': xlsxMediaType, ...identityOf(who), ...headers },
    payload: bytes,
  })
  return { status: answer.statusCode, body: answer.json<Refused>() }
}

/** A village's workbook: a unit, two people with their posts, a place. */
async function aTownsBook() {
  const at = await aCodedVillage(app.owner)
  const { code } = at
  const bytes = await aWorkbook({
    units: [aUnitRow(code)],
    people: [aPersonRow(`${code}-01`, { code: `${code}-R1` }), aPersonRow(code, { code: `${code}-R2`, name: '黄志强', phone: null })],
    terms: [aTermRow(code), aTermRow(`${code}-01`, { personCode: `${code}-R2`, role: '户联系党小组组长', title: '组长' })],
    venues: [aVenueRow(`${code}-01`, { code: `${code}-Z1` })],
  })
  return { ...at, bytes }
}

const peopleOf = (code: string) =>
  app.owner
    .selectFrom('person')
    .where('externalCode', 'like', `${code}-R%`)
    .select(['externalCode', 'name'])
    .orderBy('externalCode')
    .execute()
const commit = (who: string, importId: string, rows: 'all' | 'right' = 'all') =>
  app.call(who, endpoints.commit, { params: { importId }, body: { rows } })
const download = async (who: string, url: string) => app.raw({ method: 'GET', url, headers: identityOf(who) })

test('a trial says what would happen and writes nothing; the entry does just that, and the same file again changes nothing', async () => {
  const { townClerk, code, bytes } = await aTownsBook()
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

/** The same village's book with three mistakes: a name that is none, a formula in a column of data, a post of nobody. */
async function aWrongBook() {
  const town = await aTownsBook()
  const bytes = await typedOver(town.bytes, {
    人员: { C4: '12345', D5: { formula: '1+1', result: 2 } },
    任职: { B5: '没有这人' },
  })
  return { ...town, bytes }
}

test('a wrong row is named by sheet, row and column; all or none means none', async () => {
  const { townClerk, code, bytes } = await aWrongBook()
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
  const { townClerk, code, bytes } = await aWrongBook()
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

test('two press at once: one entry is made, the other hears that it is being done', async () => {
  const { townClerk, code, bytes } = await aTownsBook()
  const { body } = await send(townClerk, bytes)
  const answers = await Promise.all([commit(townClerk, body.id), commit(townClerk, body.id)])
  const refused = answers.filter(({ status }) => status !== 200)
  expect(answers.filter(({ status }) => status === 200)).toHaveLength(1)
  expect(refused.map(each => each.status)).toEqual([409])
  expect(['/problems/imports/running', '/problems/wrong-state']).toContain(refused[0]!.body.type)
  expect(await peopleOf(code)).toHaveLength(2)
})

test('two of the office bring the same file at once: one makes its rows, the other finds them there', async () => {
  const { townClerk, town, code, bytes } = await aTownsBook()
  const colleague = await aHolder(app.owner, 'townClerk', town.id, { name: '何建生' })
  const [mine, theirs] = await Promise.all([send(townClerk, bytes), send(colleague, bytes)])
  expect([mine.body.sheets[1]!.created, theirs.body.sheets[1]!.created]).toEqual([2, 2])
  const done = await Promise.all([commit(townClerk, mine.body.id), commit(colleague, theirs.body.id)])
  expect(done.map(({ status }) => status)).toEqual([200, 200])
  expect(done.map(({ body }) => body.sheets[1]!.created).sort()).toEqual([0, 2])
  expect(await peopleOf(code)).toHaveLength(2)
})

/** Holds the run of an import as a call that is at work does; returns how to let go. */
async function holdRun(importId: string) {
  const { promise: over, resolve: letGo } = Promise.withResolvers<void>()
  const { promise: held, resolve: took } = Promise.withResolvers<void>()
  const { lockRun } = await import('./imports.queries.ts')
  const holding = app.owner.transaction().execute(async db => {
    await lockRun(db, 1, importId)
    took()
    await over
  })
  await held
  return async () => {
    letGo()
    await holding
  }
}

test('while it is at work others see how far it is and may not touch it; when it was cut off it can be done again', async () => {
  const { townClerk, bytes } = await aTownsBook()
  const { body } = await send(townClerk, bytes)
  const letGo = await holdRun(body.id)
  await app.owner
    .updateTable('import')
    .set({ progress: JSON.stringify({ sheet: 'people', done: 1, total: 6 }) })
    .where('id', '=', body.id)
    .execute()
  const seen = await app.call(townClerk, endpoints.get, { params: { importId: body.id } })
  expect(seen.body).toMatchObject({ running: true, progress: { sheet: 'people', done: 1, total: 6 }, allowedActions: [] })
  for (const refused of [
    await commit(townClerk, body.id),
    await app.call(townClerk, endpoints.check, { params: { importId: body.id } }),
    await app.call(townClerk, endpoints.discard, { params: { importId: body.id } }),
  ])
    expect([refused.status, refused.body.type]).toEqual([409, '/problems/imports/running'])
  await letGo()
  // The program died there: nobody holds the run, the progress stands where it was, and nothing is in.
  const left = await app.call(townClerk, endpoints.get, { params: { importId: body.id } })
  expect(left.body).toMatchObject({ running: false, progress: { sheet: 'people', done: 1, total: 6 }, state: 'checked' })
  const tried = await app.call(townClerk, endpoints.check, { params: { importId: body.id } })
  expect(tried.body).toMatchObject({ state: 'checked', progress: null })
  expect((await commit(townClerk, body.id)).body.state).toBe('done')
})

test('progress goes through the sheets and ends at all rows', async () => {
  const { townClerk, bytes } = await aTownsBook()
  const { trial } = await import('./imports.run.actions.ts')
  const told: string[] = []
  const book = await readImport(bytes)
  await app.as(await app.person(townClerk), context =>
    trial(context, book, ({ sheet, done, total }) => Promise.resolve(void told.push(`${sheet} ${done}/${total}`))),
  )
  expect(told).toEqual(['units 0/6', 'people 1/6', 'terms 3/6', 'venues 5/6', 'null 6/6'])
})

test('the file and its errors are sealed, and gone after a day; what was done stays on record', async () => {
  const { townClerk, bytes } = await aWrongBook()
  const { body } = await send(townClerk, bytes)
  const stored = await app.owner.selectFrom('import').where('id', '=', body.id).selectAll().executeTakeFirstOrThrow()
  expect(stored.fileSealed!.subarray(0, 2).toString()).not.toBe('PK')
  expect(stored.errorsSealed!.toString()).not.toContain('12345')
  const before = app.now
  app.now = new Date(before.getTime() + 24 * 3_600_000)
  try {
    for (const refused of [
      await commit(townClerk, body.id, 'right'),
      await app.call(townClerk, endpoints.check, { params: { importId: body.id } }),
      await app.call(townClerk, endpoints.errorWorkbook, { params: { importId: body.id } }),
    ])
      expect([refused.status, refused.body.type]).toEqual([410, '/problems/imports/file-gone'])
    const shown = await app.call(townClerk, endpoints.get, { params: { importId: body.id } })
    expect(shown.body).toMatchObject({
      hasFile: false,
      errors: [],
      errorCount: 4,
      allowedActions: ['discard'],
    })
    const job = { kind: 'job', townId: 1, name: forget.name } as const
    const found = await app.as(job, context => forget.find(context))
    expect(found).toContain(body.id)
    await app.as(job, context => forget.each(context, body.id))
    expect(await app.as(job, context => forget.find(context))).not.toContain(body.id)
    const gone = await app.owner
      .selectFrom('import')
      .where('id', '=', body.id)
      .select(['fileSealed', 'errorsSealed', 'sheets'])
      .executeTakeFirst()
    expect(gone).toMatchObject({ fileSealed: null, errorsSealed: null, sheets: stored.sheets })
  } finally {
    app.now = before
  }
})

test('what is given up is deleted at once, and cannot be entered any more', async () => {
  const { townClerk, bytes } = await aTownsBook()
  const { body } = await send(townClerk, bytes)
  const given = await app.call(townClerk, endpoints.discard, { params: { importId: body.id } })
  expect(given.body).toMatchObject({ state: 'discarded', hasFile: false })
  for (const refused of [
    await commit(townClerk, body.id),
    await app.call(townClerk, endpoints.check, { params: { importId: body.id } }),
    await app.call(townClerk, endpoints.discard, { params: { importId: body.id } }),
  ])
    expect([refused.status, refused.body.type]).toEqual([409, '/problems/wrong-state'])
})

test('with nothing left to correct the file goes with the entry', async () => {
  const { townClerk, bytes } = await aTownsBook()
  const { body } = await send(townClerk, bytes)
  expect((await commit(townClerk, body.id)).body).toMatchObject({
    hasFile: false,
    allowedActions: [],
  })
})

test('my imports are mine: newest first, page by page, and nobody else finds them', async () => {
  const { townClerk, town, clerk, bytes } = await aTownsBook()
  const ids = [(await send(townClerk, bytes)).body.id, (await send(townClerk, bytes)).body.id, (await send(townClerk, bytes)).body.id]
  const first = await app.call(townClerk, endpoints.list, { query: { limit: 2 } })
  expect(first.body.items.map(({ id }) => id)).toEqual([ids[2], ids[1]])
  const second = await app.call(townClerk, endpoints.list, { query: { limit: 2, cursor: first.body.nextCursor } })
  expect([second.body.items.map(({ id }) => id), second.body.nextCursor]).toEqual([[ids[0]], null])
  const colleague = await aHolder(app.owner, 'townClerk', town.id, { name: '何建生' })
  expect((await app.call(colleague, endpoints.list)).body.items).toEqual([])
  for (const endpoint of [endpoints.get, endpoints.errorWorkbook, endpoints.check, endpoints.discard])
    expect((await app.call(colleague, endpoint, { params: { importId: ids[0] } })).status).toBe(404)
  expect((await commit(colleague, ids[0]!)).status).toBe(404)
  // A village's clerk reaches a part of the town only: workbooks are the town office's.
  expect([(await send(clerk, bytes)).status, (await app.call(clerk, endpoints.list)).status]).toEqual([403, 403])
  expect((await send(null, bytes)).status).toBe(401)
})

test('the same key and file answer the same import; the same key with another file is refused', async () => {
  const { townClerk, bytes } = await aTownsBook()
  const key = { 'idempotency-key': 'one-key-for-one-file' }
  const first = await send(townClerk, bytes, key)
  expect((await send(townClerk, bytes, key)).body.id).toBe(first.body.id)
  const other = await send(townClerk, await typedOver(bytes, { 人员: { C5: '黄志坚' } }), key)
  expect([other.status, other.body.type]).toEqual([422, '/problems/key-reused'])
})

test('a browser’s form brings the file’s name; more than 20 MB is refused in a sentence', async () => {
  const { townClerk, bytes } = await aTownsBook()
  const asForm = async (content: Buffer) => {
    const form = new FormData()
    form.set('file', new Blob([Buffer.from(content)]), '西樵镇 台账.xlsx')
    const request = new Request('http://form/', { method: 'POST', body: form })
    const answer = await app.raw({
      method: 'POST',
      url: '/api/imports',
      headers: { 'content-type': request.headers.get('content-type')!, ...identityOf(townClerk) },
      payload: Buffer.from(await request.arrayBuffer()),
    })
    return { status: answer.statusCode, body: answer.json<Refused>() }
  }
  expect((await asForm(bytes)).body.fileName).toBe('西樵镇 台账.xlsx')
  const large = await asForm(Buffer.concat([bytes, Buffer.alloc(21 * 1024 * 1024)]))
  expect([large.status, large.body.type]).toEqual([413, '/problems/too-large'])
})

test('the template holds every sheet with its guide and lists, and comes back without a row', async () => {
  const { townClerk } = await aTownsBook()
  const all = await download(townClerk, '/api/imports/template')
  expect(all.headers['content-disposition']).toContain(encodeURIComponent('全部台账模板.xlsx'))
  const reading = await readImport(all.rawPayload)
  expect(reading.readings.map(({ sheet, total, errors }) => [sheet.name, total, errors.length])).toEqual(
    ['组织单元', '党组织', '人员', '任职', '阵地', '诉求', '办理记录'].map(name => [name, 0, 0]),
  )
  expect([reading.oldTemplate, reading.unread]).toEqual([false, []])
  const one = await download(townClerk, '/api/imports/template?sheet=venues')
  expect((await readImport(one.rawPayload)).readings.map(({ sheet }) => sheet.name)).toEqual(['阵地'])
})
