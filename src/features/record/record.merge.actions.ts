/** Merging (并入存证): what was appended becomes part of the tree, and the tree is signed. Only in the name of the job. */
import { randomBytes } from 'node:crypto'
import { action, type Context } from '#platform/server/action.ts'
import type { Platform } from '#platform/server/platform.ts'
import { inTransaction } from '#platform/server/transaction.ts'
import { checkpointText } from '#platform/record/checkpoint.ts'
import { encodeEntry } from '#platform/record/entry.ts'
import { grown } from '#platform/record/grow.ts'
import { publicKeyOf, signLine } from '#platform/record/note.ts'
import { leafHash, type Hash } from '#platform/record/tree.ts'
import { newId } from '#platform/shared/ids.ts'
import { stateOf } from './record.actions.ts'
import { endpoints } from './record.contract.ts'
import { factsOf, recordPolicy } from './record.policy.ts'
import { signedEdge } from './record.proofs.actions.ts'
import * as queries from './record.queries.ts'
import { currentVolume } from './record.volumes.queries.ts'

const place = 'record_key_secret.private'
/** Entries a transaction takes in; more wait for the next one. */
const mostAtOnce = 20_000

/**
 * Takes in what waits and signs the tree with the two newest keys. Safe to run twice; the second waits for the first.
 * Throws when the stored tree is not the one that was signed last: a tree that was tampered with is never signed.
 */
export async function merge(context: Context): Promise<void> {
  if (!(await takeIn(context))) throw new Error(altered)
}

/** What operators are told. */
export const altered = 'the stored record is not the one that was signed'

/** False, and nothing is done, where the stored tree is not the one that was signed last. */
async function takeIn(context: Context): Promise<boolean> {
  await queries.holdRecord(context.db)
  const volume = await currentVolume(context.db)
  const before = await queries.latestCheckpoint(context.db, volume)
  const size = before?.size ?? 0
  const edge = await signedEdge(context, volume, before)
  if (edge === null) return false
  const pending = await queries.pendingEntries(context.db, mostAtOnce)
  const leaves = pending.map(({ kind, subject, at, commitment }) =>
    leafHash(encodeEntry({ kind, subject, at: at.toISOString(), commitment: new Uint8Array(commitment) })),
  )
  const { nodes, root } = grown(size, edge, leaves)
  if (pending.length > 0) {
    const entryIds = pending.map(({ id }) => id)
    const { townId } = context
    await queries.insertLeaves(context.db, { townId, volume }, size, entryIds)
    await queries.insertNodes(context.db, { townId, volume }, nodes)
    await queries.deletePending(context.db, entryIds)
  }
  await sign(context, { volume, size: size + pending.length, root }, before === undefined || pending.length > 0)
  return true
}

async function sign(context: Context, { volume, size, root }: { volume: number; size: number; root: Hash }, isNew: boolean) {
  const { db, townId } = context
  if ((await queries.signingKeys(db, volume)).length === 0) await makeKey(context, volume)
  if (isNew) await queries.insertCheckpoint(db, { townId, volume, size, root: Buffer.from(root), madeAt: context.now })
  const keys = await queries.signingKeys(db, volume)
  const signed = isNew ? [] : await queries.keyIdsThatSigned(db, volume, size)
  const missing = keys.filter(({ id }) => !signed.includes(id))
  if (missing.length === 0) return
  const secrets = await queries.secretsOf(
    db,
    missing.map(({ id }) => id),
  )
  const lines = missing.map(({ id, origin }) => {
    const { privateSealed } = secrets.find(({ keyId }) => keyId === id)!
    const privateKey = Buffer.from(context.sealing.open(privateSealed, place), 'hex')
    return { townId, volume, size, keyId: id, line: signLine(checkpointText({ origin, size, root }), origin, new Uint8Array(privateKey)) }
  })
  await queries.insertSignatures(db, lines)
}

/** A new key of a volume, under the volume's own name for ever. Without a name: the address without its scheme at which it began. */
export async function makeKey(context: Context, volume: number, name?: string): Promise<string> {
  const origin =
    name ?? (await queries.signingKeys(context.db, volume))[0]?.origin ?? `${context.config.publicUrl.replace(/^\w+:\/\//, '')}/log`
  const privateKey = randomBytes(32)
  const id = newId(context.now.getTime())
  await queries.insertKey(context.db, {
    townId: context.townId,
    volume,
    id,
    origin,
    publicKey: Buffer.from(publicKeyOf(new Uint8Array(privateKey))),
    madeAt: context.now,
    privateSealed: context.sealing.seal(privateKey.toString('hex'), place),
  })
  return id
}

export const rotateKey = action(endpoints.rotateKey, async context => {
  await queries.holdRecord(context.db)
  const volume = await currentVolume(context.db)
  context.require(recordPolicy, 'rotateKey', factsOf(undefined, undefined, await queries.keyWaits(context.db, volume)))
  const id = await makeKey(context, volume)
  await context.record('record.rotateKey', { kind: 'recordKey', id })
  return stateOf(context)
})

/**
 * Whoever reads need not wait for the job: takes in what waits, in the job's name, and does nothing if nothing does. Where the
 * record was tampered with the reader is served what was signed last, and operators are told: an alarm must not close the check.
 */
export async function mergeWhatWaits(platform: Platform): Promise<void> {
  const job = { kind: 'job', townId: platform.townId, name: 'record.merge' } as const
  const waits = await inTransaction(platform, job, async ({ db }) => {
    const volume = await currentVolume(db)
    const [pending, latest, keys] = await Promise.all([
      queries.hasPending(db),
      queries.latestCheckpoint(db, volume),
      queries.signingKeys(db, volume),
    ])
    return pending || !latest || (await queries.keyIdsThatSigned(db, volume, latest.size)).length < keys.length
  })
  if (waits && !(await inTransaction(platform, job, takeIn))) platform.log.error({ job: job.name, alarm: altered })
}
