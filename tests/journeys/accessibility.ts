/** Accessibility (无障碍): axe on the page as the visitor sees it; WCAG 2.2 A and AA with best practice (conventions §1). */
import axe, { type AxeResults, type Result, type RunOptions } from 'axe-core'
import type { Page } from 'playwright-core'

const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

/** Links, buttons and lines of the frame (menu, head, foot), which every page repeats around its own content. */
const frame = 'body :is(li, :is(a, button, p):not(li *)):not(main *, [role="dialog"] *)'

/** Parts of the frame that were well: the same markup in the same place, at the same size and by the same rules, is not looked at again. */
const well = new Set<string>()

/** What axe has against the page as it stands. Ours have no frames of the browser's kind: axe in the page alone sees all of it. */
export async function violationsOf(page: Page, rules: Record<string, { enabled: boolean }> = {}): Promise<Result[]> {
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(axe.source)
  const parts = (await page.evaluate(partsOf, frame)).map(part => `${JSON.stringify(rules)} ${part}`)
  // described at full length, the nodes that are well take as long as finding those that are not
  const options: RunOptions = { runOnly: tags, rules, resultTypes: ['violations'] }
  const { violations } = await page.evaluate(lookBeside, { frame, known: parts.map(part => well.has(part)), options })
  if (violations.length === 0) for (const part of parts) well.add(part)
  return violations
}

/** Runs in the page: what each part of the frame is, and all that its look depends on. */
function partsOf(frame: string): string[] {
  const { innerWidth, innerHeight } = globalThis
  const tag = (node: Element) => (node.cloneNode(false) as Element).outerHTML
  const place = (node: Element | null): string => (node ? `${place(node.parentElement)}${tag(node)}` : '')
  const styles = [...document.querySelectorAll('link[rel="stylesheet"]')].map(tag).join('')
  return [...document.querySelectorAll(frame)].map(
    part => `${innerWidth}×${innerHeight} ${styles}${place(part.parentElement)}${part.outerHTML}`,
  )
}

/** Runs in the page: axe on all of it but the parts known to be well. A part that came or went since makes all of them unknown. */
function lookBeside({ frame, known, options }: { frame: string; known: boolean[]; options: RunOptions }): Promise<AxeResults> {
  const parts = [...document.querySelectorAll(frame)]
  const exclude = parts.length === known.length ? parts.filter((_, at) => known[at]) : []
  return (globalThis as unknown as { axe: typeof axe }).axe.run({ exclude }, options)
}

/**
 * Every violation on the visitor's page, with its node. 长辈版 is held to 7:1 contrast besides (WCAG 1.4.6).
 *
 * axe needs script, which a resident's browser does not run: it is allowed to while axe looks. The page's own scripts were passed over when
 * the page was read, and stay so.
 */
export async function inspect(page: Page, { elder, allowScript }: { elder: boolean; allowScript: (may: boolean) => Promise<void> }) {
  await allowScript(true)
  const violations = await violationsOf(page, { 'color-contrast-enhanced': { enabled: elder } })
  await allowScript(false)
  return violations.flatMap(({ id, help, nodes }) =>
    nodes.map(({ target, html, failureSummary }) => `axe ${id}: ${help}\n    ${target.join(' ')}\n    ${html}\n    ${failureSummary}`),
  )
}
