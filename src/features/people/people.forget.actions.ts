/**
 * Forgetting people (人员的按期删除), at night: six months after the last relation ended the telephone and the account go, and the record
 * itself when nothing that is kept for longer names it. With whom there is a relation each feature says itself.
 */
import { relationsSince } from '#platform/shared/retention.ts'
import type { Context } from '#platform/server/action.ts'
import * as queries from './people.forget.queries.ts'
import { fateOf } from './people.rules.ts'

const tiesOf = ({ about }: Context) => [...new Set(about.flatMap(({ ties }) => ties ?? []))]

export const overdue = (context: Context): Promise<string[]> =>
  queries.overduePeople(context.db, tiesOf(context), relationsSince(context.today))

export async function settle(context: Context, personId: string): Promise<void> {
  const { db, today } = context
  const since = relationsSince(today)
  const facts = await queries.lockFacts(db, tiesOf(context), since, personId)
  const fate = facts && fateOf(facts, since)
  if (!fate) return
  await queries.carryOut(db, personId, fate, today)
  if (fate !== 'recall') for (const { forget } of context.about) await forget?.(context, personId)
  await context.record(`people.${fate}`, { kind: 'person', id: personId, unitId: facts.unitId })
  if (fate === 'remove') await queries.removePerson(db, personId)
}
