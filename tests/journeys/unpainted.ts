/**
 * What nobody looks at is not painted (不画): a tenth of a journey's time went into pictures of pages between two presses. The page is laid
 * out, pressed and read aloud as ever; whoever measures what an eye would see looks at it `inSight`.
 */
import type { Page } from 'playwright-core'
import { expect } from 'vitest'

/** From the next page on. Chromium paints nothing that is fully transparent, and hits it all the same. */
export const leaveUnpainted = (page: Page) =>
  page.addInitScript(() => {
    const hide = () => {
      if (document.documentElement) document.documentElement.style.opacity = '0'
      else setTimeout(hide)
    }
    hide()
  })

/** What is on its way in or out, and a button whose work is under way, are half transparent. */
const moving = '[class*="-appear-"], [class*="-enter-"], [class*="-leave-"], .ant-btn-loading'

/** What `look` finds on the painted page, once it is at rest. */
export async function inSight<T>(page: Page, look: () => Promise<T>): Promise<T> {
  await expect.poll(() => page.locator(moving).filter({ visible: true }).count()).toBe(0)
  await setOpacity(page, '')
  try {
    return await look()
  } finally {
    await setOpacity(page, '0')
  }
}

const setOpacity = (page: Page, opacity: string) => page.evaluate(to => (document.documentElement.style.opacity = to), opacity)
