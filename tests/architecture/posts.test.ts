/** What is sent twice (重复提交): each POST takes an Idempotency-Key, or it is told here why a second one makes no second thing. */
import { expect, test } from 'vitest'
import { aBody } from '#features/bodies/bodies.samples.ts'
import { endpoints as bodies } from '#features/bodies/bodies.contract.ts'
import { endpoints as meetings } from '#features/meetings/meetings.contract.ts'
import { aBranch, aPlan } from '#features/meetings/meetings.samples.ts'
import { endpoints as units } from '#features/units/units.change.contract.ts'
import { aVillage } from '#features/units/units.samples.ts'
import { features } from '../../src/features.ts'
import type { Endpoint } from '#platform/shared/endpoint.ts'
import { useApp } from '../support/app.ts'

const app = useApp()

const opened = 'each opening is an event of its own, which the person reads'
const file = 'a file; each one taken is an event of its own'
const signIn = 'a way in: it makes a pass and nothing else'
const nothing = 'writes nothing'
const versioned = 'needs If-Match: the second is refused'
const once = 'once: the second is refused, or finds it done'

const exempt: readonly (readonly [name: string, reason: string])[] = [
  ['units.merge', versioned],
  ['bodies.merge', versioned],
  ['meetings.correct', versioned],
  ['people.revealPhone', opened],
  ['households.reveal', opened],
  ['requests.reveal', opened],
  ['visits.openNote', opened],
  ['volunteering.revealGuardian', opened],
  ['commitments.recipient', opened],
  ['households.findByPhone', 'a search; the number is not for an address'],
  ['requests.findByPhone', 'a search; the number is not for an address'],
  ['households.export', file],
  ['requests.export', file],
  ['plates.export', file],
  ['imports.export', file],
  ['duties.exportForm', file],
  ['certificates.export', file],
  ['households.openCard', signIn],
  ['requests.lookUp', signIn],
  ['rights.openCode', 'uses a code up: the second is refused, as anybody else’s would be'],
  ['volunteering.askCode', 'few a day to one telephone; a second one may be wanted, the first not having come'],
  ['requests.previewCategory', nothing],
  ['guard.check', nothing],
  ['duties.preview', nothing],
  ['certificates.check', nothing],
  ['record.cosign', 'a cosignature that is kept already is the same'],
  ['meetings.enterNames', 'who stands on the roll stays there once'],
  ['meetings.enterMembers', 'who stands on the roll stays there once'],
  ['meetings.copyRoll', 'who stands on the roll stays there once'],
  ['trainings.enterNames', 'who stands on the list stays there once'],
  ['volunteering.enterNames', 'who stands on the list stays there once'],
  ['votes.mark', once],
]

/** POSTs that neither take a key nor have a reason. */
const careless = (endpoints: readonly Pick<Endpoint, 'name' | 'method' | 'creates'>[]) =>
  endpoints
    .filter(({ method, creates, name }) => method === 'POST' && !creates && !exempt.some(([each]) => each === name))
    .map(({ name }) => name)

const all: readonly Endpoint[] = features.flatMap(({ endpoints }) => Object.values(endpoints))

test('a POST that makes something takes an Idempotency-Key; the others say why they need none', () => {
  expect(careless(all)).toEqual([])
  expect(careless([{ name: 'notes.write', method: 'POST' }]), 'a new one would be seen').toEqual(['notes.write'])
})

test('the exceptions are POSTs that there are', () => {
  const posts = all.filter(({ method }) => method === 'POST').map(({ name }) => name as string)
  expect(exempt.filter(([name]) => !posts.includes(name))).toEqual([])
})

type Send = (headers: Record<string, string>) => Promise<{ status: number }>

/** What each POST that rests on If-Match is sent, by somebody who may, when it may be. */
const ready: Readonly<Record<string, () => Promise<Send>>> = {
  async 'units.merge'() {
    const { townClerk, village } = await aBranch(app.owner)
    const body = { predecessorIds: [(await aVillage(app.owner)).id], effectiveOn: '2026-03-10' }
    return headers => app.call(townClerk, units.merge, { params: { unitId: village.id }, body }, headers)
  },
  async 'bodies.merge'() {
    const { townClerk, branchId, committeeId, village } = await aBranch(app.owner)
    const other = await aBody(app.owner, 'branch', { name: '石桥党支部', parentId: committeeId, unitIds: [village.id] })
    const body = { predecessorIds: [other], effectiveOn: '2026-03-10' }
    return headers => app.call(townClerk, bodies.merge, { params: { bodyId: branchId }, body }, headers)
  },
  async 'meetings.correct'() {
    const { secretary, villageSecretary, branchId } = await aBranch(app.owner)
    const params = { meetingId: (await app.call(secretary, meetings.create, { body: aPlan(branchId) })).body.id }
    const { version } = (await app.call(secretary, meetings.hold, { params })).body
    await app.call(secretary, meetings.writeMinutes, { params, body: { text: '会议通过了。' } }, { 'if-match': `"${version}"` })
    const body = { text: '会议没有通过。', reason: '记错了。' }
    return headers => app.call(villageSecretary, meetings.correct, { params, body }, headers)
  },
}

test('a POST that needs If-Match refuses without one, and with that of another version', async () => {
  expect(Object.keys(ready).toSorted(), 'each that names the reason is proved').toEqual(
    exempt.flatMap(([name, reason]) => (reason === versioned ? [name] : [])).toSorted(),
  )
  for (const [name, prepare] of Object.entries(ready)) {
    const send = await prepare()
    const statuses = [(await send({})).status, (await send({ 'if-match': '"77"' })).status]
    expect(statuses, name).toEqual([428, 412])
  }
})
