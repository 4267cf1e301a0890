/** People and posts (人员与任职): who listens at the door (亮身份), as far as each agreed to be named. */
import type { Context } from '#platform/server/action.ts'
import type { Role } from '#platform/shared/actor.ts'
import { publicPosts } from './people.public.queries.ts'

export interface PublicPost {
  id: string
  role: Role
  title: string
  unitId: string
  bodyId: string | null
  /** null: vacant, or the holder did not agree to be named. Which of the two is nobody's business here. */
  name: string | null
}

/** Standing posts of the units that face residents, in the order in which they were entered. */
export async function postsShown(context: Context, unitIds: readonly string[]): Promise<PublicPost[]> {
  if (unitIds.length === 0) return []
  const rows = await publicPosts(context.db, context.today, unitIds)
  return rows.map(row => ({ ...row, role: row.role as Role }))
}
