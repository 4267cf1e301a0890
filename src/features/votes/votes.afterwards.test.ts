/** What two people say after the roll was fixed (更正和中止): the words of a resolution put right, and a ballot that broke off; over HTTP. */
import { expect, test } from 'vitest'
import { aHolder } from '#features/people/people.samples.ts'
import { checked } from '#features/record/record.samples.ts'
import { useApp } from '../../../tests/support/app.ts'
import { ballotsOf } from './votes.actions.ts'
import { endpoints } from './votes.contract.ts'
import { aMeeting, aRegister, named } from './votes.meeting.samples.ts'
import { textDigest } from './votes.recorded.actions.ts'

const app = useApp()
const villager = { kind: 'public', townId: 1 } as const

test('the words of a resolution are put right by two; the old ones stay, and both are in the record', async () => {
  const at = await aRegister(app, 3)
  const meeting = await aMeeting(app, at)
  const ballotId = await meeting.open(3, { text: '同意发包三年。' })
  await meeting.mark(ballotId, named(1, 3))
  await meeting.close(ballotId, { for: 3 })
  const tally = { for: 3, against: 0, abstain: 0 }
  const propose = (text: string | null, reason = '漏写了租金') =>
    app.call(at.director, endpoints.proposeCorrection, { params: { ballotId }, body: { tally, text, reason } })
  const agree = async (correctionId: string) =>
    (await app.call(at.villageClerk, endpoints.confirmCorrection, { params: { ballotId, correctionId } })).body.items[0]!

  const proposed = (await propose('同意发包三年，租金五万元。')).body.items[0]!
  expect(proposed).toMatchObject({
    text: '同意发包三年。',
    firstText: null,
    putRight: [],
    corrections: [{ text: '同意发包三年，租金五万元。' }],
  })
  const first = await agree(proposed.corrections[0]!.id)
  expect(first).toMatchObject({
    text: '同意发包三年，租金五万元。',
    firstText: '同意发包三年。',
    tally,
    putRight: [{ reason: '漏写了租金', wasText: '同意发包三年。', text: '同意发包三年，租金五万元。', wasTally: tally }],
  })
  // One that says the same words again changes the votes alone, and the next starts from the words as they now stand.
  const same = await agree((await propose(first.text, '核对过票数')).body.items[0]!.corrections[1]!.id)
  expect(same.putRight[1]).toMatchObject({ wasText: null, text: null })
  const last = await agree((await propose('同意发包三年，租金六万元。', '租金写错')).body.items[0]!.corrections[2]!.id)
  expect(last.putRight[2]).toMatchObject({ wasText: '同意发包三年，租金五万元。', text: '同意发包三年，租金六万元。' })

  expect((await checked(app, 'votes.result', ballotId)).document, 'the first stays as it was').toContain(textDigest('同意发包三年。'))
  const correction = await checked(app, 'votes.correction', `${ballotId}/${last.corrections[2]!.id}`)
  expect(correction.fault).toBeNull()
  expect(correction.document).toContain(`原来的文本：${textDigest('同意发包三年，租金五万元。')}`)
  expect(correction.document).toContain(`更正的文本：${textDigest('同意发包三年，租金六万元。')}`)
  const [ballot] = await app.as(villager, context => ballotsOf(context, { kind: 'meeting', id: meeting.id }))
  expect(ballot!.textDigest).toBe(textDigest('同意发包三年，租金六万元。'))
  await app.owner.updateTable('ballotCorrection').set({ text: '同意发包三十年。' }).where('id', '=', last.corrections[2]!.id).execute()
  expect((await checked(app, 'votes.correction', `${ballotId}/${last.corrections[2]!.id}`)).fault).toBe('otherText')
})

async function aVoteUnderWay() {
  const at = await aRegister(app, 3)
  const chair = await aHolder(app.owner, 'branchSecretary', at.cooperative.id, { name: '陈月好' })
  const meeting = await aMeeting(app, at, { chairId: chair })
  const ballotId = await meeting.open(3)
  await meeting.mark(ballotId, named(1, 2))
  const params = { ballotId }
  return {
    at,
    chair,
    meeting,
    ballotId,
    propose: (who: string, reason = '下大雨，会场停电，散会') => app.call(who, endpoints.proposeCancellation, { params, body: { reason } }),
    agree: (who: string) => app.call(who, endpoints.confirmCancellation, { params }),
  }
}

test('a meeting breaks off: the chair and another cancel the ballot with the reason; it stays in sight and in the record', async () => {
  const { at, chair, meeting, ballotId, propose, agree } = await aVoteUnderWay()
  expect((await app.call(at.director, endpoints.cancel, { params: { ballotId }, body: { reason: '散会' } })).status).toBe(409)
  expect((await propose(at.supervisor)).status).toBe(403)
  expect((await agree(chair)).status, 'nothing waits yet').toBe(409)
  expect((await propose(at.director)).body.items[0]).toMatchObject({
    state: 'rollFixed',
    cancellation: { proposedBy: '区永康', confirmedBy: null, waitsForChair: true },
  })
  expect((await propose(at.villageClerk)).status).toBe(409)
  expect((await agree(at.director)).status, 'never who proposed').toBe(403)
  expect((await agree(at.villageClerk)).status, 'one of the two is the chair').toBe(403)
  const broken = (await agree(chair)).body.items[0]!
  expect(broken).toMatchObject({
    state: 'cancelled',
    cancelReason: '下大雨，会场停电，散会',
    cancellation: { proposedBy: '区永康', confirmedBy: '陈月好' },
    tally: null,
    outcome: null,
    roll: { all: 3, present: 3 },
    marks: 2,
  })
  expect((await meeting.close(ballotId, { for: 2 })).status).toBe(409)
  expect((await meeting.mark(ballotId, ['陈3'])).status).toBe(409)
  const { fault, document } = await checked(app, 'votes.cancellation', ballotId)
  expect([fault, document]).toEqual([null, expect.stringContaining('原因：下大雨，会场停电，散会')])
  const [told] = await app.as(villager, context => ballotsOf(context, { kind: 'meeting', id: meeting.id }))
  expect(told).toMatchObject({ state: 'cancelled', cancelReason: '下大雨，会场停电，散会', recordEntryId: broken.recordEntryId })
  const touched = await app.as(await app.person(at.director), ({ db }) =>
    db.updateTable('ballot').set({ state: 'rollFixed', cancelReason: null }).where('id', '=', ballotId).executeTakeFirst(),
  )
  expect(touched.numUpdatedRows, 'nobody opens it again').toBe(0n)
})

test('the chair proposes and the office agrees; a result that was quicker stands', async () => {
  const first = await aVoteUnderWay()
  expect((await first.propose(first.chair)).body.items[0]).toMatchObject({ cancellation: { proposedBy: '陈月好', waitsForChair: false } })
  expect((await first.agree(first.at.director)).body.items[0]).toMatchObject({ state: 'cancelled' })
  const second = await aVoteUnderWay()
  await second.propose(second.at.director)
  expect((await second.meeting.close(second.ballotId, { for: 2 })).body.items[0]).toMatchObject({ state: 'closed' })
  expect((await second.agree(second.chair)).status).toBe(409)
})

test('closing and breaking off at the same instant come to one of the two', async () => {
  const { at, chair, meeting, ballotId, propose, agree } = await aVoteUnderWay()
  await propose(at.director)
  const [closed, broken] = await Promise.all([meeting.close(ballotId, { for: 2 }), agree(chair)])
  expect([closed.status, broken.status].filter(status => status === 200)).toHaveLength(1)
  expect((await meeting.read()).items[0]!.state).toBe(closed.status === 200 ? 'closed' : 'cancelled')
})

test('what everyone will read of it holds nobody’s number', async () => {
  const { at, meeting, ballotId, propose } = await aVoteUnderWay()
  const number = '440605198001011231'
  expect((await propose(at.director, `${number}闹场`)).body.errors).toMatchObject([{ pointer: '#/reason' }])
  await meeting.close(ballotId, { for: 2 })
  const tally = { for: 2, against: 0, abstain: 0 }
  for (const [pointer, body] of [
    ['#/text', { tally, text: `发包给${number}。`, reason: '漏写了' }],
    ['#/reason', { tally, text: null, reason: `漏写了${number}` }],
  ] as const)
    expect((await app.call(at.director, endpoints.proposeCorrection, { params: { ballotId }, body })).body.errors).toMatchObject([
      { pointer },
    ])
  const place = { tally, text: '福寿里3巷12号的旧厂房，同意发包三年。', reason: '漏写了地点' }
  expect(
    (await app.call(at.director, endpoints.proposeCorrection, { params: { ballotId }, body: place })).status,
    'a place is no home',
  ).toBe(200)
})

test('what waits for a second person is taken back or refused, and what two have confirmed stays', async () => {
  const { at, chair, meeting, ballotId, propose, agree } = await aVoteUnderWay()
  const goOn = (who: string) => app.call(who, endpoints.dropCancellation, { params: { ballotId } })
  expect((await goOn(chair)).status, 'nothing waits').toBe(409)
  await propose(at.director, '看错了时间')
  expect((await goOn(at.supervisor)).status).toBe(403)
  expect((await goOn(chair)).body.items[0], 'the chair does not agree').toMatchObject({ state: 'rollFixed', cancellation: null })
  expect((await agree(chair)).status).toBe(409)
  await propose(at.director)
  expect((await goOn(at.director)).status, 'taken back').toBe(200)
  await meeting.close(ballotId, { for: 2 })

  const tally = { for: 1, against: 1, abstain: 0 }
  const correct = async (reason: string) =>
    (
      await app.call(at.director, endpoints.proposeCorrection, { params: { ballotId }, body: { tally, text: null, reason } })
    ).body.items[0]!.corrections.at(-1)!.id
  const drop = (who: string, correctionId: string) => app.call(who, endpoints.dropCorrection, { params: { ballotId, correctionId } })
  const wrong = await correct('记错了一票')
  expect((await drop(at.supervisor, wrong)).status).toBe(403)
  expect((await drop(at.director, ballotId)).status, 'another one').toBe(404)
  const neighbour = await aRegister(app, 1)
  expect((await drop(neighbour.director, wrong)).status, 'of another village, who cannot read it').toBe(404)
  const answers = await Promise.all(Array.from({ length: 50 }, (_, index) => drop(index % 2 ? at.villageClerk : at.director, wrong)))
  expect(
    answers.filter(({ status }) => status === 200),
    'once, however often at once',
  ).toHaveLength(1)
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200, 409]))
  expect((await meeting.read()).items[0]).toMatchObject({ corrections: [], tally: { for: 2 } })
  expect((await drop(at.director, wrong)).status, 'gone').toBe(409)
  const right = await correct('反对的一票记成了同意')
  expect((await app.call(at.villageClerk, endpoints.confirmCorrection, { params: { ballotId, correctionId: right } })).status).toBe(200)
  expect((await drop(at.director, right)).status, 'two have confirmed it').toBe(409)
  const taken = await app.as(await app.person(at.director), ({ db }) =>
    db.deleteFrom('ballotCorrection').where('id', '=', right).executeTakeFirst(),
  )
  expect(taken.numDeletedRows, 'not past the action either').toBe(0n)
  const events = await app.owner
    .selectFrom('event')
    .where('subjectId', '=', ballotId)
    .where('name', 'like', 'votes.drop%')
    .select('name')
    .execute()
  expect(events.map(({ name }) => name).sort()).toEqual(['votes.dropCancellation', 'votes.dropCancellation', 'votes.dropCorrection'])
})
