/** Ballots and notices of a matter (表决和公示): what the features that hold them say, each with its step and round. */
import { draftNotice, noticesOf } from '#features/disclosures/disclosures.actions.ts'
import { recallNotice } from '#features/disclosures/disclosures.recall.actions.ts'
import type { DecidingBody, LegalMatter } from '#features/thresholds/thresholds.contract.ts'
import type { Stage } from '#features/matters/matters.contract.ts'
import type { PutRight } from '#features/votes/votes.shapes.contract.ts'
import { ballotsOf, tableItem } from '#features/votes/votes.actions.ts'
import type { Context } from '#platform/server/action.ts'
import type { BallotFacts } from './decisions.gates.rules.ts'
import * as queries from './decisions.queries.ts'
import type { LinkRow } from './decisions.queries.ts'
import type { NoticeFacts } from './decisions.rules.ts'

export interface LinkedBallot extends BallotFacts, queries.Sitting {
  id: string
  stage: Stage
  round: number
  meetingId: string
  meetingTitle: string
  body: DecidingBody
  heldOn: string
  tally: { for: number; against: number; abstain: number } | null
  secret: boolean
  enteredLate: boolean
  recordEntryId: string | null
  cancelReason: string | null
  putRight: PutRight[]
}
export interface LinkedNotice extends NoticeFacts {
  id: string
  stage: Stage
  round: number
  publishedOn: string | null
  recordEntryId: string | null
}

/** Of a meeting that is not the reader's to open. */
const unread: queries.Sitting = { noticedOn: null, chairId: null, recorderId: null, closedAt: null }

/** Those of the matter, oldest first; a notice or a ballot without a link of ours is none of its steps. */
export async function papersOf(
  context: Context,
  id: string,
  links: readonly LinkRow[],
): Promise<{ ballots: LinkedBallot[]; notices: LinkedNotice[] }> {
  const of = (kind: LinkRow['kind'], targetId: string) => links.find(link => link.kind === kind && link.targetId === targetId)
  if (links.length === 0) return { ballots: [], notices: [] }
  const sittings = await queries.sittingsOf(
    context.db,
    links.filter(({ kind }) => kind === 'ballot').map(({ targetId }) => targetId),
  )
  const ballots = (await ballotsOf(context, { kind: 'decision', id })).flatMap(ballot => {
    const link = of('ballot', ballot.id)
    return link ? [{ ...ballot, ...(sittings.get(ballot.id) ?? unread), stage: link.stage, round: link.round }] : []
  })
  const notices = (await noticesOf(context, { kind: 'decision', id })).flatMap(notice => {
    const link = of('notice', notice.id)
    return link ? [{ ...notice, stage: link.stage, round: link.round }] : []
  })
  return { ballots, notices }
}

interface Item {
  meetingId: string
  id: string
  title: string
  text: string
  legalMatter: LegalMatter
  ownInterests: boolean
}
/** Puts the text on the agenda of a meeting; the refusals are those of the meeting. Returns the ballot's id. */
export const tableText = (context: Context, { id, ...item }: Item): Promise<string> =>
  tableItem(context, { ...item, subject: { kind: 'decision', id } })

interface Draft {
  stage: 'decisionDisclosure' | 'resultDisclosure'
  id: string
  unitId: string
  title: string
  basis: string
  content: string
  days: number
}
/** What a disclosure is called: as the sheet on the wall must be, so that nobody has to write it anew. */
export const disclosureTitle = (stage: Draft['stage'], title: string) =>
  stage === 'decisionDisclosure' ? `关于${title}决议的公开` : `关于${title}实施结果的公开`

/** Begins the notice of the step, which the office completes and two people publish; returns its id. */
export const draftDisclosure = (context: Context, { stage, id, title, ...notice }: Draft): Promise<string> =>
  draftNotice(context, {
    ...notice,
    type: stage === 'decisionDisclosure' ? 'decision' : 'result',
    subject: { kind: 'decision', id },
    title: disclosureTitle(stage, title),
  })

/** What was disclosed of a decision that no longer stands says so, and hangs no longer. */
export async function recallNotices(context: Context, notices: readonly LinkedNotice[], reason: string): Promise<void> {
  for (const { id } of notices) await recallNotice(context, id, reason)
}
