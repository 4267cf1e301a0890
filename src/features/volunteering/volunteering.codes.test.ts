/** Signing up with a code by telephone (手机验证码报名) over HTTP, with a message gateway on a loopback port. */
import { beforeEach, expect, test } from 'vitest'
import { phoneIndexOf } from '#features/people/people.actions.ts'
import { newId } from '#platform/shared/ids.ts'
import { silent } from '#platform/server/log.ts'
import { useApp } from '../../../tests/support/app.ts'
import { useMessageGateway } from '../../../tests/support/message-gateway.ts'
import { codeEndpoints as endpoints } from './volunteering.codes.contract.ts'
import { forgetCodes } from './volunteering.jobs.ts'
import { aSlot, aTeam, aVolunteer } from './volunteering.samples.ts'

const app = useApp()
const gateway = useMessageGateway()
const { sent } = gateway

beforeEach(() => {
  sent.length = 0
  app.now = new Date('2026-03-02T01:00:00Z')
  app.platform.config.messageGateway = gateway.config()
})

const phone = '19900000021'
async function withPhone(unitId: string, name: string, changes: Parameters<typeof aVolunteer>[2] = {}) {
  const personId = await aVolunteer(app.owner, unitId, { name, ...changes })
  await app.owner
    .updateTable('person')
    .set({ phoneIndex: phoneIndexOf(app.platform, phone) })
    .where('id', '=', personId)
    .execute()
  return personId
}
const ask = (slotId: string, name: string, number = phone) =>
  app.call(null, endpoints.askCode, { params: { slotId }, body: { name, phone: number } })
const use = (slotId: string, codeId: string, code: string) =>
  app.call(null, endpoints.signUpByCode, { params: { slotId, codeId }, body: { code } })
const received = (count = 1) => gateway.code(count)
const standing = async (slotId: string) =>
  (
    await app.owner
      .selectFrom('volunteerSignUp')
      .where('slotId', '=', slotId)
      .where('state', '=', 'standing')
      .orderBy('position')
      .select('personId')
      .execute()
  ).map(({ personId }) => personId)

test('of three who share one telephone each signs up by the own name; whoever comes late waits, and a code serves once', async () => {
  const at = await aTeam(app.owner)
  const slotId = await aSlot(app.owner, at.village.id, { places: 1 })
  const people = [await withPhone(at.village.id, '区𠮷'), await withPhone(at.village.id, '䶮')]
  await withPhone(at.village.id, '阿卜杜拉·买买提')
  const first = await ask(slotId, '区𠮷')
  const code = await received()
  expect(sent).toMatchObject([{ phone, authorization: 'Bearer t' }])
  expect(await use(slotId, first.body.codeId, code)).toMatchObject({ status: 200, body: { place: 1, waits: false } })
  expect(await use(slotId, first.body.codeId, code), 'once').toMatchObject({
    status: 409,
    body: { type: '/problems/volunteering/code-wrong' },
  })
  const second = await ask(slotId, '䶮')
  const other = await received(2)
  expect(await use(slotId, second.body.codeId, other)).toMatchObject({ status: 200, body: { place: 2, waits: true } })
  expect(await standing(slotId)).toEqual(people)
  const stored = await app.owner.selectFrom('volunteerCode').selectAll().execute()
  expect(JSON.stringify(stored), 'kept as a digest').not.toContain(`"${code}"`)
})

test('nobody learns who is on record: a stranger, another name, two of one name get the same answer and no message', async () => {
  const at = await aTeam(app.owner)
  const slotId = await aSlot(app.owner, at.village.id)
  await withPhone(at.village.id, '何建生')
  await withPhone(at.village.id, '潘丽珍')
  await withPhone(at.village.id, '潘丽珍')
  for (const [name, number] of [
    ['何建生', '19900000099'],
    ['冼秀珍', phone],
    ['潘丽珍', phone],
  ] as const)
    expect(await ask(slotId, name, number)).toMatchObject({ status: 200, body: { codeId: expect.any(String) as string, minutes: 10 } })
  for (let each = 0; each < 4; each += 1) expect((await ask(slotId, '何建生')).status).toBe(200)
  await received(3)
  expect(sent, 'three an hour at most').toHaveLength(3)
  app.now = new Date('2026-03-02T02:01:00Z')
  await ask(slotId, '何建生')
  await received(4)
})

test('five wrong tries spend a code, ten minutes end it, and it opens no other list', async () => {
  const at = await aTeam(app.owner)
  const [slotId, other] = [await aSlot(app.owner, at.village.id), await aSlot(app.owner, at.village.id)]
  await withPhone(at.village.id, '麦志强')
  const tried = await ask(slotId, '麦志强')
  const code = await received()
  const wrong = code === '000000' ? '000001' : '000000'
  expect((await use(slotId, newId(), code)).status).toBe(409)
  expect((await use(other, tried.body.codeId, code)).status, 'another list').toBe(409)
  expect(await use(slotId, tried.body.codeId, '12')).toMatchObject({ status: 422, body: { errors: [{ pointer: '#/code' }] } })
  for (let each = 0; each < 4; each += 1) expect((await use(slotId, tried.body.codeId, wrong)).status).toBe(409)
  expect((await use(slotId, tried.body.codeId, code)).status, 'spent').toBe(409)
  const late = await ask(slotId, '麦志强')
  const next = await received(2)
  app.now = new Date('2026-03-02T01:10:00Z')
  expect((await use(slotId, late.body.codeId, next)).status, 'too late').toBe(409)
  expect(await standing(slotId)).toEqual([])
  app.now = new Date('2026-03-03T03:00:00Z')
  const job = { kind: 'job', townId: 1, name: forgetCodes.name } as const
  for (const id of await app.as(job, context => forgetCodes.find(context))) await app.as(job, context => forgetCodes.each(context, id))
  expect(await app.owner.selectFrom('volunteerCode').selectAll().execute()).toEqual([])
})

test('a code opens no door that is shut: excluded, too young, busy, no longer open; a refusal leaves the code', async () => {
  const at = await aTeam(app.owner)
  const [slotId, same] = [await aSlot(app.owner, at.village.id), await aSlot(app.owner, at.village.id)]
  const adult = await aSlot(app.owner, at.village.id, { minAge: 18 })
  const bySms = async (slot: string, name: string) => {
    const before = sent.length
    const asked = await ask(slot, name)
    const code = await received(before + 1)
    return () => use(slot, asked.body.codeId, code)
  }
  await withPhone(at.village.id, '陈大妹', { bannedFrom: '2026-02-01', bannedUntil: '2026-12-31', banReason: '虚报时长' })
  expect((await (await bySms(slotId, '陈大妹'))()).body).toMatchObject({ type: '/problems/volunteering/banned' })
  await withPhone(at.village.id, '陈小妹', { bornOn: '2012-05-01' })
  expect((await (await bySms(adult, '陈小妹'))()).body).toMatchObject({ type: '/problems/volunteering/under-age' })
  await withPhone(at.village.id, '黄秀芳')
  expect((await (await bySms(slotId, '黄秀芳'))()).status).toBe(200)
  const again = await bySms(same, '黄秀芳')
  expect((await again()).body).toMatchObject({ type: '/problems/volunteering/busy' })
  await app.owner.updateTable('volunteerSignUp').set({ state: 'withdrawn' }).where('slotId', '=', slotId).execute()
  expect((await again()).status, 'the code was not spent on the refusal').toBe(200)
  app.now = new Date('2026-03-02T06:00:00Z')
  expect((await ask(slotId, '黄秀芳')).status, 'it has begun').toBe(409)
})

test('without a gateway nothing is offered, and a gateway that fails stops nobody', async () => {
  const at = await aTeam(app.owner)
  const slotId = await aSlot(app.owner, at.village.id)
  await withPhone(at.village.id, '邓锦成')
  const { activityId } = await app.owner.selectFrom('volunteerSlot').where('id', '=', slotId).select('activityId').executeTakeFirstOrThrow()
  const page = async (url: string) => app.raw({ method: 'GET', url })
  expect((await page(`/volunteer/activities/${activityId}`)).body).toContain('手机验证码报名')
  app.platform.config.messageGateway = { url: 'http://127.0.0.1:1/', token: 't' }
  const lines: object[] = []
  app.platform.log = { ...silent, error: line => lines.push(line) }
  expect((await ask(slotId, '邓锦成')).status).toBe(200)
  await expect.poll(() => lines, { message: 'but operators hear of it' }).toEqual([{ event: 'message not sent', reason: 'fetch failed' }])
  app.platform.log = silent
  app.platform.config.messageGateway = null
  expect((await ask(slotId, '邓锦成')).body).toMatchObject({ type: '/problems/volunteering/no-gateway' })
  expect((await page(`/volunteer/slots/${slotId}/phone`)).statusCode).toBe(404)
  expect((await page(`/volunteer/activities/${activityId}`)).body).not.toContain('手机验证码报名')
})

test('the pages do it without script', async () => {
  const at = await aTeam(app.owner)
  const slotId = await aSlot(app.owner, at.village.id)
  const personId = await withPhone(at.village.id, '关伟明')
  const post = (end: string, form: Record<string, string>) =>
    app.raw({
      method: 'POST',
      url: `/volunteer/slots/${slotId}/${end}`,
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      payload: new URLSearchParams(form).toString(),
    })
  expect((await post('phone', { name: '关伟明', phone: '12' })).statusCode).toBe(422)
  const asked = await post('phone', { name: '关伟明', phone })
  const code = await received()
  const codeId = /name="codeId" value="([^"]+)"/.exec(asked.body)![1]!
  const wrong = await post('code', { codeId, code: code === '111111' ? '111112' : '111111' })
  expect([wrong.statusCode, wrong.body]).toEqual([409, expect.stringContaining('验证码不对')])
  expect((await post('code', { codeId, code })).body).toContain('报上名了')
  expect(await standing(slotId)).toEqual([personId])
})

test('many at once: three codes an hour go out, and one right code serves once, among wrong tries', async () => {
  const at = await aTeam(app.owner)
  const slotId = await aSlot(app.owner, at.village.id, { places: 5 })
  const personId = await withPhone(at.village.id, '梁伟强')
  const asked = await Promise.all(Array.from({ length: 50 }, () => ask(slotId, '梁伟强')))
  expect(asked.map(({ status }) => status)).toEqual(Array<number>(50).fill(200))
  await received(3)
  const codes = sent.map(({ text }) => /\d{6}/.exec(text)![0])
  const ids = (await app.owner.selectFrom('volunteerCode').where('slotId', '=', slotId).select('id').execute()).map(({ id }) => id)
  expect([ids.length, new Set(codes).size]).toEqual([3, 3])
  const used = await Promise.all(ids.flatMap(id => codes.flatMap(code => [1, 2, 3].map(() => use(slotId, id, code)))))
  expect(used.filter(({ status }) => status === 200)).toHaveLength(1)
  expect(new Set(used.map(({ status }) => status))).toEqual(new Set([200, 409]))
  expect(await standing(slotId)).toEqual([personId])
  const misses = await app.owner.selectFrom('volunteerCode').where('slotId', '=', slotId).select(['misses']).execute()
  expect(
    misses.every(({ misses: count }) => count > 0 && count <= 5),
    'each wrong try is remembered',
  ).toBe(true)
})
