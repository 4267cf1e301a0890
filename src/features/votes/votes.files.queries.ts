/** Attachments of voting meetings (会议附件): SQL. What a file holds lies sealed. */
import { sql } from 'kysely'
import type { Database } from '#platform/database/database.ts'
import { sealedFiles } from '#platform/database/sealed-files.ts'
import type { VotingFile } from './votes.contract.ts'

export const attachments = sealedFiles('voting_file', 'meeting_id', 'voting_file.bytes')

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
