/** Attacks on notices (公示): one person in two roles, what the gate must not miss, lists that are gone, and who may nothing. */
import { deflateRawSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { endpoints as requests } from '#features/requests/requests.contract.ts'
import { endpoints as todos } from '#features/todos/todos.contract.ts'
import { endpoints as units } from '#features/units/units.change.contract.ts'
import { addPost, aHolder } from '#features/people/people.samples.ts'
import type { Endpoint } from '#platform/shared/endpoint.ts'
import type { Actor } from '#platform/shared/actor.ts'
import { newId } from '#platform/shared/ids.ts'
import { useApp } from '../../../tests/support/app.ts'
import { pdfOf, written } from '../../../tests/support/pdf.ts'
import { zipOf } from '../../../tests/support/zip.ts'
import { endpoints } from './disclosures.contract.ts'
import { unpublishPast } from './disclosures.jobs.ts'
import { aNotice, aNoticePlace, wholeFields } from './disclosures.samples.ts'

const app = useApp()
const on = (day: string) => (app.now = new Date(`${day}T01:00:00Z`))
const idNumber = '440605198001011231'
const aPaper = pdfOf([written('Lease of three ponds')])
const list = { columns: ['姓名', '住处'], rows: [['陈*妹', '福寿里']] }

async function aPlace() {
  on('2026-03-02')
  return aNoticePlace(app.owner)
}
const upload = (noticeId: string, by: string, filename: string, bytes: Buffer) => {
  const boundary = 'x0x0x'
  const head = `--${boundary}\r\ncontent-disposition: form-data; name="file"; filename="${filename}"\r\ncontent-type: application/pdf\r\n\r\n`
  return app.raw({
    method: 'POST',
    url: `/api/notices/${noticeId}/files`,
    headers: { 'x-test-person': by, 'content-type': `multipart/form-data; boundary=${boundary}` },
    payload: Buffer.concat([Buffer.from(head), bytes, Buffer.from(`\r\n--${boundary}--\r\n`)]),
  })
}

test('who wrote any of it does not publish it, whoever began and submitted it', async () => {
  const place = await aPlace()
  const both = await aHolder(app.owner, 'villageClerk', place.village.id, { name: '区润芝' })
  await addPost(app.owner, both, 'supervisor', place.village.id)
  const notice = await aNotice(app, place)
  await notice.write()
  expect((await notice.write({ content: '三口鱼塘发包给我弟弟，租期五年。' }, both)).status).toBe(200)
  await notice.step('submit', place.clerk)
  expect((await notice.publish(both)).status, 'the words are theirs').toBe(403)
  expect((await notice.publish()).status).toBe(200)
  on('2026-03-03')
  await notice.step('correct', place.clerk, { reason: '租期写错了' })
  await notice.write()
  await notice.object()
  const [objection] = (await notice.read(place.supervisor)).objections
  expect((await notice.decide(objection!.id, both, 'dismissed')).status, 'nor decides what is said against it').toBe(403)
})

test('who adds or takes away an attachment has written too', async () => {
  const place = await aPlace()
  const both = await aHolder(app.owner, 'villageClerk', place.village.id, { name: '区润芝' })
  await addPost(app.owner, both, 'supervisor', place.village.id)
  const notice = await aNotice(app, place, { fields: { noAttachments: false } })
  await notice.write()
  expect((await upload(notice.id, both, '合同.pdf', aPaper)).statusCode).toBe(200)
  expect((await notice.step('submit', place.clerk)).body.detail).toBeUndefined()
  expect((await notice.publish(both)).status).toBe(403)
})

test('one person does not speak for both sides, one post after the other', async () => {
  const place = await aPlace()
  const mover = await aHolder(app.owner, 'supervisor', place.village.id, { name: '区润芝', to: '2026-03-04' })
  await addPost(app.owner, mover, 'townClerk', place.town.id, { from: '2026-03-04' })
  const notice = await aNotice(app, place)
  await notice.goOut()
  await notice.object()
  const [objection] = (await notice.read(place.supervisor)).objections
  expect((await notice.decide(objection!.id, mover, 'dismissed')).body.objections[0]).toMatchObject({ state: 'open' })
  on('2026-03-05')
  await notice.decide(objection!.id, mover, 'dismissed')
  expect((await notice.read(place.supervisor)).objections[0], 'for the supervisors and for the town').toMatchObject({ state: 'open' })
  expect((await notice.decide(objection!.id, place.townClerk, 'dismissed')).body.objections[0]).toMatchObject({ state: 'dismissed' })
})

test('the gate reads everything that everyone will read: reasons, issuer, audit, names of files, places on the wall', async () => {
  const place = await aPlace()
  const notice = await aNotice(app, place)
  for (const name of ['issuer', 'audit'] as const) {
    await notice.write({ [name]: `证号${idNumber}` })
    expect((await notice.step('submit', place.clerk)).body.type, name).toBe('/problems/disclosures/personal-findings')
  }
  await notice.write({ noAttachments: false })
  expect((await upload(notice.id, place.clerk, `${idNumber}.pdf`, aPaper)).statusCode).toBe(200)
  const refused = await notice.step('submit', place.clerk)
  expect(refused.body.type).toBe('/problems/disclosures/personal-findings')
  expect(JSON.stringify(refused.body), 'and the refusal does not say it again').not.toContain(idNumber)
  const found = await app.call(place.clerk, endpoints.findings, { params: notice.params })
  expect(found.body.items).toMatchObject([{ kind: 'idNumber' }])
  expect(JSON.stringify(found.body)).not.toContain(idNumber)
  const [file] = (await notice.read()).work!.files
  await app.call(place.clerk, endpoints.detach, { params: { ...notice.params, fileId: file!.id } })
  await notice.goOut()
  const body = { place: `${idNumber}家门口`, postedOn: '2026-03-02' }
  expect((await app.call(place.clerk, endpoints.post, { params: notice.params, body })).body.errors).toMatchObject([{ pointer: '#/place' }])
  const corrected = await notice.step('correct', place.clerk, { reason: `${idNumber}的名字写错了` })
  expect(corrected.body.errors).toMatchObject([{ pointer: '#/reason' }])
})

test('a list that came down is not corrected unseen, and a correction on its way goes with it', async () => {
  const place = await aPlace()
  const fields = { table: list, purposeEndsOn: '2026-03-20' }
  const [early, late] = [await aNotice(app, place, { type: 'hardship', fields }), await aNotice(app, place, { type: 'hardship', fields })]
  await early.goOut()
  await late.goOut()
  on('2026-03-10')
  await early.step('unpublish', place.clerk, { reason: '审核已经结束' })
  expect((await early.step('correct', place.clerk, { reason: '住处写错了' })).status, 'nobody would see its period').toBe(409)
  await late.step('correct', place.clerk, { reason: '住处写错了' })
  await late.write()
  await late.step('submit', place.clerk)
  const { version } = await late.read()
  on('2026-03-21')
  const job = { kind: 'job', townId: 1, name: 'disclosures.unpublishPast' } as const
  await app.as(job, async context => {
    for (const id of await unpublishPast.find(context)) await unpublishPast.each(context, id)
  })
  expect((await late.step('publish', place.supervisor, { notNear: true }, version)).status).toBe(409)
  expect(await late.read(null)).toMatchObject({ number: 1, unpublishedOn: '2026-03-21', correction: null })
})

test('nobody prints, downloads or asks by name what came down', async () => {
  const place = await aPlace()
  const title = '关于陈大妹低保初审的公示'
  const notice = await aNotice(app, place, {
    type: 'hardship',
    fields: { title, table: list, purposeEndsOn: '2026-03-20', noAttachments: false },
  })
  await notice.write()
  await upload(notice.id, place.clerk, '初审表.pdf', aPaper)
  await notice.goOut()
  await notice.step('correct', place.clerk, { reason: '陈大妹的住处写错了' })
  const { versions } = await notice.goOut()
  const [file] = versions[0]!.content!.files
  const got = (path: string, by: string | null) =>
    app.raw({ method: 'GET', url: `/api/notices/${notice.id}/${path}`, ...(by && { headers: { 'x-test-person': by } }) })
  expect((await got(`files/${file!.id}`, null)).statusCode).toBe(200)
  on('2026-03-10')
  await notice.step('unpublish', place.clerk, { reason: '审核已经结束' })
  expect((await got(`files/${file!.id}`, null)).statusCode).toBe(404)
  for (const by of [null, place.clerk]) expect((await got('poster', by)).statusCode, 'the board too').toBe(409)
  expect(JSON.stringify(await notice.read(null)), 'why the list was corrected is of the list').not.toContain('陈大妹')
  const asked = await app.call(null, endpoints.question, { params: notice.params, body: { text: '名单怎么这么快就撤下了' } })
  expect(asked.status).toBe(200)
  const seen = await app.call(place.townClerk, requests.get, { params: { requestId: asked.body.id } })
  expect(seen.body.near).toBe('公示：低保特困初审（名单已撤下）')
  for (const url of [`/notices/${notice.id}`, '/notices', '/notices.atom', '/notices.ics', `/notices/${notice.id}/question`])
    expect((await app.raw({ method: 'GET', url })).body, url).not.toContain('陈大妹')
})

test('a village that was merged into another leaves its notices to be read, objected to and finished there', async () => {
  const place = await aPlace()
  const heir = await aNoticePlace(app.owner)
  const [notice, draft] = [await aNotice(app, place), await aNotice(app, place)]
  await notice.goOut()
  await draft.write()
  const merge = await app.call(
    place.townClerk,
    units.merge,
    { params: { unitId: heir.village.id }, body: { predecessorIds: [place.village.id], effectiveOn: '2026-03-03' } },
    { 'if-match': '"1"' },
  )
  expect([merge.status, merge.body.detail]).toEqual([200, undefined])
  on('2026-03-04')
  expect(await notice.read(null)).toMatchObject({ state: 'published', versions: [{ number: 1 }] })
  expect((await app.raw({ method: 'GET', url: `/notices/${notice.id}` })).statusCode).toBe(200)
  expect((await notice.object()).status).toBe(200)
  const asked = await app.call(null, endpoints.question, { params: notice.params, body: { text: '合并以后谁来管这口鱼塘' } })
  expect(asked.status).toBe(200)
  const [objection] = (await notice.read(heir.supervisor)).objections
  for (const by of [heir.supervisor, place.townClerk]) expect((await notice.decide(objection!.id, by, 'dismissed')).status).toBe(200)
  expect((await draft.step('submit', heir.clerk)).body.detail).toBeUndefined()
  expect((await draft.step('publish', heir.supervisor, { notNear: true })).body.versions).toMatchObject([{ number: 1 }])
  on('2026-03-12')
  expect((await notice.step('conclude', heir.clerk, { text: '异议不成立，照此办理。' })).body).toMatchObject({ state: 'concluded' })
  expect((await app.call(heir.clerk, todos.list)).status).toBe(200)
})

test('whatever is typed stays text on pages, in feeds and in headers', async () => {
  const place = await aPlace()
  const evil = `<script>alert(1)</script>"'><img src=x onerror=alert(1)>`
  const notice = await aNotice(app, place, { fields: { noAttachments: false, objectPhone: `"><b>x</b>` } })
  const table = { columns: [`<i>姓名</i>`], rows: [[`<svg/onload=alert(1)>`]] }
  const title = `关于<b>鱼塘</b>“]]>&amp;\u202e的公示`
  await notice.write({ title, basis: evil, content: evil, issuer: evil, audit: evil, objectAddress: evil, objectWindow: evil, table })
  await upload(notice.id, place.clerk, `..\\..\\<b>a</b>;filename=x.html`, aPaper)
  const { versions } = await notice.goOut({ title, basis: evil, content: evil, issuer: evil, audit: evil, table })
  await app.call(place.clerk, endpoints.post, { params: notice.params, body: { place: evil, postedOn: '2026-03-02' } })
  for (const url of [`/notices/${notice.id}`, '/notices', `/notices/${notice.id}/question`]) {
    const { statusCode, body } = await app.raw({ method: 'GET', url })
    expect(statusCode).toBe(200)
    expect(
      ['<script>alert', '<img src=x', '<b>鱼', '<b>x', '<b>a', '<i>', '<svg/onload'].filter(mark => body.includes(mark)),
      url,
    ).toEqual([])
  }
  const [file] = versions.at(-1)!.content!.files
  expect(file!.name, 'and opens as what it is').toMatch(/filename=x\.html\.pdf$/)
  const { headers } = await app.raw({ method: 'GET', url: `/api/notices/${notice.id}/files/${file!.id}` })
  expect(headers['content-disposition']).toMatch(/^attachment; filename\*=UTF-8''[A-Za-z0-9%._!~*'()-]+$/)
  expect([headers['x-content-type-options'], headers['content-type']]).toEqual(['nosniff', 'application/pdf'])
})

test('nobody else may anything: neighbours, other posts, bearers of codes, and tokens without the scope', async () => {
  const place = await aPlace()
  const other = await aNoticePlace(app.owner)
  const [draft, out] = [await aNotice(app, place), await aNotice(app, place)]
  await draft.write()
  await out.goOut()
  await out.object()
  const [objection] = (await out.read(place.supervisor)).objections
  const fields = wholeFields()
  const asks = (noticeId: string): [Endpoint, object][] => [
    [endpoints.write, { body: { fields, near: [] } }],
    [endpoints.mask, {}],
    [endpoints.detach, { params: { noticeId, fileId: newId() } }],
    [endpoints.findings, {}],
    [
      endpoints.acceptFinding,
      { params: { noticeId, digest: '0'.repeat(64) }, body: { purpose: '目的是什么', effect: '影响是什么', measures: '怎样来保护' } },
    ],
    [endpoints.submit, {}],
    [endpoints.sendBack, {}],
    [endpoints.discard, {}],
    [endpoints.publish, { body: { notNear: true } }],
    [endpoints.correct, { body: { reason: '写错了字' } }],
    [endpoints.receive, { body: { text: '租金太低了', channel: 'phone', receivedOn: '2026-03-02' } }],
    [endpoints.decide, { params: { noticeId, objectionId: objection!.id }, body: { outcome: 'dismissed', reason: '查过账目了' } }],
    [endpoints.conclude, { body: { text: '没有异议。' } }],
    [endpoints.post, { body: { place: '村口', postedOn: '2026-03-02' } }],
    [endpoints.takeDown, { params: { noticeId, postingId: newId() }, body: { removedOn: '2026-03-02' } }],
    [endpoints.unpublish, { body: { reason: '审核已经结束' } }],
  ]
  const strangers: [string, string | Actor | null][] = [
    ['the public', null],
    ['a neighbour’s clerk', other.clerk],
    ['a neighbour’s supervisor', other.supervisor],
    ['someone without a post', await aHolder(app.owner, 'gridLeader', other.village.id)],
    ['a grid leader of the village', await aHolder(app.owner, 'gridLeader', place.village.id)],
    ['an administrator', await aHolder(app.owner, 'systemAdministrator', place.town.id)],
    ['a bearer of a one-time code', { kind: 'subject', townId: 1, personId: place.clerk }],
    ['a household', { kind: 'household', townId: 1, householdId: newId() }],
    ['a receipt', { kind: 'receipt', townId: 1, requestId: newId() }],
  ]
  const before = [await draft.read(), await out.read(place.supervisor)]
  for (const [name, who] of strangers)
    for (const notice of [draft, out])
      for (const [endpoint, input] of asks(notice.id)) {
        const { status } = await app.call(who, endpoint, { params: notice.params, ...input }, { 'if-match': '"2"' })
        expect([401, 403, 404], `${name}: ${endpoint.name}: ${status}`).toContain(status)
      }
  expect([await draft.read(), await out.read(place.supervisor)], 'nothing has changed').toEqual(before)
  const seen = JSON.stringify((await app.call(other.supervisor, endpoints.get, { params: out.params })).body)
  expect(seen, 'what was objected stays with those who decide').not.toContain('租金比市价低太多')
}, 60_000)

test('a Word file with a clean PDF at its head is searched as the Word file that it is', async () => {
  const place = await aPlace()
  const notice = await aNotice(app, place, { fields: { noAttachments: false } })
  await notice.write()
  const data = `<w:document xmlns:w="x"><w:body><w:p><w:r><w:t>${idNumber}</w:t></w:r></w:p></w:body></w:document>`
  const both = zipOf([
    { name: 'a.pdf', data: aPaper, deflated: deflateRawSync(aPaper, { level: 0 }) },
    { name: '[Content_Types].xml', data: '<Types/>' },
    { name: '_rels/.rels', data: '<Relationships/>' },
    { name: 'word/document.xml', data },
  ])
  const { statusCode } = await upload(notice.id, place.clerk, '合同.docx', both)
  expect(statusCode).toBe(200)
  expect((await notice.step('submit', place.clerk)).body.type).toBe('/problems/disclosures/personal-findings')
})
