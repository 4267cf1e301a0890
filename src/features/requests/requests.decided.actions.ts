/** Requests (诉求): what a joint meeting's decision still forbids. */
import { namesOf } from '#features/people/people.actions.ts'
import type { Context } from '#platform/server/action.ts'
import { plainDate } from '#platform/shared/calendar.ts'
import { Problem } from '#platform/shared/problem.ts'
import { jointProblems, type ReturnReason } from './requests.contract.ts'
import type { CaseRow } from './requests.case.actions.ts'
import * as queries from './requests.queries.ts'
import { barringDecision } from './requests.rules.ts'
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
  const { heldOn, deciderId } = bar.details as { heldOn?: string; deciderId?: string }
  const names = await namesOf(context, deciderId ? [deciderId] : [])
  const when = heldOn ? plainDate(heldOn) : ''
  const who = deciderId ? (names.get(deciderId) ?? '工作人员') : '会议'
  throw new Problem(jointProblems.decidedAlready, `${when}联席会议由${who}决定，不能再以“${returnReasonNames[reason]}”退回。`, {
    heldOn: heldOn ?? null,
    decidedByName: who,
  })
}
