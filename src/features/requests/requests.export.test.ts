/** Export of cases (诉求导出): for a purpose, masked, recorded; whole telephones after a code, and the resident sees it. */
import { expect, test } from 'vitest'
import { aHolder } from '#features/people/people.samples.ts'
import { newId } from '#platform/shared/ids.ts'
import { codeHeader, identityOf, useApp } from '../../../tests/support/app.ts'
import { aBook } from '../../../tests/support/book.ts'
import { endpoints } from './requests.contract.ts'
import { aStaffedVillage, aTrouble } from './requests.samples.ts'

const app = useApp()

const ask = (who: string, body: object = {}, code = false) =>
  app.raw({
    method: 'POST',
    url: '/api/requests/exports',
    headers: { ...identityOf(who), ...(code && { [codeHeader]: '1' }) },
    payload: { filters: {}, purpose: 'meeting', reason: '村里开会商量路灯', format: 'csv', ...body },
  })

async function aVillageWithCases() {
  const at = await aStaffedVillage(app.owner)
  const submit = async (changes: object = {}) => (await app.call(null, endpoints.submit, { body: aTrouble(at.village.id, changes) })).body
  return { at, submit, first: await submit() }
}
const lines = (payload: string) => payload.replace('\ufeff', '').trim().split('\r\n')
const events = (name: string) =>
  app.owner.selectFrom('event').where('name', '=', name).select(['details', 'subjectId', 'actorPersonId']).execute()

test('a clerk takes out what the list shows, and no more; who and what for is an event', async () => {
  const { at, first } = await aVillageWithCases()
  const other = await aVillageWithCases()
  const answer = await ask(at.clerk, { filters: { state: 'open' } })
  expect([answer.statusCode, answer.headers['content-type']]).toEqual([200, 'text/csv'])
  const [head, ...rows] = lines(answer.payload)
  expect(head).toContain('编号,标题,状态')
  expect(rows.map(row => row.split(',')[0])).toEqual([first.number])
  expect(answer.payload).not.toContain(other.first.number)
  expect(answer.payload).not.toMatch(/1390000|陈大妹/)
  const [event] = (await events('requests.export')).filter(each => each.actorPersonId === at.clerk)
  expect(event!.details).toEqual({ purpose: 'meeting', phones: 'none', format: 'csv', filters: ['state'], rows: 1, opened: 0 })
})

test('what a resident typed cannot run as a formula', async () => {
  const { at, submit } = await aVillageWithCases()
  const { id } = await submit()
  await app.owner.updateTable('request').set({ title: '=cmd|calc' }).where('id', '=', id).execute()
  expect((await ask(at.clerk)).payload).toContain(`,'=cmd|calc,`)
})

test('telephones: none, masked, or whole after a code, and the resident reads who and why', async () => {
  const { at, first } = await aVillageWithCases()
  expect((await ask(at.clerk, { phones: 'masked' })).payload).toContain('139****1234')
  const refused = await ask(at.clerk, { phones: 'full', purpose: 'callBack' })
  expect([refused.statusCode, refused.json<{ type: string }>().type]).toEqual([403, '/problems/accounts/code-required'])
  expect((await ask(at.clerk, { phones: 'full', purpose: 'callBack' }, true)).payload).toContain('13900001234')
  const seen = await app.call({ kind: 'receipt', townId: 1, requestId: first.id }, endpoints.track, {})
  expect(JSON.stringify(seen.body)).toContain('查看了您的电话：导出清单，用于回访居民')
})

test('whoever does not handle a case gets its telephone masked, code or not', async () => {
  const { at, first } = await aVillageWithCases()
  await app.call(at.clerk, endpoints.accept, { params: { requestId: first.id }, body: { categoryId: at.categoryId } })
  await app.call(at.clerk, endpoints.assign, { params: { requestId: first.id }, body: { bodyId: at.department.id } })
  await app.call(at.clerk, endpoints.copyTo, { params: { requestId: first.id, personId: at.leader } })
  const copied = await ask(at.leader, { phones: 'full' }, true)
  expect(copied.payload).toContain('139****1234')
  expect((await ask(at.department.officer, { phones: 'full' }, true)).payload).toContain('13900001234')
})

test('a workbook holds the same rows, and says who took it', async () => {
  const { at, first } = await aVillageWithCases()
  const answer = await ask(at.clerk, { format: 'xlsx', reason: '核对这个月的台账', purpose: 'check' })
  const cells = await aBook(answer.rawPayload)
  expect(cells).toContain(first.number)
  expect(cells.join()).toMatch(/导出人：李少玲.*用途：核对台账/)
})

test('without purpose, with a purpose in three letters, or without a desk it is refused', async () => {
  const { at } = await aVillageWithCases()
  expect((await ask(at.clerk, { purpose: undefined })).json()).toMatchObject({ status: 422, errors: [{ pointer: '#/purpose' }] })
  expect((await ask(at.clerk, { reason: '开会' })).json()).toMatchObject({ status: 422, errors: [{ pointer: '#/reason' }] })
  expect((await ask(await aHolder(app.owner, 'supervisor', at.village.id))).statusCode).toBe(403)
  expect((await app.raw({ method: 'POST', url: '/api/requests/exports', payload: {} })).statusCode).toBe(401)
})

test('more than one file should hold is refused with what to do', async () => {
  const { at } = await aVillageWithCases()
  const { id } = await app.owner.selectFrom('request').select('id').where('unitId', '=', at.village.id).executeTakeFirstOrThrow()
  const row = await app.owner.selectFrom('request').selectAll().where('id', '=', id).executeTakeFirstOrThrow()
  const { search: _, ...copy } = row
  for (let at500 = 0; at500 < 10; at500 += 1)
    await app.owner
      .insertInto('request')
      .values(Array.from({ length: 500 }, (_each, index) => ({ ...copy, id: newId(), number: `多${at500}-${index}` })))
      .execute()
  const answer = await ask(at.clerk)
  expect(answer.json()).toMatchObject({
    status: 409,
    type: '/problems/requests/too-many-to-export',
    detail: '符合条件的超过5000件，请分几次导出。',
  })
})
