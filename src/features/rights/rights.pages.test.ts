/** Rights over one's own data (个人信息权利): the script-free form. What a person typed is never lost, and sent once. */
import { beforeAll, expect, test } from 'vitest'
import { aBranch, aMember, type SampleBranch } from '#features/meetings/meetings.samples.ts'
import { personHeader, useApp } from '../../../tests/support/app.ts'
import { endpoints } from './rights.contract.ts'
import { subjectPass } from './rights.pass.actions.ts'

const app = useApp()
let at: SampleBranch
beforeAll(async () => {
  at = await aBranch(app.owner)
})
const post = (url: string, form: Record<string, string>, headers: Record<string, string> = {}) =>
  app.raw({
    method: 'POST',
    url,
    headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
    payload: new URLSearchParams(form).toString(),
  })
const passOf = (personId: string) => ({ cookie: `${subjectPass.cookie}=${subjectPass.make(app.platform.sealing, personId, app.now)}` })
const asked = async (personId: string) => {
  const subject = { kind: 'subject', townId: 1, personId } as const
  return (await app.call(subject, endpoints.mine)).body.requests.map(({ kind, text }) => ({ kind, text }))
}

test('what is refused comes back as it was typed, with the refusal beside it', async () => {
  const member = await aMember(app.owner, at.village.id, '䶮')
  const refused = await post('/my/data', { do: 'ask', kind: 'deletion', text: '删' }, passOf(member))
  expect(refused.statusCode).toBe(422)
  expect(refused.body).toMatch(/<textarea[^>]*aria-describedby="text-e"[^>]*>删<\/textarea>/)
  expect(refused.body).toMatch(/id="text-e">.*要说的至少写2个字/s)
  expect(refused.body).toMatch(/value="deletion"\s+checked/)
  expect(refused.body).not.toMatch(/value="correction"\s+checked/)
  expect(await asked(member)).toEqual([])
})

test('a form that comes after the half hour goes through the code, and nothing typed is lost', async () => {
  const member = await aMember(app.owner, at.village.id, '䶮')
  const form = { kind: 'objection', text: '不要把我写进“名册”。' }
  const late = await post('/my/data', { do: 'ask', ...form })
  expect(late.statusCode).toBe(401)
  expect(late.body).toContain('<textarea class="in" id="text" name="text"')
  expect(late.body).toContain('不要把我写进“名册”。</textarea>')
  const wrong = await post('/my/code', { ...form, code: '23456-23456-23456-23456' })
  expect([wrong.statusCode, wrong.body.includes('不要把我写进“名册”。</textarea>')]).toEqual([409, true])
  const { body } = await app.call(at.villageSecretary, endpoints.issueCode, { params: { personId: member }, body: { identity: 'idCard' } })
  const opened = await post('/my/code', { ...form, code: body.code })
  expect(opened.statusCode).toBe(200)
  expect(opened.body).toContain('不要把我写进“名册”。</textarea>')
  expect(opened.body).toMatch(/value="objection"\s+checked/)
  expect(await asked(member), 'not before the person presses again').toEqual([])
  const cookie = String(opened.headers['set-cookie']).split(';')[0]!
  expect((await post('/my/data', { do: 'ask', ...form }, { cookie })).statusCode).toBe(303)
  expect(await asked(member)).toEqual([form])
})

test('the same form sent twice, or at once, asks once; a new form asks again', async () => {
  const member = await aMember(app.owner, at.village.id, '䶮')
  const headers = passOf(member)
  const form = async () => {
    const { body } = await app.raw({ url: '/my/data', headers })
    return { do: 'ask', kind: 'correction', text: '电话写错了。', formKey: /name="formKey" value="([0-9a-f]{32})"/.exec(body)?.[1] ?? '' }
  }
  const first = await form()
  const sent = await Promise.all([post('/my/data', first, headers), post('/my/data', first, headers)])
  sent.push(await post('/my/data', first, headers))
  expect(sent.map(({ statusCode }) => statusCode)).toEqual([303, 303, 303])
  expect(await asked(member)).toHaveLength(1)
  await post('/my/data', await form(), headers)
  expect(await asked(member)).toHaveLength(2)
})

test('what stands on one person’s page is not done in the name of another, whose code was used since', async () => {
  const [first, second] = [await aMember(app.owner, at.village.id, '䶮'), await aMember(app.owner, at.village.id, '区')]
  const { body } = await app.raw({ url: '/my/data', headers: passOf(first) })
  const actions = [...body.matchAll(/<form[^>]*action="(\/my\/data[^"]*)"/g)].map(([, action]) => action!)
  expect(new Set(actions)).toEqual(new Set([`/my/data?of=${first}`]))
  const form = { do: 'ask', kind: 'deletion', text: '请删掉我的电话。' }
  const refused = await post(actions[0]!, form, passOf(second))
  expect([refused.statusCode, refused.body.includes('刚才那一页是别人的。')]).toEqual([409, true])
  expect(refused.body, 'nothing typed is lost').toContain('请删掉我的电话。</textarea>')
  expect([await asked(first), await asked(second)]).toEqual([[], []])
  expect((await post(actions[0]!, form, passOf(first))).statusCode).toBe(303)
})

test('fifty times at once one form asks once; an address that names nobody, two or a stranger does nothing', async () => {
  const member = await aMember(app.owner, at.village.id, '𠮷䶮'.repeat(25))
  const headers = passOf(member)
  const form = { do: 'ask', kind: 'deletion', text: '𠮷䶮😀', formKey: 'f'.repeat(32) }
  for (const of of ['of=', `of=${member}&of=${at.secretary}`, 'of=%F0%A0%AE%B7', `of=${at.secretary}`]) {
    const refused = await post(`/my/data?${of}`, form, headers)
    expect([refused.statusCode, refused.body.includes('𠮷䶮😀</textarea>')], of).toEqual([409, true])
  }
  expect((await post(`/my/data?of=${member}`, form)).statusCode, 'no code').toBe(401)
  expect(await asked(member)).toEqual([])
  const sent = await Promise.all(Array.from({ length: 50 }, () => post(`/my/data?of=${member}`, form, headers)))
  expect(sent.filter(({ statusCode }) => statusCode === 303).length).toBeGreaterThan(0)
  expect(sent.filter(({ statusCode }) => statusCode === 500)).toEqual([])
  expect(await asked(member)).toEqual([{ kind: 'deletion', text: '𠮷䶮😀' }])
})

test('on a computer that others use: the code’s owner is shown, not the clerk who is signed in; closing leaves nothing open', async () => {
  const [member, clerk] = [await aMember(app.owner, at.village.id, '䶮'), at.secretary]
  const headers = { ...passOf(member), [personHeader]: clerk }
  expect((await app.raw({ url: '/my/data', headers })).body).toMatch(/<h1>䶮的信息/)
  const page = await app.raw({ url: '/my/data', headers: passOf(member) })
  expect(page.body).toMatch(/action="\/close"[^]*看完了，关掉/)
  for (const url of ['/close', '/sign-out']) {
    const closed = await post(url, {}, passOf(member))
    const ended = [closed.headers['set-cookie']].flat().filter(each => /^\w+=; Max-Age=0/.test(String(each)))
    expect(ended.map(each => String(each).split('=')[0])).toEqual(expect.arrayContaining(['receipt', 'household', 'subject']))
  }
})
