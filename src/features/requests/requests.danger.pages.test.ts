/** Requests (诉求): the page that asks whether there is danger, before anything is kept. Works without script. */
import { expect, test } from 'vitest'
import { useApp } from '../../../tests/support/app.ts'
import { aPhoto, fieldsOf, multipart, numberIn } from './requests.form.samples.ts'
import { aStaffedVillage } from './requests.samples.ts'

const app = useApp()

test('where the words tell of danger the numbers come first and nothing is kept, until somebody says that there is none', async () => {
  const at = await aStaffedVillage(app.owner)
  const fields = fieldsOf(at.village.id, { text: '祠堂的老人晕倒了，要装扶手', contactName: '陈大妹', aboutOfficials: 'on' })
  const photo = { name: 'hall.jpg', bytes: await aPhoto('#234') }
  const count = async () => [
    (await app.owner.selectFrom('requestPhoto').select('id').execute()).length,
    (await app.owner.selectFrom('photoContent').select('digest').execute()).length,
    (await app.owner.selectFrom('request').select('id').execute()).length,
  ]
  const before = await count()
  const asked = await app.raw(multipart(fields, [photo]))
  expect(asked.statusCode).toBe(422)
  for (const number of ['110', '119', '120', '12345']) expect(asked.body).toContain(`href="tel:${number}"`)
  expect(asked.body).toContain('照片没有收，请再选一次。')
  expect(asked.body).toContain('祠堂的老人晕倒了，要装扶手</textarea>')
  expect(asked.body).toMatch(/value="陈大妹"/)
  expect(asked.body).toMatch(/name="aboutOfficials"\s+checked/)
  const form = asked.body.slice(asked.body.indexOf('action="/report"'))
  expect(/<button[^>]*>/.exec(form)![0], 'Enter does not say that there is no danger').not.toContain('noDanger')
  expect(form).toMatch(/<button[^>]*name="noDanger" value="on"[^>]*>没有危险，继续提交/)
  expect(await count()).toEqual(before)
  // pressed, with a wrong number: it need not be pressed again
  const wrong = await app.raw(multipart({ ...fields, noDanger: 'on', contactPhone: '138' }, [photo]))
  const said = /type="hidden" name="noDanger" value="(\w+)"/.exec(wrong.body)![1]!
  const other = await app.raw(multipart({ ...fields, noDanger: said, text: '祠堂着火了，快来人' }))
  expect([other.statusCode, other.body.includes('href="tel:119"')], 'it was said of other words').toEqual([422, true])
  const sent = await app.raw(multipart({ ...fields, noDanger: said }))
  expect([sent.statusCode, numberIn(sent.body)]).toEqual([200, expect.stringMatching(/2026-\d{4}$/)])
  expect(await count()).toEqual(before.map(n => n + 1))
})
