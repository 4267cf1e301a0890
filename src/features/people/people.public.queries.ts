/** People and posts (人员与任职): what anyone may read of posts. */
import { sql } from 'kysely'
import type { Database } from '#platform/database/database.ts'

/** Posts that face residents; the town's administrators and departments are reached through the office. */
const facing = ['villageSecretary', 'villageClerk', 'supervisor', 'branchSecretary', 'cooperativeDirector', 'gridLeader']

/**
 * Standing posts of the units on `day`, in the order in which they were entered (never sorted by name), with the
 * holder only where the holder agreed to be shown. A post held by two is two rows.
 */
export async function publicPosts(db: Database, day: string, unitIds: readonly string[]) {
  const { rows } = await sql<{ id: string; role: string; title: string; unitId: string; bodyId: string | null; name: string | null }>`
    select post.id, post.role, post.title, post.unit_id, post.body_id, holder_name(term.person_id) as name
    from post
    left join term on term.town_id = post.town_id and term.post_id = post.id and term.shown_to_residents and term.valid @> ${day}::date
    where post.unit_id = any (${[...unitIds]}::uuid[]) and post.role = any (${facing})
      and post.opened_on <= ${day}::date and (post.closed_on is null or post.closed_on > ${day}::date)
    order by post.id, term.id`.execute(db)
  return rows
}
