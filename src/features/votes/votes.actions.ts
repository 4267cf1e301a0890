/**
 * Votes (表决会议): calling meetings that vote, and the door for features whose matters are put to the vote.
 *
 * `tableItem` puts a subject on the agenda of a voting meeting; `ballotsOf` tells what came of it.
 */
import { z } from 'zod'
import { findMeeting, plan } from '#features/meetings/meetings.actions.ts'
import { declarationsDue, noticeRefusal, routeRefusal } from '#features/thresholds/thresholds.actions.ts'
import { action, type Context } from '#platform/server/action.ts'
import { addDays, dayOf } from '#platform/shared/calendar.ts'
import { cursorOf, placeOf } from '#platform/shared/cursor.ts'
import { newId } from '#platform/shared/ids.ts'
import { Id, Instant } from '#platform/shared/primitives.ts'
import { invalidField, Problem } from '#platform/shared/problem.ts'
import { textInForce } from './votes.afterwards.actions.ts'
import * as ballots from './votes.ballots.queries.ts'
import { endpoints, problems, TabledItem, type Ballot, type BallotSubject } from './votes.contract.ts'
import { votePolicy } from './votes.policy.ts'
import * as queries from './votes.queries.ts'
import { declarationsOn, votersOn } from './votes.register.queries.ts'
import { hostKinds, isPartyBody, kindOfMeeting } from './votes.rules.ts'
import { lockVoting, presentBallots, requireRule, show, summaryOf } from './votes.show.actions.ts'

const Place = z.tuple([Instant, Id])
/** Who filters finds fewer; nobody reads the number of all meetings that ever voted. */
const mostCounted = 1_000

export const list = action(endpoints.list, async (context, { query: { cursor, limit, ...filter } }) => {
  context.require(votePolicy, 'list', null)
  const after = cursor === undefined ? null : placeOf(cursor, Place)
  const rows = await queries.listVoting(context.db, context.today, filter, limit, after)
  const page = rows.slice(0, limit)
  const last = rows.length > limit ? page.at(-1) : undefined
  return {
    items: await Promise.all(
      page.map(async ({ meetingId, decidingBody, ballots, closed }) => ({
        ...summaryOf(await findMeeting(context, meetingId), decidingBody, []),
        ballots,
        closed,
      })),
    ),
    nextCursor: last ? cursorOf([last.startsAt.toISOString(), last.meetingId]) : null,
    total: await queries.countVoting(context.db, context.today, filter, mostCounted),
  }
})

export const get = action(endpoints.get, async (context, { params: { meetingId } }) => {
  context.require(votePolicy, 'get', null)
  return show(context, meetingId)
})

export const convene = action(endpoints.convene, async (context, { body: { decidingBody, route, mostProxies, ...fields } }) => {
  const heldOn = dayOf(new Date(fields.startsAt))
  const kind = await queries.kindOfBody(context.db, fields.bodyId)
  if (kind && !hostKinds[decidingBody].includes(kind)) throw invalidField('#/bodyId', '这个组织不开这种会')
  const { id: meetingId, unitId } = await plan(context, { ...fields, kind: kindOfMeeting(decidingBody), itemId: null })
  const rule = await requireRule(context, { body: decidingBody, unitId, day: heldOn })
  if (rule.quorum !== null && !rule.quorum.some(each => each.route === route)) throw invalidField('#/route', '这种会不能这样计算人数')
  const fault = fields.noticeOn === null ? null : noticeRefusal(await context.calendar(), rule.noticeDays, fields.noticeOn, heldOn)
  // What is still to come can be called properly; what happened is entered as it was.
  if (fault !== null && heldOn >= context.today) throw new Problem(problems.noticeTooShort, `${fault}。`)
  await queries.insertVoting(context.db, { townId: context.townId, meetingId, decidingBody, route, mostProxies, noticeFault: fault })
  await context.record('votes.convene', { kind: 'votingMeeting', id: meetingId, unitId }, { decidingBody, route })
  return show(context, meetingId)
})

export const table = action(endpoints.table, async (context, { params: { meetingId }, body }) => {
  const { id, unitId } = await put(context, { meetingId, subject: { kind: 'meeting', id: meetingId }, ...body })
  await context.record('votes.table', { kind: 'ballot', id, unitId }, { meetingId, legalMatter: body.legalMatter })
  return show(context, meetingId)
})

export interface ItemToTable extends TabledItem {
  meetingId: string
  subject: BallotSubject
}

/**
 * Puts a subject on the agenda of a meeting that votes and returns the ballot's id. The caller records its own event.
 *
 * Throws not-found (404) where there is no such meeting, forbidden (403) for who does not keep it, wrong-state (409) once its roll is
 * fixed, other-body (409) for what only the full members' assembly may decide, no-rule (409) where no law is known for the day,
 * undeclared (409) until everyone on the board has said whether it concerns them, and invalid (422).
 */
export const tableItem = async (context: Context, item: ItemToTable): Promise<string> => (await put(context, item)).id

async function put(context: Context, { meetingId, subject, ...raw }: ItemToTable): Promise<{ id: string; unitId: string }> {
  const { title, text, legalMatter, ownInterests } = itemOf(raw)
  const { meeting, voting, heldOn } = await lockVoting(context, meetingId, 'table')
  const refusal = routeRefusal(voting.decidingBody, legalMatter, heldOn)
  if (refusal) throw new Problem(problems.otherBody, `${refusal.words}。`)
  const { unitId } = meeting
  await requireRule(context, { body: voting.decidingBody, unitId, day: heldOn, matter: legalMatter })
  const isConcerned = await requireDeclarations(context, meeting.bodyId, subject)
  const id = newId(context.now.getTime())
  const number = (await ballots.ballotsOfMeeting(context.db, meetingId)).length + 1
  const party = isPartyBody(voting.decidingBody)
  await ballots.insertBallot(context.db, {
    townId: context.townId,
    id,
    meetingId,
    unitId,
    party,
    number,
    subject,
    title,
    text,
    legalMatter,
    ownInterests: ownInterests || isConcerned,
  })
  return { id, unitId }
}

/** Throws invalid (422) for what another feature hands in. */
function itemOf(raw: TabledItem): TabledItem {
  const read = TabledItem.safeParse(raw)
  if (read.success) return read.data
  const [issue] = read.error.issues
  throw invalidField(`#/${issue!.path.join('/')}`, issue!.message)
}

/** Everyone on the board of the body has declared; true where someone is concerned. */
async function requireDeclarations(context: Context, bodyId: string, subject: BallotSubject): Promise<boolean> {
  const board = await votersOn(context.db, bodyId, 'collectiveBoard', context.today)
  const due = declarationsDue(board.map(({ id }) => ({ personId: id, body: 'collectiveBoard' as const })))
  const declared = await declarationsOn(context.db, subject)
  const open = due.filter(({ personId }) => !declared.some(({ voterId }) => voterId === personId))
  if (open.length > 0) {
    const names = open.map(({ personId }) => board.find(({ id }) => id === personId)!.name)
    throw new Problem(problems.undeclared, `还没有问过：${names.join('、')}。`)
  }
  return declared.some(({ concerned }) => concerned)
}

/** What was put to the vote about a subject and what came of it, oldest first. */
export async function ballotsOf(context: Context, subject: BallotSubject): Promise<Ballot[]> {
  const shown = await presentBallots(context, await ballots.ballotsOfSubject(context.db, subject))
  return shown.map(({ row: _, ...ballot }) => ballot)
}

/** What a meeting votes about, each with the words in force and whether the vote is over, as far as the actor may read it; none where nothing is put to the vote. */
export async function resolutionsOf(
  context: Context,
  meetingId: string,
): Promise<{ number: number; title: string; text: string; closed: boolean }[]> {
  const rows = (await ballots.ballotsOfMeeting(context.db, meetingId)).filter(({ state }) => state !== 'cancelled')
  const corrections = await ballots.correctionsOf(
    context.db,
    rows.map(({ id }) => id),
  )
  return rows.map(row => ({
    number: row.number,
    title: row.title,
    closed: row.state === 'closed',
    text: textInForce(
      row,
      corrections.filter(({ ballotId }) => ballotId === row.id),
    ),
  }))
}

/** What everybody is told of assemblies, from a month ago on, of a place and below; null: of the whole town. */
export const assembliesFrom = (context: Context, below: string | null): Promise<queries.Assembly[]> =>
  queries.publicAssemblies(context.db, addDays(context.today, -30), below)
