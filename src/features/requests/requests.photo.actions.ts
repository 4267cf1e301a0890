/** Photos of requests (照片): waiting with their form for two hours, then kept with the case. */
import type { Context } from '#platform/server/action.ts'
import { cleanImage, previewOf, type CleanImage } from '#platform/server/images.ts'
import { newId } from '#platform/shared/ids.ts'
import { Problem, problems } from '#platform/shared/problem.ts'
import * as queries from './requests.photo.queries.ts'

export interface WaitingPhoto {
  id: string
  /** A small JPEG as a data: address, for showing the form again. */
  preview: string
}

export const mostPhotos = 3

/** A photo as it may be kept, or what is wrong with it, in words for the person. */
type Taken = CleanImage | string

/** Looks at the photos of a form, at most as many as one may have: before any transaction, because a large one takes a second. */
export async function takePhotos(uploads: readonly { bytes: Buffer; truncated: boolean }[]): Promise<Taken[]> {
  const taken: Taken[] = []
  for (const { bytes, truncated } of uploads.slice(0, mostPhotos))
    taken.push(truncated ? '照片不能超过10MB。请换小一点的照片。' : await cleanImage(bytes).catch(wordsOf))
  if (uploads.length > mostPhotos) taken.push(tooManyPhotos)
  return taken
}

const tooManyPhotos = `最多${mostPhotos}张照片，多的没有收。`

function wordsOf(error: unknown): string {
  if (!(error instanceof Problem)) throw error
  return error.errors[0]?.detail ?? error.detail ?? error.kind.title
}

/**
 * Keeps photos for a form that has not been sent. Returns what is wrong with each that was refused, in words for the person; the others
 * wait. `formKey` is the form's 128-bit key in hex.
 */
export async function addPhotos(context: Context, formKey: string, photos: readonly Taken[]): Promise<string[]> {
  const { db, townId, now: addedAt } = context
  const key = Buffer.from(formKey, 'hex')
  await queries.openForm(db, key)
  const images = photos.filter(photo => typeof photo !== 'string')
  const left = Math.max(0, mostPhotos - (await queries.listWaiting(db, key)).length)
  for (const { bytes, digest, width, height } of images.slice(0, left))
    await queries.insertPhoto(db, { townId, id: newId(), formKey: key, digest: Buffer.from(digest, 'hex'), width, height, addedAt }, bytes)
  const refused = photos.filter(photo => typeof photo === 'string')
  return images.length > left && !refused.includes(tooManyPhotos) ? [...refused, tooManyPhotos] : refused
}

/** The photos that wait with a form. */
export async function listWaitingPhotos(context: Context, formKey: string): Promise<WaitingPhoto[]> {
  const key = Buffer.from(formKey, 'hex')
  await queries.openForm(context.db, key)
  const waiting = await queries.listWaiting(context.db, key)
  return Promise.all(waiting.map(async ({ id }) => ({ id, preview: await previewOf((await queries.findPhoto(context.db, id))!.bytes) })))
}

export async function dropWaitingPhoto(context: Context, formKey: string, id: string): Promise<void> {
  const key = Buffer.from(formKey, 'hex')
  await queries.openForm(context.db, key)
  await queries.removeWaiting(context.db, key, id)
}

/** A photo's bytes if the actor may read its case. Throws not-found (404). */
export async function readPhoto(context: Context, id: string): Promise<Buffer> {
  const photo = await queries.findPhoto(context.db, id)
  if (!photo) throw new Problem(problems.notFound)
  return photo.bytes
}
