/** Giving the focus back (焦点): to the button that opened a dialog, or, when what was done took that button away, to what stands in its place. */

export interface Origin {
  from: Element | null
  /** What it stands in: where it is gone, the next thing to do stands there. */
  group: Element | null
}

export function originNow(): Origin {
  const from = document.activeElement
  return { from, group: from?.closest('.buttons, section') ?? null }
}

const reachable = 'a[href], button:not(:disabled), input:not(:disabled), select:not(:disabled), textarea:not(:disabled)'

/** How long a page may take to read anew what was changed. */
const patience = 10_000

/**
 * Focuses where the dialog came from. If that is gone, or goes within ten seconds while it has the focus, the first in its group is
 * focused, else the page's name: a browser would begin at the top of the document again, some fifty stops away (WCAG 2.4.3).
 */
export function giveFocusBack({ from, group }: Origin): void {
  if (!(from instanceof HTMLElement) || from === document.body) return
  if (from.isConnected) from.focus()
  const watch = new MutationObserver(() => {
    if (from.isConnected || document.activeElement !== document.body) return
    end()
    const next = group?.isConnected ? group.querySelector<HTMLElement>(reachable) : null
    ;(next ?? document.querySelector<HTMLElement>('main h1'))?.focus({ preventScroll: true })
  })
  // whoever presses somewhere has chosen for themselves
  const end = () => {
    watch.disconnect()
    document.removeEventListener('pointerdown', end)
  }
  watch.observe(document.body, { childList: true, subtree: true })
  document.addEventListener('pointerdown', end)
  setTimeout(end, patience)
}
