/**
 * Journeys (旅程): the application on a loopback port with a town of its own, and people who visit it in Chromium.
 *
 * Residents come without JavaScript, because some of their phones have none that works (UX-17); staff come with it.
 * Everyone's browser notes what went wrong behind the page: `visitor.check()` and `visitor.leave()` say it.
 */
import type { Browser, BrowserContext, CDPSession, Page, Response } from 'playwright-core'
import { afterEach, beforeAll } from 'vitest'
import { useApp, type AppOptions } from '../support/app.ts'
import { inspect } from './accessibility.ts'
import { sharedBrowser } from './browser.ts'
import { checkLayout, checkNarrow } from './layout.ts'
import { checkWords } from './words.ts'

export const viewports = { phone: { width: 360, height: 740 }, desktop: { width: 1440, height: 900 } } as const
/** 标准, 大, 特大, 超大 (A11Y-02). */
export type Elder = 0 | 20 | 24 | 30

/** First view of any public page (UX-17). */
export const heaviestFirstView = 200_000

export interface VisitorOptions {
  /** Default: phone. */
  viewport?: keyof typeof viewports
  elder?: Elder
  /** Default: false, as for residents. */
  script?: boolean
}

export type Visitor = Awaited<ReturnType<typeof arrive>>

/** One application, one browser, and visitors that leave at the end of each test. */
export function useBrowser(options: AppOptions = {}) {
  const app = useApp(options)
  const open: Visitor[] = []
  const stage = {
    app,
    /** Where the application listens, e.g. "http://127.0.0.1:40123". */
    origin: '',
    browser: null as unknown as Browser,
    async visitor(options: VisitorOptions = {}): Promise<Visitor> {
      const visitor = await arrive(stage, options)
      open.push(visitor)
      return visitor
    },
  }
  beforeAll(async () => {
    stage.origin = await app.server.listen({ host: '127.0.0.1', port: 0 })
    app.platform.config.publicUrl = stage.origin
    stage.browser = await sharedBrowser()
  })
  afterEach(async ({ task }) => {
    // what stood on the screens tells a lost press from a refusal, also where nobody was watching
    if (task.result?.state === 'fail')
      for (const page of open.flatMap(({ context }) => context.pages())) process.stderr.write(`${await lastSeen(page)}\n`)
    await Promise.all(open.splice(0).map(visitor => visitor.leave()))
  })
  return stage
}

interface Stage {
  browser: Browser
  origin: string
}

async function arrive({ browser, origin }: Stage, { viewport = 'phone', elder = 0, script = false }: VisitorOptions) {
  const context = await browser.newContext({
    viewport: viewports[viewport],
    javaScriptEnabled: script,
    reducedMotion: 'reduce', // or axe catches colours in the middle of a change
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    hasTouch: viewport === 'phone',
  })
  if (elder) await context.addCookies([{ name: 'elder', value: String(elder), url: origin }])
  const page = await context.newPage()
  const faults = watch(page, origin)
  let session: CDPSession | null = null // kept: what it allows ends with it
  const allowScript = async (may: boolean) => {
    if (script) return
    const disable = (value: boolean) => session!.send('Emulation.setScriptExecutionDisabled', { value })
    if (!session) {
      session = await context.newCDPSession(page)
      await disable(true) // a session takes back only what it forbade itself
    }
    await disable(!may)
  }
  const measured = async () => [
    ...(await checkLayout(page, { elder: elder > 0 })),
    ...(await checkNarrow(page, viewports[viewport])),
    ...faults(),
  ]
  return {
    page,
    context,
    elder,
    /** Opens an address of the site; expects 200 unless told otherwise. */
    async open(path: string, status = 200): Promise<Response> {
      const response = await page.goto(origin + path)
      if (response?.status() !== status) throw new Error(`${path}: ${response?.status()} instead of ${status}`)
      return response
    },
    /** Bytes over the wire until the page had loaded, by its own and nobody's cache. */
    weigh: (path: string) => weigh(context, origin + path),
    /** Everything a public page owes its reader, on the page as it stands. Throws with every node that fails. */
    async check(): Promise<void> {
      const broken = await inspect(page, { elder: elder > 0, allowScript })
      report(page, [...broken, ...(await measured())])
    },
    /** The same without axe, which sees nothing new in a wider window. */
    async measure(): Promise<void> {
      report(page, await measured())
    },
    /** Sentences short enough to read at a glance. */
    async checkWords(): Promise<void> {
      report(page, await checkWords(page))
    },
    /** What went wrong behind the page since it was last asked: script errors, failed files, requests to strangers. */
    faults,
    async leave(): Promise<void> {
      const left = faults()
      await context.close()
      if (left.length > 0) throw new Error(left.join('\n'))
    },
  }
}

/** What a page showed when its test failed: the topmost dialog, or else the page, as a screen reader has it. */
async function lastSeen(page: Page): Promise<string> {
  const dialogs = page.getByRole('dialog')
  const shown = (await dialogs.count()) > 0 ? dialogs.last() : page.locator('body')
  return `last seen at ${page.url()}\n${await shown.ariaSnapshot({ timeout: 5_000 }).catch(String)}`
}

function report(page: Page, broken: readonly string[]) {
  if (broken.length > 0) throw new Error(`${page.url()}\n${broken.map(line => `  ${line}`).join('\n')}`)
}

/** Collects console errors, failed requests, refusals of the content policy, and requests that leave the site. */
function watch(page: Page, origin: string): () => string[] {
  let faults: string[] = []
  page.on('console', message => {
    // The browser's own line about a document that answered 4xx; the test says which status it expects.
    const isStatusLine = message.text().startsWith('Failed to load resource') && message.location().url === page.url()
    if (message.type() === 'error' && !isStatusLine) faults.push(`console: ${message.text()} (${message.location().url})`)
  })
  page.on('pageerror', error => faults.push(`script: ${error.message}`))
  page.on('request', request => {
    const url = new URL(request.url())
    if (url.origin !== origin && url.protocol !== 'data:' && url.protocol !== 'blob:') faults.push(`leaves the site: ${request.url()}`)
  })
  page.on('requestfailed', request => {
    if (request.failure()?.errorText !== 'net::ERR_ABORTED') faults.push(`failed: ${request.url()} ${request.failure()?.errorText}`)
  })
  return () => {
    const found = faults
    faults = []
    return found
  }
}

async function weigh(context: BrowserContext, url: string): Promise<number> {
  const page = await context.newPage()
  const session = await context.newCDPSession(page)
  let bytes = 0
  session.on('Network.loadingFinished', ({ encodedDataLength }) => (bytes += encodedDataLength))
  await session.send('Network.enable')
  await session.send('Network.setCacheDisabled', { cacheDisabled: true })
  await page.goto(url, { waitUntil: 'load' }) // nothing of ours is fetched later
  await page.close()
  return bytes
}
