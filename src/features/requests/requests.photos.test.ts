/** Photos of requests (照片): they wait two hours with their form, and what nobody sent is nowhere afterwards. */
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { useApp } from '../../../tests/support/app.ts'
import { behind } from '../../../tests/support/queue.ts'
import { aPhoto, fieldsOf, multipart } from './requests.form.samples.ts'
import { forgetPhotos } from './requests.jobs.ts'
import { aStaffedVillage } from './requests.samples.ts'

const app = useApp()

async function forget(minutes: number) {
  const start = app.now
  const actor = { kind: 'job', townId: 1, name: forgetPhotos.name } as const
  app.now = new Date(start.getTime() + minutes * 60_000)
  try {
    for (const item of await app.as(actor, context => forgetPhotos.find(context)))
      await app.as(actor, context => forgetPhotos.each(context, item))
  } finally {
    app.now = start
  }
}

/** A photo of its own colour, sent with a form that lacks its text, so that it waits. */
async function waiting(background: string, fields = fieldsOf(crypto.randomUUID(), { text: '' })) {
  const answer = await app.raw(multipart(fields, [{ name: 'lamp.jpg', bytes: await aPhoto(background) }]))
  expect(answer.body).toContain('已收好1张')
  const formKey = Buffer.from(fields.formKey, 'hex')
  const { id, digest } = await app.owner
    .selectFrom('requestPhoto')
    .where('formKey', '=', formKey)
    .select(['id', 'digest'])
    .executeTakeFirstOrThrow()
  return { fields, id, digest }
}

/** Rows that tell of a photo, and rows that hold what it shows. */
const kept = async (digest: Buffer) => ({
  photos: (await app.owner.selectFrom('requestPhoto').where('digest', '=', digest).select('id').execute()).length,
  contents: (await app.owner.selectFrom('photoContent').where('digest', '=', digest).select('digest').execute()).length,
})

test('a photo that was not sent is there after 119 minutes, and after 121 neither it nor what it shows', async () => {
  const { digest } = await waiting('#811')
  await forget(119)
  expect(await kept(digest)).toEqual({ photos: 1, contents: 1 })
  await forget(121)
  expect(await kept(digest)).toEqual({ photos: 0, contents: 0 })
})

test('what a photo shows goes with 删掉这张, and stays while another photo shows the same', async () => {
  const [one, other] = [await waiting('#822'), await waiting('#822')]
  expect(await kept(one.digest)).toEqual({ photos: 2, contents: 1 })
  const drop = (of: typeof one) => app.raw(multipart({ ...of.fields, drop: of.id }))
  expect((await drop(one)).body).not.toContain('已收好')
  expect(await kept(one.digest)).toEqual({ photos: 1, contents: 1 })
  expect((await drop(other)).body).not.toContain('已收好')
  expect(await kept(one.digest)).toEqual({ photos: 0, contents: 0 })
})

test('a photo that was sent with its case stays', async () => {
  const at = await aStaffedVillage(app.owner)
  const { fields, digest } = await waiting('#833')
  expect((await app.raw(multipart({ ...fields, ...fieldsOf(at.village.id), formKey: fields.formKey }))).statusCode).toBe(200)
  await forget(121)
  expect(await kept(digest)).toEqual({ photos: 1, contents: 1 })
})

test('nobody of the application deletes what a photo shows by itself', async () => {
  const job = { kind: 'job', townId: 1, name: forgetPhotos.name } as const
  await expect(app.as(job, context => context.db.deleteFrom('photoContent').execute())).rejects.toThrow('permission denied')
})

test('a form that is sent twice at once, with three photos each time, keeps three', async () => {
  const fields = fieldsOf(crypto.randomUUID(), { text: '' })
  const files = async (...colours: string[]) =>
    Promise.all(colours.map(async colour => ({ name: 'lamp.jpg', bytes: await aPhoto(colour) })))
  const [first, second] = [await files('#123', '#234', '#345'), await files('#456', '#567', '#678')]
  const send = (photos: Awaited<ReturnType<typeof files>>) => async () => app.raw(multipart(fields, photos))
  // both have counted what waits already before either may write
  const answers = await behind(app.owner, sql`lock table request_photo in exclusive mode`, [send(first), send(second)])
  expect(answers.map(({ body }) => /已收好\d张/.exec(body)?.[0])).toEqual(['已收好3张', '已收好3张'])
  expect(answers.map(({ body }) => body.includes('最多3张照片，多的没有收。')).toSorted()).toEqual([false, true])
  const formKey = Buffer.from(fields.formKey, 'hex')
  expect(await app.owner.selectFrom('requestPhoto').where('formKey', '=', formKey).select('id').execute()).toHaveLength(3)
})
