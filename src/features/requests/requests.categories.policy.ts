/** Categories of requests (诉求类别): who may keep them, and when. Pure. */
import { holdsAny, isPerson, type Actor, type Role } from '#platform/shared/actor.ts'
import { dayOf } from '#platform/shared/calendar.ts'
import { definePolicy } from '#platform/shared/policy.ts'

export interface CategoryFacts {
  /** The day from which it takes no new cases. */
  retiredOn: string | null
  /** What is in force was only proposed. */
  isProposed: boolean
}

const keepers: readonly Role[] = ['townClerk', 'systemAdministrator']
const townOffice = (actor: Actor) => holdsAny(actor, keepers)

export const categoryPolicy = definePolicy<CategoryFacts, 'changeCategory' | 'confirmCategory' | 'retireCategory'>('requests', {
  changeCategory: {
    who: townOffice,
    when: ({ retiredOn }) => retiredOn === null,
    says: "the town's clerk or the system administrator, while in use",
  },
  confirmCategory: {
    who: townOffice,
    when: ({ isProposed, retiredOn }, now) => isProposed && (retiredOn === null || retiredOn > dayOf(now)),
    says: "the town's clerk or the system administrator, while only proposed",
  },
  retireCategory: {
    who: townOffice,
    when: ({ retiredOn }) => retiredOn === null,
    says: "the town's clerk or the system administrator, while in use",
  },
})

/** What needs no category. */
export const categoryDoorPolicy = definePolicy<null, 'categories' | 'categorySettings' | 'previewCategory' | 'addCategory'>('requests', {
  categories: { who: () => true, says: 'anyone' },
  categorySettings: { who: isPerson, says: 'anyone signed in' },
  previewCategory: { who: townOffice, says: "the town's clerk or the system administrator" },
  addCategory: { who: townOffice, says: "the town's clerk or the system administrator" },
})
