/** What the pages' own test sees and does not see (查无障碍的查法): the frame once, the content always. */
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { violationsOf } from './accessibility.ts'
import { sharedBrowser } from './browser.ts'

let page: Page
beforeAll(async () => {
  page = await (await sharedBrowser()).newPage({ viewport: { width: 777, height: 600 } })
})
afterAll(() => page.close())

const pale = 'color: #ccc; background: #fff'
const show = (menu: string, content = '<h1>Today</h1>', nav = '') =>
  page.setContent(
    `<!doctype html><html lang="en"><title>A page</title><body><nav ${nav}><ul><li>${menu}</li></ul></nav><main>${content}</main></body></html>`,
  )
const found = async () => (await violationsOf(page)).map(({ id }) => id)

test('a part of the frame that was well is not looked at again; another one, another place, another width and the content are', async () => {
  await show('<a href="/">Home</a>')
  expect(await found()).toEqual([])
  await page.evaluate(style => (document.querySelector<HTMLElement>('a')!.style.cssText = style), pale)
  expect(await found(), 'its markup is another').toEqual(['color-contrast'])
  await show('<a href="/">Home</a>', `<h1>Today</h1><p style="${pale}">Pale</p>`)
  expect(await found(), 'the content').toEqual(['color-contrast'])
  // the sheet is not part of the markup: what was well is taken for well
  const paint = (rule: string) => page.addStyleTag({ content: rule })
  await show('<a href="/">Home</a>')
  await paint(`a { ${pale} }`)
  expect(await found(), 'known, and left out').toEqual([])
  await show('<a href="/">Home</a>', undefined, 'class="dark"')
  await paint(`a { ${pale} }`)
  expect(await found(), 'in another place').toEqual(['color-contrast'])
  await page.setViewportSize({ width: 778, height: 600 })
  await show('<a href="/">Home</a>')
  await paint(`a { ${pale} }`)
  expect(await found(), 'in another width').toEqual(['color-contrast'])
})
