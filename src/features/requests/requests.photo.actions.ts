/** Photos of requests (照片): waiting with their form for two hours, then kept with the case. */
import type { Context } from '#platform/server/action.ts'
import { cleanImage, previewOf } from '#platform/server/images.ts'
import { newId } from '#platform/shared/ids.ts'
import { Problem, problems } from '#platform/shared/problem.ts'
import * as queries from './requests.photo.queries.ts'

export interface WaitingPhoto {
  id: string
  /** A small JPEG as a data: address, for showing the form again. */
  preview: string
}

export const mostPhotos = 3

/**
 * Takes photos in for a form that has not been sent. Returns what is wrong with each that was refused,
 * in words for the person; the others wait. `formKey` is the form's 128-bit key in hex.
 */
export async function addPhotos(
  context: Context,
  formKey: string,
  uploads: readonly { bytes: Buffer; truncated: boolean }[],
): Promise<string[]> {
  const key = Buffer.from(formKey, 'hex')
  await queries.openForm(context.db, key)
  let left = mostPhotos - (await queries.listWaiting(context.db, key)).length
  const refused: string[] = []
  for (const { bytes, truncated } of uploads) {
    if (left <= 0) {
      refused.push(`最多${mostPhotos}张照片，多的没有收。`)
      break
    }
    try {
      if (truncated) throw new Problem(problems.tooLarge, '照片不能超过10MB。请换小一点的照片。')
      const image = await cleanImage(bytes)
      const { width, height } = image
      await queries.insertPhoto(
        context.db,
        {
          townId: context.townId,
          id: newId(),
          formKey: key,
          digest: Buffer.from(image.digest, 'hex'),
          width,
          height,
          addedAt: context.now,
        },
        image.bytes,
      )
      left -= 1
    } catch (error) {
      if (!(error instanceof Problem)) throw error
      refused.push(error.errors[0]?.detail ?? error.detail ?? error.kind.title)
    }
  }
  return refused
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
