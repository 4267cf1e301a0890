/** Requests (诉求): telling reporters in decent hours, honest figures, and forgetting what is no longer needed. */
import { expect, test } from 'vitest'
import { useApp } from '../../../tests/support/app.ts'
import { endpoints } from './requests.contract.ts'
import { forgetContacts, lapse } from './requests.jobs.ts'
import { aStaffedVillage, aTrouble, answering } from './requests.samples.ts'

const app = useApp()
const at = (time: string) => new Date(`${time.replace(' ', 'T')}:00+08:00`)
async function runJob(job: typeof lapse) {
  const actor = { kind: 'job', townId: 1, name: job.name } as const
  for (const item of await app.as(actor, context => job.find(context))) await app.as(actor, context => job.each(context, item))
}

/** A case the leader handles himself, up to the proposal. */
async function proposed(town: Awaited<ReturnType<typeof aStaffedVillage>>, changes: object = {}) {
  const { body } = await app.call(null, endpoints.submit, { body: aTrouble(town.group.id, changes) })
  const params = { requestId: body.id }
  await app.call(town.leader, endpoints.accept, { params, body: { categoryId: town.categoryId } })
  await app.call(town.leader, endpoints.take, { params })
  expect((await app.call(town.leader, endpoints.propose, { params, body: { text: '换好了线和灯头。' } })).status).toBe(200)
  return { params, resident: { kind: 'receipt', townId: 1, requestId: body.id } as const }
}

test('who left a phone is rung by the desk, never in the quiet hours; who left none reads the page', async () => {
  app.now = at('2026-03-02 20:30')
  const town = await aStaffedVillage(app.owner)
  const elsewhere = await aStaffedVillage(app.owner)
  const { params } = await proposed(town)
  await proposed(town, { contactPhone: '' })
  expect((await app.call(town.leader, endpoints.listCalls)).body.items).toEqual([])
  app.now = at('2026-03-03 08:00')
  const { items } = (await app.call(town.leader, endpoints.listCalls)).body
  expect(items).toMatchObject([{ requestId: params.requestId, about: 'proposed' }])
  expect(JSON.stringify(items)).not.toContain('1390000')
  const call = { params: { callId: items[0]!.id }, body: { outcome: 'reached' } }
  expect((await app.call(elsewhere.leader, endpoints.finishCall, call)).status).toBe(404)
  expect((await app.call(town.leader, endpoints.finishCall, call)).status).toBe(200)
  expect((await app.call(town.leader, endpoints.finishCall, call)).status).toBe(409)
  expect((await app.call(town.leader, endpoints.listCalls)).body.items).toEqual([])
})

test('figures say what the records say: silence is no satisfaction, a word on behalf is counted apart', async () => {
  app.now = at('2026-03-02 09:00')
  const town = await aStaffedVillage(app.owner)
  const [solved, rejected, silent, spoken] = [await proposed(town), await proposed(town), await proposed(town), await proposed(town)]
  await app.call(null, endpoints.submit, { body: aTrouble(town.group.id) })
  app.now = at('2026-03-05 09:00')
  await app.call(solved.resident, endpoints.confirm, { body: await answering(app, solved.resident) })
  await app.call(rejected.resident, endpoints.reject, { body: { ...(await answering(app, rejected.resident)), text: '还有一盏不亮' } })
  await app.call(town.clerk, endpoints.confirmOnBehalf, { params: spoken.params, body: { basis: 'byPhone' } })
  app.now = at('2026-03-17 09:00')
  await runJob(lapse)
  const figures = await app.call(town.clerk, endpoints.statistics, { query: { unitId: town.village.id } })
  expect(figures.body, 'a year of 365 days, as the public pages have it').toMatchObject({ from: '2025-03-18', to: '2026-03-17' })
  const first = await app.call(town.clerk, endpoints.statistics, { query: { to: '1900-01-01' } })
  expect(first.body, 'and none before the calendar’s').toMatchObject({ from: '1900-01-01', cases: 0 })
  expect(figures.body).toMatchObject({
    cases: 5,
    open: 2,
    asked: 4,
    answered: 2,
    satisfied: 1,
    rejectedOnce: 1,
    unanswered: 1,
    medianDays: 3,
    medianOpenDays: 15,
  })
  expect((await app.call(silent.resident, endpoints.track)).body.state).toBe('unanswered')
  const neighbours = await aStaffedVillage(app.owner)
  expect((await app.call(neighbours.clerk, endpoints.statistics, { query: { unitId: town.village.id } })).body).toMatchObject({
    cases: 0,
    medianDays: null,
  })
})

test('a case refused or taken back at once makes nobody look faster: not on the desk, not on the public page', async () => {
  app.now = at('2026-03-02 09:00')
  const town = await aStaffedVillage(app.owner)
  const submitted = async () => (await app.call(null, endpoints.submit, { body: aTrouble(town.group.id) })).body.id
  const [refused, withdrawn] = [await submitted(), await submitted()]
  const refusal = { reason: 'inCourt', text: '法院已经立案，请等判决。' }
  expect((await app.call(town.leader, endpoints.refuse, { params: { requestId: refused }, body: refusal })).status).toBe(200)
  expect((await app.call({ kind: 'receipt', townId: 1, requestId: withdrawn }, endpoints.withdraw)).status).toBe(200)
  const desk = async () => (await app.call(town.clerk, endpoints.statistics, { query: { unitId: town.village.id } })).body
  const everyone = async () => (await app.call(null, endpoints.publicCases, { params: { unitId: town.village.id } })).body
  const page = async () => (await app.raw({ url: `/voice/cases?unit=${town.village.id}` })).body
  for (const figures of [await desk(), await everyone()]) expect(figures).toMatchObject({ notAccepted: 1, withdrawn: 1, medianDays: null })
  expect(await page()).toContain('用时算不出')

  const { resident } = await proposed(town)
  app.now = at('2026-03-12 09:00')
  expect((await app.call(resident, endpoints.confirm, { body: await answering(app, resident) })).status).toBe(200)
  for (const figures of [await desk(), await everyone()]) expect(figures).toMatchObject({ notAccepted: 1, withdrawn: 1, medianDays: 10 })
  expect(await page()).toContain('解决了的和没有回应的有1件。从提交到有结果，中位数是10天。')
  expect(await page()).toContain('没有算进用时的：还在办0件，不归这里办1件，居民撤回1件。')
})

test('name, phone and address go a year after the end; the case and its steps stay', async () => {
  app.now = at('2026-03-02 09:00')
  const town = await aStaffedVillage(app.owner)
  const { params, resident } = await proposed(town)
  await app.call(resident, endpoints.confirm, { body: await answering(app, resident) })
  const contact = async () => (await app.call(town.clerk, endpoints.get, { params })).body.contact
  app.now = at('2027-03-02 08:00')
  await runJob(forgetContacts)
  expect(await contact()).toMatchObject({ name: '陈*妹' })
  app.now = at('2027-03-02 10:00')
  await runJob(forgetContacts)
  expect(await contact()).toEqual({ name: null, phone: null, address: null })
  expect((await app.call(resident, endpoints.track)).body.steps.at(-1)?.sentence).toBe('办结满一年，称呼、电话和住址已删除')
})
