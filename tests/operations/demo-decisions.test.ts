/** The demonstration’s matters (示例四议两公开): 2020 of 新田村, and what runs today; every step in order, on record, and loaded once. */
import { expect, test } from 'vitest'
import { find } from '#features/decisions/decisions.case.actions.ts'
import { endpoints } from '#features/decisions/decisions.contract.ts'
import { ballotRefusal, bodiesAtStage, orderRefusal } from '#features/decisions/decisions.gates.rules.ts'
import { isPassing, isVote } from '#features/decisions/decisions.rules.ts'
import { endpoints as notices } from '#features/disclosures/disclosures.contract.ts'
import type { Stage } from '#features/matters/matters.contract.ts'
import { stateOf } from '#features/record/record.actions.ts'
import { proofFile } from '#features/record/record.proofs.actions.ts'
import { check, theMinute, trustOf } from '#features/record/record.samples.ts'
import { bodyNames } from '#features/thresholds/thresholds.words.ts'
import { xintianCode } from '../../src/demo/places.ts'
import { loadDecisions } from '../../src/program/demo-decisions.ts'
import { useApp } from '../support/app.ts'

const app = useApp({ isDemonstration: true })
const job = { kind: 'job', townId: 1, name: 'test' } as const

const matters = async () => {
  const ids = await app.owner.selectFrom('decision').select('id').orderBy('id').execute()
  return app.as(job, async context => {
    const all = []
    for (const { id } of ids) all.push(await find(context, id))
    return all
  })
}

test('2020 has more than thirty matters, ten works of the village and two renewals, in each of the thirteen cooperatives', async () => {
  const told = (await matters()).filter(({ row }) => row.begunOn!.startsWith('2020'))
  expect(told.length).toBeGreaterThanOrEqual(30)
  expect(told.every(({ state }) => state === 'closed')).toBe(true)
  const works = told.filter(({ row }) => row.code === 'A5' && row.line === 'village')
  const doneIn2020 = works.filter(({ records }) => records.some(({ stage, heldOn }) => stage === 'resultDisclosure' && heldOn < '2021'))
  expect([works.length, doneIn2020.length]).toEqual([10, 7])
  expect(told.filter(({ row }) => row.code === 'A11')).toHaveLength(2)
  expect(new Set(told.filter(({ row }) => row.line === 'collective').map(({ row }) => row.unitId)).size).toBe(13)
  const village = told.find(({ row }) => row.line === 'village')!.unit
  expect([village.code, told.every(({ unit }) => unit.path.includes(village.id))]).toEqual([xintianCode, true])
})

test('one meeting came to nothing for want of people, was called anew, and the valid one decided', async () => {
  const failed = (await matters()).filter(({ records }) => records.some(({ outcome }) => outcome === 'noQuorum'))
  expect(new Set(failed.map(({ row }) => row.unitId)).size).toBe(1)
  for (const { records, ballots } of failed) {
    const votes = records.filter(({ stage }) => stage === 'assembly')
    expect(votes.map(({ outcome }) => outcome)).toEqual(['noQuorum', 'passed'])
    expect(votes[0]!.heldOn < votes[1]!.heldOn).toBe(true)
    expect(votes[0]!.verdict).toMatch(/^到会\d+人，应到21人，三分之二为14人/u)
    const [first, second] = ballots.filter(({ stage }) => stage === 'assembly')
    expect(second!.noticedOn! > first!.heldOn, 'notice was given again').toBe(true)
  }
})

test('each step stood in its order, rested on a ballot of the right body about this text, and was entered the same day', async () => {
  for (const { row, records, walk, ballots, bodies, text } of await matters()) {
    const done: Stage[] = []
    let before = ''
    for (const record of records.filter(({ round }) => round === 1)) {
      const stage = record.stage as Stage
      expect(record.heldOn >= before, `${row.title} ${stage}`).toBe(true)
      before = record.heldOn
      if (!walk(record.heldOn).includes(stage)) continue
      expect(orderRefusal(stage, walk(record.heldOn), done), row.title).toBeNull()
      if (isVote(stage)) {
        const allowed = stage in bodiesAtStage ? bodiesAtStage[stage as keyof typeof bodiesAtStage] : bodies
        const ballot = ballots.find(({ id }) => id === record.ballotId)!
        expect(ballotRefusal(stage, { ballot, bodies: allowed, digest: text!.digest, names: bodyNames }), row.title).toBeNull()
        expect([ballot.heldOn, ballot.enteredLate]).toEqual([record.heldOn, false])
      }
      if (isPassing(record.outcome)) done.push(stage)
    }
  }
})

test('today: an answer owed by the secretary, a notice for the supervisor, an open objection, one upheld, one notice corrected', async () => {
  const running = (await matters()).filter(({ row }) => row.begunOn! > '2021')
  const named = (title: string) => running.find(({ row }) => row.title.endsWith(title))!
  expect(named('旧厂房公开出租')).toMatchObject({ state: 'membersHeard', next: 'partyResearch' })
  expect(named('旧晒场改建停车场').notices).toMatchObject([{ state: 'checked' }])
  expect(named('今年收益分配方案')).toMatchObject({ state: 'objected', notices: [{ openObjections: 1 }] })
  const upheld = named('鱼塘连片发包')
  expect(upheld).toMatchObject({ state: 'returned', next: 'boardConsultation', row: { round: 2 }, notices: [{ state: 'withdrawn' }] })
  expect(upheld.records.at(-1)).toMatchObject({ stage: 'objection', outcome: 'upheld' })
  const corrected = named('排涝泵站更换水泵').notices.at(-1)!
  const { body } = await app.call(null, notices.get, { params: { noticeId: corrected.id } })
  expect(body.versions.map(({ number, reason, publishedOn }) => [number, reason, publishedOn])).toEqual([
    [1, null, '2026-11-13'],
    [2, '预算的数写错了，应为16万元。', '2026-11-17'],
  ])
  expect(body.versions[1]!.content!.content).toContain('16万元')
  expect(body.clock!.endsOn! > '2026-11-23', 'its days were counted anew').toBe(true)
})

test('anyone reads them; every entry in the public record checks out', async () => {
  const { body } = await app.call(null, endpoints.list, { query: { limit: 100 } })
  expect(body.total).toBe((await matters()).length)
  for (let turn = 0; turn < 5; turn += 1) await theMinute(app)
  const trust = trustOf(await app.as({ kind: 'public', townId: 1 }, stateOf))
  const entries = await app.owner.selectFrom('recordEntry').select(['id', 'kind']).orderBy('id').execute()
  expect(new Set(entries.map(({ kind }) => kind))).toEqual(
    new Set([
      'standards.edition',
      'matters.list',
      'thresholds.edition',
      'decisions.stage',
      'votes.roll',
      'votes.result',
      'disclosures.notice',
      'disclosures.result',
    ]),
  )
  for (const { id, kind } of entries) {
    const { fault, evidence } = check(await app.as(job, context => proofFile(context, id)), trust)
    expect([fault, evidence!.document === null], kind).toEqual([null, false])
  }
}, 120_000)

test('loaded again, nothing changes', async () => {
  const count = async () => (await app.owner.selectFrom('recordEntry').select('id').execute()).length
  const before = await count()
  expect(await loadDecisions(app.platform, 1)).toBe(0)
  expect(await count()).toBe(before)
})
