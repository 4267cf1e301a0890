/** Requests (诉求): the script-free forms. What a person typed and the photos they chose are never lost. */
import { expect, test } from 'vitest'
import { limits, openBuckets } from '#platform/server/rate-limit.ts'
import { useApp } from '../../../tests/support/app.ts'
import { aHolder } from '#features/people/people.samples.ts'
import { endpoints } from './requests.contract.ts'
import { aPhoto, cookieOf, fieldsOf, multipart, numberIn, plainForm } from './requests.form.samples.ts'
import { aStaffedVillage } from './requests.samples.ts'

const app = useApp()

const codeIn = (page: string) => /([2-9A-Z]{5}-[2-9A-Z]{5})\s*<\/dd>/.exec(page)?.[1]

test('a form with a photo and a wrong phone comes back whole, and is sent once it is right', async () => {
  const at = await aStaffedVillage(app.owner)
  const fields = fieldsOf(at.village.id, { contactPhone: '1380013800', publicAgreed: 'on' })
  const wrong = await app.raw(multipart(fields, [{ name: 'lamp.jpg', bytes: await aPhoto() }]))
  expect(wrong.statusCode).toBe(422)
  expect(wrong.body).toContain('手机号少了1位')
  expect(wrong.body).toContain('巷口路灯坏了一周，老人看不见台阶。</textarea>')
  expect(wrong.body).toMatch(/name="publicAgreed"\s+checked/)
  expect(wrong.body).toContain('已收好1张')
  const first = /<button[^>]*>/.exec(wrong.body.slice(wrong.body.indexOf('action="/report"')))![0]
  expect(first, 'Enter presses the first button, which deletes no photo').not.toContain('name=')
  const right = await app.raw(multipart({ ...fields, contactPhone: '13800138000' }))
  expect(right.statusCode).toBe(200)
  const number = numberIn(right.body)!
  const kept = await app.owner
    .selectFrom('requestPhoto')
    .innerJoin('request', 'request.id', 'requestPhoto.requestId')
    .where('number', '=', number)
    .select('requestPhoto.id')
    .execute()
  expect(kept).toHaveLength(1)
  // the photo is for those who may read the case, and for nobody else
  const pass = /receipt=([^;]+)/.exec(String(right.headers['set-cookie']))![1]!
  const url = `/photos/${kept[0]!.id}`
  expect((await app.raw({ url })).statusCode).toBe(404)
  const shown = await app.raw({ url, headers: { cookie: `receipt=${pass}` } })
  expect(shown).toMatchObject({ statusCode: 200, headers: { 'content-type': 'image/jpeg', 'x-content-type-options': 'nosniff' } })
  // pressing “send” again, or reloading, gives the same receipt
  const again = await app.raw(multipart({ ...fields, contactPhone: '13800138000' }))
  expect([numberIn(again.body), codeIn(again.body)]).toEqual([number, codeIn(right.body)])
})

test('photos draw from their address’s bucket: one who sends them without end is told, and loses no word', async () => {
  const at = await aStaffedVillage(app.owner)
  const files = await Promise.all(Array.from({ length: 3 }, async () => ({ name: 'photo.jpg', bytes: await aPhoto() })))
  const send = () => app.raw(multipart(fieldsOf(at.village.id, { drop: 'x' }), files))
  const before = app.platform.buckets
  app.platform.buckets = openBuckets()
  try {
    for (let forms = 0; forms < limits.upload.address.size / 3; forms += 1) expect((await send()).body).toContain('已收好3张')
    const answer = await send()
    expect(answer.body).toContain('照片太多')
    expect(answer.body).toContain('巷口路灯坏了一周')
    expect(answer.body).not.toContain('已收好')
  } finally {
    app.platform.buckets = before
  }
})

test('a file that is no photo is refused in words, and nothing typed is lost', async () => {
  const at = await aStaffedVillage(app.owner)
  const answer = await app.raw(multipart(fieldsOf(at.village.id), [{ name: 'photo.jpg', bytes: Buffer.from('MZ this is a program') }]))
  expect(answer.statusCode).toBe(422)
  expect(answer.body).toContain('这不是照片')
  expect(answer.body).toContain('祠堂对面')
})

test('text with markup is shown as text', async () => {
  const at = await aStaffedVillage(app.owner)
  const sent = await app.raw(multipart(fieldsOf(at.village.id, { text: '<script>alert(1)</script>路灯坏了' })))
  const pass = /receipt=([^;]+)/.exec(String(sent.headers['set-cookie']))![1]!
  const page = await app.raw({ url: '/track/case', headers: { cookie: `receipt=${pass}` } })
  expect(page.body).not.toContain('<script>alert')
  expect(page.body).toContain('&lt;script&gt;alert(1)')
})

test('number and code open the case for half an hour; a wrong code opens nothing', async () => {
  const at = await aStaffedVillage(app.owner)
  const sent = await app.raw(multipart(fieldsOf(at.village.id)))
  const form = (code: string) => ({
    method: 'POST' as const,
    url: '/track',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    payload: new URLSearchParams({ number: numberIn(sent.body)!, code }).toString(),
  })
  const wrong = await app.raw(form('22222-22222'))
  expect(wrong.statusCode).toBe(404)
  expect(wrong.body).toContain('编号和查询码对不上')
  const opened = await app.raw(form(codeIn(sent.body)!))
  expect(opened).toMatchObject({ statusCode: 303, headers: { location: '/track/case' } })
  const cookie = String(opened.headers['set-cookie']).split(';')[0]!
  expect(String(opened.headers['set-cookie'])).toMatch(/HttpOnly; SameSite=Lax/)
  expect((await app.raw({ url: '/track/case', headers: { cookie } })).statusCode).toBe(200)
  const before = app.now
  app.now = new Date(before.getTime() + 31 * 60_000)
  expect((await app.raw({ url: '/track/case', headers: { cookie } })).headers.location).toBe('/track?over=1')
  app.now = before
})

const plain = (...form: Parameters<typeof plainForm>) => app.raw(plainForm(...form))
async function aSentCase() {
  const at = await aStaffedVillage(app.owner)
  const sent = await app.raw(multipart(fieldsOf(at.village.id)))
  return { number: numberIn(sent.body)!, code: codeIn(sent.body)!, cookie: cookieOf(sent) }
}
const stateOf = async (number: string) =>
  (await app.owner.selectFrom('request').where('number', '=', number).select('state').executeTakeFirstOrThrow()).state
const notesOf = async (number: string) => {
  const query = app.owner.selectFrom('requestNote').innerJoin('request', 'request.id', 'requestNote.requestId')
  return (await query.where('number', '=', number).select('requestNote.text').execute()).map(({ text }) => text)
}

test('two cases on one telephone: a form is for the case whose page it stood on, and what was typed is kept', async () => {
  const [first, second] = [await aSentCase(), await aSentCase()]
  const page = (await app.raw({ url: '/track/case', headers: { cookie: first.cookie } })).body
  const own = `name="number" value="${first.number}"`
  const forms = page.split('<form').filter(each => each.includes('action="/track/case"'))
  expect(forms).toHaveLength(2)
  for (const form of forms) expect(form).toContain(own)
  const text = '一楼"左边"的灯\n也不亮'
  for (const form of [{ answer: 'more', text }, { answer: 'withdraw' }] as Record<string, string>[]) {
    const refused = await plain('/track/case', { ...form, number: first.number }, second.cookie)
    expect(refused.statusCode).toBe(409)
    expect(refused.body).toContain('您后来又打开了另一件事。')
    expect(refused.body).toMatch(new RegExp(`name="number"[^>]*value="${first.number}"`))
    expect(refused.body).toContain(`name="answer" value="${form.answer}"`)
  }
  expect((await plain('/track/case', { answer: 'withdraw' }, second.cookie)).statusCode, 'a form that names no case').toBe(409)
  expect([await stateOf(first.number), await stateOf(second.number)]).toEqual(['submitted', 'submitted'])
  expect([...(await notesOf(first.number)), ...(await notesOf(second.number))]).toEqual([])
  const kept = { answer: 'more', text }
  const wrong = await plain('/track', { ...kept, number: first.number, code: '22222-22222' }, second.cookie)
  expect(wrong.body, 'a wrong code loses nothing').toContain('value="一楼&quot;左边&quot;的灯\n也不亮"')
  const opened = await plain('/track', { ...kept, number: first.number, code: first.code }, second.cookie)
  expect(opened.statusCode).toBe(200)
  expect(opened.body).toMatch(/<textarea[^>]*name="text"[^>]*>一楼&quot;左边&quot;的灯\n也不亮<\/textarea>/)
  expect(await notesOf(first.number), 'not before the resident presses again').toEqual([])
  expect((await plain('/track/case', { ...kept, number: first.number }, cookieOf(opened))).statusCode).toBe(303)
  expect([await notesOf(first.number), await notesOf(second.number)]).toEqual([[text], []])
})

test('whose case was merged says on the page that it is not solved', async () => {
  const [mine, kept] = [await aSentCase(), await aSentCase()]
  const idOf = async ({ number }: { number: string }) =>
    (await app.owner.selectFrom('request').where('number', '=', number).select('id').executeTakeFirstOrThrow()).id
  await app.owner.updateTable('request').set({ state: 'proposed' }).where('number', '=', kept.number).execute()
  const merged = { state: 'merged' as const, mergedInto: await idOf(kept), closedAt: app.now }
  await app.owner.updateTable('request').set(merged).where('number', '=', mine.number).execute()
  const page = (await app.raw({ url: '/track/case', headers: { cookie: mine.cookie } })).body
  expect(page).toContain('您这件解决了吗？')
  expect(page).toMatch(/<button[^>]*>没解决，另外办<\/button>/)
  const silent = await plain('/track/case', { answer: 'apart', number: mine.number }, mine.cookie)
  expect(silent.statusCode, 'why is asked for').toBe(422)
  const sent = await plain('/track/case', { answer: 'apart', text: '我家门口还是不亮', number: mine.number }, mine.cookie)
  expect(sent).toMatchObject({ statusCode: 303, headers: { location: '/track/case?done=apart' } })
  const after = (await app.raw({ url: '/track/case?done=apart', headers: { cookie: mine.cookie } })).body
  for (const said of ['记下了，您这件另外办。', '您说没解决，这件另外办', '我家门口还是不亮']) expect(after).toContain(said)
})

test('a code that was replaced opens nothing any more, nor does who came in by it; no pass lasts longer than a day’s work', async () => {
  const { number, cookie } = await aSentCase()
  const open = (with_: string, url = '/track/case') => app.raw({ url, headers: { cookie: with_ } })
  expect((await open(cookie)).statusCode).toBe(200)
  const before = app.now
  const byHeader = (with_: string) =>
    app.call(null, endpoints.track, {}, { authorization: `Receipt ${with_.split('=')[1]}` }).then(answer => answer.status)
  expect(await byHeader(cookie)).toBe(200)
  app.now = new Date(before.getTime() + 60_000)
  const { id, unitId } = await app.owner
    .selectFrom('request')
    .where('number', '=', number)
    .select(['id', 'unitId'])
    .executeTakeFirstOrThrow()
  const clerk = await aHolder(app.owner, 'villageClerk', unitId)
  const { body } = await app.call(clerk, endpoints.reissueCode, { params: { requestId: id }, body: { identityChecked: true } })
  expect(await byHeader(cookie)).toBe(401)
  expect(await open(cookie)).toMatchObject({ statusCode: 303, headers: { location: '/track?over=1' } })
  expect((await plain('/track/case', { answer: 'withdraw', number }, cookie)).statusCode).toBe(401)
  expect(await stateOf(number)).toBe('submitted')
  let mine = cookieOf(await plain('/track', { number, code: body.code }))
  const since = app.now.getTime()
  for (let minutes = 29; minutes < 12 * 60; minutes += 29) {
    app.now = new Date(since + minutes * 60_000)
    const page = await open(mine)
    expect(page.statusCode, `${minutes} minutes`).toBe(200)
    mine = cookieOf(page)
  }
  app.now = new Date(since + 12 * 3_600_000)
  expect((await open(mine)).statusCode, 'twelve hours').toBe(303)
  app.now = before
})

test('a code given while the machine’s clock was ahead opens the case when it is right again, and the one before it does not', async () => {
  const { number, cookie } = await aSentCase()
  const right = app.now
  const open = async (with_: string) => (await app.raw({ url: '/track/case', headers: { cookie: with_ } })).headers.location
  const { id, unitId } = await app.owner
    .selectFrom('request')
    .where('number', '=', number)
    .select(['id', 'unitId'])
    .executeTakeFirstOrThrow()
  const clerk = await aHolder(app.owner, 'villageClerk', unitId)
  app.now = new Date(right.getTime() + 8 * 3_600_000)
  const { body } = await app.call(clerk, endpoints.reissueCode, { params: { requestId: id }, body: { identityChecked: true } })
  app.now = new Date(right.getTime() + 60_000)
  const mine = cookieOf(await plain('/track', { number, code: body.code }))
  expect([await open(cookie), await open(mine)]).toEqual(['/track?over=1', undefined])
  app.now = right
})

test('whoever reads and writes slowly is asked for the code 30 minutes after the last use, not after the first', async () => {
  const sent = await aSentCase()
  const before = app.now
  let { cookie } = sent
  for (const minutes of [25, 50, 75]) {
    app.now = new Date(before.getTime() + minutes * 60_000)
    const page = await app.raw({ url: '/track/case?done=constructor', headers: { cookie } })
    expect(page.statusCode, `${minutes} minutes`).toBe(200)
    expect(page.body, 'nothing was done').not.toContain('native code')
    expect(String(page.headers['set-cookie'])).toMatch(/^receipt=[^;]+; Path=\/; HttpOnly; SameSite=Lax$/)
    cookie = cookieOf(page)
  }
  app.now = new Date(before.getTime() + 100 * 60_000)
  const said = await plain('/track/case', { answer: 'more', text: '还有一盏也不亮', number: sent.number }, cookie)
  expect(said).toMatchObject({ statusCode: 303, headers: { location: '/track/case?done=more' } })
  app.now = new Date(before.getTime() + 125 * 60_000)
  expect((await app.raw({ url: '/track/case', headers: { cookie: cookieOf(said) } })).statusCode).toBe(200)
  app.now = before
})

test('a form that comes after its pass has ended asks for the code, and what was typed is kept', async () => {
  const { number, cookie } = await aSentCase()
  const form = { answer: 'more', text: '还有一盏也不亮', number }
  const before = app.now
  app.now = new Date(before.getTime() + 31 * 60_000)
  const page = await app.raw({ url: '/track/case', headers: { cookie } })
  expect(page.headers.location).toBe('/track?over=1')
  for (const late of [cookie, undefined]) {
    const answer = await plain('/track/case', form, late)
    expect(answer.statusCode).toBe(401)
    expect(answer.body).toContain('打开的时间过了')
    expect(answer.body).toContain('name="text" value="还有一盏也不亮"')
  }
  app.now = before
  expect(await notesOf(number)).toEqual([])
})

test('a form posted from another site is refused', async () => {
  const at = await aStaffedVillage(app.owner)
  const posted = multipart(fieldsOf(at.village.id))
  const answer = await app.raw({ ...posted, headers: { ...posted.headers, origin: 'https://elsewhere.example', host: 'localhost' } })
  expect(answer.statusCode).toBe(403)
})
