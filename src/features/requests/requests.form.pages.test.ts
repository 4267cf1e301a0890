/** Requests (诉求): the form 说说烦心事 – the place it is sent to, the second use of one form, and what other pages fill in. */
import { expect, test } from 'vitest'
import { aVillage } from '#features/units/units.samples.ts'
import { useApp } from '../../../tests/support/app.ts'
import { aPhoto, fieldsOf, multipart, numberIn } from './requests.form.samples.ts'
import { aStaffedVillage } from './requests.samples.ts'

const app = useApp()

const rowOf = (number: string) =>
  app.owner
    .selectFrom('request')
    .where('number', '=', number)
    .select(['text', 'unitId', 'custodyUnitId', 'aboutOfficials'])
    .executeTakeFirstOrThrow()
const keyIn = (page: string) => /name="formKey" value="([0-9a-f]{32})"/.exec(page)![1]!
/** What the form asks the person to change. */
const askedIn = (page: string) => [...page.matchAll(/<li><a href="#\w+">([^<]+)<\/a>/g)].map(([, words]) => words)

test('the group can be chosen before anything is wrong, and nothing that was typed or added is lost on the way', async () => {
  const at = await aStaffedVillage(app.owner)
  const fields = fieldsOf(at.village.id)
  const fresh = (await app.raw({ url: '/report' })).body
  expect(fresh).toContain('name="pick" value="group"')
  const picking = await app.raw(multipart({ ...fields, pick: 'group' }, [{ name: 'lamp.jpg', bytes: await aPhoto() }]))
  expect(picking.statusCode).toBe(200)
  expect(picking.body).toContain(`<option value="${at.group.id}" >福寿里小组</option>`)
  expect(picking.body).toContain(fields.text)
  expect(picking.body).toContain('已收好1张')
  expect(picking.body).not.toContain('还没提交')
  const sent = await app.raw(multipart({ ...fields, groupId: at.group.id }))
  expect(await rowOf(numberIn(sent.body)!)).toMatchObject({ unitId: at.group.id })
})

test('a group of the village that was chosen before is none of the village that is chosen now', async () => {
  const at = await aStaffedVillage(app.owner)
  const other = await aVillage(app.owner)
  const sent = await app.raw(multipart(fieldsOf(other.id, { groupId: at.group.id })))
  expect(await rowOf(numberIn(sent.body)!)).toMatchObject({ unitId: other.id })
})

test('by the way back of a browser the old form is filled in anew: it is another case, once it is sent again', async () => {
  const at = await aStaffedVillage(app.owner)
  const fields = fieldsOf(at.village.id)
  const first = numberIn((await app.raw(multipart(fields))).body)!
  const second = { ...fields, text: '河边步道缺一块盖板。' }
  const back = await app.raw(multipart(second, [{ name: 'lamp.jpg', bytes: await aPhoto() }]))
  expect(back.statusCode).toBe(422)
  expect(askedIn(back.body)).toEqual(['刚才那件已经收到，这是另一件。', '请再按一次“提交”。', '照片请再选一次。'])
  expect(back.body).toContain(second.text)
  const formKey = keyIn(back.body)
  expect(formKey).not.toBe(fields.formKey)
  const number = numberIn((await app.raw(multipart({ ...second, formKey }))).body)!
  expect(number).not.toBe(first)
  expect([(await rowOf(first)).text, (await rowOf(number)).text]).toEqual([fields.text, second.text])
  expect(numberIn((await app.raw(multipart(fields))).body), 'the same again is the same receipt').toBe(first)
})

test('who complains of having been looked at is not sent to who looked', async () => {
  const at = await aStaffedVillage(app.owner)
  const page = (await app.raw({ url: `/report?about=privacy&unit=${at.group.id}` })).body
  expect(page).toMatch(/name="aboutOfficials"\s+checked/)
  expect(page).toMatch(/id="near"[^>]+value="看我的资料"/)
  expect((await app.raw({ url: '/report?about=constructor' })).statusCode).toBe(200)
  const sent = await app.raw(multipart(fieldsOf(at.village.id, { near: '看我的资料', aboutOfficials: 'on' })))
  expect(await rowOf(numberIn(sent.body)!)).toMatchObject({ custodyUnitId: at.town.id, aboutOfficials: true })
})
