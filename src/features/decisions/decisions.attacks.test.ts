/**
 * Decisions, votes and signatures under attack (攻击): whom each endpoint turns away, who is faster, and the second before a day ends.
 *
 * What a hostile text or number does to an endpoint asks tests/fuzz; rolls, marks and proxies ask the tests of votes.
 */
import { expect, test } from 'vitest'
import { anEntry } from '#features/matters/matters.samples.ts'
import { addPost, aHolder } from '#features/people/people.samples.ts'
import { endpoints as signing } from '#features/signatures/signatures.contract.ts'
import { endpoints as votes } from '#features/votes/votes.contract.ts'
import type { Endpoint } from '#platform/shared/endpoint.ts'
import { newId } from '#platform/shared/ids.ts'
import { useApp } from '../../../tests/support/app.ts'
import { endpoints } from './decisions.contract.ts'
import { aDecidingPlace, lease, matterDriver, type DecidingPlace } from './decisions.samples.ts'
import { aMeetingOf, hang, registersOf, settleBoard } from './decisions.votes.samples.ts'

const app = useApp()
const { aMatter, registered, advise, opinion } = matterDriver(app)
const at = (moment: string) => void (app.now = new Date(moment))
const monday = '2026-03-02T01:00:00Z'

async function aPlace() {
  at(monday)
  const stages = ['proposal', 'membersFirst', 'partyResearch', 'assembly', 'decisionDisclosure', 'resultDisclosure'] as const
  const place = await aDecidingPlace(app.owner, [anEntry('A10', { stages: [...stages], assetPlatform: false })])
  await settleBoard(app, place)
  return place
}

/** Every endpoint that changes something or shows what is not everybody's, each with an input that its own office may send. */
async function everything(place: DecidingPlace) {
  const matter = await registered(place)
  const registers = await registersOf(app, place, 3)
  const meeting = await aMeetingOf(app, place, registers, { startsAt: '2026-03-16T01:30:00Z', noticeOn: '2026-03-02' })
  const { bodyId } = registers
  const voterId = registers.board[0]!
  await app.call(place.clerk, votes.drawRoll, { params: meeting.params })
  for (const each of registers.board)
    await app.call(place.clerk, votes.declare, {
      params: { voterId: each },
      body: { subject: { kind: 'meeting', id: meeting.id }, concerned: false },
    })
  const tabled = await app.call(place.clerk, votes.table, {
    params: meeting.params,
    body: { title: '鱼塘发包', text: '同意发包。', legalMatter: 'ordinary' },
  })
  const ballotId = tabled.body.items[0]!.id
  const [one, two] = tabled.body.lines.map(({ id }) => id) as [string, string]
  const { clerk, secretary, branchSecretary } = place
  const held = { heldOn: '2026-02-24', chairId: secretary, recorderId: clerk }
  const dated = { onDay: '2026-03-02', document: '会议记录' }
  const reason = { reason: '还要再商量' }
  const line = { code: '99', name: '陈大文', householdKey: 'H9', represents: true, standing: 'voter', from: '2020-01-01' }
  const { params } = matter
  const inMeeting = meeting.params
  const asked: [Endpoint, { params?: object; body?: unknown; query?: object }][] = [
    [
      endpoints.begin,
      {
        body: {
          unitId: place.cooperative.id,
          code: 'A10',
          line: 'collective',
          ...lease,
          proposerKind: 'member',
          proposerId: branchSecretary,
        },
      },
    ],
    [endpoints.write, { params, body: lease }],
    [endpoints.submit, { params, body: { onDay: '2026-03-02' } }],
    [endpoints.withdraw, { params, body: reason }],
    [endpoints.refuse, { params, body: reason }],
    [endpoints.declare, { params, body: { personId: clerk, capacity: 'assembly', interest: 'none', recused: false } }],
    [endpoints.replaceSupervisor, { params: { ...params, personId: place.supervisor }, body: { document: '镇文件' } }],
    [endpoints.table, { params, body: { ...inMeeting, ownInterests: false } }],
    [endpoints.conclude, { params: { ...params, stage: 'partyResearch' }, body: { ...held, outcome: 'passed' } }],
    [endpoints.advise, { params, body: opinion(place) }],
    [endpoints.answerOpinion, { params, body: { adoption: 'adopted', reason: '按意见改了' } }],
    [endpoints.urge, { params, body: { reason: '台风后要抢修', document: '通知' } }],
    [endpoints.confirmUrgency, { params }],
    [endpoints.draftNotice, { params, body: { stage: 'decisionDisclosure', content: '旧厂房出租，租期五年。' } }],
    [endpoints.implement, { params, body: dated }],
    [endpoints.sendBack, { params, body: { stage: 'assembly' } }],
    [endpoints.close, { params, body: dated }],
    [endpoints.archive, { params, body: dated }],
    [endpoints.order, { params, body: { kind: 'annulled', authority: 'town', orderedOn: '2026-03-02', document: '镇文件' } }],
    [votes.get, { params: inMeeting }],
    [
      votes.convene,
      {
        body: {
          bodyId,
          decidingBody: 'collectiveMembers',
          title: '成员大会',
          startsAt: '2026-03-20T01:00:00Z',
          endsAt: '2026-03-20T02:00:00Z',
          place: '祠堂',
          noticeChannel: 'board',
          noticeOn: '2026-03-02',
        },
      },
    ],
    [votes.drawRoll, { params: inMeeting }],
    [votes.leaveOut, { params: { ...inMeeting, lineId: one }, body: { exclusion: null } }],
    [
      votes.giveProxy,
      { params: { ...inMeeting, lineId: one }, body: { proxy: { holderId: two, relation: '配偶', writtenOn: '2026-03-01' } } },
    ],
    [votes.recuse, { params: { ballotId, lineId: one }, body: { reason: '和本人有关' } }],
    [votes.fixRoll, { params: inMeeting }],
    [votes.table, { params: inMeeting, body: { title: '修路', text: '同意修路。' } }],
    [votes.mark, { params: { ballotId }, body: { marks: [{ lineId: one, manner: 'inPerson' }] } }],
    [votes.close, { params: { ballotId }, body: { method: 'hands', tally: { for: 1, against: 0, abstain: 0 } } }],
    [votes.cancel, { params: { ballotId }, body: { reason: '下次再议' } }],
    [votes.proposeCorrection, { params: { ballotId }, body: { tally: { for: 1, against: 0, abstain: 0 }, reason: '数错了' } }],
    [votes.confirmCorrection, { params: { ballotId, correctionId: newId() } }],
    [votes.observe, { params: inMeeting, body: { name: '何志明', capacity: '镇干部' } }],
    [votes.document, { params: inMeeting }],
    [votes.register, { params: { bodyId, decidingBody: 'collectiveMembers' } }],
    [votes.enterVoter, { params: { bodyId, decidingBody: 'collectiveMembers' }, body: line }],
    [votes.changeVoter, { params: { voterId }, body: line }],
    [votes.declarations, { params: { bodyId }, query: { kind: 'decision', id: matter.id } }],
    [votes.declare, { params: { voterId }, body: { subject: { kind: 'decision', id: matter.id }, concerned: false } }],
    [signing.get, { params: inMeeting }],
    [signing.setText, { params: inMeeting, body: { text: '同意出租。' } }],
    [signing.approve, { params: inMeeting, body: { digest: 'a'.repeat(64) } }],
  ]
  return { matter, asked }
}

test('no endpoint lets in who has no account, keeps another village, lost the post yesterday or only runs the system', async () => {
  const place = await aPlace()
  const other = await aDecidingPlace(app.owner)
  const { matter, asked } = await everything(place)
  const former = await aHolder(app.owner, 'villageClerk', place.village.id, { to: '2026-03-02' })
  const administrator = await aHolder(app.owner, 'systemAdministrator', place.town.id)
  const before = await matter.read()
  const open: string[] = []
  for (const [who, name] of [
    [null, 'nobody'],
    [other.clerk, 'a neighbour’s clerk'],
    [other.director, 'a neighbour’s director'],
    [former, 'who held the post until yesterday'],
    [administrator, 'who runs the system'],
  ] as const)
    for (const [endpoint, input] of asked) {
      const answer = await app.call(who, endpoint, input, { 'if-match': `"${before.version}"` })
      const wanted = who === null ? [401] : [403, 404]
      if (!wanted.includes(answer.status))
        open.push(`${name}: ${endpoint.name} ${answer.status} ${JSON.stringify(answer.body).slice(0, 200)}`)
    }
  expect(open).toEqual([])
  expect(await matter.read()).toEqual(before)
})

test('things that are nowhere are not found, whoever asks', async () => {
  const place = await aPlace()
  const { asked } = await everything(place)
  const wrong: string[] = []
  for (const [endpoint, input] of asked) {
    if (!input.params) continue
    const nowhere = Object.fromEntries(Object.entries(input.params).map(([key, value]) => [key, key.endsWith('Id') ? newId() : value]))
    const { status } = await app.call(place.clerk, endpoint, { ...input, params: nowhere }, { 'if-match': '"1"' })
    if (status !== 404) wrong.push(`${endpoint.name} ${status}`)
  }
  expect(wrong).toEqual([])
})

test('of fifty at once one changes the matter; the others hear that it was edited, or that it is done', async () => {
  const place = await aPlace()
  const matter = await registered(place)
  /** How many changed something; every other one was told why not, or that too many ask at once. */
  const changed = (answers: { status: number }[]) => {
    expect(answers.filter(({ status }) => ![200, 409, 412, 503].includes(status))).toEqual([])
    return answers.filter(({ status }) => status === 200).length
  }
  const fifty = <T>(ask: (index: number) => Promise<T>) => Promise.all(Array.from({ length: 50 }, (_, index) => ask(index)))

  for (const person of [place.branchSecretary, place.clerk]) await matter.declare(person, 'membersFirst')
  const { version } = await matter.read()
  const advised = await fifty(index =>
    app.call(
      [place.clerk, place.secretary, place.branchSecretary][index % 3]!,
      endpoints.advise,
      { params: matter.params, body: opinion(place, { opinion: 'oppose', reason: '租金太低了' }) },
      { 'if-match': `"${version}"` },
    ),
  )
  expect(changed(advised)).toBe(1)
  expect((await matter.read()).advice).toHaveLength(1)

  const advisedBy = (await matter.read()).stages.find(({ stage }) => stage === 'membersFirst')!.recordedBy
  const answerer = advisedBy === '李少玲' ? place.secretary : place.clerk
  const answered = await fifty(() =>
    app.call(answerer, endpoints.answerOpinion, { params: matter.params, body: { adoption: 'partly', reason: '租金改为评估价' } }),
  )
  expect(changed(answered)).toBe(1)

  await app.owner.updateTable('decision').set({ state: 'resolved' }).where('id', '=', matter.id).execute()
  const drafted = await fifty(() =>
    app.call(place.clerk, endpoints.draftNotice, {
      params: matter.params,
      body: { stage: 'decisionDisclosure', content: '旧厂房出租，租期五年。' },
    }),
  )
  expect(changed(drafted)).toBe(1)
  expect((await matter.read()).notices).toHaveLength(1)
})

test('a step does not open in the last second of its disclosure, and does in the first one after', async () => {
  const place = await aPlace()
  const matter = await aMatter(place)
  await app.owner.updateTable('decision').set({ state: 'resolved', begunOn: '2026-02-01' }).where('id', '=', matter.id).execute()
  const notice = await hang(app, place, matter, 'decisionDisclosure')
  await notice.publish()
  const { endsOn } = (await matter.read()).notices[0]!
  const implement = (onDay = '2026-03-02') => matter.put(endpoints.implement, { onDay, document: '施工合同' })
  const lastSecond = new Date(Date.parse(`${endsOn}T15:59:59.999Z`))
  app.now = lastSecond
  expect((await notice.conclude()).status).toBe(409) // its result is not said before its end
  expect((await implement()).body.detail).toMatch(/还差1天/)
  app.now = new Date(lastSecond.getTime() + 1)
  expect((await notice.conclude()).status).toBe(200)
  expect((await implement(endsOn!)).status).toBe(422) // its last day is not over on that day
  expect((await implement(new Date(app.now.getTime() + 8 * 3_600_000).toISOString().slice(0, 10))).status).toBe(200)
})

test('a deputy acts for who is on leave, and no longer once the leave is over', async () => {
  const place = await aPlace()
  const matter = await aMatter(place)
  const stranger = await aHolder(app.owner, 'villageClerk', (await aDecidingPlace(app.owner)).village.id, { name: '霍志恒' })
  expect((await matter.put(endpoints.submit, { onDay: '2026-03-02' }, stranger)).status).toBe(404) // a draft is not read elsewhere
  await app.owner
    .insertInto('leave')
    .values({ townId: 1, id: newId(), personId: place.clerk, deputyId: stranger, valid: '[2026-03-02,2026-03-03)' })
    .execute()
  const put = async (who: string) =>
    app.call(
      who,
      endpoints.submit,
      { params: matter.params, body: { onDay: '2026-03-02' } },
      { 'if-match': `"${(await matter.read()).version}"` },
    )
  at('2026-03-03T01:00:00Z')
  expect((await put(stranger)).status).toBe(404)
  at(monday)
  expect((await put(stranger)).status).toBe(200)
  // who wrote it does not refuse it, even in another's place
  const own = await aMatter(place)
  await addPost(app.owner, place.clerk, 'villageSecretary', place.village.id)
  expect((await own.put(endpoints.submit, { onDay: '2026-03-02' })).status).toBe(200)
  expect((await own.put(endpoints.refuse, { reason: '材料还没有齐' }, place.clerk)).status).toBe(403)
})

test('the result is owed within ten years, and the days of rare years are counted', async () => {
  const place = await aPlace()
  const matter = await registered(place)
  expect((await advise(matter, place)).status).toBe(200)
  for (const person of [place.secretary, place.clerk]) await matter.declare(person, 'partyResearch')
  const conclude = (changes: object) =>
    matter.put(
      endpoints.conclude,
      { heldOn: '2026-03-02', chairId: place.secretary, recorderId: place.clerk, outcome: 'passed', ...changes },
      place.clerk,
      { stage: 'partyResearch' },
    )
  for (const heldOn of ['9999-12-31', '2199-12-31', '0000-01-01', '2026-02-30', '1900-01-01'])
    expect([heldOn, (await conclude({ heldOn })).status]).toEqual([heldOn, 422])
  expect((await conclude({ document: '𠮷'.repeat(201) })).status).toBe(422)
  expect((await conclude({ document: '𠮷'.repeat(200), dissent: '\u{2A6B2}水村' })).status).toBe(200) // rare characters are counted as one
})
