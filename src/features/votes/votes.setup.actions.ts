/**
 * Voting meetings of the past (已开的表决会议): written as they were held, for a town that is loaded.
 *
 * The same rows as at the desk, and the same rules asked: who may decide, on how many days' notice, by which threshold of the day,
 * by which register. Whoever they refuse is an error of the loaded data, and nothing of the transaction is kept.
 */
import { enterDrawn, fixRollOf, holdLoaded } from '#features/meetings/meetings.votes.actions.ts'
import { plan } from '#features/meetings/meetings.actions.ts'
import { MeetingFields } from '#features/meetings/meetings.contract.ts'
import { evaluate, noticeRefusal, routeRefusal, unsettledRefusal } from '#features/thresholds/thresholds.actions.ts'
import type { Context } from '#platform/server/action.ts'
import { dayOf } from '#platform/shared/calendar.ts'
import { newId } from '#platform/shared/ids.ts'
import * as ballots from './votes.ballots.queries.ts'
import type { BallotSubject, DecidingBody, LegalMatter, Outcome, RuleOfPlace, Tally } from './votes.contract.ts'
import * as queries from './votes.queries.ts'
import { resultRecord, rollRecord, textDigest } from './votes.recorded.actions.ts'
import { insertDeclarations, votersOn } from './votes.register.queries.ts'
import { isPartyBody, kindOfMeeting } from './votes.rules.ts'
import { eligibleOf, entryOf } from './votes.roll.actions.ts'
import { numbersOf, requireRule } from './votes.show.actions.ts'

export interface HeldItem {
  subject: BallotSubject
  title: string
  text: string
  legalMatter: LegalMatter
  against: number
  abstain: number
}
export interface HeldMeeting {
  bodyId: string
  decidingBody: DecidingBody
  title: string
  startsAt: Date
  place: string
  noticeOn: string
  chairId: string
  recorderId: string
  /** Who entered the roll and the results. */
  enteredBy: string
  /** Of a hundred on the roll so many stayed away. */
  absentPercent: number
  items: readonly HeldItem[]
}
export interface HeldBallot {
  id: string
  body: DecidingBody
  state: 'closed'
  textDigest: string
  outcome: Outcome
  tally: Tally
}

const hour = 3_600_000

/** Writes the meeting with its roll and its results, in the order of its items. The actor keeps the meetings of the body. */
export async function loadHeld(context: Context, held: HeldMeeting): Promise<HeldBallot[]> {
  const { db, townId, now } = context
  const { bodyId, decidingBody, items, startsAt } = held
  const heldOn = dayOf(startsAt)
  const closedAt = new Date(startsAt.getTime() + hour)
  const { id: meetingId, unitId } = await plan(context, fieldsOf(held))
  const rules: RuleOfPlace[] = []
  for (const { legalMatter } of items) {
    allow(held, routeRefusal(decidingBody, legalMatter, heldOn)?.words ?? null)
    const rule = await requireRule(context, { body: decidingBody, unitId, day: heldOn, matter: legalMatter })
    allow(held, unsettledRefusal(rule))
    allow(held, noticeRefusal(await context.calendar(), rule.noticeDays ?? 0, held.noticeOn, heldOn))
    rules.push(rule)
  }
  await queries.insertVoting(db, { townId, meetingId, decidingBody, route: 'voters', mostProxies: 1, noticeFault: null })
  await declareBoard(context, bodyId, heldOn, items, held.enteredBy)
  const ids = items.map(() => newId(now.getTime()))
  const party = isPartyBody(decidingBody)
  const tabled = ({ subject, title, text, legalMatter }: HeldItem) => ({ subject, title, text, legalMatter, ownInterests: false })
  await Promise.all(
    items.map((item, index) =>
      ballots.insertBallot(db, { townId, id: ids[index]!, meetingId, unitId, party, number: index + 1, ...tabled(item) }),
    ),
  )
  await drawRoll(context, meetingId, held, heldOn)
  const lines = await queries.linesOf(db, meetingId)
  const roll = numbersOf('voters', lines, new Set())
  await Promise.all(ids.map((id, index) => ballots.fixBallot(db, id, { roll, rule: rules[index]! })))
  const fixed = { rollFixedAt: startsAt, rollFixedBy: held.enteredBy, noticeFault: null }
  await queries.updateVoting(db, meetingId, { rollDrawnAt: startsAt })
  await queries.updateVoting(db, meetingId, fixed)
  await fixRollOf({ ...context, now: startsAt }, meetingId)
  await rollRecord.append(context, meetingId)

  const voting = lines.filter(({ standing, leftOut, present }) => standing === 'voter' && leftOut === null && present === true)
  const closed: HeldBallot[] = []
  for (const [index, { against, abstain, text }] of items.entries()) {
    const id = ids[index]!
    const cast = roll.present === 0 ? [] : voting
    const tally = { for: cast.length - against - abstain, against, abstain }
    const outcome = evaluate(rules[index]!, roll, tally, { method: 'hands', ownInterests: false })
    allow(held, outcome.verdict === 'refused' ? outcome.words.join('；') : null)
    const marks = cast.map(({ id: lineId }) => ({ lineId, manner: 'inPerson' as const }))
    if (marks.length > 0) await ballots.insertMarks(db, townId, id, marks)
    await ballots.closeBallot(db, id, { method: 'hands', tally, outcome, closedAt, closedBy: held.enteredBy })
    await resultRecord.append(context, id)
    closed.push({ id, body: decidingBody, state: 'closed', textDigest: textDigest(text), outcome, tally })
  }
  await holdLoaded(context, meetingId)
  await context.record('votes.convene', { kind: 'votingMeeting', id: meetingId, unitId }, { decidingBody, route: 'voters' })
  return closed
}

const fieldsOf = ({ decidingBody, bodyId, title, startsAt, place, noticeOn, chairId, recorderId }: HeldMeeting): MeetingFields =>
  MeetingFields.parse({
    kind: kindOfMeeting(decidingBody),
    bodyId,
    title,
    startsAt: startsAt.toISOString(),
    endsAt: new Date(startsAt.getTime() + 2 * hour).toISOString(),
    place,
    chairId,
    recorderId,
    noticeChannel: 'board',
    noticeOn,
  })

function allow({ title }: HeldMeeting, refusal: string | null): void {
  if (refusal !== null) throw new Error(`“${title}”：${refusal}`)
}

/** Everyone on the board has said that none of it concerns them. */
async function declareBoard(context: Context, bodyId: string, heldOn: string, items: readonly HeldItem[], enteredBy: string) {
  const board = await votersOn(context.db, bodyId, 'collectiveBoard', heldOn)
  const said = { townId: context.townId, concerned: false, words: '', declaredOn: heldOn, enteredBy }
  await insertDeclarations(
    context.db,
    items.flatMap(({ subject: { kind, id } }) => board.map(({ id: voterId }) => ({ ...said, subjectKind: kind, subjectId: id, voterId }))),
  )
}

/** Who stands last on the register stayed away. */
async function drawRoll(context: Context, meetingId: string, held: HeldMeeting, heldOn: string): Promise<void> {
  const eligible = await eligibleOf(context, { ...held, route: 'voters', heldOn })
  allow(held, eligible.length === 0 ? '名册上还没有人' : null)
  const here = (index: number) => index < eligible.length - Math.floor((eligible.length * held.absentPercent) / 100)
  const drawn = eligible.map((each, index) => ({ ...entryOf(each), attendance: here(index) ? ('present' as const) : ('absent' as const) }))
  const entryIds = await enterDrawn(context, meetingId, drawn)
  const lines = eligible.map((each, index) => ({ ...each, id: newId(context.now.getTime()), meetingId, entryId: entryIds[index]! }))
  await queries.insertLines(context.db, context.townId, lines)
  await queries.updatePresence(
    context.db,
    lines.map(({ id, leftOut }, index) => ({ id, present: leftOut === null && here(index) })),
  )
}
