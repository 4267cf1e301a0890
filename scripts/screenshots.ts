/**
 * Takes the pictures of the README from a running demonstration town:
 *
 *   node scripts/screenshots.ts [--url http://127.0.0.1:8080] [--sign-in LINK]
 *
 * LINK is one of the one-time links that `npm start` prints; without it the console is left as it is. The pictures are
 * WebP in docs/screenshots/, none over 200 kB. A picture of a case says one trouble into the town first.
 */
import { mkdir, stat } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import type { Browser, Page } from 'playwright-core'
import sharp from 'sharp'
import { openBrowser } from '../tests/journeys/browser.ts'

const heaviest = 200_000
const folder = fileURLToPath(new URL('../docs/screenshots/', import.meta.url))
const phone = { width: 360, height: 740 }
const desktop = { width: 1280, height: 900 }

interface Shot {
  name: string
  viewport: { width: number; height: number }
  /** Root size of 长辈版; 0 is the standard edition. */
  elder?: number
  script?: boolean
  /** The part of the page that is shown; left out: the first view. */
  of?: string
  /** Brings the page to what the picture shows. */
  pose(page: Page): Promise<unknown>
}

const { values } = parseArgs({ options: { url: { type: 'string', default: 'http://127.0.0.1:8080' }, 'sign-in': { type: 'string' } } })
const at = (path: string) => new URL(path, values.url).href
/** A community of the article with everything in it. */
const aiguo = '440605122048'

const shots: Shot[] = [
  { name: 'home', viewport: desktop, pose: page => page.goto(at('/')) },
  { name: 'home-phone', viewport: phone, pose: page => page.goto(at('/')) },
  { name: 'doors', viewport: desktop, of: '.card.up', pose: chooseHousehold },
  { name: 'elder-phone', viewport: phone, elder: 20, pose: page => page.goto(at('/')) },
  { name: 'report-phone', viewport: phone, pose: page => page.goto(at('/report')) },
  { name: 'case-phone', viewport: phone, pose: sayTrouble },
  { name: 'village', viewport: desktop, pose: page => page.goto(at(`/villages/${aiguo}`)) },
  { name: 'cases', viewport: desktop, pose: page => page.goto(at('/voice/cases')) },
  { name: 'yearly-report', viewport: desktop, pose: page => page.goto(at(`/reports/${new Date().getFullYear() - 1}`)) },
]
const link = values['sign-in']
if (link) shots.push({ name: 'workbench', viewport: desktop, script: true, pose: page => openWorkbench(page, link) })

await mkdir(folder, { recursive: true })
const browser = await openBrowser()
try {
  for (const shot of shots) console.log(await take(browser, shot))
} finally {
  await browser.close()
}

async function take(browser: Browser, { name, viewport, elder = 0, script = false, of, pose }: Shot): Promise<string> {
  const context = await browser.newContext({
    viewport,
    deviceScaleFactor: 2,
    javaScriptEnabled: script,
    reducedMotion: 'reduce',
    locale: 'zh-CN',
  })
  try {
    await context.addCookies([{ name: 'elder', value: String(elder), url: values.url }])
    const page = await context.newPage()
    await pose(page)
    const file = `${folder}${name}.webp`
    await sharp(await (of ? page.locator(of).screenshot() : page.screenshot()))
      .webp({ quality: 80, effort: 6 })
      .toFile(file)
    const { size } = await stat(file)
    if (size > heaviest) throw new Error(`${name}.webp has ${size} bytes, more than ${heaviest}`)
    return `${name}.webp ${Math.round(size / 1000)} kB`
  } finally {
    await context.close()
  }
}

/** The four doors of one household. */
async function chooseHousehold(page: Page) {
  await page.goto(at(`/?v=${aiguo}`))
  await page.selectOption('#g', { label: '福寿里小组' })
  await page.click('text=查一查')
}

async function sayTrouble(page: Page) {
  await page.goto(at('/report'))
  await page.fill('#what', '巷口路灯坏了一周，老人晚上看不见台阶。')
  await page.selectOption('#vil', { label: '爱国社区' })
  await page.fill('#near', '祠堂对面')
  await page.click('main button.go')
  await page.click('text=看这件事的进度')
}

async function openWorkbench(page: Page, signInLink: string) {
  await page.goto(signInLink)
  if (new URL(page.url()).pathname !== '/console') await page.click('main button')
  await page.waitForURL('**/console**')
  await page.waitForLoadState('networkidle')
}
