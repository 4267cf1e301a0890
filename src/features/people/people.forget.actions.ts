/**
 * Forgetting people (人员的按期删除), at night: six months after the last relation ended the telephone and the account go, and the record
 * itself when nothing that is kept for longer names it; the office is told a month before. With whom there is a relation each feature
 * says itself.
 */
import type { Context } from '#platform/server/action.ts'
import { monthsAfter } from '#platform/shared/calendar.ts'
import * as queries from './people.forget.queries.ts'
import { fateOf, noticeMonths, relationsBefore } from './people.rules.ts'

const tiesOf = ({ about }: Context) => [...new Set(about.flatMap(({ ties }) => ties ?? []))]

export const unsettled = (context: Context): Promise<string[]> =>
  queries.unsettledPeople(context.db, tiesOf(context), relationsBefore(context.today), context.today)

export async function settle(context: Context, personId: string): Promise<void> {
  const { db, today } = context
  const facts = await queries.lockFacts(db, tiesOf(context), relationsBefore(today), today, personId)
  const fate = facts && fateOf(facts, today)
  if (!fate) return
  const forgetOn = monthsAfter(today, noticeMonths)
  await queries.carryOut(db, personId, fate, { today, forgetOn })
  if (fate === 'forget' || fate === 'remove') for (const { forget } of context.about) await forget?.(context, personId)
  await context.record(`people.${fate}`, { kind: 'person', id: personId, unitId: facts.unitId }, fate === 'announce' ? { forgetOn } : {})
  if (fate === 'remove') await queries.removePerson(db, personId)
}
