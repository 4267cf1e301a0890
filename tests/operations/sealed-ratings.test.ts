/** Star ratings at rest (评星加密): a dump holds no reason, no decision and no objection, neither of now nor of before. */
import { expect, test } from 'vitest'
import { ratedYear } from '#features/ratings/ratings.year.samples.ts'
import { useApp } from '../support/app.ts'
import { foundInDump, leavePlain, sealAtStart } from '../support/dump.ts'

const app = useApp()
const { begin, withRecords, inReview, idOf, decide, step, open, contest, answer, sheet } = ratedYear(app)
const said = ['定星的暗号甲', '处分的暗号乙', '异议的暗号丙', '答复的暗号丁']
const [reason, vetoDecision, text, reply] = said as [string, string, string, string]

/** A vetoed star with its reason in one year, an objection and its answer in another branch's. */
async function aToldYear() {
  const at = await begin()
  await withRecords()
  const first = await inReview()
  const vetoed = idOf(first, '何建生')
  const decided = await decide(vetoed, { star: 0, reason, vetoDecision })
  expect(decided.status, JSON.stringify(decided.body)).toBe(200)

  const next = await begin()
  await withRecords()
  const second = await open()
  await step(second.id, 'startSelfCheck')
  const contested = idOf(second, '陈大妹')
  const member = next.members.find(({ name }) => name === '陈大妹')!.personId
  const raised = await contest(member, contested, { source: 'meetings.attendance', text })
  expect(raised.status, JSON.stringify(raised.body)).toBe(200)
  expect((await answer(next.secretary, raised.body.contests[0]!.id, { outcome: 'rejected', answer: reply })).status).toBe(200)
  const read = async () => {
    const [star, [told]] = [await sheet(vetoed, at.villageSecretary), (await sheet(contested, member)).contests]
    return [star.reason, star.vetoDecision, told!.text, told!.answer]
  }
  return { at, member, read }
}

test('who may read a sheet reads every word, a dump holds none, and the application reads no plain one', async () => {
  const { at, read } = await aToldYear()
  expect(await read()).toEqual(said)
  expect(await foundInDump(app, ['陈大妹', ...said]), 'the name alone').toEqual(['陈大妹'])
  const secretary = await app.person(at.villageSecretary)
  await expect(app.as(secretary, ({ db }) => db.selectFrom('rating').select('reason').execute())).rejects.toThrow('permission denied')
  await expect(app.as(secretary, ({ db }) => db.selectFrom('ratingContest').select('text').execute())).rejects.toThrow('permission denied')
})

test('what was written before is sealed at the next start, once', async () => {
  const { read } = await aToldYear()
  await leavePlain(app, ['rating.reason', 'rating.veto_decision', 'rating_contest.text', 'rating_contest.answer'])
  expect(await foundInDump(app, said)).toEqual(said)
  expect(await sealAtStart(app)).toBeGreaterThanOrEqual(said.length)
  expect(await sealAtStart(app)).toBe(0)
  expect(await read()).toEqual(said)
  expect(await foundInDump(app, said)).toEqual([])
})
