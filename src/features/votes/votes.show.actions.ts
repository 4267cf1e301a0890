/** Votes (表决会议): one meeting with its roll and ballots, as its reader may see it; and finding and locking it. */
import { findMeeting, type FoundMeeting } from '#features/meetings/meetings.actions.ts'
import { isOpenTo, lock } from '#features/meetings/meetings.votes.actions.ts'
import { rollOf, ruleFor, type Roll } from '#features/thresholds/thresholds.actions.ts'
import type { DecidingBody, LegalMatter, Route, RuleOfPlace } from '#features/thresholds/thresholds.contract.ts'
import { ruleSentences } from '#features/thresholds/thresholds.words.ts'
import { namesOf } from '#features/people/people.actions.ts'
import type { Context } from '#platform/server/action.ts'
import { dayOf } from '#platform/shared/calendar.ts'
import { Problem, problems as common } from '#platform/shared/problem.ts'
import * as ballots from './votes.ballots.queries.ts'
import { problems, type Ballot, type BallotDetail, type Line, type VotingDetail } from './votes.contract.ts'
import { filesOf } from './votes.files.queries.ts'
import { votePolicy, type VotingFacts } from './votes.policy.ts'
import * as queries from './votes.queries.ts'
import { checkOf, presentCancellation, presentCorrection, putRight, textInForce } from './votes.afterwards.actions.ts'
import { rollRecord, textDigest } from './votes.recorded.actions.ts'

export type VotingName = Parameters<typeof votePolicy.allows>[0]
type VotingRow = NonNullable<Awaited<ReturnType<typeof queries.findVoting>>>
export interface Voting {
  meeting: FoundMeeting
  voting: VotingRow
  heldOn: string
  facts: VotingFacts
}

/** A meeting that votes and that one may read. Throws not-found (404). */
export async function findVoting(context: Context, meetingId: string): Promise<Voting> {
  const meeting = await findMeeting(context, meetingId)
  const voting = await queries.findVoting(context.db, meetingId)
  if (!voting) throw new Problem(common.notFound, '这次会议没有表决。')
  const { path, kind, state, startsAt, chairId } = meeting
  const facts = {
    path,
    kind,
    state,
    rollFixed: voting.rollFixedAt !== null,
    startsAt,
    ballot: null,
    proposedBy: null,
    brokenOffBy: null,
    chairId,
  }
  return { meeting, voting, heldOn: dayOf(startsAt), facts }
}

/** The same, locked. The policy is asked before and again after the wait. */
export async function lockVoting(context: Context, meetingId: string, name: VotingName): Promise<Voting> {
  context.require(votePolicy, name, (await findVoting(context, meetingId)).facts)
  await lock(context, meetingId)
  const found = await findVoting(context, meetingId)
  context.require(votePolicy, name, found.facts)
  return found
}

/** A ballot with its meeting, locked: two desks that close it at once wait for each other. Throws not-found (404). */
export async function lockBallot(context: Context, ballotId: string, name: VotingName) {
  const find = async () => {
    const ballot = await ballots.findBallot(context.db, ballotId)
    if (!ballot) throw new Problem(common.notFound, '没有这个表决事项，或不归您看。')
    const found = await findVoting(context, ballot.meetingId)
    const open = (await ballots.correctionsOf(context.db, [ballotId])).find(({ confirmedAt }) => confirmedAt === null)
    const [cancellation] = await ballots.cancellationsOf(context.db, [ballotId])
    const facts = factsOf(found.facts, ballot, open, cancellation)
    return { ...found, ballot, facts, openCorrection: open ?? null }
  }
  const seen = await find()
  context.require(votePolicy, name, seen.facts)
  await lock(context, seen.ballot.meetingId)
  await ballots.lockBallot(context.db, ballotId)
  const now = await find()
  context.require(votePolicy, name, now.facts)
  return now
}

const factsOf = (
  facts: VotingFacts,
  { state }: ballots.BallotRow,
  open: ballots.CorrectionRow | undefined,
  cancellation: ballots.CancellationRow | undefined,
): VotingFacts => ({ ...facts, ballot: state, proposedBy: open?.proposedBy ?? null, brokenOffBy: cancellation?.proposedBy ?? null })

/** The rule of the day of the vote. Throws no-rule (409). */
export async function requireRule(context: Context, place: { body: DecidingBody; unitId: string; day: string; matter?: LegalMatter }) {
  const rule = await ruleFor(context, place)
  if (!rule) throw new Problem(problems.noRule, '那一天这个组织还没有表决的规则。')
  return rule
}

type LineRow = queries.LineRow

/** Who is there: once the roll is fixed as it was then, before that as far as attendance was taken. */
export const isPresent = (line: LineRow, lines: readonly LineRow[]): boolean =>
  line.present ??
  (line.holderId === null ? line.attendance === 'present' : lines.find(({ id }) => id === line.holderId)?.attendance === 'present')

/** The numbers of the roll for a matter from which some step out. */
export const numbersOf = (route: Route, lines: readonly LineRow[], recused: ReadonlySet<string>): Roll => {
  const here = new Set(lines.filter(({ attendance }) => attendance === 'present').map(({ id }) => id))
  return rollOf(
    route,
    lines.map(line => ({
      standing: line.standing,
      leftOut: line.leftOut !== null,
      // by someone who steps out of the matter himself, nobody is there for it
      present: (line.present ?? here.has(line.holderId ?? line.id)) && !(line.holderId !== null && recused.has(line.holderId)),
      recused: recused.has(line.id),
    })),
  )
}

/** Ballots as they cross the wire: with their meetings' heads, the results in force, and where each is checked. */
export async function presentBallots(
  context: Context,
  rows: readonly ballots.BallotRow[],
): Promise<(Ballot & { row: ballots.BallotRow })[]> {
  const heads = new Map(
    (
      await queries.headsOf(
        context.db,
        rows.map(({ meetingId }) => meetingId),
      )
    ).map(head => [head.id, head]),
  )
  const corrections = await ballots.correctionsOf(
    context.db,
    rows.map(({ id }) => id),
  )
  const observers = await queries.observersOf(context.db, [...new Set(rows.map(({ meetingId }) => meetingId))])
  const shown: (Ballot & { row: ballots.BallotRow })[] = []
  for (const row of rows) {
    const head = heads.get(row.meetingId)!
    const heldOn = dayOf(head.startsAt)
    const own = corrections.filter(({ ballotId }) => ballotId === row.id)
    const correction = own.findLast(({ confirmedAt }) => confirmedAt !== null)
    shown.push({
      row,
      id: row.id,
      meetingId: row.meetingId,
      meetingTitle: head.title,
      body: head.decidingBody,
      heldOn,
      state: row.state,
      textDigest: textDigest(textInForce(row, own)),
      rule: row.rule ?? (await ruleOf(context, row, head.decidingBody, heldOn)),
      roll: row.roll ?? nobody(head.route),
      tally: correction?.tally ?? row.tally,
      outcome: correction?.outcome ?? row.outcome,
      enteredLate: row.closedAt !== null && dayOf(row.closedAt) > heldOn,
      secret: row.method === null ? row.ownInterests : row.method === 'secret',
      recordEntryId: await checkOf(context, row),
      cancelReason: row.cancelReason,
      putRight: await putRight(context, row, own),
      chairName: head.chairName,
      recorderName: head.recorderName,
      observers: observers
        .filter(({ meetingId }) => meetingId === row.meetingId)
        .map(({ name, capacity, opinion, reply }) => ({ name, capacity, opinion, reply })),
    })
  }
  return shown
}

const ruleOf = (context: Context, row: ballots.BallotRow, body: DecidingBody, day: string): Promise<RuleOfPlace> =>
  requireRule(context, { body, unitId: row.unitId, day, matter: row.legalMatter })

/** The meeting with everything that the reader may see of it. */
export async function show(context: Context, meetingId: string): Promise<VotingDetail> {
  const { meeting, voting, heldOn, facts } = await findVoting(context, meetingId)
  const opened = await isOpenTo(context, meetingId)
  const lines = await queries.linesOf(context.db, meetingId)
  const rows = await ballots.ballotsOfMeeting(context.db, meetingId)
  const rule = await ruleFor(context, { body: voting.decidingBody, unitId: meeting.unitId, day: heldOn })
  const names = await namesOf(
    context,
    [meeting.chairId, meeting.recorderId].filter(id => id !== null),
  )
  const nameOf = (id: string | null) => (id === null ? null : (names.get(id) ?? null))
  return {
    ...summaryOf(meeting, voting.decidingBody, rows),
    chairName: nameOf(meeting.chairId),
    recorderName: nameOf(meeting.recorderId),
    route: voting.route,
    mostProxies: voting.mostProxies,
    noticeFault: voting.noticeFault,
    ruleSentences: rule ? ruleSentences(rule) : [],
    rollDrawnAt: voting.rollDrawnAt?.toISOString() ?? null,
    rollRecordEntryId: voting.rollFixedAt === null ? null : await rollRecord.checkOf(context, meetingId),
    opened,
    // Who reads no names is told the numbers that stand fixed.
    numbers: opened
      ? numbersOf(voting.route, lines, new Set())
      : { ...(rows.find(({ roll }) => roll)?.roll ?? nobody(voting.route)), recused: 0 },
    lines: (opened ? lines : []).map(({ voterId: _, attendance: __, ...line }): Line => line),
    observers: (await queries.observersOf(context.db, [meetingId])).map(({ meetingId: _, ...observer }) => observer),
    files: await filesOf(context.db, meetingId),
    items: await itemsOf(context, rows, facts),
    allowedActions: votePolicy.allowed(context.actor, facts, context.now).filter(name => !ballotNames.includes(name)),
  }
}

const nobody = (route: Route): Roll => ({ route, all: 0, eligible: 0, present: 0, recused: 0 })

/** What is asked of one ballot, and not of the meeting. */
const ballotNames: readonly VotingName[] = [
  'recuse',
  'mark',
  'takeBackMark',
  'close',
  'cancel',
  'proposeCorrection',
  'confirmCorrection',
  'dropCorrection',
  'proposeCancellation',
  'confirmCancellation',
  'dropCancellation',
]

export function summaryOf(meeting: FoundMeeting, decidingBody: DecidingBody, rows: readonly { state: string }[]) {
  const { path: _, rollVersion: __, facts: ___, startsAt, endsAt, minutedAt, rollFixedAt, ...rest } = meeting
  return {
    ...rest,
    startsAt: startsAt.toISOString(),
    endsAt: endsAt?.toISOString() ?? null,
    minutedAt: minutedAt?.toISOString() ?? null,
    rollFixedAt: rollFixedAt?.toISOString() ?? null,
    decidingBody,
    ballots: rows.filter(({ state }) => state !== 'cancelled').length,
    closed: rows.filter(({ state }) => state === 'closed').length,
  }
}

async function itemsOf(context: Context, rows: readonly ballots.BallotRow[], facts: VotingFacts): Promise<BallotDetail[]> {
  const ids = rows.map(({ id }) => id)
  const marks = await ballots.marksOf(context.db, ids)
  const takenBack = await ballots.marksTakenBack(context.db, ids)
  const recusals = await ballots.recusalsOf(context.db, ids)
  const corrections = await ballots.correctionsOf(context.db, ids)
  const cancellations = await ballots.cancellationsOf(context.db, ids)
  const shown = await presentBallots(context, rows)
  return Promise.all(
    shown.map(async ({ row, ...ballot }): Promise<BallotDetail> => {
      const own = corrections.filter(({ ballotId }) => ballotId === row.id)
      const open = own.find(({ confirmedAt }) => confirmedAt === null)
      const marked = marks.filter(({ ballotId }) => ballotId === row.id).map(({ lineId, manner }) => ({ lineId, manner }))
      const cancellation = cancellations.find(({ ballotId }) => ballotId === row.id)
      const isCorrected = own.some(({ confirmedAt }) => confirmedAt !== null)
      return {
        ...ballot,
        number: row.number,
        subject: { kind: row.subjectKind, id: row.subjectId },
        title: row.title,
        text: textInForce(row, own),
        legalMatter: row.legalMatter,
        ownInterests: row.ownInterests,
        cancellation: cancellation ? presentCancellation(cancellation, facts.chairId) : null,
        marks: row.state === 'closed' ? row.tally!.for + row.tally!.against + row.tally!.abstain : marked.length,
        marked,
        takenBack: takenBack
          .filter(({ ballotId }) => ballotId === row.id)
          .map(({ ballotId: _, takenAt, ...mark }) => ({ ...mark, at: takenAt.toISOString() })),
        recusals: recusals.filter(({ ballotId }) => ballotId === row.id).map(({ lineId, name, reason }) => ({ lineId, name, reason })),
        firstTally: isCorrected ? row.tally : null,
        firstOutcome: isCorrected ? row.outcome : null,
        firstText: textInForce(row, own) === row.text ? null : row.text,
        corrections: await Promise.all(own.map(correction => presentCorrection(context, correction))),
        allowedActions: votePolicy
          .allowed(context.actor, factsOf(facts, row, open, cancellation), context.now)
          .filter(name => ballotNames.includes(name)),
      }
    }),
  )
}
