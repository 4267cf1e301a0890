/** Handover (交接) and standing in (代理): over HTTP, with cases on the desks. */
import { expect, test } from 'vitest'
import type { Endpoint } from '#platform/shared/endpoint.ts'
import { endpoints as requestEndpoints } from '#features/requests/requests.contract.ts'
import { answering, aStaffedVillage, aTrouble, type SampleTown } from '#features/requests/requests.samples.ts'
import { useApp } from '../../../tests/support/app.ts'
import { insist } from '../../../tests/support/insist.ts'
import { endpoints as personEndpoints } from './people.contract.ts'
import { handOverEnded } from './people.jobs.ts'
import { endpoints } from './people.posts.contract.ts'
import { addPost, aHolder, asRead } from './people.samples.ts'

const app = useApp()
const night = { kind: 'job', townId: 1, name: handOverEnded.name } as const

/** A village whose leader gave the clerk a case; the clerk's term is the one that ends. */
async function aHandful() {
  const at = await aStaffedVillage(app.owner)
  const colleague = await aHolder(app.owner, 'villageSecretary', at.village.id, { name: '区永康' })
  const given = await aGivenCase(at, at.clerk)
  const { termId } = (await app.call(at.townClerk, personEndpoints.get, { params: { personId: at.clerk } })).body.terms[0]!
  const end = (successorId: string | null, lastOn = '2026-03-01', who = at.townClerk, read = asRead(app.owner, { termId })) =>
    insist(async () => app.call(who, endpoints.endTerm, { params: { termId }, body: { lastOn, successorId } }, await read))
  return { ...at, colleague, given, termId, end }
}

async function aGivenCase(at: SampleTown, personId: string) {
  const { body } = await app.call(null, requestEndpoints.submit, { body: aTrouble(at.group.id) })
  const params = { requestId: body.id }
  await app.call(at.leader, requestEndpoints.accept, { params, body: { categoryId: at.categoryId } })
  expect((await app.call(at.leader, requestEndpoints.assign, { params, body: { personId } })).status).toBe(200)
  return body
}

const numbers = (items: readonly { number: string }[]) => items.map(({ number }) => number)
const todo = async (who: string) => numbers((await app.call(who, requestEndpoints.inbox, { query: { box: 'todo' } })).body.items)
const stepsOf = async (requestId: string) =>
  (await app.call({ kind: 'receipt', townId: 1, requestId }, requestEndpoints.track)).body.steps.map(({ sentence }) => sentence)
const fieldOf = ({ status, body }: { status: number; body: { errors?: { pointer: string; detail: string }[]; type?: string } }) =>
  `${status} ${body.errors?.map(({ pointer, detail }) => `${pointer} ${detail}`).join() ?? body.type}`
async function atNight(day: string) {
  app.now = new Date(`${day}T01:00:00Z`)
  try {
    for (const termId of await app.as(night, handOverEnded.find)) await app.as(night, context => handOverEnded.each(context, termId))
  } finally {
    app.now = new Date('2026-03-02T01:00:00Z')
  }
}

test('a term with work in hand ends only when someone takes it over; the resident reads who goes on', async () => {
  const at = await aHandful()
  const params = { termId: at.termId }
  const work = { kind: 'request', id: at.given.id, label: at.given.number }
  const shown = await app.call(at.townClerk, endpoints.openWork, { params })
  expect(shown.body.items).toEqual([work])
  expect(shown.body.successors.map(({ id }) => id)).toEqual(expect.arrayContaining([at.colleague, at.townClerk]))
  expect(shown.body.successors.map(({ id }) => id)).not.toContain(at.clerk)
  expect((await app.call(at.leader, endpoints.openWork, { params })).status).toBe(403)
  expect((await app.call(null, endpoints.openWork, { params })).status).toBe(401)

  const refused = await at.end(null)
  expect(refused).toMatchObject({ status: 409, body: { type: '/problems/people/open-work', work: [work] } })
  expect(refused.body.detail).toBe('还有1件事没办完，请指定接手的人。')
  expect(fieldOf(await at.end(at.clerk))).toBe('422 #/successorId 接手的人要在同一单位、部门或上级任职')
  expect(fieldOf(await at.end(at.leader))).toBe('422 #/successorId 接手的人要在同一单位、部门或上级任职')
  const watcher = await aHolder(app.owner, 'supervisor', at.village.id)
  expect(fieldOf(await at.end(watcher))).toBe(`422 #/successorId 这个人的岗位办不了其中1件：${at.given.number}`)
  expect([await todo(at.clerk), await todo(at.colleague)]).toEqual([[at.given.number], []])

  expect((await at.end(at.colleague)).status).toBe(200)
  expect([await todo(at.clerk), await todo(at.colleague)]).toEqual([[], [at.given.number]])
  expect((await stepsOf(at.given.id)).at(-1)).toBe('承办人离任，由区永康接着办')
  const events = await app.owner.selectFrom('event').where('subjectId', 'in', [at.given.id, at.clerk]).orderBy('id').selectAll().execute()
  expect(events.slice(-2).map(({ name, actorPersonId, details }) => [name, actorPersonId, details])).toEqual([
    [
      'people.endTerm',
      at.townClerk,
      { termId: at.termId, postId: expect.any(String) as string, lastOn: '2026-03-01', successorId: at.colleague, workIds: [at.given.id] },
    ],
    ['requests.reassign', at.townClerk, { personId: at.colleague }],
  ])
  const take = (who: string) => app.call(who, requestEndpoints.take, { params: { requestId: at.given.id } })
  expect((await take(at.clerk)).status).toBe(403)
  expect((await take(at.colleague)).status).toBe(200)
})

test('someone who holds another desk that reaches the case keeps it, and has nothing to hand over', async () => {
  const at = await aHandful()
  await addPost(app.owner, at.clerk, 'villageSecretary', at.village.id)
  expect((await app.call(at.townClerk, endpoints.openWork, { params: { termId: at.termId } })).body.items).toEqual([])
  expect((await at.end(null)).status).toBe(200)
  expect(await todo(at.clerk)).toEqual([at.given.number])
})

test('the last one at a desk hands over what lies on it, also when a village clerk ends the term', async () => {
  const at = await aHandful()
  const { body: lying } = await app.call(null, requestEndpoints.submit, { body: aTrouble(at.group.id) })
  const { termId } = (await app.call(at.townClerk, personEndpoints.get, { params: { personId: at.leader } })).body.terms[0]!
  const end = async (successorId: string | null) =>
    app.call(
      at.clerk,
      endpoints.endTerm,
      { params: { termId }, body: { lastOn: '2026-03-01', successorId } },
      await asRead(app.owner, { termId }),
    )
  expect(await end(null)).toMatchObject({ status: 409, body: { work: [{ label: lying.number }] } })
  expect((await end(at.colleague)).status).toBe(200)
  expect(await todo(at.colleague)).toEqual([lying.number])
  const accepted = await app.call(at.colleague, requestEndpoints.accept, {
    params: { requestId: lying.id },
    body: { categoryId: at.categoryId },
  })
  expect(accepted.status).toBe(200)
})

test('a case about officials goes only to the desk for these, whoever ends the term', async () => {
  const at = await aHandful()
  const admin = await aHolder(app.owner, 'systemAdministrator', at.town.id)
  const { body: officials } = await app.call(null, requestEndpoints.submit, { body: aTrouble(at.village.id, { aboutOfficials: true }) })
  const params = { requestId: officials.id }
  await app.call(at.discipline, requestEndpoints.accept, { params, body: { categoryId: at.categoryId } })
  await app.call(at.discipline, requestEndpoints.assign, { params, body: { personId: at.discipline } })
  const { termId } = (await app.call(admin, personEndpoints.get, { params: { personId: at.discipline } })).body.terms[0]!
  const end = async (successorId: string | null) =>
    app.call(
      admin,
      endpoints.endTerm,
      { params: { termId }, body: { lastOn: '2026-03-01', successorId } },
      await asRead(app.owner, { termId }),
    )
  expect(await end(null)).toMatchObject({ status: 409, body: { work: [{ label: officials.number }] } })
  expect(fieldOf(await end(at.townClerk))).toBe(`422 #/successorId 这个人的岗位办不了其中1件：${officials.number}`)
  expect((await app.call(at.townClerk, requestEndpoints.get, { params })).status).toBe(404)
  const second = await aHolder(app.owner, 'townDiscipline', at.town.id, { from: '2026-03-02' })
  expect((await end(second)).status).toBe(200)
  expect(await todo(second)).toEqual([officials.number])
})

test('of two who end one term at once, one does; each case changes hands once', async () => {
  const at = await aHandful()
  const other = await aHolder(app.owner, 'townClerk', at.town.id)
  const read = await asRead(app.owner, at)
  const answers = await Promise.all([
    at.end(at.colleague, undefined, undefined, Promise.resolve(read)),
    at.end(at.townClerk, undefined, other, Promise.resolve(read)),
  ])
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 412])
  const next = await aHandful()
  const seen = await asRead(app.owner, next)
  const today = await Promise.all([
    next.end(next.colleague, '2026-03-02', undefined, Promise.resolve(seen)),
    next.end(next.townClerk, '2026-03-02', other, Promise.resolve(seen)),
  ])
  expect(today.map(({ status, body }) => `${status} ${body.type ?? ''}`).sort()).toEqual(['200 ', '412 /problems/edited-meanwhile'])
  for (const { id } of [at.given, next.given])
    expect((await stepsOf(id)).filter(sentence => sentence.startsWith('承办人离任'))).toHaveLength(1)
})

test('two people who leave at once cannot name each other', async () => {
  const at = await aHandful()
  const theirs = (await app.call(at.townClerk, personEndpoints.get, { params: { personId: at.colleague } })).body.terms[0]!
  const answers = await Promise.all([
    at.end(at.colleague),
    insist(async () =>
      app.call(
        at.townClerk,
        endpoints.endTerm,
        { params: { termId: theirs.termId }, body: { lastOn: '2026-03-01', successorId: at.clerk } },
        await asRead(app.owner, theirs),
      ),
    ),
  ])
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 422])
  const after = [...(await todo(at.clerk)), ...(await todo(at.colleague))]
  // Whoever stayed has the case; if the clerk stayed, it never moved.
  expect(after).toEqual([at.given.number])
})

test('a last day that is to come: the work moves in the night after it, with what came in between', async () => {
  const at = await aHandful()
  expect(fieldOf(await at.end(null, '2026-03-04'))).toContain('409')
  expect((await at.end(at.colleague, '2026-03-04')).status).toBe(200)
  const late = await aGivenCase(at, at.clerk)
  await atNight('2026-03-04')
  expect([await todo(at.clerk), await todo(at.colleague)]).toEqual([[at.given.number, late.number], []])
  await atNight('2026-03-05')
  await atNight('2026-03-05')
  expect([await todo(at.clerk), await todo(at.colleague)]).toEqual([[], [at.given.number, late.number]])
  expect((await stepsOf(late.id)).filter(sentence => sentence === '承办人离任，由区永康接着办')).toHaveLength(1)
})

test('a term that ran out with nobody named leaves its work to the nearest desk that someone holds', async () => {
  const at = await aHandful()
  await app.owner.updateTable('term').set({ valid: '[2020-01-01,2026-03-05)' }).where('id', '=', at.termId).execute()
  await atNight('2026-03-05')
  await atNight('2026-03-06')
  expect([await todo(at.clerk), await todo(at.leader)]).toEqual([[], [at.given.number]])
  expect((await stepsOf(at.given.id)).filter(sentence => sentence === '承办人离任，由福寿里小组接着办')).toHaveLength(1)
})

test('a deputy has the inbox and the calls of the one on leave, from the first day to the last and not after', async () => {
  const at = await aHandful()
  const deputy = await aHolder(app.owner, 'villageClerk', at.village.id, { name: '冯丽华' })
  const on = async <T>(day: string, work: () => Promise<T>) => {
    app.now = new Date(`${day}T01:00:00Z`)
    try {
      return await work()
    } finally {
      app.now = new Date('2026-03-02T01:00:00Z')
    }
  }
  const get = <E extends Endpoint>(endpoint: E) => app.call(deputy, endpoint, { params: { requestId: at.given.id } })
  await app.call(at.clerk, requestEndpoints.take, { params: { requestId: at.given.id } })
  await app.call(at.clerk, requestEndpoints.propose, { params: { requestId: at.given.id }, body: { text: '换了灯头，亮了。' } })
  const track = { kind: 'receipt', townId: 1, requestId: at.given.id } as const
  await app.call(track, requestEndpoints.reject, { body: { ...(await answering(app, track)), text: '晚上又灭了。' } })
  const leave = { deputyId: deputy, from: '2026-03-03', lastOn: '2026-03-04' }
  expect((await app.call(at.clerk, endpoints.takeLeave, { params: { personId: at.clerk }, body: leave })).status).toBe(200)
  const seen = () => Promise.all([todo(deputy), app.call(deputy, requestEndpoints.listCalls).then(({ body }) => numbers(body.items))])
  expect(await seen()).toEqual([[], []])
  expect(await on('2026-03-03', seen)).toEqual([[at.given.number], [at.given.number]])
  expect((await get(requestEndpoints.take)).status).toBe(403)
  expect((await on('2026-03-04', () => get(requestEndpoints.take))).status).toBe(200)
  expect(await on('2026-03-05', seen)).toEqual([[], []])
  const allowed = async () => (await get(requestEndpoints.get)).body.allowedActions
  expect(await on('2026-03-04', allowed)).toContain('propose')
  // The deputy's own desk still reaches the case; what was the other's alone is over.
  expect(await on('2026-03-05', allowed)).not.toContain('propose')
})

/** A secretary on leave until autumn with the clerk as deputy, and what either may do on a day. */
async function aStandIn() {
  const at = await aHandful()
  const secretary = await aHolder(app.owner, 'villageSecretary', at.village.id, { name: '梁少英' })
  const body = { deputyId: at.clerk, from: '2026-03-02', lastOn: '2026-09-30' }
  const leave = await app.call(secretary, endpoints.takeLeave, { params: { personId: secretary }, body })
  const leaves = async () => (await app.call(secretary, endpoints.listLeaves, { params: { personId: secretary } })).body.items
  const actsFor = async (who: string, day: string) => {
    app.now = new Date(`${day}T01:00:00Z`)
    const { body: scope } = await app.call(who, personEndpoints.explainScope)
    app.now = new Date('2026-03-02T01:00:00Z')
    return scope.reasons.map(({ deputyFor }) => deputyFor)
  }
  return { ...at, secretary, leaveId: leave.body.id, leaves, actsFor }
}

test('a deputy acts for the one on leave no longer than the own office lasts', async () => {
  const at = await aStandIn()
  await app.owner.updateTable('term').set({ valid: '[2020-01-01,2026-03-05)' }).where('id', '=', at.termId).execute()
  expect(await at.actsFor(at.clerk, '2026-03-04')).toEqual([null, '梁少英'])
  expect(await at.actsFor(at.clerk, '2026-03-05')).toEqual([])
  await atNight('2026-03-05')
  expect(await at.leaves(), 'nobody was named: it stays for the secretary to change').toMatchObject([{ deputyId: at.clerk }])
  await addPost(app.owner, at.clerk, 'gridLeader', at.group.id, { from: '2026-04-01' })
  expect(await at.actsFor(at.clerk, '2026-04-01'), 'in office again').toEqual([null, '梁少英'])
})

test('whoever ends the term of a deputy is asked who stands in next; who stood in until then stays on record', async () => {
  const at = await aStandIn()
  const { body } = await app.call(at.townClerk, endpoints.openWork, { params: { termId: at.termId } })
  const work = { kind: 'leave', id: at.leaveId, label: '梁少英请假的代理' }
  expect(body.items).toContainEqual(work)
  expect(await at.end(null, '2026-03-04')).toMatchObject({ status: 409, body: { work: expect.arrayContaining([work]) as unknown } })
  expect(fieldOf(await at.end(at.secretary, '2026-03-04')), 'for oneself').toBe(
    '422 #/successorId 这个人的岗位办不了其中1件：梁少英请假的代理',
  )
  expect((await at.end(at.colleague, '2026-03-04')).status).toBe(200)
  await atNight('2026-03-05')
  await atNight('2026-03-06')
  expect(await at.leaves()).toMatchObject([
    { deputyId: at.colleague, from: '2026-03-05', lastOn: '2026-09-30' },
    { id: at.leaveId, deputyId: at.clerk, from: '2026-03-02', lastOn: '2026-03-04' },
  ])
  expect(await at.actsFor(at.colleague, '2026-03-05')).toEqual([null, '梁少英'])
  const { body: trail } = await app.call(at.secretary, personEndpoints.trail, { params: { personId: at.secretary } })
  expect(trail.items[0]).toMatchObject({ name: 'people.handOverLeave', sentence: '代理人离任，2026年3月5日起换人代理' })
})

test('a leave that is to come changes its deputy, and one with another post goes on standing in', async () => {
  const at = await aHandful()
  const params = { personId: at.colleague }
  const body = { deputyId: at.clerk, from: '2026-03-10', lastOn: '2026-03-20' }
  expect((await app.call(at.colleague, endpoints.takeLeave, { params, body })).status).toBe(200)
  const postId = await addPost(app.owner, at.clerk, 'gridLeader', at.group.id)
  const items = async () => (await app.call(at.townClerk, endpoints.openWork, { params: { termId: at.termId } })).body.items
  expect((await items()).map(({ kind }) => kind)).not.toContain('leave')
  await app.owner.deleteFrom('term').where('postId', '=', postId).execute()
  expect((await items()).map(({ kind }) => kind)).toContain('leave')
  expect((await at.end(at.townClerk)).status).toBe(200)
  expect((await app.call(at.colleague, endpoints.listLeaves, { params })).body.items).toMatchObject([
    { deputyId: at.townClerk, from: '2026-03-10', lastOn: '2026-03-20' },
  ])
})
