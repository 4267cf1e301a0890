/** Public record (公开存证): appending, reading, and what each endpoint does. */
import { randomBytes } from 'node:crypto'
import { action, type Context } from '#platform/server/action.ts'
import type { Recorded } from '#platform/server/recorded.ts'
import { commitmentOf, digestOf, saltLength } from '#platform/record/entry.ts'
import { noteKey, toVkey } from '#platform/record/note.ts'
import { newId } from '#platform/shared/ids.ts'
import { endpoints, type RecordState } from './record.contract.ts'
import { recordPolicy } from './record.policy.ts'
import * as queries from './record.queries.ts'
import * as witnesses from './record.witness.queries.ts'

/**
 * Appends a salted digest of `document` in the caller's transaction and returns the entry's id: the address of its proof.
 * Within a minute it is part of the signed tree. `kind` must stand in a feature's manifest (`recorded`), which makes the text anew.
 */
export async function append(context: Context, kind: string, subject: string, document: string): Promise<string> {
  const id = newId(context.now.getTime())
  const salt = randomBytes(saltLength)
  const commitment = Buffer.from(commitmentOf(salt, digestOf(document)))
  await queries.insertEntry(context.db, { townId: context.townId, id, kind, subject, at: context.now, commitment }, salt)
  return id
}

/** Makes an entry mute: its place in the record stays, and nobody can tell any more what it stood for. */
export const withdraw = async (context: Context, entryId: string): Promise<void> => void (await queries.deleteSalt(context.db, entryId))

/** The newest entry of a thing, for the link to its check; null where it was never recorded. */
export const entryIdOf = async (context: Context, kind: string, subject: string): Promise<string | null> =>
  (await queries.latestEntryOf(context.db, kind, subject))?.id ?? null

type TextOf = (context: Context, subject: string) => Promise<string | null>

/**
 * One kind of entry that a feature keeps: its line in the manifest, the verb that appends what this transaction has just written,
 * and the address of the check (null: older than the record). `textOf` makes the text from the rows, the same ever after: who
 * changes its wording makes every older entry look altered.
 */
export const keeping = (kind: Recorded<Context>['kind'], nameZh: string, textOf: TextOf) => ({
  recorded: { kind, nameZh, document: textOf } satisfies Recorded<Context>,
  async append(context: Context, subject: string): Promise<string> {
    const text = await textOf(context, subject)
    if (text === null) throw new Error(`${kind} ${subject} has no text to record`)
    return append(context, kind, subject, text)
  },
  checkOf: (context: Context, subject: string): Promise<string | null> => entryIdOf(context, kind, subject),
  /** The same for many at once; of what was never recorded there is none. */
  checksOf: (context: Context, subjects: readonly string[]): Promise<ReadonlyMap<string, string>> =>
    queries.latestEntriesOf(context.db, kind, subjects),
})

export const get = action(endpoints.get, async context => {
  context.require(recordPolicy, 'get', null)
  return stateOf(context)
})

export const list = action(endpoints.list, async (context, { query: { cursor, limit } }) => {
  context.require(recordPolicy, 'list', null)
  const rows = await queries.listEntries(context.db, cursor ?? null, limit + 1)
  const items = rows.slice(0, limit)
  return {
    items: items.map(({ commitment: _, at, number, ...entry }) => ({
      ...entry,
      nameZh: context.recorded.get(entry.kind)?.nameZh ?? entry.kind,
      at: at.toISOString(),
      number,
    })),
    nextCursor: rows.length > limit ? items.at(-1)!.id : null,
  }
})

/** Whom to trust today and how far the record has come. */
export async function stateOf(context: Context): Promise<RecordState> {
  const [keys, latest, named, seen, required] = await Promise.all([
    queries.signingKeys(context.db),
    queries.latestCheckpoint(context.db),
    witnesses.listWitnesses(context.db),
    witnesses.lastSeen(context.db),
    witnesses.requiredWitnesses(context.db),
  ])
  return {
    origin: keys[0]?.origin ?? null,
    size: latest?.size ?? null,
    madeAt: latest?.madeAt.toISOString() ?? null,
    logKeys: keys.map(({ origin, publicKey }) => toVkey(noteKey(origin, 1, new Uint8Array(publicKey)))),
    witnesses: named.map(witness => {
      const last = seen.get(witness.id)
      return { ...witness, seen: last ? { size: last.size, at: last.at.toISOString() } : null }
    }),
    required,
    allowedActions: recordPolicy.allowed(context.actor, null, context.now),
  }
}
