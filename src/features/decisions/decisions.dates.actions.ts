/** What every step of a decision is asked (日期和人): days in their order, and people whom the office knows. */
import type { Context } from '#platform/server/action.ts'
import { plainDate } from '#platform/shared/calendar.ts'
import { invalidField } from '#platform/shared/problem.ts'
import { passGate } from './decisions.case.actions.ts'
import { isBeside } from './decisions.rules.ts'
import { namesOf } from './decisions.opinions.queries.ts'

/**
 * A step is not entered before its day, nor dated before the one before it; that it is entered late is shown and no reason to refuse.
 * Throws invalid (422), or gate-closed (409) where the day is that of a meeting.
 */
export function requireOrder(
  context: Pick<Context, 'today'>,
  { records }: { records: readonly { stage: string; heldOn: string }[] },
  heldOn: string,
  { byMeeting = false, pointer = '#/heldOn' } = {},
): void {
  const before = records
    .filter(({ stage }) => !isBeside(stage))
    .map(each => each.heldOn)
    .sort()
    .at(-1)
  const refusal =
    heldOn > context.today
      ? '要等到那一天才登记'
      : before !== undefined && heldOn < before
        ? `不能早于上一步（${plainDate(before)}）`
        : null
  if (refusal === null) return
  if (byMeeting) passGate(`开会的日子${refusal}`)
  throw invalidField(pointer, refusal)
}

/** Throws invalid (422) if there is nobody of that id whom the actor may know: of the own record, or in office. */
export async function requirePerson({ db }: Context, personId: string, pointer: string): Promise<void> {
  if (!(await namesOf(db, [personId])).has(personId)) throw invalidField(pointer, '没有这个人')
}
