/** Sealed files (密封的文件): what lies with a record and is opened by whoever may; its table and its owner are passed in. */
import { sql } from 'kysely'
import type { DocumentType } from '#platform/shared/document-types.ts'
import type { Database } from './database.ts'
import type { Keeping } from './sealed-text.ts'

export interface SealedFile {
  name: string
  mediaType: DocumentType | 'image/jpeg'
  bytes: Buffer
}

export interface NewSealedFile extends SealedFile {
  townId: number
  id: string
  /** SHA-256 of the bytes before they are sealed. */
  digest: Buffer
  addedBy: string
  addedAt: Date
}

/**
 * The files of `table`, which belong to the record that its column `owner` names; both as SQL writes them. `place` is what their bytes are
 * sealed under: the column's own name, or a change of keys could not open them.
 */
export const sealedFiles = (table: string, owner: string, place: string) => ({
  /** Undefined: none of that record's, or not the actor's to open. */
  async read({ db, sealing }: Keeping, ownerId: string, id: string): Promise<SealedFile | undefined> {
    const { rows } = await sql<Omit<SealedFile, 'bytes'> & { bytesSealed: Buffer }>`
        select name, media_type, bytes_sealed from ${sql.table(table)} where ${sql.ref(owner)} = ${ownerId} and id = ${id}`.execute(db)
    const [row] = rows
    if (!row) return undefined
    const { bytesSealed, ...rest } = row
    return { ...rest, bytes: Buffer.from(sealing.open(bytesSealed, place), 'base64') }
  },

  /** `more` is what the table holds beside: by column, as SQL writes it. */
  async add({ db, sealing }: Keeping, ownerId: string, file: NewSealedFile, more: Readonly<Record<string, string | null>>): Promise<void> {
    const { townId, id, name, mediaType, bytes, digest, addedBy, addedAt } = file
    const columns = [owner, ...Object.keys(more)].map(column => sql.ref(column))
    await sql`
        insert into ${sql.table(table)} (town_id, id, name, media_type, bytes_sealed, size, digest, added_by, added_at, ${sql.join(columns)})
        values (${townId}, ${id}, ${name}, ${mediaType}, ${sealing.seal(bytes.toString('base64'), place)}, ${bytes.length}, ${digest}, ${addedBy},
          ${addedAt}, ${sql.join([ownerId, ...Object.values(more)])})`.execute(db)
  },

  /** How many were taken away: none that a policy keeps. */
  async remove(db: Database, id: string): Promise<number> {
    return Number((await sql`delete from ${sql.table(table)} where id = ${id}`.execute(db)).numAffectedRows)
  },
})
