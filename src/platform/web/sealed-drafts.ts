/**
 * Sealed drafts (加密草稿): what was written off the line and may hold a person's words, kept in this browser until it is sent.
 *
 * Besides what was written, what somebody needs to see again off the line, by the same rules.
 * AES-256-GCM under a key that the browser never gives out (CryptoKey, not extractable), bound to whose draft it is and since when.
 * Gone when sent, on signing out, when its time is over (72 hours after it was last changed, unless whoever keeps it says otherwise), and
 * as soon as somebody else signs in here. Choices without any words are kept by drafts.ts. Source: W3C Web Cryptography API; ASVS 14.3.3.
 */

/** A draft that nobody could send for so long is worth less than the risk of a lost telephone. */
export const draftHours = 72

/** What lies in the browser: nothing that can be read without the key. */
export interface SealedDraft {
  /** "<kind>/<id>". */
  name: string
  owner: string
  changedAt: number
  /** How long it is kept from then on; draftHours where nothing is said. */
  hours?: number
  nonce: Uint8Array<ArrayBuffer>
  sealed: ArrayBuffer
}

/** Where drafts and the key lie; IndexedDB in a browser (sealed-store.ts). */
export interface DraftStore {
  key(make: () => Promise<CryptoKey>): Promise<CryptoKey>
  put(draft: SealedDraft): Promise<void>
  all(): Promise<SealedDraft[]>
  remove(name: string): Promise<void>
  /** Drafts and key. */
  clear(): Promise<void>
}

export interface OpenDraft<T> {
  id: string
  changedAt: number
  /** When it will be gone, in milliseconds. */
  endsAt: number
  value: T
}

const nameOf = (kind: string, id: string) => `${kind}/${id}`
const boundTo = ({ name, owner, changedAt, hours }: Pick<SealedDraft, 'name' | 'owner' | 'changedAt' | 'hours'>) =>
  new TextEncoder().encode(JSON.stringify([name, owner, changedAt, ...(hours === undefined ? [] : [hours])]))
const endOf = ({ changedAt, hours = draftHours }: SealedDraft) => changedAt + hours * 3_600_000
const newKey = () => crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt'])

export async function keepDraft(
  store: DraftStore,
  { kind, id, owner, now, hours = draftHours }: { kind: string; id: string; owner: string; now: number; hours?: number },
  value: unknown,
) {
  const key = await store.key(newKey)
  const draft = { name: nameOf(kind, id), owner, changedAt: now, hours }
  const nonce = crypto.getRandomValues(new Uint8Array(12))
  const text = new TextEncoder().encode(JSON.stringify(value))
  const sealed = await crypto.subtle.encrypt({ name: 'AES-GCM', iv: nonce, additionalData: boundTo(draft) }, key, text)
  await store.put({ ...draft, nonce, sealed })
}

/** One's own drafts of a kind, the oldest first. Those that are too old, another's, or do not open any more are removed. */
export async function readDrafts<T>(
  store: DraftStore,
  { kind, owner, now }: { kind: string; owner: string; now: number },
): Promise<OpenDraft<T>[]> {
  const found: OpenDraft<T>[] = []
  for (const draft of await store.all()) {
    const isOver = draft.owner !== owner || now > endOf(draft)
    const value = isOver ? null : await open(store, draft)
    if (value === null) await store.remove(draft.name)
    else if (draft.name.startsWith(`${kind}/`))
      found.push({ id: draft.name.slice(kind.length + 1), changedAt: draft.changedAt, endsAt: endOf(draft), value: value as T })
  }
  return found.sort((a, b) => a.changedAt - b.changedAt)
}

/** Whose drafts lie here: for a page that opens without a line to ask. Null if there are none, or they are too old. */
export async function ownerOfDrafts(store: DraftStore, now: number): Promise<string | null> {
  const [latest] = (await store.all()).filter(draft => now <= endOf(draft)).sort((a, b) => b.changedAt - a.changedAt)
  return latest?.owner ?? null
}

/** The ids of a kind's drafts that lie here and are not too old, whoever's and whichever page kept them; none is opened. */
export const idsOfDrafts = async (store: DraftStore, kind: string, now: number): Promise<string[]> =>
  (await store.all())
    .filter(draft => draft.name.startsWith(nameOf(kind, '')) && now <= endOf(draft))
    .map(({ name }) => name.slice(kind.length + 1))

export const dropDraft = (store: DraftStore, kind: string, id: string) => store.remove(nameOf(kind, id))

async function open(store: DraftStore, draft: SealedDraft): Promise<unknown> {
  try {
    const key = await store.key(newKey)
    const text = await crypto.subtle.decrypt({ name: 'AES-GCM', iv: draft.nonce, additionalData: boundTo(draft) }, key, draft.sealed)
    return JSON.parse(new TextDecoder().decode(text)) as unknown
  } catch {
    // its key is gone, or somebody has touched it
    return null
  }
}
