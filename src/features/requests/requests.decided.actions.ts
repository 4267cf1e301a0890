/** Requests (诉求): what a joint meeting's decision still forbids. */
import { namesOf } from '#features/people/people.actions.ts'
import type { Context } from '#platform/server/action.ts'
import { plainDate } from '#platform/shared/calendar.ts'
import { Problem } from '#platform/shared/problem.ts'
import { jointProblems, type ReturnReason } from './requests.contract.ts'
import { factsOf, type CaseRow } from './requests.case.actions.ts'
import { requestPolicy } from './requests.policy.ts'
import * as queries from './requests.queries.ts'
import { barringDecision, isBoundByMeeting, meetingHold, restsForMeeting, type LoggedStep } from './requests.rules.ts'
import { returnReasonNames } from './requests.words.ts'

/** Throws decided-at-meeting (409), with who decided and when, for a reason that the meeting had heard. */
export async function refuseIfDecided(context: Context, row: CaseRow, reason: ReturnReason): Promise<void> {
  const events = await queries.listEvents(context.db, row.id)
  const bar = barringDecision(
    events.map(({ name, details }) => ({ name, details: details as Record<string, unknown> })),
    row.assignedPersonId ?? row.assignedBodyId ?? row.handlerUnitId,
    reason,
  )
  if (!bar) return
  const { when, who, facts } = await told(context, bar)
  throw new Problem(jointProblems.decidedAlready, `${when}联席会议由${who}决定，不能再以“${returnReasonNames[reason]}”退回。`, facts)
}

export type HandingOn = 'assign' | 'passOn' | 'climb' | 'take' | 'giveBack'

/**
 * Throws bound-by-meeting (409), with who decided and when, to whoever else might give the case to anyone; and waits-for-meeting (409)
 * while the next meeting is to choose.
 */
export async function refuseIfHeld(context: Context, row: CaseRow, verb: HandingOn): Promise<void> {
  if (!requestPolicy.allows(verb, context.actor, factsOf(row))) return
  if (restsForMeeting(row) || (verb === 'assign' && meetingHold(row) === 'waiting'))
    throw new Problem(jointProblems.waitsForMeeting, undefined, { jointMeetingOn: row.jointMeetingOn })
  if (!isBoundByMeeting(row) || verb === 'take' || verb === 'giveBack') return
  const events = await queries.listEvents(context.db, row.id)
  const decision = events.findLast(({ name }) => name === 'requests.decide')
  const { when, who, facts } = await told(context, { name: '', details: (decision?.details ?? {}) as LoggedStep['details'] })
  const wanted = { assign: '改派', passOn: '转给别人', climb: '往上转' }[verb]
  throw new Problem(jointProblems.boundByMeeting, `${when}联席会议由${who}决定，不能再${wanted}。`, facts)
}

async function told(context: Context, { details }: LoggedStep) {
  const { heldOn, deciderId } = details as { heldOn?: string; deciderId?: string }
  const names = await namesOf(context, deciderId ? [deciderId] : [])
  const who = deciderId ? (names.get(deciderId) ?? '工作人员') : '会议'
  return { when: heldOn ? plainDate(heldOn) : '', who, facts: { heldOn: heldOn ?? null, decidedByName: who } }
}
