/** Accessibility (无障碍): axe on the page as the visitor sees it; WCAG 2.2 A and AA with best practice (conventions §1). */
import { AxeBuilder } from '@axe-core/playwright'
import type { Browser, Page } from 'playwright-core'

const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

/** What axe has against the page as it stands. */
export async function violationsOf(page: Page, rules: Record<string, { enabled: boolean }> = {}) {
  const { violations } = await new AxeBuilder({ page })
    .setLegacyMode() // axe in the page alone: ours have no frames, and a second page to collect their results costs a second
    .options({ runOnly: tags, rules })
    .analyze()
  return violations
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
