/** Requests (诉求): what the resident answers on the page of the case, and which answer of the office it is about. */
import { expect, test } from 'vitest'
import { useApp } from '../../../tests/support/app.ts'
import { endpoints } from './requests.contract.ts'
import { answersIn, cookieOf, fieldsOf, multipart, numberIn, plainForm } from './requests.form.samples.ts'
import { aStaffedVillage } from './requests.samples.ts'

const app = useApp()

/** A case that its village has accepted, with the browser that sent it. */
async function anAcceptedCase() {
  const at = await aStaffedVillage(app.owner)
  const sent = await app.raw(multipart(fieldsOf(at.village.id)))
  const [number, cookie] = [numberIn(sent.body)!, cookieOf(sent)]
  const row = () => app.owner.selectFrom('request').where('number', '=', number).select(['id', 'state']).executeTakeFirstOrThrow()
  const params = { requestId: (await row()).id }
  await app.call(at.clerk, endpoints.accept, { params, body: { categoryId: at.categoryId } })
  return {
    at,
    number,
    cookie,
    params,
    state: async () => (await row()).state,
    read: async (bearer = cookie) => (await app.raw({ url: '/track/case', headers: { cookie: bearer } })).body,
    answer: (form: Record<string, string>, url = '/track/case') => app.raw(plainForm(url, { number, ...form }, cookie)),
    async propose(text: string) {
      await app.call(at.clerk, endpoints.take, { params })
      await app.call(at.clerk, endpoints.propose, { params, body: { text } })
    },
  }
}

test('what is written beside “解决了” is told to the handlers, before the case is closed', async () => {
  const { at, params, state, read, answer, propose } = await anAcceptedCase()
  await propose('换好了线和灯头，晚上亮了。')
  const yes = { answer: 'yes', answers: answersIn(await read()) }
  const long = await answer({ ...yes, text: '灯'.repeat(501) })
  expect(long.statusCode).toBe(422)
  expect([await state(), long.body.includes('补充最多500个字')]).toEqual(['proposed', true])
  expect((await answer({ ...yes, text: '灯亮了，但是线还垂着' })).statusCode).toBe(303)
  const { body } = await app.call(at.clerk, endpoints.get, { params })
  expect(body.state).toBe('solved')
  expect(body.steps.slice(-2).map(({ name, text }) => [name, text])).toEqual([
    ['requests.remark', '灯亮了，但是线还垂着'],
    ['requests.confirm', null],
  ])
})

test('an answer that was given to one proposal does not close the case on the next, from no open page and by no reloading', async () => {
  const { state, read, answer, propose } = await anAcceptedCase()
  await propose('换好了灯头。')
  const answers = answersIn(await read())
  expect((await answer({ answers, answer: 'no', text: '还是不亮' })).statusCode).toBe(303)
  const early = await answer({ answers, answer: 'yes' })
  expect([early.statusCode, early.body.includes('情况刚刚变了，下面是现在的样子。')], 'a second page, before the new answer').toEqual([
    409,
    true,
  ])
  await propose('供电所说明年再换。')
  for (const form of [{ answers, answer: 'yes' }, { answers, answer: 'no' }, { answer: 'yes' }] as Record<string, string>[]) {
    const old = await answer({ ...form, text: '灯亮了' })
    expect([old.statusCode, await state()], `sent again: ${JSON.stringify(form)}`).toEqual([409, 'proposed'])
    for (const shown of ['请先看新的答复，再回答。', '供电所说明年再换。', '灯亮了']) expect(old.body).toContain(shown)
    expect(old.body, 'nothing is chosen for them').not.toMatch(/name="answer" value="(?:yes|no)"\s+checked/)
  }
  expect((await answer({ answers: answersIn(await read()), answer: 'yes' })).statusCode).toBe(303)
  expect(await state()).toBe('solved')
})

test('an answer that went by the page of the code is for the proposal that it was given to, too', async () => {
  const { at, params, number, read, answer, propose } = await anAcceptedCase()
  await propose('换好了灯头。')
  const answers = answersIn(await read())
  app.now = new Date(app.now.getTime() + 60_000)
  const { code } = (await app.call(at.townClerk, endpoints.reissueCode, { params, body: { identityChecked: true } })).body
  const asked = await answer({ answers, answer: 'yes', text: '灯亮了' })
  expect(asked.statusCode).toBe(401)
  expect(asked.body).toContain(`name="answers" value="${answers}"`)
  const opened = (form: object) => app.raw(plainForm('/track', { number, code, answers, answer: 'yes', text: '灯亮了', ...form }))
  expect((await opened({})).body, 'the same proposal').toMatch(/刚才那一步还没办，请再按一次。[^]*value="yes"\s+checked/)
  const other = await opened({ answers: params.requestId })
  expect(other.body).toContain('情况有变，请看了再说。')
  expect(other.body).toContain('灯亮了')
  expect(other.body).not.toMatch(/value="yes"\s+checked/)
})

test('pressed fifty times at once it is said once, and the code of another case says nothing of this one', async () => {
  const { number, params, state, read, answer, propose } = await anAcceptedCase()
  const other = await anAcceptedCase()
  for (const each of [propose, other.propose]) await each('换好了灯头。')
  const answers = answersIn(await read())
  expect((await other.answer({ answers, answer: 'yes' })).statusCode, 'a step of another case').toBe(409)
  expect(await other.state()).toBe('proposed')
  const pressed = await Promise.all(Array.from({ length: 50 }, () => answer({ answers, answer: 'yes' })))
  const counts = Map.groupBy(pressed, ({ statusCode }) => statusCode)
  expect([counts.get(303)?.length, counts.get(409)?.length, await state()], number).toEqual([1, 49, 'solved'])
  const said = app.owner.selectFrom('event').where('subjectId', '=', params.requestId).where('name', '=', 'requests.confirm')
  expect(await said.select('id').execute()).toHaveLength(1)
})
