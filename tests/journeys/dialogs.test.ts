/** Dialogs (对话框): a message that comes or goes leaves the buttons where the pointer aims at them. */
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { endpoints } from '#features/requests/requests.contract.ts'
import { dialog, pick, settle, useConsole, verb } from './console.ts'

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

/** Nothing moves any more. */
const stopped = (page: Page) =>
  expect.poll(() => page.evaluate(() => document.getAnimations().filter(({ playState }) => playState === 'running').length)).toBe(0)
