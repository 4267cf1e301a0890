/** The frame of every public page (公开页面框架): looked at through pages that always exist. */
import { expect, test } from 'vitest'
import { heaviestFirstView, useBrowser } from './support.ts'

const stage = useBrowser()

test('a wrong address says so, and whom to call', async () => {
  const visitor = await stage.visitor()
  await visitor.open('/no-such-page', 404)
  await expect.poll(() => visitor.page.textContent('h1')).toBe('没有找到')
  await visitor.check()
})

test.each([
  [0, 'phone'],
  [0, 'desktop'],
  [20, 'phone'],
  [30, 'desktop'],
] as const)('the frame is legible at text size %i on a %s', async (elder, viewport) => {
  const visitor = await stage.visitor({ viewport, elder })
  await visitor.open('/problems/not-found')
  await visitor.check()
})

test('the frame is light', async () => {
  const visitor = await stage.visitor()
  expect(await visitor.weigh('/problems/not-found')).toBeLessThan(heaviestFirstView / 2)
})

test('text grows and goes back, and the choice is kept', async () => {
  const { page, open } = await stage.visitor()
  const size = () => page.evaluate(() => getComputedStyle(document.documentElement).fontSize)
  await open('/problems/not-found')
  expect(await size()).toBe('16px')
  await page.click('text=长辈版')
  expect(await size()).toBe('20px')
  await page.click('text=超大')
  expect(await size()).toBe('30px')
  await open('/problems/not-found')
  expect(await size()).toBe('30px')
  await page.click('text=标准版')
  await open('/problems/not-found')
  expect(await size()).toBe('16px')
})

test('on paper the page stands alone', async () => {
  const { page, open } = await stage.visitor({ viewport: 'desktop' })
  await open('/problems/not-found')
  await page.emulateMedia({ media: 'print' })
  for (const screenOnly of ['.tabs', '.tools', '.sec'])
    await expect.poll(() => page.isVisible(screenOnly), { message: screenOnly }).toBe(false)
  await expect.poll(() => page.isVisible('h1')).toBe(true)
})

test('what is wrong with a page is found where no script runs, too', async () => {
  const { page, open, check } = await stage.visitor()
  await open('/how')
  await check()
  await page.evaluate(() => (document.querySelector<HTMLElement>('main p')!.style.color = '#ddd'))
  await expect(check()).rejects.toThrow('axe color-contrast')
})
