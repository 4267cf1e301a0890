/** Observers (列席): who attends without a vote, what they said and what was answered. */
import { action } from '#platform/server/action.ts'
import { newId } from '#platform/shared/ids.ts'
import { Problem, problems as common } from '#platform/shared/problem.ts'
import { endpoints } from './votes.contract.ts'
import * as queries from './votes.queries.ts'
import { lockVoting, show } from './votes.show.actions.ts'

export const observe = action(endpoints.observe, async (context, { params: { meetingId }, body }) => {
  const { meeting } = await lockVoting(context, meetingId, 'observe')
  const id = newId(context.now.getTime())
  await queries.insertObserver(context.db, { townId: context.townId, id, meetingId, ...body })
  await context.record('votes.observe', { kind: 'votingMeeting', id: meetingId, unitId: meeting.unitId }, { observerId: id })
  return show(context, meetingId)
})

export const minuteOpinion = action(endpoints.minuteOpinion, async (context, { params: { observerId }, body }) => {
  const seen = await queries.findObserver(context.db, observerId)
  if (!seen) throw new Problem(common.notFound, '没有这个列席的人，或不归您看。')
  const { meeting } = await lockVoting(context, seen.meetingId, 'minuteOpinion')
  await queries.updateObserver(context.db, observerId, body)
  await context.record('votes.minuteOpinion', { kind: 'votingMeeting', id: meeting.id, unitId: meeting.unitId }, { observerId })
  return show(context, meeting.id)
})
