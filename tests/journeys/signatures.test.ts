/** Signatures (签名核对) in a real browser: a text, its printed sheet, photos of it, and two people who compare. */
import sharp from 'sharp'
import { beforeAll, expect, test } from 'vitest'
import { endpoints as meetingEndpoints } from '#features/meetings/meetings.contract.ts'
import { aBranch, aPlan, type SampleBranch } from '#features/meetings/meetings.samples.ts'
import { aHolder } from '#features/people/people.samples.ts'
import { endpoints } from '#features/signatures/signatures.contract.ts'
import { aMeeting as aVotingMeeting, aRegister } from '#features/votes/votes.meeting.samples.ts'
import { aSheet } from '../support/sheets.ts'
import { accessible, finish, readAnew, settle, useConsole } from './console.ts'

const desk = useConsole()
let at: SampleBranch
let supervisor = ''

beforeAll(async () => {
  at = await aBranch(desk.stage.app.owner)
  supervisor = await aHolder(desk.stage.app.owner, 'supervisor', at.village.id, { name: '何监督' })
  await desk.account(at.secretary, 'ou.yongkang')
  await desk.account(at.villageSecretary, 'pan.guohua')
  await desk.account(supervisor, 'he.jiandu')
})

async function aMeeting(title: string) {
  const { body } = await desk.stage.app.call(at.secretary, meetingEndpoints.create, { body: aPlan(at.branchId, { title }) })
  const params = { meetingId: body.id }
  await desk.stage.app.call(at.secretary, meetingEndpoints.enterNames, { params, body: { text: '区永康\n陈大妹' } }, { 'if-match': '"1"' })
  return params
}

test('a secretary writes the text, prints the sheet and brings it back; last term’s comes to two people', async () => {
  const last = await aMeeting('第四季度党员大会')
  const { call } = desk.stage.app
  const before = await call(at.secretary, endpoints.setText, { params: last, body: { text: '上一次的文字。' } }, { 'if-match': '"0"' })
  const old = await aSheet({ print: 1, hands: 2001 })
  const jpeg = { 'content-type': 'image/jpeg' }
  await call(at.secretary, endpoints.bring, { params: last, query: { code: before.body.code! }, body: old }, jpeg)
  const { meetingId } = await aMeeting('第一季度党员大会')

  const { page, open } = await desk.staffToday(at.secretary)
  await open(`/console/meetings/${meetingId}`)
  await settle(page)
  await page.getByRole('link', { name: '签名核对' }).click()
  await page.getByRole('button', { name: '写要签的文字' }).click()
  await page.getByRole('dialog').getByLabel('文字').fill('同意把村口鱼塘租给养殖合作社，租期五年。')
  await finish(page, '保存')
  await page.getByRole('heading', { name: '同意这份文字的：0人，共2人' }).waitFor()
  await accessible(page)
  await page.getByRole('link', { name: '打印签名表' }).click()
  await page.getByRole('table').getByText('陈大妹').waitFor()
  await accessible(page)
  const code = await page.locator('.sheet-code').first().textContent()
  expect(code).toMatch(/^[A-Z]{3}-[A-Z]{3}$/)
  await page.getByRole('link', { name: '签名核对' }).first().click()

  const send = async (typed: string, photo: Buffer) => {
    await page.getByLabel('表上的编号').fill(typed)
    await page.getByLabel('签名表照片').setInputFiles({ name: '签名表.jpg', mimeType: 'image/jpeg', buffer: photo })
    await page.getByRole('button', { name: '交签名表' }).click()
  }
  await send(code!, old)
  await page.getByRole('status').filter({ hasText: '“第四季度党员大会”交过的签名表，没有收' }).waitFor()
  await send('XXX-XXX', await aSheet({ print: 2, hands: 2002 }))
  await page.getByRole('status').filter({ hasText: '请核对编号' }).waitFor()
  await send(code!, await aSheet({ print: 2, hands: 2002 }))
  await page.getByRole('status').filter({ hasText: '收下了。' }).waitFor()
  await send(code!, await sharp(old).rotate(1, { background: '#808080' }).resize(900).jpeg({ quality: 70 }).toBuffer())
  await page.getByRole('status').filter({ hasText: '请两个人分别比一比' }).waitFor()
  await page.getByRole('button', { name: '看两张' }).waitFor()
  await accessible(page)

  for (const [who, viewport] of [
    [supervisor, 'phone'],
    [at.villageSecretary, 'desktop'],
  ] as const) {
    const visitor = await desk.staffToday(who, { viewport })
    await visitor.open(`/console/meetings/${meetingId}/signatures`)
    await settle(visitor.page)
    await visitor.page.getByRole('button', { name: '比一比' }).click()
    const dialog = visitor.page.getByRole('dialog')
    for (const name of ['这次交来的签名表', '以前的签名表'])
      await expect
        .poll(() => dialog.getByRole('img', { name }).evaluate(image => (image as HTMLImageElement).naturalWidth))
        .toBeGreaterThan(100)
    await accessible(visitor.page)
    await dialog.getByRole('button', { name: '是同一张', exact: true }).click()
    await visitor.page.getByText(who === supervisor ? '已有1人比过' : '已有2人比过').waitFor()
  }
  await page.reload()
  await settle(page)
  await expect.poll(() => page.getByText('没有收', { exact: true }).count()).toBe(3)
})

test('where a meeting votes, its resolutions stand in the text to sign already; what was changed since is said', async () => {
  const place = await aRegister(desk.stage.app, 2)
  await desk.account(place.director, 'huang.zhiqiang')
  const meeting = await aVotingMeeting(desk.stage.app, place)
  await meeting.table()
  const { page, open, faults } = await desk.staffToday(place.director, { viewport: 'phone' })
  await open(`/console/meetings/${meeting.id}/signatures`)
  await settle(page)
  await page.getByRole('button', { name: '写要签的文字' }).click()
  const field = page.getByRole('dialog').getByLabel('文字')
  await expect.poll(() => field.inputValue()).toBe('第1项：鱼塘发包\n同意发包三年。')
  await field.fill('同意发包三十年。')
  await page.getByRole('dialog').getByRole('button', { name: '保存' }).click()
  await page.getByText('第1项“鱼塘发包”的文本不在里面，要一字不差').waitFor()
  expect(faults(), 'the refusal, and nothing else').toEqual([expect.stringContaining('422')])
  await accessible(page)
  await field.fill('本次会议：同意发包三年。')
  await finish(page, '保存')
  await meeting.table({ title: '修路', text: '同意修村口的路。' })
  await page.reload()
  await page.getByText('“修路”的文本不在里面，签了不算').waitFor()
  await page.getByRole('button', { name: '改文字' }).click()
  await page.getByRole('dialog').getByText('同意修村口的路。').waitFor()
  await accessible(page)
})

test('a colleague’s text is not written over by a form that was filled from the one before', async () => {
  const params = await aMeeting('第二季度党员大会')
  const put = (text: string, version: number) =>
    desk.stage.app.call(at.villageSecretary, endpoints.setText, { params, body: { text } }, { 'if-match': `"${version}"` })
  await put('同意租给合作社。', 0)
  const { page, open, faults } = await desk.staffToday(at.secretary)
  await open(`/console/meetings/${params.meetingId}/signatures`)
  await settle(page)
  await page.getByRole('button', { name: '改文字' }).click()
  await page.getByRole('dialog').getByLabel('文字').fill('同意租给合作社，租期五年。')
  expect((await put('不同意出租。', 1)).status).toBe(200)
  await readAnew(page, '/signatures')
  await page.getByText('不同意出租。').waitFor()
  await page.getByRole('dialog').getByRole('button', { name: '保存' }).click()
  await page.getByRole('dialog').getByRole('alert').waitFor()
  expect(faults()).toEqual([expect.stringContaining('412')])
  expect((await desk.stage.app.call(at.secretary, endpoints.get, { params })).body.text!.text, 'still the colleague’s').toBe('不同意出租。')
  await finish(page, '保存')
  await page.getByRole('dialog').waitFor({ state: 'hidden' })
  expect((await desk.stage.app.call(at.secretary, endpoints.get, { params })).body.text!.text, 'said, and pressed again').toBe(
    '同意租给合作社，租期五年。',
  )
})
