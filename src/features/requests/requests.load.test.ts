/** Requests (诉求): a ledger brought along walks the same workflow, and the same file twice changes nothing. */
import { expect, test } from 'vitest'
import { useApp } from '../../../tests/support/app.ts'
import { endpoints } from './requests.contract.ts'
import { recountCase } from './requests.jobs.ts'
import { applyJointMeetingRows } from './requests.joint.rows.actions.ts'
import { loadCases } from './requests.load.actions.ts'
import { aStaffedVillage, aTrouble } from './requests.samples.ts'

const app = useApp()
const job = { kind: 'job', townId: 1, name: 'imports.load' } as const

async function aLedger() {
  const at = await aStaffedVillage(app.owner)
  const [place, officer, body] = [`U-${at.group.id}`, `R-${at.leader}`, `M-${at.department.id}`]
  await app.owner.updateTable('unit').set({ externalCode: place }).where('id', '=', at.group.id).execute()
  await app.owner
    .updateTable('person')
    .set({ externalCode: officer.slice(0, 40) })
    .where('id', '=', at.leader)
    .execute()
  await app.owner
    .updateTable('body')
    .set({ externalCode: body.slice(0, 40) })
    .where('id', '=', at.department.id)
    .execute()
  const { code } = await app.owner.selectFrom('requestCategory').where('id', '=', at.categoryId).select('code').executeTakeFirstOrThrow()
  const row = (number: string, changes: object = {}) => ({
    row: 5,
    masked: [],
    values: {
      number,
      unitCode: place,
      text: '巷口路灯坏了一周。',
      near: '祠堂对面',
      categoryCode: code,
      channel: '网上' as const,
      submittedAt: '2026-02-02 20:14',
      publicLine: '路灯不亮',
      jointMeetingOn: null,
      ...changes,
    },
  })
  const step = (number: string, when: string, name: string, changes: object = {}) => ({
    row: 5,
    masked: [],
    values: { number, at: when, step: name as '接手', byCode: null, toCode: null, reason: null, until: null, text: null, ...changes },
  })
  const load = (cases: ReturnType<typeof row>[], steps: ReturnType<typeof step>[]) =>
    app.as(job, context => loadCases(context, cases, steps))
  const find = (number: string) => app.owner.selectFrom('request').where('number', '=', number).selectAll().executeTakeFirst()
  return { at, row, step, load, find, officer: officer.slice(0, 40), body: body.slice(0, 40) }
}

test('a case comes along with its steps, its people and its clock as the log gives it', async () => {
  const { at, row, step, load, find, officer, body } = await aLedger()
  const steps = [
    step('旧账2026-0007', '2026-02-03 09:00', '接手', { byCode: officer }),
    step('旧账2026-0007', '2026-02-03 10:00', '分派', { byCode: officer, toCode: body }),
    step('旧账2026-0007', '2026-02-04 10:00', '签收'),
    step('旧账2026-0007', '2026-02-06 10:00', '说已办好', { text: '换好了。' }),
    step('旧账2026-0007', '2026-02-08 10:00', '居民确认'),
  ]
  expect(await load([row('旧账2026-0007')], steps)).toEqual({ created: new Set(['旧账2026-0007']), refused: [] })
  const found = (await find('旧账2026-0007'))!
  expect(found).toMatchObject({
    state: 'solved',
    solvedBy: 'resident',
    clockState: 'ended',
    assignedBodyId: at.department.id,
    publicLine: '路灯不亮',
  })
  // the officer of the ledger, and the desk that the officer sits at
  expect(found.involved).toEqual(expect.arrayContaining([at.leader, at.group.id, at.department.id]))
  expect(await app.as(job, context => recountCase(context, found.id))).toEqual([])
  const seen = await app.call(at.clerk, endpoints.get, { params: { requestId: found.id } })
  expect(seen.body.steps.map(each => [each.sentence, each.actorName])).toEqual([
    ['提交，送到福寿里小组', '系统'],
    ['已接手', '黄志强'],
    ['交给环保办办', '黄志强'],
    ['签收，开始办', '系统'],
    ['说已办好，等居民确认', '系统'],
    ['居民说：解决了', '系统'],
  ])
  // the same file twice: nothing changes
  const events = () => app.owner.selectFrom('event').where('subjectId', '=', found.id).select('id').execute()
  const before = await events()
  expect(await load([row('旧账2026-0007')], steps)).toEqual({ created: new Set(), refused: [] })
  expect(await events()).toEqual(before)
})

test.each([
  // what is wrong, changed row, steps, said, why
  [{ unitCode: '没有这里' }, [], '没有编码为没有这里的单元', 'an unknown place'],
  [{ submittedAt: '去年' }, [], '提交时间要写成2026-03-01 20:14这样', 'a time nobody can read'],
  [{ submittedAt: '2026-02-30 20:14' }, [], '提交时间要写成2026-03-01 20:14这样', 'no such day: it is not the second of March'],
  [{ submittedAt: '1900-02-01 20:14' }, [], '提交时间要写成2026-03-01 20:14这样', 'before there are ids'],
  [{ submittedAt: '2027-02-01 20:14' }, [], '提交时间不能在以后', 'a case of next year'],
  [{}, [['2026-03-02 09:01', '接手']], '时间不能在以后', 'a step that nobody has taken yet'],
  [{ categoryCode: '9999' }, [], '没有编码为9999的分类', 'an unknown category'],
  [{}, [['2026-02-03 09:00', '居民确认']], '现在还不能这样做', 'a step the workflow refuses'],
  [{}, [['2026-02-01 09:00', '接手']], '步骤的时间要一步比一步晚。', 'a step before its case'],
] as const)('%j with %j is refused: %s', async (changes, told, said, _why) => {
  const { row, step, load, find } = await aLedger()
  const number = `坏账2026-${String(Math.abs(said.length * 7 + told.length)).padStart(4, '0')}`
  const { refused } = await load(
    [row(number, changes)],
    told.map(([when, name]) => step(number, when, name)),
  )
  expect(refused).toEqual([{ sheet: '诉求', row: 5, message: said }])
  expect(await find(number)).toBeUndefined()
})

test('a ledger in the town’s own name moves the town’s numbers on, wherever its cases lie', async () => {
  const { at, row, load } = await aLedger()
  await load([row('西樵镇2026-0040')], [])
  const say = async (aboutOfficials: boolean) =>
    (await app.call(null, endpoints.submit, { body: aTrouble(at.group.id, { aboutOfficials }) })).body.number
  expect(await say(true)).toBe('西樵镇2026-0041')
  expect(await say(false)).toMatch(/^柳河.*2026-0001$/)
})

test('the joint meeting of a ledger comes along: who was there and who decided, once', async () => {
  const { at, row, step, load, officer, body } = await aLedger()
  const number = '会账2026-0001'
  await load(
    [row(number, { jointMeetingOn: '2026-02-10' })],
    [step(number, '2026-02-03 09:00', '接手'), step(number, '2026-02-10 10:00', '联席会议交办', { toCode: body })],
  )
  const told = { heldOn: '2026-02-10', number, deciderCode: officer, bodyCodes: [body], unitCodes: null }
  const bring = (changes: object = {}) =>
    app.as(job, context => applyJointMeetingRows(context, [{ row: 5, masked: [], values: { ...told, ...changes } }]))
  for (const [changes, key, said] of [
    [{ number: '没有2026-0001' }, 'number', /没有联席会议决定过/],
    [{ heldOn: '2026-02-11' }, 'heldOn', /2026-02-10/],
    [{ deciderCode: 'R-x' }, 'deciderCode', /R-x/],
    [{ bodyCodes: ['M-x'] }, 'bodyCodes', /M-x/],
    [{ unitCodes: ['U-x'] }, 'unitCodes', /U-x/],
  ] as const)
    expect(await bring(changes)).toMatchObject({ created: 0, faults: [{ row: 5, key, message: expect.stringMatching(said) as string }] })
  expect(await bring()).toEqual({ created: 1, updated: 0, unchanged: 0, faults: [] })
  expect(await bring()).toEqual({ created: 0, updated: 0, unchanged: 1, faults: [] })
  const { meetings } = (await app.call(at.townClerk, endpoints.jointList)).body
  expect(meetings.find(({ heldOn }) => heldOn === '2026-02-10')).toMatchObject({
    present: ['环保办'],
    decisions: [{ number, kind: 'handler', handlerName: '环保办', decidedByName: '黄志强' }],
  })
})
