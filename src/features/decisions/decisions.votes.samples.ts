/** Meetings and notices of a matter (表决和公开), as an office holds and hangs them, over HTTP; for tests. */
import { expect } from 'vitest'
import { aBody } from '#features/bodies/bodies.samples.ts'
import { endpoints as notices } from '#features/disclosures/disclosures.contract.ts'
import { wholeFields } from '#features/disclosures/disclosures.samples.ts'
import { endpoints as meetings } from '#features/meetings/meetings.contract.ts'
import type { DecidingBody } from '#features/thresholds/thresholds.contract.ts'
import { endpoints as thresholds } from '#features/thresholds/thresholds.contract.ts'
import { endpoints as votes } from '#features/votes/votes.contract.ts'
import { aVoter } from '#features/votes/votes.samples.ts'
import type { useApp } from '../../../tests/support/app.ts'
import { endpoints } from './decisions.contract.ts'
import type { DecidingPlace, Matter } from './decisions.samples.ts'

type App = ReturnType<typeof useApp>
const ok = (answer: { status: number; body: { detail?: string; errors?: unknown } }) =>
  expect([answer.status, answer.body.detail ?? answer.body.errors]).toEqual([200, undefined])

/** Registers of a cooperative: `members` in its assembly and three on its board. */
export async function registersOf(app: App, place: DecidingPlace, members = 30) {
  const bodyId = await aBody(app.owner, 'cooperative', { name: '福寿里经济社', unitIds: [place.cooperative.id] })
  const line = { bodyId, unitId: place.cooperative.id }
  for (let index = 1; index <= members; index++)
    await aVoter(app.owner, { ...line, decidingBody: 'collectiveMembers' }, { code: String(index), householdKey: `H${index}` })
  const board: string[] = []
  for (let index = 1; index <= 3; index++)
    board.push(await aVoter(app.owner, { ...line, decidingBody: 'collectiveBoard' }, { code: `L${index}`, name: `梁${index}` }))
  return { bodyId, board }
}
export type Registers = Awaited<ReturnType<typeof registersOf>>

/** The town settles a number that the law leaves to the charter; once a database. */
export async function settleBoard(app: App, { town, townClerk, townLeader }: DecidingPlace): Promise<void> {
  const params = { ruleKey: 'collectiveBoard.2025', unitId: town.id }
  const version = async () => (await app.call(null, thresholds.get, { params })).body.version
  const match = async () => ({ 'if-match': `"${await version()}"` })
  if ((await version()) > 0) return
  ok(await app.call(townClerk, thresholds.propose, { params, body: { basis: '章程示范文本', noticeDays: 0 } }, await match()))
  ok(await app.call(townLeader, thresholds.adopt, { params, body: { inForceOn: '2025-05-01' } }, await match()))
}

export interface Held {
  decidingBody?: DecidingBody
  startsAt: string
  noticeOn: string
  present?: number
  yes?: number
  against?: number
}
/** A meeting of the cooperative that the text is put before; each part can be done alone. */
export async function aMeetingOf(app: App, place: DecidingPlace, { bodyId, board }: Registers, held: Held) {
  const { decidingBody = 'collectiveMembers', startsAt, noticeOn, present = 30, yes = present, against = 0 } = held
  const by = place.clerk
  const endsAt = new Date(Date.parse(startsAt) + 3_600_000).toISOString()
  const body = {
    bodyId,
    decidingBody,
    title: '福寿里会议',
    startsAt,
    endsAt,
    place: '祠堂',
    ...(noticeOn && { noticeChannel: 'board', noticeOn }),
  }
  const called = await app.call(by, votes.convene, { body })
  ok(called)
  const params = { meetingId: called.body.id }
  const table = async (matter: Matter, who = by) => matter.put(endpoints.table, { ...params, ownInterests: false }, who)
  const declareBoard = async (matter: Matter) => {
    for (const voterId of board)
      await app.call(by, votes.declare, { params: { voterId }, body: { subject: { kind: 'decision', id: matter.id }, concerned: false } })
  }
  const fix = async () => {
    ok(await app.call(by, votes.drawRoll, { params }))
    const roll = await app.call(by, meetings.roll, { params })
    const marks = roll.body.items.map(({ id }, index) => ({ entryId: id, attendance: index < present ? 'present' : 'absent' }))
    ok(await app.call(by, meetings.takeAttendance, { params, body: { marks } }, { 'if-match': `"${roll.body.version}"` }))
    ok(await app.call(by, votes.fixRoll, { params }))
  }
  const close = async () => {
    const { lines, items } = (await app.call(by, votes.get, { params })).body
    const ballotId = items[0]!.id
    const marks = lines.slice(0, present).map(({ id }) => ({ lineId: id, manner: 'inPerson' }))
    ok(await app.call(by, votes.mark, { params: { ballotId }, body: { marks } }))
    const tally = { for: yes, against, abstain: present - yes - against }
    ok(await app.call(by, votes.close, { params: { ballotId }, body: { method: items[0]!.secret ? 'secret' : 'hands', tally } }))
  }
  return {
    id: params.meetingId,
    params,
    declareBoard,
    table,
    fix,
    close,
    /** All of it. */
    async hold(matter: Matter) {
      await declareBoard(matter)
      ok(await table(matter))
      await fix()
      await close()
    },
  }
}

/** The notice of a step, written, submitted by the office and published by a supervisor; returns the ways on. */
export async function hang(app: App, place: DecidingPlace, matter: Matter, stage: 'decisionDisclosure' | 'resultDisclosure') {
  const draft = { params: matter.params, body: { stage, content: '旧厂房出租，租期五年，底价每月每平方米12元。' } }
  const drafted = await app.call(place.clerk, endpoints.draftNotice, draft)
  ok(drafted)
  const noticeId = drafted.body.notices.at(-1)!.id
  const params = { noticeId }
  const put = async (name: 'write' | 'submit' | 'publish' | 'conclude', who: string, body?: object) => {
    const { version } = (await app.call(who, notices.get, { params })).body
    return app.call(who, notices[name], { params, ...(body && { body }) }, { 'if-match': `"${version}"` })
  }
  return {
    id: noticeId,
    params,
    async publish(resultDueOn = '2026-12-31') {
      const day = new Date(app.now.getTime() + 8 * 3_600_000).toISOString().slice(0, 10)
      ok(await put('write', place.clerk, { fields: wholeFields({ title: '关于旧厂房出租的公开', issuedOn: day, resultDueOn }), near: [] }))
      ok(await put('submit', place.clerk))
      ok(await put('publish', place.supervisor, { notNear: true }))
    },
    conclude: (result = '公开期间没有异议') => put('conclude', place.clerk, { text: result }),
    object: async (text = '租金比市价低太多') => {
      ok(await app.call(null, notices.object, { params, body: { text } }))
      return (await app.call(place.clerk, notices.get, { params })).body.objections.at(-1)!.id
    },
    decide: (objectionId: string, by: string, outcome: 'dismissed' | 'upheld', reason = '租金低于评估价') =>
      app.call(by, notices.decide, { params: { ...params, objectionId }, body: { outcome, reason } }),
  }
}
