/** Visits (入户走访): what was promised to come back to (待办), by oneself or by a visitor who no longer listens to the household. */
import type { Context } from '#platform/server/action.ts'
import type { TodoSource } from '#platform/server/todo.ts'
import { isPerson } from '#platform/shared/actor.ts'
import { visitsToFollow } from './visits.queries.ts'

export const toFollow: TodoSource<Context> = {
  name: 'visits.toFollow',
  nameZh: '走访后要跟进的户',
  async list({ db, actor, today }) {
    if (!isPerson(actor)) return []
    const rows = await visitsToFollow(db, today, actor.personId)
    return rows
      .filter(({ needsFollowUp }) => needsFollowUp)
      .map(({ householdId, householdCode, id, personId }) => ({
        id,
        title: `跟进${householdCode}`,
        detail: personId === actor.personId ? '走访时您记下要跟进。' : '走访的人已不联系这一户，请接着跟进。',
        dueOn: null,
        link: `/console/visits/households/${householdId}`,
      }))
  },
}
