/** Public record (公开存证): appending, reading, and what each endpoint does. */
import { randomBytes } from 'node:crypto'
import { action, type Context } from '#platform/server/action.ts'
import type { Recorded } from '#platform/server/recorded.ts'
import { toBase64 } from '#platform/record/bytes.ts'
import { commitmentOf, digestOf, saltLength } from '#platform/record/entry.ts'
import { noteKey, toVkey } from '#platform/record/note.ts'
import { newId } from '#platform/shared/ids.ts'
import { endpoints, type ClosedVolume, type RecordState } from './record.contract.ts'
import { factsOf, nobodys, recordPolicy } from './record.policy.ts'
import { signedEdge } from './record.proofs.actions.ts'
import * as queries from './record.queries.ts'
import * as volumes from './record.volumes.queries.ts'
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
  context.require(recordPolicy, 'get', nobodys)
  return stateOf(context)
})

export const list = action(endpoints.list, async (context, { query: { cursor, limit } }) => {
  context.require(recordPolicy, 'list', nobodys)
  const rows = await queries.listEntries(context.db, cursor ?? null, limit + 1)
  const items = rows.slice(0, limit)
  return {
    items: items.map(({ commitment: _, at, number, volume, ...entry }) => ({
      ...entry,
      nameZh: context.recorded.get(entry.kind)?.nameZh ?? entry.kind,
      at: at.toISOString(),
      number,
      volume,
    })),
    nextCursor: rows.length > limit ? items.at(-1)!.id : null,
  }
})

/** Whom to trust today and how far the record has come. */
export async function stateOf(context: Context): Promise<RecordState> {
  const volume = await volumes.currentVolume(context.db)
  const [keys, latest, keyWaits, named, seen, required, closed, proposal] = await Promise.all([
    queries.signingKeys(context.db, volume),
    queries.latestCheckpoint(context.db, volume),
    queries.keyWaits(context.db, volume),
    witnesses.listWitnesses(context.db),
    witnesses.lastSeen(context.db, volume),
    witnesses.requiredWitnesses(context.db),
    closedVolumes(context),
    volumes.findProposal(context.db),
  ])
  return {
    origin: keys[0]?.origin ?? null,
    size: latest?.size ?? null,
    madeAt: latest?.madeAt.toISOString() ?? null,
    isAsSigned: (await signedEdge(context, volume, latest)) !== null,
    logKeys: vkeysOf(keys),
    witnesses: named.map(witness => {
      const last = seen.get(witness.id)
      return { ...witness, seen: last ? { size: last.size, at: last.at.toISOString() } : null }
    }),
    required,
    closed,
    proposal: proposal ? { id: proposal.id, reason: proposal.reason, at: proposal.proposedAt.toISOString() } : null,
    allowedActions: recordPolicy.allowed(context.actor, factsOf(proposal, latest, keyWaits), context.now),
  }
}

/** The volumes that are closed, the newest first. */
const closedVolumes = async (context: Context): Promise<ClosedVolume[]> => {
  const begun = await volumes.listBegun(context.db)
  return Promise.all(
    begun.map(async ({ number, reason, begunAt, closedOrigin, closedSize, closedRoot }) => ({
      origin: closedOrigin!,
      size: closedSize!,
      root: toBase64(new Uint8Array(closedRoot!)),
      logKeys: vkeysOf(await queries.signingKeys(context.db, number - 1)),
      closedAt: begunAt!.toISOString(),
      reason,
      entryId: (await entryIdOf(context, queries.opening, String(number)))!,
    })),
  )
}

const vkeysOf = (keys: readonly { origin: string; publicKey: Buffer }[]) =>
  keys.map(({ origin, publicKey }) => toVkey(noteKey(origin, 1, new Uint8Array(publicKey))))
