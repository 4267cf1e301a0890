/** A year of star ratings (一年的评星), step by step over HTTP, for tests. */
import { expect } from 'vitest'
import { startOf } from '#platform/shared/calendar.ts'
import type { useApp } from '../../../tests/support/app.ts'
import { endpoints, type CycleDetail, type CycleStep } from './ratings.contract.ts'
import { aCreditedTraining, aHeldMeeting, aRatedBranch, someRules, type RatedBranch } from './ratings.samples.ts'

const start = new Date('2026-03-02T01:00:00Z')

export const match = ({ version }: { version: number }) => ({ 'if-match': `"${version}"` })
export const pointerOf = ({ status, body }: { status: number; body: { errors?: { pointer: string }[] } }) => [
  status,
  body.errors?.[0]?.pointer,
]

export function ratedYear(app: ReturnType<typeof useApp>) {
  let at: RatedBranch
  /** A branch of its own, on Monday 2 March 2026. */
  async function begin(): Promise<RatedBranch> {
    app.now = start
    at = await aRatedBranch(app.owner)
    return at
  }
  const onDay = (day: string) => void (app.now = new Date(startOf(day).getTime() + 9 * 3_600_000))

  /** 陈大妹 missed one of two meetings and has 32 hours; 何建生 was excused once; 区永康 was at both. */
  async function withRecords() {
    await someRules(app.owner, at.townLeader)
    const [chen, he, ou] = at.members as [RatedBranch['members'][0], RatedBranch['members'][0], RatedBranch['members'][0]]
    const meetingId = await aHeldMeeting(app.owner, at, [
      { ...chen, attendance: 'absent' },
      { ...he, attendance: 'excused' },
      { ...ou, attendance: 'present' },
    ])
    await aHeldMeeting(
      app.owner,
      at,
      at.members.map(each => ({ ...each, attendance: 'present' as const })),
      { day: '2025-09-10' },
    )
    // Of the year before and the year after: not counted.
    for (const day of ['2024-12-31', '2026-01-01'])
      await aHeldMeeting(
        app.owner,
        at,
        at.members.map(each => ({ ...each, attendance: 'absent' as const })),
        { day },
      )
    for (const month of ['02', '04', '06', '08'])
      await aCreditedTraining(
        app.owner,
        at,
        at.members.map(each => ({ ...each, hours: 8 })),
        `2025-${month}-10`,
      )
    return meetingId
  }

  async function open(who = at.secretary): Promise<CycleDetail> {
    const answer = await app.call(who, endpoints.openCycle, { body: { bodyId: at.branchId, year: 2025 } })
    expect(answer.status, JSON.stringify(answer.body)).toBe(200)
    return answer.body
  }
  const read = async (cycleId: string) => (await app.call(at.secretary, endpoints.cycle, { params: { cycleId } })).body
  const step = async (cycleId: string, name: CycleStep, more: object = {}, who = at.secretary) =>
    app.call(who, endpoints.advance, { params: { cycleId }, body: { step: name, ...more } }, match(await read(cycleId)))
  const sheet = async (ratingId: string, who = at.secretary) => (await app.call(who, endpoints.get, { params: { ratingId } })).body
  const decide = async (ratingId: string, body: object, who = at.villageSecretary) =>
    app.call(who, endpoints.decide, { params: { ratingId }, body }, match(await sheet(ratingId, who)))
  const contest = (who: string, ratingId: string, body: object) => app.call(who, endpoints.contest, { params: { ratingId }, body })
  const answer = (who: string, contestId: string, body: object) => app.call(who, endpoints.answer, { params: { contestId }, body })
  const idOf = (cycle: CycleDetail, name: string) => cycle.members.find(member => member.name === name)!.id

  /** The cycle in the review, its self check over. */
  async function inReview() {
    const cycle = await open()
    expect((await step(cycle.id, 'startSelfCheck')).status).toBe(200)
    onDay('2026-03-13')
    expect((await step(cycle.id, 'review')).status).toBe(200)
    return cycle
  }
  /** The same with every star decided as proposed, and shown from 13 to 20 March. */
  async function shown() {
    const cycle = await inReview()
    for (const { id } of cycle.members) {
      const { proposed } = await sheet(id, at.villageSecretary)
      expect((await decide(id, { star: proposed })).status).toBe(200)
    }
    expect((await step(cycle.id, 'show', { shownWhere: 'branchRoom' })).body).toMatchObject({
      state: 'shownInBranch',
      shownUntil: '2026-03-20',
    })
    return cycle
  }
  return { begin, onDay, withRecords, open, step, sheet, decide, contest, answer, idOf, inReview, shown }
}
