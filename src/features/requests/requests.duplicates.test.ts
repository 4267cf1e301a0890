/** Requests (诉求): duplicates over HTTP. Every reporter is told, by page and by telephone, whatever becomes of the case that is kept. */
import { expect, test } from 'vitest'
import type { Job } from '#platform/server/job.ts'
import { useApp } from '../../../tests/support/app.ts'
import { endpoints } from './requests.contract.ts'
import { lapse, recountCase } from './requests.jobs.ts'
import { aStaffedVillage, aTrouble, type SampleTown, answering } from './requests.samples.ts'

const app = useApp()
const day = (date: string) => new Date(`${date}T09:00:00+08:00`)

async function aCase(unitId: string, changes: object = {}) {
  const { body } = await app.call(null, endpoints.submit, { body: aTrouble(unitId, changes) })
  return { ...body, params: { requestId: body.id }, resident: { kind: 'receipt', townId: 1, requestId: body.id } as const }
}
type Case = Awaited<ReturnType<typeof aCase>>
const merge = (at: SampleTown, { params }: Case, into: Case) =>
  app.call(at.leader, endpoints.merge, { params, body: { intoNumber: into.number } })
async function propose(at: SampleTown, { params }: Case) {
  await app.call(at.leader, endpoints.accept, { params, body: { categoryId: at.categoryId } })
  await app.call(at.leader, endpoints.take, { params })
  expect((await app.call(at.leader, endpoints.propose, { params, body: { text: '换好了灯。' } })).status).toBe(200)
}
const refuse = (at: SampleTown, { params }: Case) =>
  app.call(at.leader, endpoints.refuse, { params, body: { reason: 'inCourt', text: '法院已经立案，请等判决。' } })
const withdraw = ({ resident }: Case) => app.call(resident, endpoints.withdraw)
const seenBy = async ({ resident }: Case) => (await app.call(resident, endpoints.track)).body
const sentences = async (one: Case) => (await seenBy(one)).steps.map(step => step.sentence)
const callsFor = async ({ id }: Case) =>
  (await app.owner.selectFrom('requestCall').where('requestId', '=', id).select('about').orderBy('id').execute()).map(({ about }) => about)

test('a chain of duplicates: whoever was first is told of the case that is kept in the end', async () => {
  const at = await aStaffedVillage(app.owner)
  const [a, b, c] = [await aCase(at.group.id), await aCase(at.group.id, { contactPhone: '' }), await aCase(at.group.id)]
  expect((await merge(at, a, b)).status).toBe(200)
  expect((await merge(at, b, c)).status).toBe(200)
  expect((await seenBy(a)).mergedIntoNumber).toBe(c.number)
  expect((await app.call(at.leader, endpoints.get, { params: a.params })).body).toMatchObject({
    state: 'merged',
    mergedIntoNumber: c.number,
  })
  await propose(at, c)
  await app.call(c.resident, endpoints.confirm, { body: await answering(app, c.resident) })
  for (const each of [a, b])
    expect((await sentences(each)).slice(-2)).toEqual(['合在一起办的那件：说已办好', '合在一起办的那件：居民说解决了'])
  expect(await sentences(a)).toContain(`和${c.number}合在一起办`)
  expect(await callsFor(a), 'rung at each merging and at the proposal').toEqual(['merged', 'merged', 'mergedProposed'])
  expect(await callsFor(b), 'left no telephone').toEqual([])
  expect((await app.call(at.leader, endpoints.listCalls)).body.items.map(({ number }) => number)).toContain(a.number)
})

test.each([
  // how the kept case ends, what its duplicates read, why
  ['notAccepted', '合在一起办的那件不受理，这件另外办', 'the desk says no to one reporter, not to the others'],
  ['withdrawn', '合在一起办的那件撤回了，这件另外办', 'one reporter takes back one report'],
] as const)('the kept case is %s: its duplicates go on alone: %s', async (ended, sentence, _why) => {
  app.now = day('2026-03-02')
  const at = await aStaffedVillage(app.owner)
  const [fresh, worked, kept, silent] = [
    await aCase(at.group.id),
    await aCase(at.group.id),
    await aCase(at.group.id),
    await aCase(at.village.id, { contactPhone: '' }),
  ]
  await app.call(at.leader, endpoints.accept, { params: worked.params, body: { categoryId: at.categoryId } })
  await app.call(at.leader, endpoints.assign, { params: worked.params, body: { bodyId: at.department.id } })
  for (const each of [fresh, worked]) expect((await merge(at, each, kept)).status).toBe(200)
  expect((await app.call(at.clerk, endpoints.merge, { params: silent.params, body: { intoNumber: kept.number } })).status).toBe(200)
  app.now = day('2026-03-09')
  expect((await (ended === 'withdrawn' ? withdraw(kept) : refuse(at, kept))).body.state).toBe(ended)
  for (const each of [fresh, worked, silent]) {
    expect(await seenBy(each)).toMatchObject({
      state: 'submitted',
      mergedIntoNumber: null,
      closedAt: null,
      residentDays: 7,
      clock: { state: 'running', limit: 2, used: 0, startedOn: '2026-03-09', dueOn: '2026-03-11' },
    })
    expect((await sentences(each)).at(-1)).toBe(sentence)
    expect(await app.as({ kind: 'job', townId: 1, name: 'recount' }, context => recountCase(context, each.id)), 'as its log says').toEqual(
      [],
    )
  }
  expect((await callsFor(worked)).at(-1)).toBe('separated')
  expect(await callsFor(silent)).toEqual([])
  expect((await app.call(at.leader, endpoints.get, { params: worked.params })).body).toMatchObject({
    handlerName: '福寿里小组',
    level: { unitId: at.group.id, dueOn: '2026-03-11' },
  })
  expect((await app.call(at.clerk, endpoints.get, { params: silent.params })).body.level.dueOn).toBe('2026-03-16')
  expect((await app.call(at.leader, endpoints.accept, { params: fresh.params, body: { categoryId: at.categoryId } })).status).toBe(200)
  app.now = day('2026-03-02')
})

test.each([
  // how the other case stands, what the desk is told, why
  ['notAccepted', 409, 'nobody handles it'],
  ['withdrawn', 409, 'nobody waits for it'],
  ['solved', 409, 'a trouble that came again is opened again'],
  ['unanswered', 409, 'its end would never be told'],
  ['merged', 409, 'it is not the one that is kept'],
  ['proposed', 200, 'open: whoever comes late hears at once what was said'],
] as const)('merging into a case that is %s → %i: %s', async (state, status, _why) => {
  app.now = day('2026-03-02')
  const at = await aStaffedVillage(app.owner)
  const [late, other, third] = [await aCase(at.group.id), await aCase(at.group.id), await aCase(at.group.id)]
  if (state === 'notAccepted') await refuse(at, other)
  if (state === 'withdrawn') await withdraw(other)
  if (state === 'merged') await merge(at, other, third)
  if (state === 'solved' || state === 'unanswered' || state === 'proposed') await propose(at, other)
  if (state === 'solved') await app.call(other.resident, endpoints.confirm, { body: await answering(app, other.resident) })
  if (state === 'unanswered') {
    app.now = day('2026-03-20')
    await runJob(lapse)
  }
  expect((await seenBy(other)).state).toBe(state)
  const answer = await merge(at, late, other)
  expect(answer.status).toBe(status)
  if (status === 409) {
    expect(answer.body).toMatchObject({ type: '/problems/requests/merged-into-ended', title: '那一件已经不办了' })
    expect((await seenBy(late)).state).toBe('submitted')
  } else expect((await sentences(late)).at(-1)).toBe('合在一起办的那件：说已办好')
  app.now = day('2026-03-02')
})

test('the reporter of a duplicate says that it is not solved: it goes on alone, and no desk merges it there again', async () => {
  app.now = day('2026-03-02')
  const at = await aStaffedVillage(app.owner)
  const [mine, kept] = [await aCase(at.group.id), await aCase(at.group.id)]
  const text = '我家门口的灯还是不亮'
  const separate = ({ resident }: Case) => app.call(resident, endpoints.separate, { body: { text } })
  expect((await separate(mine)).status, 'no duplicate').toBe(409)
  await merge(at, mine, kept)
  expect((await separate(mine)).status, 'nothing is said yet').toBe(409)
  await propose(at, kept)
  expect((await seenBy(mine)).allowedActions).toEqual(['track', 'separate'])
  expect((await separate(kept)).status, 'whoever was asked answers').toBe(409)
  await app.call(kept.resident, endpoints.confirm, { body: await answering(app, kept.resident) })
  app.now = day('2026-03-09')
  expect(await separate(mine)).toMatchObject({
    status: 200,
    body: {
      state: 'submitted',
      mergedIntoNumber: null,
      closedAt: null,
      residentDays: 7,
      clock: { state: 'running', limit: 2, used: 0, startedOn: '2026-03-09', dueOn: '2026-03-11' },
      allowedActions: ['track', 'remark', 'withdraw'],
    },
  })
  expect((await seenBy(mine)).steps.at(-1)).toMatchObject({ sentence: '居民说没解决，这件另外办', text })
  expect((await seenBy(kept)).state, 'the other stays as its own reporter said').toBe('solved')
  expect(await app.as({ kind: 'job', townId: 1, name: 'recount' }, context => recountCase(context, mine.id)), 'as its log says').toEqual([])
  expect((await app.call(at.leader, endpoints.get, { params: mine.params })).body).toMatchObject({
    handlerName: '福寿里小组',
    level: { unitId: at.group.id, dueOn: '2026-03-11' },
  })
  await app.call(kept.resident, endpoints.reopen, { body: { text: '又不亮了' } })
  expect((await merge(at, mine, kept)).body).toMatchObject({ type: '/problems/requests/separated', title: '反映人说没解决，已另外办' })
  const third = await aCase(at.group.id)
  expect((await merge(at, mine, third)).status, 'into another it may').toBe(200)
  app.now = day('2026-03-02')
})

test('“not solved” is the reporter’s alone, and said fifty times at once it is said once', async () => {
  app.now = day('2026-03-02')
  const [at, next] = [await aStaffedVillage(app.owner), await aStaffedVillage(app.owner)]
  const [mine, kept] = [await aCase(at.group.id), await aCase(at.group.id)]
  await merge(at, mine, kept)
  await propose(at, kept)
  const body = { text: '𠮷婆婆家门口还是不亮' }
  for (const who of [null, at.clerk, next.clerk]) expect((await app.call(who, endpoints.separate, { body })).status).toBe(401)
  const all = await Promise.all(Array.from({ length: 50 }, () => app.call(mine.resident, endpoints.separate, { body })))
  // Of so many on one case some are asked to come again.
  expect(all.map(({ status }) => status).filter(status => status !== 409 && status !== 429 && status !== 503)).toEqual([200])
  const { steps } = await seenBy(mine)
  expect(steps.filter(({ text }) => text === body.text)).toHaveLength(1)
})

async function runJob(job: Job) {
  const actor = { kind: 'job', townId: 1, name: job.name } as const
  for (const item of await app.as(actor, context => job.find(context))) await app.as(actor, context => job.each(context, item))
}

test('two merge at once, each into the other: one is kept', async () => {
  const at = await aStaffedVillage(app.owner)
  for (let round = 0; round < 5; round += 1) {
    const [a, b] = [await aCase(at.group.id), await aCase(at.group.id)]
    const answers = await Promise.all([merge(at, a, b), merge(at, b, a)])
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409])
    expect([(await seenBy(a)).state, (await seenBy(b)).state].sort()).toEqual(['merged', 'submitted'])
  }
})

test('merging beside the end of the case that is kept leaves no duplicate in a case that ended', async () => {
  const at = await aStaffedVillage(app.owner)
  for (let round = 0; round < 5; round += 1) {
    const [a, b, first] = [await aCase(at.group.id), await aCase(at.group.id), await aCase(at.group.id)]
    await merge(at, first, b)
    const [merged, ended] = await Promise.all([merge(at, a, b), round % 2 === 0 ? withdraw(b) : refuse(at, b)])
    expect([ended.status, [200, 409].includes(merged.status)]).toEqual([200, true])
    for (const each of [a, first]) expect(await seenBy(each)).toMatchObject({ state: 'submitted', mergedIntoNumber: null })
  }
})
