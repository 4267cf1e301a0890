/**
 * Where sealed drafts lie in a browser (草稿存放处): IndexedDB, which keeps the key as an object that no script can read.
 *
 * A browser without it, or a page that did not come over a secure line, has no key: what is written stays in this page only.
 */
import type { DraftStore, SealedDraft } from './sealed-drafts.ts'

const database = 'sanliang'
const keyName = 'drafts'

/** Can this browser keep a draft beyond the page? */
export const canKeepDrafts = () => window.isSecureContext && 'indexedDB' in window

let opened: Promise<IDBDatabase> | null = null

function openDatabase(): Promise<IDBDatabase> {
  opened ??= new Promise((resolve, reject) => {
    const request = indexedDB.open(database, 1)
    request.onupgradeneeded = () => {
      request.result.createObjectStore('key')
      request.result.createObjectStore('draft', { keyPath: 'name' })
    }
    request.onsuccess = () => {
      request.result.onclose = () => (opened = null)
      resolve(request.result)
    }
    request.onerror = () => {
      // asked again it may well open
      opened = null
      reject(new Error('no IndexedDB', { cause: request.error }))
    }
  })
  return opened
}

/** Runs requests in one transaction and answers with what the last of them found. */
async function within<T>(
  stores: string[],
  mode: IDBTransactionMode,
  ask: (transaction: IDBTransaction) => IDBRequest<T> | void,
): Promise<T> {
  const transaction = (await openDatabase()).transaction(stores, mode)
  const request = ask(transaction)
  return new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve(request?.result as T)
    transaction.onabort = () => reject(new Error('IndexedDB refused', { cause: transaction.error }))
    transaction.onerror = () => reject(new Error('IndexedDB failed', { cause: transaction.error }))
  })
}

const readKey = () =>
  within<CryptoKey | undefined>(['key'], 'readonly', at => at.objectStore('key').get(keyName) as IDBRequest<CryptoKey | undefined>)

export const browserStore: DraftStore = {
  async key(make) {
    const kept = await readKey()
    if (kept) return kept
    const made = await make()
    // two pages at once: the first one's key holds, or its drafts would not open
    await within(['key'], 'readwrite', at => at.objectStore('key').add(made, keyName)).catch(() => undefined)
    return (await readKey())!
  },
  async put(draft) {
    await within(['draft'], 'readwrite', at => at.objectStore('draft').put(draft))
  },
  all: () => within<SealedDraft[]>(['draft'], 'readonly', at => at.objectStore('draft').getAll() as IDBRequest<SealedDraft[]>),
  async remove(name) {
    await within(['draft'], 'readwrite', at => at.objectStore('draft').delete(name) as IDBRequest<unknown>)
  },
  async clear() {
    await within(['key', 'draft'], 'readwrite', at => {
      at.objectStore('draft').clear()
      at.objectStore('key').clear()
    })
  },
}

/** For a browser that cannot keep any: gone with the page. */
export function pageStore(): DraftStore {
  const drafts = new Map<string, SealedDraft>()
  let key: Promise<CryptoKey> | null = null
  return {
    key: make => (key ??= make()),
    put: draft => Promise.resolve(void drafts.set(draft.name, draft)),
    all: () => Promise.resolve([...drafts.values()]),
    remove: name => Promise.resolve(void drafts.delete(name)),
    clear: () => Promise.resolve(drafts.clear()),
  }
}

/** Forgets every sealed draft and the key that opened them: on signing out. */
export const dropSealedDrafts = () => (canKeepDrafts() ? browserStore.clear().catch(() => undefined) : Promise.resolve())
