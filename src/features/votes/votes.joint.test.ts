/** “两委”联席 (joint meetings of the two committees): a body of its own, with its own register and threshold; over HTTP. */
import { expect, test } from 'vitest'
import { aBody } from '#features/bodies/bodies.samples.ts'
import { aHolder } from '#features/people/people.samples.ts'
import { endpoints as thresholds } from '#features/thresholds/thresholds.contract.ts'
import { useApp } from '../../../tests/support/app.ts'
import { endpoints } from './votes.contract.ts'
import { aMeeting, aRegister, named } from './votes.meeting.samples.ts'
import { anAssembly, type SampleCooperative } from './votes.samples.ts'

const app = useApp()
const joint = (at: SampleCooperative) => ({ bodyId: at.committeeId, decidingBody: 'jointCommittees', title: '三月“两委”商议' })

/** The town confirms what the working method leaves open; once a database. */
async function settle({ town, townClerk }: SampleCooperative) {
  const params = { ruleKey: 'jointCommittees.2018', unitId: town.id }
  const match = async () => ({ 'if-match': `"${(await app.call(null, thresholds.get, { params })).body.version}"` })
  const half = { numerator: 1, denominator: 2, strict: true }
  const body = {
    basis: '镇党委会议纪要',
    quorum: [{ route: 'voters', share: half, base: 'all' }],
    majority: { share: half, base: 'present' },
    noticeDays: null,
  }
  const leader = await aHolder(app.owner, 'townLeader', town.id)
  expect((await app.call(townClerk, thresholds.propose, { params, body }, await match())).status).toBe(200)
  expect((await app.call(leader, thresholds.adopt, { params, body: { inForceOn: '2026-01-01' } }, await match())).status).toBe(200)
}

test('seven of the Party and five of the village are eleven: who sits on both counts once, and half of all must come', async () => {
  const both = await aHolder(app.owner, 'villageSecretary', (await aRegister(app, 0)).village.id, { name: '区伟强' })
  const at = await aRegister(app, 12, index => (index === 7 || index === 8 ? { personId: both } : {}), 'jointCommittees')
  const early = await aMeeting(app, at, joint(at), at.villageClerk)
  await early.table()
  await early.draw()
  await early.attend(11)
  expect((await early.fix()).body, 'not before the town has confirmed it').toMatchObject({
    type: '/problems/votes/no-rule',
    detail: '“两委”联席会议的到会人数、同意票数还没有确认，镇里确认后才能用。',
  })
  await settle(at)
  const vote = async (present: number, tally: object) => {
    const meeting = await aMeeting(app, at, joint(at), at.villageClerk)
    const ballotId = await meeting.open(present)
    await meeting.mark(ballotId, named(1, present))
    return { meeting, item: (await meeting.close(ballotId, tally)).body.items[0]! }
  }
  const { meeting, item } = await vote(6, { for: 4, against: 2 })
  expect(item).toMatchObject({
    body: 'jointCommittees',
    roll: { all: 11, present: 6 },
    outcome: { verdict: 'passed', words: ['到会6人，应到11人，过半数为6人', '同意4票，到会6人，过半数为4票'] },
  })
  expect((await vote(5, { for: 5 })).item.outcome!.verdict).toBe('noQuorum')
  // It is no Party life: the village's supervisors read it; a cooperative's director, who keeps none of it, reads no names.
  expect(await meeting.read(at.supervisor)).toMatchObject({ opened: true })
  const { status } = await app.call(at.director, endpoints.convene, { body: anAssembly(at.committeeId, joint(at)) })
  expect(status).toBe(403)
})

test('a Party committee alone does not sit for both', async () => {
  const at = await aRegister(app, 0)
  const partyId = await aBody(app.owner, 'committee', { name: '柳河村党委', unitIds: [at.village.id] })
  const called = await app.call(at.villageClerk, endpoints.convene, { body: anAssembly(partyId, { ...joint(at), bodyId: partyId }) })
  expect(called.body.errors).toEqual([{ pointer: '#/bodyId', detail: '这个组织不开这种会' }])
})
