/** Dialogs (对话框): a message that comes or goes leaves the buttons where the pointer aims at them, and nothing takes away what is typed. */
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { endpoints } from '#features/requests/requests.contract.ts'
import { problems } from '#platform/shared/problem.ts'
import { personHeader } from '../support/app.ts'
import { dialog, finish, pick, readAnew, settle, useConsole, verb } from './console.ts'

const desk = useConsole()

/** Notes every place in which the dialog's button stands, frame by frame, until asked for them. */
async function watchButton(page: Page, name: string) {
  await dialog(page).evaluate((box, label) => {
    const button = [...box.querySelectorAll('button')].find(({ textContent }) => textContent?.replaceAll(' ', '') === label)
    const places = new Set<string>()
    const note = () => {
      const { x, y } = button!.getBoundingClientRect()
      places.add(`${Math.round(x)},${Math.round(y)}`)
      requestAnimationFrame(note)
    }
    note()
    Object.assign(window, { places })
  }, name)
  return () => page.evaluate(() => [...(window as unknown as { places: Set<string> }).places])
}

test('the button stands still while fields say what is missing and are filled', async () => {
  const { page, open } = await desk.staff(desk.at.clerk)
  await page.emulateMedia({ reducedMotion: 'no-preference' })
  await open('/console/requests?state=open')
  await settle(page)
  await page.getByRole('button', { name: '导出', exact: true }).click()
  await stopped(page)
  const places = await watchButton(page, '导出')
  await dialog(page).getByRole('button', { name: '导出', exact: true }).click()
  await dialog(page).getByText('这一项要填：做什么用').waitFor()
  await stopped(page)
  await pick(dialog(page), '核对台账')
  await dialog(page).getByLabel('具体用途').fill('核对')
  await dialog(page).getByText('这一项要填', { exact: false }).first().waitFor({ state: 'detached' })
  await stopped(page)
  expect(await places()).toHaveLength(1)
})

test('the button stands still when the refusal comes, and when the next attempt sends it away', async () => {
  const { id } = await desk.aCase()
  const { page, open, faults } = await desk.staff(desk.at.clerk)
  await page.emulateMedia({ reducedMotion: 'no-preference' })
  await open(`/console/requests/${id}`)
  await settle(page)
  await verb(page, '不受理').click()
  await pick(dialog(page), '依法归别的机关办')
  await dialog(page).getByRole('textbox').first().fill('这件事由供电公司办理。')
  await stopped(page)
  await desk.stage.app.call(desk.at.clerk, endpoints.accept, { params: { requestId: id }, body: { categoryId: desk.at.categoryId } })
  const places = await watchButton(page, '不受理，告诉居民')
  await dialog(page).getByRole('button', { name: '不受理，告诉居民', exact: true }).click()
  await dialog(page).getByRole('alert').waitFor()
  await stopped(page)
  await dialog(page).getByRole('button', { name: '不受理，告诉居民', exact: true }).click()
  await dialog(page).getByRole('alert').waitFor()
  await stopped(page)
  expect(await places()).toHaveLength(1)
  expect(faults(), 'the browser names both refusals').toHaveLength(2)
})

test('what is typed outlasts Escape, a reading that fails behind it, and the end of the session; after signing in the button does it', async () => {
  const { id } = await desk.aCase()
  const path = `/api/requests/${id}`
  const { page, open, context, faults } = await desk.staffToday(desk.at.clerk)
  const asked: string[] = []
  page.on('dialog', box => {
    asked.push(box.type())
    void box.dismiss()
  })
  await open(`/console/requests/${id}`)
  await settle(page)
  await verb(page, '改标题类别').click()
  const title = dialog(page).getByLabel('标题')
  await title.fill('北街路灯不亮')
  await title.press('Escape')

  await page.route(`**${path}`, route => route.fulfill({ status: 500, json: problems.unexpected }))
  await readAnew(page, path)
  await page.getByText(problems.unexpected.title).waitFor()
  await expect.poll(() => title.inputValue()).toBe('北街路灯不亮')
  expect(await title.evaluate(box => box === document.activeElement), 'the message does not take the focus').toBe(true)
  await page.unroute(`**${path}`)

  await context.setExtraHTTPHeaders({})
  let answer = () => {}
  const held = new Promise<void>(resolve => (answer = resolve))
  await page.route(`**${path}/wording`, route => held.then(() => route.continue()))
  const sent = page.waitForRequest(`**${path}/wording`)
  await finish(page, '保存')
  await sent
  expect(await wouldAsk(page), 'nothing is saved while it is being saved').toBe(true)
  answer()
  const signIn = dialog(page).getByRole('link', { name: '去登录' })
  const opened = context.waitForEvent('page')
  await signIn.click()
  const apart = await opened
  await apart.waitForURL(/\/sign-in\?next=/)
  expect(new URL(apart.url()).searchParams.get('next')).toBe(`/console/requests/${id}`)
  expect(asked, 'who pressed a button is not led away').toEqual([])
  await readAnew(page, path)
  await expect.poll(() => asked, { message: 'what reads by itself asks before it leaves' }).toEqual(['beforeunload'])

  await context.setExtraHTTPHeaders({ [personHeader]: desk.at.clerk })
  await apart.close()
  await finish(page, '保存')
  await page.getByRole('heading', { name: '北街路灯不亮' }).waitFor()
  await expect.poll(() => wouldAsk(page), { message: 'all of it is saved' }).toBe(false)
  expect(faults().every(fault => /401|500/.test(fault))).toBe(true)
})

/** Does the browser ask before it leaves the page? */
const wouldAsk = (page: Page) => page.evaluate(() => !dispatchEvent(new Event('beforeunload', { cancelable: true })))

/** Nothing moves any more. */
const stopped = (page: Page) =>
  expect.poll(() => page.evaluate(() => document.getAnimations().filter(({ playState }) => playState === 'running').length)).toBe(0)
