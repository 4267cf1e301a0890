/** Disclosure (公示公开): SQL of attachments, accepted findings, and the sheet on the wall. */
import { sql } from 'kysely'
import type { Database } from '#platform/database/database.ts'

export interface FileRow {
  id: string
  name: string
  mediaType: string
  size: number
  digest: Buffer
  published: boolean
}

export const filesOf = (db: Database, noticeId: string): Promise<FileRow[]> =>
  db
    .selectFrom('noticeFile')
    .where('noticeId', '=', noticeId)
    .select(['id', 'name', 'mediaType', 'digest', 'published', sql<number>`length(bytes)`.as('size')])
    .orderBy('id')
    .execute()

export const bytesOf = (db: Database, noticeId: string, id: string) =>
  db
    .selectFrom('noticeFile')
    .where('noticeId', '=', noticeId)
    .where('id', '=', id)
    .select(['name', 'mediaType', 'bytes'])
    .executeTakeFirst()

export const insertFile = (
  db: Database,
  file: {
    townId: number
    id: string
    noticeId: string
    name: string
    mediaType: string
    bytes: Buffer
    digest: Buffer
    addedBy: string
    addedAt: Date
  },
) => db.insertInto('noticeFile').values(file).execute()

export const deleteFile = (db: Database, id: string) => db.deleteFrom('noticeFile').where('id', '=', id).execute()

export const publishFiles = (db: Database, ids: readonly string[]) =>
  db
    .updateTable('noticeFile')
    .set({ published: true })
    .where('published', '=', false)
    .where('id', 'in', [...ids])
    .execute()

export const acceptedFindings = async (db: Database, noticeId: string): Promise<ReadonlySet<string>> => {
  const rows = await db.selectFrom('noticeFinding').where('noticeId', '=', noticeId).select('digest').execute()
  return new Set(rows.map(({ digest }) => digest.toString('hex')))
}

export const insertFinding = (
  db: Database,
  finding: {
    townId: number
    noticeId: string
    digest: Buffer
    place: string
    kind: 'phone' | 'address' | 'unread'
    masked: string
    purpose: string
    effect: string
    measures: string
    acceptedBy: string
    acceptedOn: string
    keepUntil: string
  },
) =>
  db
    .insertInto('noticeFinding')
    .values(finding)
    .onConflict(conflict => conflict.doNothing())
    .execute()

export const postingsOf = (db: Database, noticeId: string) =>
  db
    .selectFrom('noticePosting')
    .where('noticeId', '=', noticeId)
    .select(['id', 'versionNumber', 'place', 'postedOn', 'removedOn'])
    .orderBy('postedOn')
    .orderBy('id')
    .execute()

export const insertPosting = (
  db: Database,
  posting: { townId: number; id: string; noticeId: string; versionNumber: number; place: string; postedOn: string; postedBy: string },
) => db.insertInto('noticePosting').values(posting).execute()

export const removePosting = (db: Database, id: string, removedOn: string, removedBy: string) =>
  db.updateTable('noticePosting').set({ removedOn, removedBy }).where('id', '=', id).execute()
