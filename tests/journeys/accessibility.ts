/** Accessibility (无障碍): axe on the page as the visitor sees it; WCAG 2.2 A and AA with best practice (conventions §1). */
import { AxeBuilder } from '@axe-core/playwright'
import type { Browser, Page } from 'playwright-core'

const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

/** Every violation with its node. 长辈版 is held to 7:1 contrast besides (WCAG 1.4.6). */
export async function checkAccessibility(browser: Browser, page: Page, { elder }: { elder: boolean }): Promise<string[]> {
  return onScriptedCopy(browser, page, async copy => {
    const axe = new AxeBuilder({ page: copy })
    const { violations } = await axe
      .options({ runOnly: tags, rules: { 'color-contrast-enhanced': { enabled: elder }, 'target-size': { enabled: true } } })
      .analyze()
    return violations.flatMap(({ id, help, nodes }) =>
      nodes.map(({ target, html, failureSummary }) => `axe ${id}: ${help}\n    ${target.join(' ')}\n    ${html}\n    ${failureSummary}`),
    )
  })
}

/**
 * axe needs script, which a resident's browser does not run: the same document, at the same address and
 * size, is opened in a browser that does.
 */
async function onScriptedCopy<T>(browser: Browser, page: Page, work: (copy: Page) => Promise<T>): Promise<T> {
  const context = await browser.newContext({ viewport: page.viewportSize(), reducedMotion: 'reduce', locale: 'zh-CN' })
  try {
    const copy = await context.newPage()
    const body = await page.content()
    const address = page.url()
    await copy.route(
      url => url.href === address,
      route => route.fulfill({ body, contentType: 'text/html; charset=utf-8' }),
    )
    await copy.goto(address)
    return await work(copy)
  } finally {
    await context.close()
  }
}
