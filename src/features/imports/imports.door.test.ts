/** The door of imports (工作簿入口): templates, uploads, and whose they are. */
import { expect, test } from 'vitest'
import { aHolder } from '#features/people/people.samples.ts'
import { identityOf, useApp } from '../../../tests/support/app.ts'
import { endpoints, type ImportWithErrors } from './imports.contract.ts'
import { readImport } from './imports.run.actions.ts'
import { aTownsBook, importsOf, typedOver } from './imports.samples.ts'

const app = useApp()
const { send, commit, download } = importsOf(app)

test('my imports are mine: newest first, page by page, and nobody else finds them', async () => {
  const { townClerk, town, clerk, leader, bytes } = await aTownsBook(app.owner)
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
  // A group's leader keeps no ledgers; a village's clerk has none of the town's.
  expect([(await send(leader, bytes)).status, (await app.call(leader, endpoints.list)).status]).toEqual([403, 403])
  expect((await app.call(clerk, endpoints.list)).body.items).toEqual([])
  expect((await send(null, bytes)).status).toBe(401)
})

test('the same key and file answer the same import; the same key with another file is refused', async () => {
  const { townClerk, bytes } = await aTownsBook(app.owner)
  const key = { 'idempotency-key': 'one-key-for-one-file' }
  const first = await send(townClerk, bytes, key)
  expect((await send(townClerk, bytes, key)).body.id).toBe(first.body.id)
  const other = await send(townClerk, await typedOver(bytes, { 人员: { C5: '黄志坚' } }), key)
  expect([other.status, other.body.type]).toEqual([422, '/problems/key-reused'])
})

test('a browser’s form brings the file’s name; more than 20 MB is refused in a sentence', async () => {
  const { townClerk, bytes } = await aTownsBook(app.owner)
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
    return { status: answer.statusCode, body: answer.json<ImportWithErrors & { type: string }>() }
  }
  expect((await asForm(bytes)).body.fileName).toBe('西樵镇 台账.xlsx')
  const large = await asForm(Buffer.concat([bytes, Buffer.alloc(21 * 1024 * 1024)]))
  expect([large.status, large.body.type]).toEqual([413, '/problems/too-large'])
})

test('the template holds every sheet with its guide and lists, and comes back without a row', async () => {
  const { townClerk } = await aTownsBook(app.owner)
  const all = await download(townClerk, '/api/imports/template')
  expect(all.headers['content-disposition']).toContain(encodeURIComponent('全部台账模板.xlsx'))
  const duties = ['双报到', '岗位', '领岗', '微心愿']
  const partyLife = [
    '会议',
    '会议名册',
    '行动项',
    '培训场次',
    '培训名册',
    ...duties,
    '述职',
    '上岗记录',
    '志愿者',
    '志愿队',
    '志愿活动',
    '志愿记录',
    '表决权名册',
  ]
  const reading = await readImport(all.rawPayload)
  expect(reading.readings.map(({ sheet, total, errors }) => [sheet.name, total, errors.length])).toEqual(
    [
      '组织单元',
      '党组织',
      '人员',
      '任职',
      '党籍',
      '入格',
      '阵地',
      '户',
      '联系户',
      '走访',
      '挂牌',
      '诉求',
      '办理记录',
      '联席会议',
      ...partyLife,
    ].map(name => [name, 0, 0]),
  )
  expect([reading.oldTemplate, reading.unread]).toEqual([false, []])
  const one = await download(townClerk, '/api/imports/template?sheet=venues')
  expect((await readImport(one.rawPayload)).readings.map(({ sheet }) => sheet.name)).toEqual(['阵地'])
})
