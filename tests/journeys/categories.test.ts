/** Categories and the joint meeting (诉求类别、联席会议) in a real browser: a limit is shortened, a case is decided, its resident reads it. */
import { expect, test } from 'vitest'
import { endpoints } from '#features/requests/requests.contract.ts'
import { accessible, choose, dialog, finish, pick, settle, useConsole, verb } from './console.ts'

const desk = useConsole()

const staff = desk.staffToday

const accepted = async () => {
  const given = await desk.aCase()
  const params = { requestId: given.id }
  await desk.stage.app.call(desk.at.clerk, endpoints.accept, { params, body: { categoryId: desk.at.categoryId } })
  return { ...given, params }
}

test('the town office shortens a limit, reads what it means, and adopts it; the case in hand keeps its day', async () => {
  const { params } = await accepted()
  const before = (await desk.stage.app.call(desk.at.clerk, endpoints.get, { params })).body.clock
  const { page, open } = await staff(desk.at.townClerk)
  await open('/console/request-categories')
  await settle(page)
  const row = page.getByRole('row').filter({ hasText: '路灯不亮' })
  await row.getByText('待本镇确认').waitFor()
  await accessible(page)
  await row.getByRole('button', { name: '确认采用：路灯不亮' }).click()
  await dialog(page).getByText('本镇采用：7个工作日内答复。').waitFor()
  await dialog(page).getByLabel('为什么').fill('按本镇人手定')
  await dialog(page).getByLabel('依据').fill('西办〔2026〕7号')
  await finish(page, '确认采用')
  await row.getByText('梁少英').waitFor()

  await row.getByRole('button', { name: '改：路灯不亮' }).click()
  await dialog(page).getByLabel('几个工作日答复').fill('5')
  await dialog(page).getByText('从3月2日起新来的诉求5个工作日内答复；在办的1件仍按7个工作日。').waitFor()
  await accessible(page)
  await finish(page, '采用')
  await dialog(page).getByText('这一项要填：为什么').waitFor()
  await dialog(page).getByLabel('为什么').fill('居民等得太久')
  await dialog(page).getByLabel('依据').fill('西办〔2026〕8号')
  await finish(page, '采用')
  await row.getByText('5个').waitFor()
  await row.getByRole('button', { name: '以前的：路灯不亮' }).click()
  await dialog(page).getByText('西办〔2026〕7号').waitFor()
  await accessible(page)
  expect((await desk.stage.app.call(desk.at.clerk, endpoints.get, { params })).body.clock).toEqual(before)

  const phone = await staff(desk.at.clerk, { viewport: 'phone' })
  await phone.open('/console/request-categories')
  await settle(phone.page)
  await phone.page.getByRole('row').filter({ hasText: '西办〔2026〕8号' }).waitFor()
  await expect.poll(() => phone.page.getByRole('button', { name: '改：路灯不亮' }).count(), { message: 'a village reads' }).toBe(0)
  await accessible(phone.page)
})

test('a case that nobody keeps goes to the joint meeting; its decision is recorded, and the resident reads it', async () => {
  const { number, code, params } = await accepted()
  const { page, open } = await staff(desk.at.townClerk)
  await open(`/console/requests/${params.requestId}`)
  await settle(page)
  await verb(page, '提请联席会议').click()
  await dialog(page).getByLabel('为什么提请').fill('三家都说不归自己管。')
  await finish(page, '提请联席会议')
  await page.getByText('提请联席会议讨论').waitFor()

  await open('/console/joint-meeting')
  await settle(page)
  await page.getByRole('row').filter({ hasText: number }).getByText('三家都说不归自己管。').waitFor()
  await accessible(page)
  await page.getByRole('button', { name: '登记会议结果' }).click()
  await choose(page, '到会的部门', '环保办')
  await choose(page, '谁定的', '梁少英')
  await choose(page, '第1件是哪一件', number)
  await pick(dialog(page), '交给一家办')
  await choose(page, '第1件交给谁办', '环保办')
  await dialog(page).getByLabel('第1件会上怎么说').fill('灯由环保办先修好。')
  await accessible(page)
  await finish(page, '登记')
  await page.getByText('没有等联席会议的').waitFor()
  await page.getByText('交给一家办，环保办办。').waitFor()
  await accessible(page)

  const resident = await desk.stage.visitor()
  await resident.open('/track')
  await resident.page.fill('#num', number)
  await resident.page.fill('#code', code)
  await resident.page.click('main button.go')
  await expect.poll(() => resident.page.textContent('main')).toContain('3月2日联席会议决定由环保办接着办')
  await resident.check()
  const wide = await desk.stage.visitor({ viewport: 'desktop' })
  await wide.context.addCookies(await resident.context.cookies())
  await wide.open('/track/case')
  await wide.check()

  const phone = await staff(desk.at.townClerk, { viewport: 'phone' })
  await phone.open('/console/joint-meeting')
  await settle(phone.page)
  await accessible(phone.page)
})

test('a case that changed while its decision was written: both are shown, and the decision is kept', async () => {
  const { number, params } = await accepted()
  const asTown = desk.at.townClerk
  await desk.stage.app.call(asTown, endpoints.putOnJointList, { params, body: { text: '两家都说不归自己管。' } })
  const { page, open, faults } = await staff(asTown)
  await open('/console/joint-meeting')
  await settle(page)
  await page.getByRole('button', { name: '登记会议结果' }).click()
  await choose(page, '到会的部门', '环保办')
  await choose(page, '谁定的', '梁少英')
  await choose(page, '第1件是哪一件', number)
  await pick(dialog(page), '交给一家办')
  await choose(page, '第1件交给谁办', '环保办')
  await dialog(page).getByLabel('第1件会上怎么说').fill('灯由环保办先修好。')
  const { body } = await desk.stage.app.call(asTown, endpoints.get, { params })
  const wording = { title: '北街口的灯不亮', categoryId: body.categoryId, publicLine: null }
  await desk.stage.app.call(desk.at.clerk, endpoints.edit, { params, body: wording }, { 'if-match': `"${body.version}"` })
  await finish(page, '登记')
  const conflict = page.getByRole('dialog', { name: '别人刚刚改过，请对照' })
  await conflict.getByText('交给一家办，环保办办。灯由环保办先修好。').waitFor()
  await conflict.getByText(/^北街口的灯不亮。现在.*两家都说不归自己管。/).waitFor()
  await accessible(page)
  expect(faults(), 'the 412 itself').toHaveLength(1)
  await conflict.getByRole('button', { name: '用我的保存' }).click()
  await page.getByText('没有等联席会议的').waitFor()
  await page.getByRole('link', { name: new RegExp(`${number} 北街口的灯不亮`) }).waitFor()
})
