/** The console for everyone who works with it (工作台无障碍): by keyboard, in 长辈版, on the phone, with axe. */
import { describe, expect, test } from 'vitest'
import { troubles } from './console-look.ts'
import { dialog, settle, useConsole } from './console.ts'

const desk = useConsole()

test('长辈版 is one press, kept for the next time, and shared with the public pages', async () => {
  const { page, open, context } = await desk.staff(desk.at.clerk)
  await open('/console')
  await settle(page)
  await page.getByRole('button', { name: '长辈版' }).click()
  const size = () => page.evaluate(() => getComputedStyle(document.body).fontSize)
  await expect.poll(size).toBe('20px') // the page is drawn anew
  await expect.poll(async () => (await context.cookies()).find(({ name }) => name === 'elder')?.value).toBe('20')
  await page.reload()
  await settle(page)
  await expect.poll(size).toBe('20px')
})

test('by keyboard alone: past the menu, into a case, into a dialog, out again to the button it came from', async () => {
  await desk.aCase()
  const { page, open } = await desk.staff(desk.at.clerk)
  await open('/console')
  await settle(page)
  await page.keyboard.press('Tab')
  expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('跳到正文')
  await page.keyboard.press('Enter')
  expect(await page.evaluate(() => document.activeElement?.id)).toBe('main')
  const toCase = () => page.evaluate(() => /^\/console\/requests\/[0-9a-f-]{36}$/.test(document.activeElement?.getAttribute('href') ?? ''))
  for (let presses = 0; presses < 60 && !(await toCase()); presses += 1) await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  await page.getByRole('region', { name: '办理', exact: true }).waitFor()
  expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('H1')
  const focused = () => page.evaluate(() => document.activeElement?.textContent)
  for (let presses = 0; presses < 60 && (await focused()) !== '接手'; presses += 1) await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  await dialog(page).waitFor()
  for (let presses = 0; presses < 12; presses += 1) {
    await page.keyboard.press('Tab')
    expect(await page.evaluate(() => document.activeElement?.closest('.shell'))).toBe(null) // the page behind is out of reach
  }
  await page.keyboard.press('Escape')
  await page.keyboard.press('Escape') // the first one may have closed a list of choices
  await dialog(page).waitFor({ state: 'hidden' })
  await expect.poll(focused).toBe('接手')
})

describe('every page is accessible, at both sizes of window and of text', () => {
  const duties = ['/duties', '/duties/matrix', '/duties/templates', '/duties/new', '/plans', '/guard']
  const people = ['/people', '/people/PERSON', '/people/posts']
  const all = [
    '',
    '/requests',
    '/requests/CASE',
    '/requests/new',
    '/calls',
    '/overview',
    '/joint-meeting',
    '/request-categories',
    '/dashboard',
    '/units',
    ...people,
    '/venues',
    '/indicators?id=requests.received',
    '/reports?year=2025',
    '/standards',
    '/imports',
    ...duties,
    '/my-account',
    '/no-such-page',
  ]
  const looks = [
    { viewport: 'desktop', elder: 0, pages: all },
    { viewport: 'phone', elder: 20, pages: all },
    { viewport: 'phone', elder: 0, pages: ['', '/requests', '/requests/CASE', '/dashboard', '/units', ...duties] },
    { viewport: 'desktop', elder: 20, pages: ['', '/requests/CASE', '/dashboard'] },
  ] as const
  test.each(looks)('on a $viewport with text size $elder', async ({ pages, ...look }) => {
    const { id } = await desk.aCase()
    const { page, open } = await desk.staff(desk.at.townClerk, look)
    const broken: string[] = []
    for (const path of pages) {
      await open(`/console${path.replace('CASE', id).replace('PERSON', desk.at.clerk)}`)
      await settle(page)
      broken.push(...(await troubles(page, look)).map(trouble => `${path}: ${trouble}`))
    }
    expect(broken).toEqual([])
  })
})
