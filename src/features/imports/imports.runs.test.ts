/** Runs of an import (试算与导入): two at once, progress, interruption, and the end of the file. */
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { aHolder } from '#features/people/people.samples.ts'
import { longestQueue } from '#platform/server/queues.ts'
import { xlsxMediaType } from '#platform/server/workbook.ts'
import { identityOf, useApp } from '../../../tests/support/app.ts'
import { waiting } from '../../../tests/support/queue.ts'
import { endpoints } from './imports.contract.ts'
import { forget } from './imports.jobs.ts'
import { lockImports, lockRun } from './imports.queries.ts'
import { readImport, trial } from './imports.run.actions.ts'
import { aTownsBook, aWrongBook, importsOf } from './imports.samples.ts'

const app = useApp()
const { send, commit, peopleOf } = importsOf(app)

test('two press at once: one entry is made, the other hears that it is being done', async () => {
  const { townClerk, code, bytes } = await aTownsBook(app.owner)
  const { body } = await send(townClerk, bytes)
  const answers = await Promise.all([commit(townClerk, body.id), commit(townClerk, body.id)])
  const refused = answers.filter(({ status }) => status !== 200)
  expect(answers.filter(({ status }) => status === 200)).toHaveLength(1)
  expect(refused.map(each => each.status)).toEqual([409])
  expect(['/problems/imports/running', '/problems/wrong-state']).toContain(refused[0]!.body.type)
  expect(await peopleOf(code)).toHaveLength(2)
})

test('two of the office bring the same file at once: one makes its rows, the other finds them there', async () => {
  const { townClerk, town, code, bytes } = await aTownsBook(app.owner)
  const colleague = await aHolder(app.owner, 'townClerk', town.id, { name: '何建生' })
  const [mine, theirs] = await Promise.all([send(townClerk, bytes), send(colleague, bytes)])
  expect([mine.body.sheets[1]!.created, theirs.body.sheets[1]!.created]).toEqual([2, 2])
  const done = await Promise.all([commit(townClerk, mine.body.id), commit(colleague, theirs.body.id)])
  expect(done.map(({ status }) => status)).toEqual([200, 200])
  expect(done.map(({ body }) => body.sheets[1]!.created).sort()).toEqual([0, 2])
  expect(await peopleOf(code)).toHaveLength(2)
})

test('while one import is at work the others wait without a connection, and everybody else is served', async () => {
  const { townClerk, town, bytes } = await aTownsBook(app.owner)
  const outsider = await aHolder(app.owner, 'departmentOfficer', town.id, { name: '关子林' })
  const statuses: number[] = []
  const bring = async () => void statuses.push((await send(townClerk, bytes)).status)
  let sent: Promise<void>[] = []
  await app.owner.transaction().execute(async held => {
    await sql`select pg_advisory_xact_lock(hashtextextended('people', 1))`.execute(held)
    sent = Array.from({ length: longestQueue + 2 }, bring)
    // the first waits for the people; two are more than the queue takes, and hear it at once
    await expect.poll(() => waiting(app.owner), { timeout: 20_000 }).toBe(1)
    await expect.poll(() => statuses, { timeout: 20_000 }).toEqual([503, 503])
    expect((await send(outsider, bytes)).status, 'who may not is told so, and does not wait').toBe(403)
    const seen = await Promise.all(Array.from({ length: 12 }, () => app.call(townClerk, endpoints.list, {})))
    expect(seen.map(({ status }) => status)).toEqual(seen.map(() => 200))
  })
  await Promise.all(sent)
  expect(statuses.filter(status => status === 200)).toHaveLength(longestQueue)
}, 60_000)

test('while another program imports, a workbook is refused and not waited with', async () => {
  const { townClerk, bytes } = await aTownsBook(app.owner)
  await app.owner.transaction().execute(async other => {
    await lockImports(other, 1)
    const refused = await app.raw({
      method: 'POST',
      url: '/api/imports',
      headers: { 'content-type': xlsxMediaType, ...identityOf(townClerk) },
      payload: bytes,
    })
    expect([refused.statusCode, refused.headers['retry-after'], refused.json<{ detail: string }>().detail]).toEqual([
      503,
      '10',
      '别的表格正在导入，请稍后再试。',
    ])
  })
  expect((await send(townClerk, bytes)).status).toBe(200)
})

/** Holds the run of an import as a call that is at work does; returns how to let go. */
async function holdRun(importId: string) {
  const { promise: over, resolve: letGo } = Promise.withResolvers<void>()
  const { promise: held, resolve: took } = Promise.withResolvers<void>()
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
  const { townClerk, bytes } = await aTownsBook(app.owner)
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
  const { townClerk, bytes } = await aTownsBook(app.owner)
  const told: string[] = []
  const book = await readImport(bytes)
  await app.as(await app.person(townClerk), context =>
    trial(context, book, ({ sheet, done, total }) => Promise.resolve(void told.push(`${sheet} ${done}/${total}`))),
  )
  expect(told).toEqual(['units 0/6', 'people 1/6', 'terms 3/6', 'venues 5/6', 'null 6/6'])
})

test('the file and its errors are sealed, and gone after a day; what was done stays on record', async () => {
  const { townClerk, bytes } = await aWrongBook(app.owner)
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
  const { townClerk, bytes } = await aTownsBook(app.owner)
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
  const { townClerk, bytes } = await aTownsBook(app.owner)
  const { body } = await send(townClerk, bytes)
  expect((await commit(townClerk, body.id)).body).toMatchObject({
    hasFile: false,
    allowedActions: [],
  })
})
