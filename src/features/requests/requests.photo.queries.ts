/** Photos of requests (照片): SQL. Content is stored once by its digest. */
import { sql } from 'kysely'
import type { Database } from '#platform/database/database.ts'

export interface PhotoRow {
  townId: number
  id: string
  formKey: Buffer
  digest: Buffer
  width: number
  height: number
  addedAt: Date
}

/** Names the form whose waiting photos this transaction may touch, and lets one at a time touch them: a form pressed twice keeps no more. */
export const openForm = (db: Database, formKey: Buffer) =>
  sql`select set_config('sanliang.form', ${formKey.toString('hex')}, true),
    pg_advisory_xact_lock(hashtextextended(${`form ${formKey.toString('hex')}`}, actor_town()))`.execute(db)

export async function insertPhoto(db: Database, row: PhotoRow, bytes: Buffer) {
  await db
    .insertInto('photoContent')
    .values({ townId: row.townId, digest: row.digest, bytes })
    .onConflict(conflict => conflict.doNothing())
    .execute()
  await db.insertInto('requestPhoto').values(row).execute()
}

export const listWaiting = (db: Database, formKey: Buffer) =>
  db
    .selectFrom('requestPhoto')
    .where('formKey', '=', formKey)
    .where('requestId', 'is', null)
    .select(['id', 'width', 'height', 'addedAt'])
    .orderBy('id')
    .execute()

export const removeWaiting = (db: Database, formKey: Buffer, id: string) =>
  db.deleteFrom('requestPhoto').where('formKey', '=', formKey).where('id', '=', id).where('requestId', 'is', null).execute()

/** Gives a form's waiting photos to its case. */
export const keepPhotos = (db: Database, formKey: Buffer, requestId: string) =>
  sql`select keep_photos(${formKey}, ${requestId})`.execute(db)

export const findPhoto = (db: Database, id: string) =>
  db
    .selectFrom('requestPhoto')
    .innerJoin('photoContent', join =>
      join.onRef('photoContent.townId', '=', 'requestPhoto.townId').onRef('photoContent.digest', '=', 'requestPhoto.digest'),
    )
    .where('requestPhoto.id', '=', id)
    .select('photoContent.bytes')
    .executeTakeFirst()

/** Photos that waited longer than two hours. The database deletes what they show with the last photo that shows it. */
export const listForgotten = (db: Database, before: Date) =>
  db.selectFrom('requestPhoto').where('requestId', 'is', null).where('addedAt', '<', before).select('id').execute()
export const removeForgotten = async (db: Database, id: string) => {
  await db.deleteFrom('requestPhoto').where('id', '=', id).where('requestId', 'is', null).execute()
}
