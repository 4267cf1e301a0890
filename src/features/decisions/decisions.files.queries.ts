/** Papers that the entry of a matter asks for (清单要求的材料): SQL. What a file holds lies sealed. */
import { sql } from 'kysely'
import type { Database } from '#platform/database/database.ts'
import { sealedFiles } from '#platform/database/sealed-files.ts'
import type { Role } from '#platform/shared/actor.ts'
import { roleHeld } from './decisions.queries.ts'

export const papers = sealedFiles('decision_file', 'decision_id', 'decision_file.bytes')

export interface FileRow {
  id: string
  attachment: string
  /** Null: not the actor's to open. */
  name: string | null
  digest: string
  addedAt: Date
  addedAs: Role | null
}
/** All of the matter, the oldest first: that a paper is there, everybody reads. */
export async function filesOf(db: Database, decisionId: string): Promise<FileRow[]> {
  const { rows } = await sql<FileRow>`
    select s.id, s.attachment, f.name, s.digest, s.added_at as "addedAt", ${roleHeld(sql`s.added_by`, sql`s.added_at`)} as "addedAs"
    from decision_files_shown(${decisionId}::uuid) s left join decision_file f on f.town_id = actor_town() and f.id = s.id
    order by s.id`.execute(db)
  return rows
}
