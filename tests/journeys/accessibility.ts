/** Accessibility (无障碍): axe on the page as the visitor sees it; WCAG 2.2 A and AA with best practice (conventions §1). */
import axe, { type Result, type RunOptions } from 'axe-core'
import type { Browser, Page } from 'playwright-core'

const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

/** What axe has against the page as it stands. Ours have no frames: axe in the page alone sees all of it. */
export async function violationsOf(page: Page, rules: Record<string, { enabled: boolean }> = {}): Promise<Result[]> {
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(axe.source)
  // described at full length, the nodes that are well take as long as finding those that are not
  const options: RunOptions = { runOnly: tags, rules, resultTypes: ['violations'] }
  return page
    .evaluate(given => (globalThis as unknown as { axe: typeof axe }).axe.run(document, given as RunOptions), options as object)
    .then(({ violations }) => violations)
}

/** Looks at pages as their visitors see them; opened once for a file, because a browser context is dear. */
export type Inspector = Awaited<ReturnType<typeof openInspector>>

/**
 * axe needs script, which a resident's browser does not run: the same document, at the same address and
 * size, is opened in a browser that does.
 */
export async function openInspector(browser: Browser) {
  // a page's own worker would answer with what it kept instead of the copy
  const context = await browser.newContext({ reducedMotion: 'reduce', locale: 'zh-CN', serviceWorkers: 'block' })
  const copy = await context.newPage()
  return {
    /** Every violation with its node. 长辈版 is held to 7:1 contrast besides (WCAG 1.4.6). */
    async look(page: Page, { elder }: { elder: boolean }): Promise<string[]> {
      const body = await page.content()
      const address = page.url()
      await copy.setViewportSize(page.viewportSize()!)
      await copy.unrouteAll()
      await copy.route(
        url => url.href.split('#')[0] === address.split('#')[0],
        route => route.fulfill({ body, contentType: 'text/html; charset=utf-8' }),
      )
      await copy.goto('about:blank')
      await copy.goto(address)
      const violations = await violationsOf(copy, { 'color-contrast-enhanced': { enabled: elder } })
      return violations.flatMap(({ id, help, nodes }) =>
        nodes.map(({ target, html, failureSummary }) => `axe ${id}: ${help}\n    ${target.join(' ')}\n    ${html}\n    ${failureSummary}`),
      )
    },
    close: () => context.close(),
  }
}
