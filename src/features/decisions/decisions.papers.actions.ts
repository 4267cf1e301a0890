/** Ballots and notices of a matter (表决和公示): what the features that hold them say, each with its step and round. */
import type { DecidingBody, LegalMatter } from '#features/thresholds/thresholds.contract.ts'
import type { Stage } from '#features/matters/matters.contract.ts'
import type { Context } from '#platform/server/action.ts'
import type { BallotFacts } from './decisions.gates.rules.ts'
import type { LinkRow } from './decisions.queries.ts'
import type { NoticeFacts } from './decisions.rules.ts'

export interface LinkedBallot extends BallotFacts {
  id: string
  stage: Stage
  round: number
  meetingId: string
  meetingTitle: string
  body: DecidingBody
  heldOn: string
  /** Null where the meeting does not say. */
  noticedOn: string | null
  tally: { for: number; against: number; abstain: number } | null
  enteredLate: boolean
  recordEntryId: string | null
}
export interface LinkedNotice extends NoticeFacts {
  id: string
  stage: Stage
  round: number
  publishedOn: string | null
  recordEntryId: string | null
}

export async function papersOf(
  _context: Context,
  _id: string,
  _links: readonly LinkRow[],
): Promise<{ ballots: LinkedBallot[]; notices: LinkedNotice[] }> {
  return { ballots: [], notices: [] }
}

export async function tableText(
  _context: Context,
  _item: { meetingId: string; id: string; title: string; text: string; legalMatter: LegalMatter; ownInterests: boolean },
): Promise<string> {
  throw new Error('votes are not merged')
}

export async function draftDisclosure(
  _context: Context,
  _notice: { stage: Stage; id: string; unitId: string; title: string; basis: string; content: string; days: number },
): Promise<string> {
  throw new Error('disclosures are not merged')
}
