/** Attachments of voting meetings (会议附件): SQL. What a file holds lies sealed. */
import { sql } from 'kysely'
import type { Database } from '#platform/database/database.ts'
import type { Keeping } from '#platform/database/sealed-text.ts'
import type { VotingFile } from './votes.contract.ts'

const place = 'voting_file.bytes'

/** Those that the caller may read, the oldest first. */
export const filesOf = async (db: Database, meetingId: string): Promise<VotingFile[]> => {
  const rows = await db
    .selectFrom('votingFile')
    .where('meetingId', '=', meetingId)
    .select(['id', 'ballotId', 'name', 'mediaType', 'size', 'addedAt', sql<string>`encode(digest, 'hex')`.as('digest')])
    .orderBy('id')
    .execute()
  return rows.map(({ addedAt, mediaType, ...row }) => ({
    ...row,
    mediaType: mediaType as VotingFile['mediaType'],
    addedAt: addedAt.toISOString(),
  }))
}

export async function bytesOf({ db, sealing }: Keeping, meetingId: string, id: string) {
  const row = await db
    .selectFrom('votingFile')
    .where('meetingId', '=', meetingId)
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
  meetingId: string
  ballotId: string | null
  name: string
  mediaType: VotingFile['mediaType']
  bytes: Buffer
  digest: Buffer
  addedBy: string
  addedAt: Date
}

export const insertFile = ({ db, sealing }: Keeping, { bytes, ...row }: NewFile) =>
  db
    .insertInto('votingFile')
    .values({ ...row, size: bytes.length, bytesSealed: sealing.seal(bytes.toString('base64'), place) })
    .execute()

export const deleteFile = (db: Database, id: string) => db.deleteFrom('votingFile').where('id', '=', id).execute()
