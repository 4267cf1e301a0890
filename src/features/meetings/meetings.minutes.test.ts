/** Actions and packs (行动项、活动包): given, done, accepted by another, and in 待办 meanwhile; over HTTP. */
import { expect, test } from 'vitest'
import { newId } from '#platform/shared/ids.ts'
import { aMembership } from '#features/memberships/memberships.samples.ts'
import { useApp } from '../../../tests/support/app.ts'
import { aHolder, asRead } from '#features/people/people.samples.ts'
import { findUnowned, putBackUnowned } from '#features/people/people.handover.actions.ts'
import { endpoints as people } from '#features/people/people.posts.contract.ts'
import { endpoints } from './meetings.contract.ts'
import { aBranch, aMember, aPack, aPlan } from './meetings.samples.ts'
import { actionItems, actionsToAccept } from './meetings.todos.ts'

const app = useApp()

async function aHeldMeeting() {
  const at = await aBranch(app.owner)
  const { body } = await app.call(at.secretary, endpoints.create, { body: aPlan(at.branchId, { chairId: at.secretary }) })
  const params = { meetingId: body.id }
  await app.call(at.secretary, endpoints.hold, { params })
  const give = (ownerId: string, changes: object = {}) =>
    app.call(at.secretary, endpoints.addAction, { params, body: { title: '修好巷口路灯', ownerId, dueOn: '2026-03-20', ...changes } })
  return { at, params, give }
}
const waitingFor = async (who: string) => {
  const actor = await app.person(who)
  return app.as(actor, async context => ({ own: await actionItems.list(context), others: await actionsToAccept.list(context) }))
}

test('an action item waits in its owner’s 待办 until done, then in the chair’s until accepted; never accepted by its owner', async () => {
  const { at, params, give } = await aHeldMeeting()
  const given = await give(at.gridLeader)
  const [item] = given.body.actions
  expect(item).toMatchObject({ ownerName: '黄志强', dueOn: '2026-03-20', doneOn: null, allowedActions: [] })
  expect(await waitingFor(at.gridLeader)).toMatchObject({
    own: [{ id: item!.id, title: '修好巷口路灯', dueOn: '2026-03-20', link: `/console/meetings/${params.meetingId}?tab=actions` }],
    others: [],
  })
  const one = { params: { actionId: item!.id } }
  const finish = (who: string) => app.call(who, endpoints.finishAction, { ...one, body: { result: '换了线和灯头。' } })
  expect((await finish(at.secretary)).status).toBe(403)
  expect((await app.call(at.secretary, endpoints.acceptAction, one)).status).toBe(409)
  // The owner is not on the roll: the item and its meeting's name are all there is to see.
  expect(await finish(at.gridLeader)).toMatchObject({ status: 200, body: { opened: false, actions: [{ doneOn: '2026-03-02' }] } })
  expect((await finish(at.gridLeader)).status).toBe(409)
  expect(await waitingFor(at.gridLeader)).toEqual({ own: [], others: [] })
  expect((await waitingFor(at.secretary)).others).toMatchObject([{ id: item!.id, detail: '第一季度党员大会定下的，说已办好，等您看。' }])

  const back = await app.call(at.secretary, endpoints.returnAction, { ...one, body: { dueOn: '2026-03-25' } })
  expect(back.body.actions).toMatchObject([{ doneOn: null, dueOn: '2026-03-25', result: '换了线和灯头。' }])
  expect((await app.call(at.secretary, endpoints.returnAction, { ...one, body: { dueOn: '2026-03-26' } })).status).toBe(409)
  await finish(at.gridLeader)
  expect((await app.call(at.gridLeader, endpoints.acceptAction, one)).status).toBe(403)
  const accepted = await app.call(at.secretary, endpoints.acceptAction, one)
  expect(accepted.body.actions).toMatchObject([{ acceptedBy: '区永康', acceptedOn: '2026-03-02', allowedActions: [] }])
  expect(await waitingFor(at.secretary)).toEqual({ own: [], others: [] })
})

test('who owns an item and keeps the meeting still needs another to accept it', async () => {
  const { at, give } = await aHeldMeeting()
  const [item] = (await give(at.secretary)).body.actions
  const one = { params: { actionId: item!.id } }
  await app.call(at.secretary, endpoints.finishAction, { ...one, body: { result: '已办好。' } })
  expect((await app.call(at.secretary, endpoints.acceptAction, one)).status).toBe(403)
  expect((await app.call(at.secretary, endpoints.returnAction, { ...one, body: { dueOn: '2026-03-26' } })).status).toBe(403)
  expect((await app.call(at.villageSecretary, endpoints.acceptAction, one)).status).toBe(200)
})

test('an item needs someone near and a day ahead, and a meeting that took place', async () => {
  const { at, params, give } = await aHeldMeeting()
  const next = await aBranch(app.owner)
  expect((await give(at.secretary, { dueOn: '2026-03-02' })).body.errors).toMatchObject([{ pointer: '#/dueOn' }])
  expect((await give(at.secretary, { dueOn: '2028-03-05' })).body.errors).toMatchObject([{ pointer: '#/dueOn' }])
  expect((await give(next.secretary)).body.errors).toMatchObject([{ pointer: '#/ownerId' }])
  expect((await give(at.secretary)).status).toBe(200)
  const [item] = (await give(at.secretary)).body.actions
  const strange = { params: { actionId: item!.id }, body: { result: '办好了。' } }
  expect((await app.call(next.secretary, endpoints.finishAction, strange)).status).toBe(404)
  expect((await app.call(at.secretary, endpoints.finishAction, { ...strange, params: { actionId: newId() } })).status).toBe(404)
  await app.call(at.secretary, endpoints.finishAction, strange)
  const backwards = { params: { actionId: item!.id }, body: { dueOn: '2026-03-01' } }
  expect((await app.call(at.villageSecretary, endpoints.returnAction, backwards)).body.errors).toMatchObject([{ pointer: '#/dueOn' }])
  const planned = await app.call(at.secretary, endpoints.create, { body: aPlan(at.branchId) })
  const early = { params: { meetingId: planned.body.id }, body: { title: '修路灯', ownerId: at.secretary, dueOn: '2026-03-20' } }
  expect((await app.call(at.secretary, endpoints.addAction, early)).status).toBe(409)
  expect((await app.call(at.gridLeader, endpoints.addAction, { ...early, params })).status).toBe(403)
})

test('六个一 has two known items; the town names the other four and no seventh', async () => {
  const at = await aBranch(app.owner)
  const { packId } = await aPack(app.owner)
  const name = (who: string, text: string) => app.call(who, endpoints.nameItem, { params: { packId }, body: { name: text } })
  const seen = await app.call(at.secretary, endpoints.packs)
  expect(seen.body.items).toMatchObject([
    { name: '六个一', size: 6, items: [{ name: '调查研究' }, { name: '问题检视' }], allowedActions: ['packs'] },
  ])
  expect((await name(at.secretary, '项目三')).status).toBe(403)
  expect((await name(at.townClerk, '调查研究')).body.type).toBe('/problems/meetings/item-taken')
  const answers = await Promise.all(['项目三', '项目四', '项目五', '项目六', '项目七'].map(text => name(at.townClerk, text)))
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 200, 200, 200, 409])
  const [pack] = (await app.call(at.townClerk, endpoints.packs)).body.items
  expect(pack!.items.map(({ position }) => position)).toEqual([1, 2, 3, 4, 5, 6])
  expect((await app.call(at.townClerk, endpoints.nameItem, { params: { packId: newId() }, body: { name: '别的' } })).status).toBe(404)
})

test('what a meeting gave someone to do is open work: it goes to the successor, or to a secretary when nobody was named', async () => {
  const { at, params, give } = await aHeldMeeting()
  const successor = await aHolder(app.owner, 'gridLeader', at.cooperative.id, { name: '陈大妹' })
  const [item] = (await give(at.gridLeader)).body.actions
  const done = (await give(at.gridLeader, { title: '换好祠堂的锁' })).body.actions.find(({ title }) => title === '换好祠堂的锁')!
  await app.call(at.gridLeader, endpoints.finishAction, { params: { actionId: done.id }, body: { result: '换好了。' } })
  const termOf = async (personId: string) =>
    (await app.owner.selectFrom('term').where('personId', '=', personId).select('id').executeTakeFirstOrThrow()).id
  const termId = await termOf(at.gridLeader)
  const lastOn = '2026-03-01'
  const open = await app.call(at.villageSecretary, people.openWork, { params: { termId }, query: { lastOn } })
  expect(open.body.items).toEqual([{ kind: 'meetingAction', id: item!.id, label: '福寿里经济社：会议定下的事' }])
  const end = async (successorId: string | null) =>
    app.call(
      at.villageSecretary,
      people.endTerm,
      { params: { termId }, body: { lastOn, successorId } },
      await asRead(app.owner, { termId }),
    )
  expect((await end(null)).body).toMatchObject({ type: '/problems/people/open-work' })
  expect((await end(successor)).status).toBe(200)
  expect((await waitingFor(successor)).own).toMatchObject([{ id: item!.id, title: '修好巷口路灯' }])
  expect((await waitingFor(at.gridLeader)).own).toEqual([])
  const owners = async () =>
    app.owner.selectFrom('meetingAction').where('meetingId', '=', params.meetingId).select(['id', 'ownerId']).orderBy('id').execute()
  expect(await owners(), 'what was done stays with who did it').toEqual([
    { id: item!.id, ownerId: successor },
    { id: done.id, ownerId: at.gridLeader },
  ])
  const event = await app.owner
    .selectFrom('event')
    .where('name', '=', 'meetings.handOver')
    .select(['subjectId', 'details'])
    .executeTakeFirstOrThrow()
  expect(event).toEqual({ subjectId: params.meetingId, details: { actionId: item!.id, ownerId: successor } })

  // Nobody is named: the night gives it to the branch's secretary.
  await app.owner.updateTable('term').set({ valid: '[2020-01-01,2026-03-02)' }).where('personId', '=', successor).execute()
  const gone = await termOf(successor)
  await app.as({ kind: 'job', townId: 1, name: 'people.settle' }, async context => {
    for (const work of context.openWork) await work.putBack(context, gone, context.today)
  })
  expect((await waitingFor(at.secretary)).own).toMatchObject([{ id: item!.id }])
})

test.each([
  // who has it, when the term and the membership ended, to whom the night gives it, why
  ['a member', null, '2026-03-10', 'secretary', 'excluded: may do nothing for the branch any more'],
  ['a member', null, null, 'owner', 'is one still'],
  ['a former leader', '2026-03-05', undefined, 'secretary', 'the term ended before the item was given back'],
  ['a former leader', '2026-03-05', null, 'owner', 'is a member still'],
  ['a resident', null, undefined, 'owner', 'never held a post nor was a member, and was chosen all the same'],
] as const)('what %s has to do, term until %s, member until %s: %s, who %s', async (who, termUntil, memberUntil, owner, _why) => {
  app.now = new Date('2026-03-02T09:00:00+08:00')
  const { at, give } = await aHeldMeeting()
  const personId = who === 'a former leader' ? at.gridLeader : await aMember(app.owner, at.cooperative.id, '陈大妹')
  if (memberUntil !== undefined) {
    const id = await aMembership(app.owner, personId, { bodyId: at.branchId, unitId: at.cooperative.id })
    const ended = memberUntil && { endedOn: memberUntil, endReason: 'expelled' as const }
    if (ended) await app.owner.updateTable('partyMembership').set(ended).where('id', '=', id).execute()
  }
  if (termUntil)
    await app.owner
      .updateTable('term')
      .set({ valid: `[2020-01-01,${termUntil})` })
      .where('personId', '=', personId)
      .execute()
  const { id } = (await give(personId, { dueOn: '2026-06-20' })).body.actions[0]!
  // so long after that the night no longer looks after the term
  app.now = new Date('2026-05-04T00:40:00+08:00')
  const job = { kind: 'job', townId: 1, name: 'people.putBackLeft' } as const
  const items = await app.as(job, findUnowned)
  // The program is replaced while they wait, by one whose features stand in another order.
  for (const item of items) await app.as(job, context => putBackUnowned({ ...context, openWork: context.openWork.toReversed() }, item))
  const { ownerId } = await app.owner.selectFrom('meetingAction').where('id', '=', id).select('ownerId').executeTakeFirstOrThrow()
  expect(ownerId === personId ? 'owner' : ownerId === at.secretary ? 'secretary' : ownerId).toBe(owner)
  const told = await app.owner.selectFrom('event').where('name', '=', 'meetings.handOver').select('details').execute()
  expect(told.filter(({ details }) => (details as { actionId: string }).actionId === id)).toHaveLength(owner === 'owner' ? 0 : 1)
  app.now = new Date('2026-03-02T09:00:00+08:00')
})
