/** What a browser keeps of the console (浏览器里存的东西): sealed drafts, the list of visits, the pages that open without a line. */
import type { Page } from 'playwright-core'

/** What lies in the browser's own store, as text. */
export const lying = (page: Page) =>
  page.evaluate(async () => {
    const database = await new Promise<IDBDatabase>((resolve, reject) => {
      const request = indexedDB.open('sanliang', 1)
      request.onsuccess = () => resolve(request.result)
      request.onerror = () => reject(new Error('no store'))
    })
    const read = (store: string) =>
      new Promise<unknown[]>(resolve => {
        const request = database.transaction(store).objectStore(store).getAll()
        request.onsuccess = () => resolve(request.result as unknown[])
      })
    const all = (await read('draft')) as { name: string; sealed: ArrayBuffer }[]
    const keys = (await read('key')) as CryptoKey[]
    const of = (kind: string) => all.filter(({ name }) => name.startsWith(`${kind}/`)).map(({ sealed }) => new TextDecoder().decode(sealed))
    return { drafts: of('visits'), plans: of('visit-plan'), extractable: keys.map(key => key.extractable) }
  })

/** What the browser keeps so that a page opens without a line. */
export const keptHere = (page: Page) =>
  page.evaluate(async () => {
    const names = await caches.keys()
    return { caches: names, workers: (await navigator.serviceWorker.getRegistrations()).length }
  })
