/**
 * Layout (版面): what axe cannot see, measured in the browser: text sizes, touch targets, line heights, lamps, sideways scroll.
 * Source: conventions A11Y-02 to A11Y-05 and A11Y-13.
 */
import type { Page } from 'playwright-core'

export interface Limits {
  /** Smallest text, px. */
  text: number
  /** Smallest text of paragraphs, px. */
  body: number
  /** Smallest side of a control, px; links in running text excepted (WCAG 2.5.8). */
  target: number
  /** Smallest ratio of line height to text size where text runs over several lines. */
  lineHeight: number
}

/** MIIT's figures for 长辈版: text 18, controls 60; elsewhere controls 44 on touch screens. */
export const limits = (elder: boolean): Limits =>
  elder ? { text: 18, body: 18, target: 60, lineHeight: 1.3 } : { text: 14, body: 16, target: 44, lineHeight: 1.3 }

/** Each node that is too small, too tight, or says something by colour alone. */
export const checkLayout = (page: Page, { elder }: { elder: boolean }): Promise<string[]> => page.evaluate(measure, limits(elder))

/** No sideways scroll at 320, 360 or the visitor's own width; the viewport is put back. */
export async function checkNarrow(page: Page, own: { width: number; height: number }): Promise<string[]> {
  const broken: string[] = []
  for (const width of new Set([320, 360, own.width])) {
    await page.setViewportSize({ width, height: own.height })
    const wide = await page.evaluate(() => {
      const room = document.documentElement.clientWidth
      if (document.documentElement.scrollWidth <= room) return null
      // What sticks out itself, or holds text that does.
      const far = [...document.body.querySelectorAll<HTMLElement>('*')].filter(
        node => node.getBoundingClientRect().right > room + 1 || (node.scrollWidth > node.clientWidth + 1 && node.clientWidth > 1),
      )
      return far.slice(-4).map(node => `${node.outerHTML.slice(0, 80)} “${node.textContent.trim().slice(0, 20)}”`)
    })
    if (wide) broken.push(`scrolls sideways at ${width}: ${wide.join(' | ')}`)
  }
  await page.setViewportSize(own)
  return broken
}

/** Runs in the page. */
function measure(least: Limits): string[] {
  const broken: string[] = []
  const say = (node: Element, what: string) => {
    const outer = node.cloneNode(false) as Element
    broken.push(`${what}\n    ${outer.outerHTML.slice(0, 160)} “${(node.textContent ?? '').trim().slice(0, 30)}”`)
  }
  const round = (value: number) => Math.round(value * 10) / 10
  const isShown = (node: Element) => {
    const box = node.getBoundingClientRect()
    return (
      node.checkVisibility({ visibilityProperty: true, opacityProperty: true }) &&
      box.width > 1 &&
      box.height > 1 &&
      !node.closest('.vh, .skip')
    )
  }
  const ownText = (node: Element) => [...node.childNodes].filter(child => child.nodeType === 3 && child.textContent!.trim() !== '')

  for (const node of document.body.querySelectorAll('*')) {
    const pieces = ownText(node)
    if (pieces.length === 0 || !isShown(node) || node.closest('svg')) continue
    const style = getComputedStyle(node)
    const size = parseFloat(style.fontSize)
    const isBody =
      node.matches('main p:not(.small), main li:not(.small), main dd, main td, main label') &&
      !node.closest('.small, .sub, .legal, .crumb, .tabs, .code')
    const smallest = isBody ? least.body : least.text
    if (size < smallest - 0.05) say(node, `text of ${round(size)} px, less than ${smallest}`)
    const lines = new Set<number>()
    for (const piece of pieces) {
      const range = document.createRange()
      range.selectNodeContents(piece)
      for (const box of range.getClientRects()) lines.add(Math.round(box.top))
    }
    const ratio = parseFloat(style.lineHeight) / size
    if (lines.size > 1 && ratio < least.lineHeight - 0.01) say(node, `lines ${round(ratio)} apart, less than ${least.lineHeight}`)
  }

  const inRunningText = (node: Element) =>
    getComputedStyle(node).display === 'inline' &&
    [...(node.parentElement?.childNodes ?? [])].some(near => near !== node && near.nodeType === 3 && near.textContent!.trim() !== '')
  for (const node of document.querySelectorAll('a[href], button, input:not([type=hidden]), select, textarea, summary')) {
    if (!isShown(node) || inRunningText(node)) continue
    // A tick box is touched through its label.
    const touched = node.matches('[type=checkbox], [type=radio]') ? (node.closest('label') ?? node) : node
    const { width, height } = touched.getBoundingClientRect()
    if (Math.min(width, height) < least.target - 0.5) say(node, `control of ${round(width)}×${round(height)} px, less than ${least.target}`)
  }

  for (const lamp of document.querySelectorAll('.lamp')) {
    if (!isShown(lamp)) continue
    const mark = getComputedStyle(lamp, '::before')
    if ((lamp.textContent ?? '').trim() === '' || parseFloat(mark.width) < 5) say(lamp, 'a lamp without a word or a shape')
  }
  return broken
}
