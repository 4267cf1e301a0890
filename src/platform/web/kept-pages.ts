/**
 * Pages that open without a signal (没有信号也能打开的页面): a worker of the browser's keeps their files, and nobody's data.
 *
 * A browser without workers, or a page that did not come over a secure line, goes on as before.
 */
import { useEffect, useState } from 'react'

/** Has the browser kept the pages below the scope? Asks it to, once the page is shown. */
export function useKeptPages({ worker, scope }: { worker: string; scope: string }): boolean {
  const [isKept, setKept] = useState(false)
  useEffect(() => {
    if (!('serviceWorker' in navigator)) return
    navigator.serviceWorker
      .register(worker, { scope, updateViaCache: 'none' })
      .then(() => navigator.serviceWorker.ready)
      .then(
        () => setKept(true),
        () => undefined,
      )
  }, [worker, scope])
  return isKept
}

/** Lets go of them: the worker, and all that it kept. */
export async function dropKeptPages({ scope, family }: { scope: string; family: string }): Promise<void> {
  if (!('serviceWorker' in navigator)) return
  await (await navigator.serviceWorker.getRegistration(scope))?.unregister()
  for (const name of await caches.keys()) if (name.startsWith(family)) await caches.delete(name)
}
