/** The public pages (公开网站): what a household finds there without script, and honest about what is not there. */
import { beforeAll, expect, test } from 'vitest'
import { useBrowser } from './support.ts'
import { aSmallTown, codeOf } from './town.ts'

const stage = useBrowser()
beforeAll(() => aSmallTown(stage.app.owner))

test('a household finds its four doors without script, and a name only where its bearer agreed', async () => {
  const { page, open, check } = await stage.visitor()
  await open('/')
  await page.selectOption('#v', { label: '爱国社区' })
  await page.click('text=查一查')
  await expect.poll(() => page.textContent('.near h4')).toBe('爱国社区党群服务中心')
  await page.selectOption('#g', { label: '福寿里第三小组' })
  await page.click('text=查一查')
  const doors = await page.locator('.across h4').allTextContents()
  expect(doors).toEqual(['联系党员：陈惠芳', '福寿里党支部', '福寿里党群服务站', '爱国社区党群服务中心'])
  await expect.poll(() => page.getAttribute('.across >> text=0757-0000 2203', 'href')).toBe('tel:0757-00002203')
  await check()

  await page.selectOption('#v', { label: '新田村' })
  await page.click('text=查一查')
  await page.selectOption('#g', { label: '河边经济社' })
  await page.click('text=查一查')
  await expect.poll(() => page.textContent('.across')).toContain('姓名没有公开')
  expect(await page.content()).not.toContain('潘丽珍')
})

test('a zone leads to the town, which answers for it', async () => {
  const { page, open } = await stage.visitor()
  await open(`/?v=${codeOf('402')}`)
  await expect.poll(() => page.textContent('.near h4')).toBe('西樵镇党群服务中心')
  await expect.poll(() => page.locator('#g').count()).toBe(0)
})

test('what is not recorded says so, whom it waits for, and whom to call', async () => {
  const { page, open } = await stage.visitor()
  await open(`/villages/${codeOf('001')}`)
  const states = await page.locator('.state').allTextContents()
  expect(states).toHaveLength(3)
  for (const state of states) expect(state).toContain('0757-0000 1200')
  await open('/plan')
  await expect.poll(() => page.textContent('dl')).toContain('尚无记录')
})

test('长辈版 is offered on the first visit only, and found by its names', async () => {
  const { page, open } = await stage.visitor()
  await open('/')
  await page.click('text=不用')
  await expect.poll(() => page.isVisible('.offer')).toBe(false)
  await open('/')
  await expect.poll(() => page.isVisible('.offer')).toBe(false)
  await open('/search')
  await page.fill('#q', '关怀版')
  await page.click('main button')
  await expect.poll(() => page.getAttribute('html', 'data-elder')).toBe('20')
  expect(new URL(page.url()).pathname).toBe('/')
})

test('a village that does not exist is not found', async () => {
  const { page, open, check } = await stage.visitor()
  await open('/villages/440605122999', 404)
  await expect.poll(() => page.textContent('h1')).toBe('没有找到')
  await check()
})

test('every tile and every row leads to a page that is there', async () => {
  const { page, open } = await stage.visitor()
  await open('/villages')
  const tiles = await page.locator('.map a').evaluateAll(links => links.map(link => link.getAttribute('href')))
  const rows = await page.locator('tbody tr > th a').evaluateAll(links => links.map(link => link.getAttribute('href')))
  expect(tiles).toHaveLength(35)
  expect(rows).toEqual(tiles)
  for (const href of [tiles[0]!, tiles[34]!]) await open(href)
})

test('on paper a village page keeps its tables and drops its menus', async () => {
  const { page, open } = await stage.visitor({ viewport: 'desktop' })
  await open(`/villages/${codeOf('048')}`)
  await page.emulateMedia({ media: 'print' })
  for (const screenOnly of ['.tabs', '.tools', '.sec', '.btn'])
    await expect.poll(() => page.isVisible(screenOnly), { message: screenOnly }).toBe(false)
  await expect.poll(() => page.isVisible('text=福寿里党群服务站')).toBe(true)
})
