/** Papers that the entry of a matter asks for (清单要求的材料): SQL. What a file holds lies sealed. */
import { sql } from 'kysely'
import type { Database } from '#platform/database/database.ts'
import type { Keeping } from '#platform/database/sealed-text.ts'
import type { DocumentType } from '#platform/shared/document-types.ts'
import type { Role } from '#platform/shared/actor.ts'
import { roleHeld } from './decisions.queries.ts'

const place = 'decision_file.bytes'

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

export async function bytesOf({ db, sealing }: Keeping, decisionId: string, id: string) {
  const row = await db
    .selectFrom('decisionFile')
    .where('decisionId', '=', decisionId)
    .where('id', '=', id)
    .select(['name', 'mediaType', 'bytesSealed'])
    .executeTakeFirst()
  if (!row) return undefined
  const { bytesSealed, ...rest } = row
  return { ...rest, bytes: Buffer.from(sealing.open(bytesSealed, place), 'base64') }
}

export interface NewFile {
  townId: number
  id: string
  decisionId: string
  attachment: string
  name: string
  mediaType: DocumentType | 'image/jpeg'
  bytes: Buffer
  digest: Buffer
  addedBy: string
  addedAt: Date
}
export const insertFile = ({ db, sealing }: Keeping, { bytes, ...row }: NewFile) =>
  db
    .insertInto('decisionFile')
    .values({ ...row, size: bytes.length, bytesSealed: sealing.seal(bytes.toString('base64'), place) })
    .execute()

/** How many were taken away: none of those that lay before a vote. */
export const deleteFile = async (db: Database, id: string): Promise<number> =>
  Number((await db.deleteFrom('decisionFile').where('id', '=', id).executeTakeFirst()).numDeletedRows)
