/**
 * The order of ballots (票的先后): whatever comes first, marks, refused tries and corrections lead to the same count and the same
 * verdict; over HTTP, from the roll to the last correction.
 */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { useApp } from '../../../tests/support/app.ts'
import type { BallotDetail, Tally } from './votes.contract.ts'
import { endpoints } from './votes.contract.ts'
import { aMeeting, aRegister } from './votes.meeting.samples.ts'

const app = useApp()

/** Nine on the register: 陈2 is recused, 陈8 sends 陈7 of the same household, 陈9 stays away. Seven cast a vote. */
const voters = ['陈1', '陈3', '陈4', '陈5', '陈6', '陈7', '陈8'] as const
const mannerOf = (name: string) => (name === '陈8' ? 'proxy' : 'inPerson')

const aChoice = fc.constantFrom('for' as const, 'against' as const, 'abstain' as const)
const someChoices = fc.array(aChoice, { minLength: voters.length, maxLength: voters.length })
/** The ballots as they come in: each of these people once, in any order, one by one or some at a time; and who tries in vain between. */
const anArrival = fc.record({
  names: fc.shuffledSubarray([...voters], { minLength: voters.length }),
  together: fc.integer({ min: 1, max: voters.length }),
  inVain: fc.constantFrom('陈2', '陈9', 'again' as const),
})
const count = (choices: readonly (keyof Tally)[]): Tally => ({
  for: choices.filter(choice => choice === 'for').length,
  against: choices.filter(choice => choice === 'against').length,
  abstain: choices.filter(choice => choice === 'abstain').length,
})

/** What a vote came to, without its name and number. */
const cameTo = ({ state, tally, outcome, marked }: BallotDetail) => ({
  state,
  tally,
  outcome,
  marked: marked.map(({ lineId }) => lineId).toSorted(),
})

test('ballots and corrections in another order come to the same count and the same verdict', async () => {
  const at = await aRegister(app, 9)
  await fc.assert(
    fc.asyncProperty(
      fc.record({
        choices: someChoices,
        first: anArrival,
        second: anArrival,
        detours: fc.array(someChoices, { maxLength: 2 }),
        last: someChoices,
      }),
      async ({ choices, first, second, detours, last }) => {
        const meeting = await aMeeting(app, at)
        await meeting.table()
        await meeting.table({ title: '鱼塘发包（再记一次）' })
        const ballotIds = (await meeting.draw()).body.items.map(({ id }) => id)
        await meeting.attend(7)
        expect((await meeting.proxy('陈8', '陈7')).status).toBe(200)
        const recused = await meeting.line('陈2')
        for (const ballotId of ballotIds)
          await app.call(at.director, endpoints.recuse, { params: { ballotId, lineId: recused.id }, body: { reason: '承包人的弟弟' } })
        const fixed = await meeting.fix()
        expect([fixed.status, fixed.body.detail]).toEqual([200, undefined])

        const choiceOf = new Map<string, keyof Tally>(voters.map((name, index) => [name, choices[index]!]))
        for (const [index, { names, together, inVain }] of [first, second].entries()) {
          const ballotId = ballotIds[index]!
          for (let from = 0; from < names.length; from += together)
            for (const manner of ['inPerson', 'proxy']) {
              const some = names.slice(from, from + together).filter(name => mannerOf(name) === manner)
              if (some.length > 0) expect((await meeting.mark(ballotId, some, manner)).status).toBe(200)
            }
          const tried = await meeting.mark(
            ballotId,
            [inVain === 'again' ? names[0]! : inVain],
            inVain === 'again' ? mannerOf(names[0]!) : 'inPerson',
          )
          expect(tried.status, inVain).toBe(409)
          const closed = await meeting.close(ballotId, count(names.map(name => choiceOf.get(name)!)))
          expect([closed.status, closed.body.detail]).toEqual([200, undefined])
        }
        const compared = async () => (await meeting.read()).items.map(cameTo) as [ReturnType<typeof cameTo>, ReturnType<typeof cameTo>]
        const [one, other] = await compared()
        expect(other).toEqual(one)
        expect(one.marked).toHaveLength(voters.length)

        const corrected = async (ballotId: string, tally: Tally) => {
          const proposal = { params: { ballotId }, body: { tally, text: '同意发包三年。', reason: '把票数错' } }
          const { body } = await app.call(at.director, endpoints.proposeCorrection, proposal)
          const correctionId = body.items.find(({ id }) => id === ballotId)!.corrections.at(-1)!.id
          expect((await app.call(at.villageClerk, endpoints.confirmCorrection, { params: { ballotId, correctionId } })).status).toBe(200)
        }
        await corrected(ballotIds[0]!, count(last))
        for (const tally of [...detours.map(count), count(last.toReversed())]) await corrected(ballotIds[1]!, tally)
        const [straight, roundabout] = await compared()
        expect(roundabout).toEqual(straight)
        expect(straight.tally).toEqual(count(last))
      },
    ),
    { numRuns: 2, endOnFailure: true },
  )
})
