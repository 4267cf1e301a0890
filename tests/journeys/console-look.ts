/** What a page of the console owes everyone who works with it (工作台版面). */
import type { Page } from 'playwright-core'
import { violationsOf } from './accessibility.ts'
import { inSight } from './unpainted.ts'

/** axe, sideways scroll, and touch targets: 44 px on the phone, 60 in 长辈版, 24 in the desktop's dense tables (A11Y-04). */
export const troubles = (page: Page, look: { viewport: string; elder: number }): Promise<string[]> =>
  inSight(page, () => troublesInSight(page, look))

async function troublesInSight(page: Page, { viewport, elder }: { viewport: string; elder: number }): Promise<string[]> {
  const violations = await violationsOf(page)
  const wide = await page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth)
  const least = viewport === 'desktop' && !elder ? 24 : elder ? 60 : 44
  const small = await page.evaluate(smallControls, least)
  return [
    ...violations.map(({ id, nodes }) => `axe ${id}: ${nodes.map(({ html }) => html.slice(0, 120)).join(' | ')}`),
    ...(wide ? ['scrolls sideways'] : []),
    ...small,
  ]
}

/** Runs in the page. Main controls only: buttons, fields, boxes with their words, and the menu; links in tables and text are WCAG 2.5.8's. */
function smallControls(least: number): string[] {
  return [
    ...document.querySelectorAll(
      'button, .ant-input:not(.ant-input-affix-wrapper .ant-input), .ant-input-affix-wrapper, .ant-select, .ant-input-number, .ant-checkbox-wrapper, .ant-radio-wrapper, .side a',
    ),
  ]
    .filter(node => node.checkVisibility({ visibilityProperty: true, opacityProperty: true }) && !node.closest('.ant-select-dropdown, .vh'))
    .map(node => ({ node, box: node.getBoundingClientRect() }))
    .filter(({ box }) => box.width > 1 && box.height > 1 && Math.min(box.width, box.height) < least - 0.5)
    .map(({ node, box }) => `${Math.round(box.width)}×${Math.round(box.height)} px, less than ${least}: ${node.outerHTML.slice(0, 100)}`)
}
