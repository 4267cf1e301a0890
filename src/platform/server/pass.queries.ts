/** Passes (凭证): what the log says of a code. */
import type { Database } from '#platform/database/database.ts'

/** When a thing's log tells of such a step last, as far as the reader sees it; null: never. */
export async function lastAt(db: Database, subject: { kind: string; id: string }, event: string): Promise<Date | null> {
  const { at } = await db
    .selectFrom('event')
    .where('subjectKind', '=', subject.kind)
    .where('subjectId', '=', subject.id)
    .where('name', '=', event)
    .select(({ fn }) => fn.max<Date | null>('at').as('at'))
    .executeTakeFirstOrThrow()
  return at
}
