/** A notice no longer counts (公示不算数了): what it tells of was annulled, or turned out otherwise, and the feature that owns that says so. */
import type { Context } from '#platform/server/action.ts'
import { subjectOf } from './disclosures.draft.actions.ts'
import { hold } from './disclosures.present.actions.ts'
import { takeListDown } from './disclosures.publish.actions.ts'
import * as queries from './disclosures.queries.ts'
import { recordEnd } from './disclosures.recorded.actions.ts'
import { noticeMachine } from './disclosures.rules.ts'

/**
 * What hangs or is being written is withdrawn, a list of persons with it; what had run its days keeps its result. Both say from now on
 * why they no longer count. Nothing happens to one that was withdrawn or recalled before. The caller has asked its own policy.
 */
export async function recallNotice(context: Context, noticeId: string, reason: string): Promise<void> {
  const { row, facts } = await hold(context, noticeId)
  if (row.state === 'withdrawn' || row.recalledOn !== null) return
  const recalled = { recalledOn: context.today, recallReason: reason }
  const comesDown = noticeMachine.can(row.state, 'recall')
  const down = comesDown ? ({ state: noticeMachine.next(row.state, 'recall'), correction: null, withdrawnOn: context.today } as const) : {}
  await queries.updateNotice(context.db, noticeId, { ...recalled, ...down })
  if (comesDown && row.number > 0) await recordEnd(context, noticeId)
  if (facts.showsPersons) await takeListDown(context, row, reason)
  await context.record('disclosures.recall', subjectOf(row), { number: row.number })
}
