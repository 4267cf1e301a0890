/** Attacks on the public record (存证攻击): whoever holds the database edits it, and the check says so. */
import { rm } from 'node:fs/promises'
import { sql } from 'kysely'
import { expect, onTestFinished, test } from 'vitest'
import { aHolder } from '#features/people/people.samples.ts'
import { endpoints as reports } from '#features/reports/reports.contract.ts'
import { endpoints as standards } from '#features/standards/standards.contract.ts'
import { aTown } from '#features/units/units.samples.ts'
import { check } from '#platform/record/check.ts'
import { useApp } from '../../../tests/support/app.ts'
import { temporaryFolder } from '../../../tests/support/temporary.ts'
import { openNotebook } from '../../witness/notebook.ts'
import { shoutTo } from '../../witness/shout.ts'
import { askTown } from '../../witness/succession.ts'
import { endpoints } from './record.contract.ts'
import { anEntry, theMinute, trustOf } from './record.samples.ts'
import { alteredWords } from './record.words.ts'

const app = useApp()

let year = 2010
/** A frozen year and a standard in force, merged; and what a careful reader keeps of them. */
async function published() {
  year += 1
  const town = await aTown(app.owner)
  const clerk = await aHolder(app.owner, 'townClerk', town.id)
  const name = `公开办法${year}`
  const { body: standard } = await app.call(clerk, standards.create, { body: { kind: 'rule', name } })
  const params = { standardId: standard.id }
  const clauses = [{ text: '公开满七天，才能签合同。' }]
  const headers = (version: number) => ({ 'if-match': `"${version}"` })
  await app.call(clerk, standards.draft, { params, body: { issuer: '西樵镇', clauses } }, headers(1))
  const inForce = await app.call(clerk, standards.publish, { params, body: { inForceOn: '2026-03-01' } }, headers(2))
  const frozen = await app.call(clerk, reports.freeze, { params: { year: String(year) }, body: { edition: 1 } })
  expect([inForce.status, frozen.status]).toEqual([200, 200])
  await theMinute(app)
  const { items } = (await app.call(null, endpoints.list, { query: { limit: 2 } })).body
  const trust = trustOf((await app.call(null, endpoints.get)).body)
  const [report, rule] = items as unknown as [{ id: string; subject: string }, { id: string; subject: string }]
  expect([report.subject, rule.subject]).toEqual([`${year}/1`, `${standard.id}/1`])
  const proofOf = async (id: string) => (await app.raw({ method: 'GET', url: `/log/proof/${id}` })).body
  const verdict = async (id: string) => check(await proofOf(id), trust)
  expect([(await verdict(report.id)).fault, (await verdict(rule.id)).fault]).toEqual([null, null])
  return { report, rule, standardId: standard.id, editionId: frozen.body.id, trust, verdict, proofOf }
}

test('the report’s page and the standard’s lead to the check', async () => {
  const { report, rule, standardId } = await published()
  expect((await app.raw({ method: 'GET', url: `/reports/${year}` })).body).toContain(`/verify#${report.id}`)
  expect((await app.raw({ method: 'GET', url: `/standards/${standardId}` })).body).toContain(`/verify#${rule.id}`)
})

test('a number, a day or a count of a frozen report is edited', async () => {
  const { report, editionId, verdict } = await published()
  const text = (await verdict(report.id)).evidence!.document!
  expect(text).toContain('第1版')
  const edits = ['value = coalesce(value, 0) + 1', 'to_day = to_day - 1', 'row_count = row_count + 1', "digest = sha256('x')"]
  for (const edit of edits) {
    const figure = sql`update report_figure set ${sql.raw(edit)} where edition_id = ${editionId} and position = 0 and part = 0`
    const before = await app.owner.selectFrom('reportFigure').where('editionId', '=', editionId).selectAll().execute()
    await figure.execute(app.owner)
    expect((await verdict(report.id)).fault, edit).toBe('otherText')
    await app.owner.deleteFrom('reportFigure').where('editionId', '=', editionId).execute()
    await app.owner
      .insertInto('reportFigure')
      .values(before.map(row => ({ ...row, records: JSON.stringify(row.records) })))
      .execute()
    expect((await verdict(report.id)).fault, 'as it was again').toBeNull()
  }
  await sql`update report_edition set as_of = as_of - 1 where id = ${editionId}`.execute(app.owner)
  expect((await verdict(report.id)).fault, 'as-of day').toBe('otherText')
})

test('a clause is edited, and the entry’s digest with it', async () => {
  const { rule, standardId, verdict } = await published()
  await sql`update standard_edition set clauses = jsonb_set(clauses, '{0,text}', '"公开满三天，才能签合同。"') where standard_id = ${standardId}`.execute(
    app.owner,
  )
  expect((await verdict(rule.id)).fault).toBe('otherText')
  const document = (await verdict(rule.id)).evidence!.document!
  await sql`update record_entry set commitment = sha256((select salt from record_salt where entry_id = ${rule.id}) || sha256(convert_to(${document}, 'utf8')))
    where id = ${rule.id}`.execute(app.owner)
  expect((await verdict(rule.id)).fault, 'the entry itself').toBe('notInRecord')
})

test('an entry is back-dated, swapped with another, or deleted', async () => {
  const { report, rule, verdict, proofOf } = await published()
  await sql`update record_entry set at = at - interval '30 days' where id = ${report.id}`.execute(app.owner)
  expect((await verdict(report.id)).fault, 'back-dated').toBe('notInRecord')
  await sql`update record_entry set at = at + interval '30 days' where id = ${report.id}`.execute(app.owner)
  expect((await verdict(report.id)).fault).toBeNull()

  const numberOf = async (id: string) =>
    (await app.owner.selectFrom('recordLeaf').where('entryId', '=', id).select('number').executeTakeFirstOrThrow()).number
  const [a, b] = [await numberOf(report.id), await numberOf(rule.id)]
  const place = (id: string, number: number) => sql`update record_leaf set number = ${number} where entry_id = ${id}`.execute(app.owner)
  await place(report.id, 1_000_000)
  await place(rule.id, a)
  await place(report.id, b)
  expect([(await verdict(report.id)).fault, (await verdict(rule.id)).fault], 'swapped').toEqual(['notInRecord', 'notInRecord'])
  await place(report.id, 1_000_000)
  await place(rule.id, b)
  await place(report.id, a)

  await sql`delete from record_leaf where entry_id = ${rule.id}`.execute(app.owner)
  expect(await proofOf(rule.id), 'deleted').toContain('没有这条存证')
  const kept = await app.owner.selectFrom('recordNode').where('level', '=', 0).select('position').execute()
  expect(kept.length, 'its place is still counted by the signed tree').toBeGreaterThan(b)
})

test('a tree that was tampered with is never signed again; the check stays open and says so', async () => {
  const { trust, verdict, report } = await published()
  const shown = async () => {
    const answers = []
    for (const url of ['/log/checkpoint', '/verify', '/record']) answers.push(await app.raw({ method: 'GET', url }))
    const said = answers.slice(1).map(({ body }) => body.includes(alteredWords[0]))
    const { isAsSigned } = (await app.call(null, endpoints.get)).body
    return { statuses: answers.map(({ statusCode }) => statusCode), checkpoint: answers[0]!.body, said, isAsSigned }
  }
  const before = await shown()
  expect(before).toMatchObject({ statuses: [200, 200, 200], said: [false, false], isAsSigned: true })
  await sql`update record_node set hash = sha256('forged') where level = 0`.execute(app.owner)
  await sql`update record_node set hash = sha256('forged') where (level, position) in (select level, position from record_node order by level desc limit 3)`.execute(
    app.owner,
  )
  await expect(theMinute(app)).rejects.toThrow('not the one that was signed')
  const told = { ...before, said: [true, true], isAsSigned: false }
  expect(await shown(), 'what was signed last is served, and everyone is told').toEqual(told)
  const alarms: object[] = []
  const { log } = app.platform
  app.platform.log = { ...log, error: line => alarms.push(line) }
  onTestFinished(() => void (app.platform.log = log))
  const waiting = await anEntry(app, 'sample/waits')
  expect(await shown(), 'also while an entry waits').toEqual(told)
  expect(alarms).toContainEqual({ job: 'record.merge', alarm: 'the stored record is not the one that was signed' })
  expect((await app.raw({ method: 'GET', url: `/log/proof/${waiting}` })).statusCode, 'not taken in').toBe(404)
  expect((await verdict(report.id)).fault).not.toBeNull()
  const files = () =>
    Promise.all([`/log/proof/${report.id}`, '/log/tile/0/000.p/1', '/log/tile/entries/000.p/1'].map(url => app.raw({ method: 'GET', url })))
  expect((await files()).map(({ statusCode }) => statusCode)).toEqual([200, 200, 200])
  await sql`delete from record_node where level > 0`.execute(app.owner)
  await sql`delete from record_node where level = 0 and position in (0, (select number from record_leaf where entry_id = ${report.id}) # 1)`.execute(
    app.owner,
  )
  await sql`delete from record_leaf where number = 0`.execute(app.owner)
  expect(await shown(), 'a part is gone').toEqual(told)
  alarms.length = 0
  for (const { statusCode, body, headers } of await files()) {
    expect([statusCode, body, headers['access-control-allow-origin']]).toEqual([503, '存证缺了一块，给不出证明\n', '*'])
    expect(headers['cache-control']).toBe('no-cache')
  }
  expect(alarms, 'and operators').toEqual(Array.from({ length: 3 }, () => ({ alarm: 'the stored record is not the one that was signed' })))
  expect(trust.logKeys).toHaveLength(1)

  const folder = await temporaryFolder('witness')
  const notebook = await openNotebook({ folder, name: 'w.example/w', logs: [], now: () => app.now })
  onTestFinished(() => notebook.close().then(() => rm(folder, { recursive: true })))
  const heard: string[] = []
  const home = await app.server.listen({ host: '127.0.0.1', port: 0 })
  await askTown(
    home,
    [],
    notebook,
    shoutTo(line => heard.push(line)),
  )
  expect(heard, 'a witness, to whom the files alone look well').toEqual([expect.stringContaining('警报：镇里的存证和签过名的对不上')])
})
