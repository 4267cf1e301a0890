/**
 * Ballots of a matter of which no step was made yet (还没有登记结果的表决): what each still holds the matter to. Pure functions.
 *
 * What people have voted about is not undone by whoever writes it down: a vote that was held or is being held is recorded first.
 */
import type { Stage } from '#features/matters/matters.contract.ts'
import { latest, secretRefusal, type BallotFacts, type Declared } from './decisions.gates.rules.ts'
import { stepName } from './decisions.words.ts'

export interface Said extends Declared {
  recordedAt: Date
}
/**
 * Has anybody said that the matter is their own? Then the vote is secret. The newest word of each person in each capacity counts; of a
 * ballot that was closed, what was said until then: whoever is named afterwards is a reason to object, and unmakes no vote.
 */
export function isAnyoneTouched(declared: readonly Said[], closedAt: Date | null = null): boolean {
  const inTime = declared.filter(({ recordedAt }) => closedAt === null || recordedAt < closedAt)
  return inTime.some(each => each.interest !== 'none' && latest(inTime, each) === each)
}

export interface Pending extends BallotFacts {
  stage: Stage
  secret: boolean
  closedAt: Date | null
}
/** `called`: on the agenda; `voting`: the roll stands; `counted`: the result waits for its step; null: it can come to nothing. */
export function holdOf(ballot: Pending, { digest, declared }: { digest: string; declared: readonly Said[] }) {
  if (ballot.state === 'cancelled') return null
  if (ballot.state !== 'closed') return ballot.state === 'tabled' ? 'called' : 'voting'
  const isWorthless =
    ballot.outcome?.verdict === 'refused' ||
    ballot.textDigest !== digest ||
    secretRefusal(ballot.secret, isAnyoneTouched(declared, ballot.closedAt)) !== null
  return isWorthless ? null : 'counted'
}
export type Hold = ReturnType<typeof holdOf>

/** Why the matter may not leave its way before the vote is recorded; null: nobody votes or has voted. */
export function heldRefusal(holds: readonly { stage: Stage; hold: Hold }[]): string | null {
  const held = holds.find(({ hold }) => hold === 'voting' || hold === 'counted')
  if (!held) return null
  return held.hold === 'voting' ? `“${stepName(held.stage)}”正在表决，要先表决完` : `“${stepName(held.stage)}”已经表决，要先登记表决结果`
}
