/** Proofs and files of the public record (存证证明): what stands under /log, made from the stored tree. */
import type { Context } from '#platform/server/action.ts'
import { areEqual } from '#platform/record/bytes.ts'
import { checkpointText } from '#platform/record/checkpoint.ts'
import { encodeEntry, encodeEvidence } from '#platform/record/entry.ts'
import { signedNote } from '#platform/record/note.ts'
import { formatProof } from '#platform/record/proof.ts'
import { encodeEntries, encodeTile, nodesOfTile, tileWidth, widthIn, type Tile } from '#platform/record/tiles.ts'
import { consistencyRanges, inclusionRanges, nodesOf, rangeHash, type Hash, type Range } from '#platform/record/tree.ts'
import { Problem, problems as common } from '#platform/shared/problem.ts'
import { problems } from './record.contract.ts'
import * as queries from './record.queries.ts'
import * as witnesses from './record.witness.queries.ts'

/** The signed checkpoint of a volume with all its cosignatures: of the tree of `size`, or of the latest. Throws not-found (404). */
export async function signedCheckpoint(context: Context, volume: number, size: number | null = null): Promise<string> {
  const [[key], found] = await Promise.all([
    queries.signingKeys(context.db, volume),
    size === null ? queries.latestCheckpoint(context.db, volume) : queries.checkpointOf(context.db, volume, size),
  ])
  if (!key || !found) throw new Problem(common.notFound, '还没有存证。')
  const text = checkpointText({ origin: key.origin, size: found.size, root: new Uint8Array(found.root) })
  return signedNote(text, await queries.signatureLines(context.db, volume, found.size))
}

/** The full subtrees on the right edge of the tree that was signed last; null where what is stored now is no longer that tree. */
export async function signedEdge(
  context: Context,
  volume: number,
  signed: { size: number; root: Uint8Array } | undefined,
): Promise<Hash[] | null> {
  if (!signed) return []
  const hashes = await queries.nodeHashes(context.db, volume, nodesOf({ from: 0, to: signed.size }))
  const edge = hashes.filter(hash => hash !== undefined)
  return edge.length === hashes.length && areEqual(rangeHash(edge), new Uint8Array(signed.root)) ? edge : null
}

/** The bytes of a tile or of a bundle of entries, or null where the signed tree does not hold it. Throws damaged (503): a file lasts, and must be whole. */
export async function tileBytes(context: Context, volume: number, tile: Tile): Promise<Uint8Array | null> {
  const { size } = (await queries.latestCheckpoint(context.db, volume)) ?? { size: 0 }
  if (tile.width > widthIn(size, tile)) return null
  const { level } = tile
  if (level === 'entries') {
    const from = tile.index * tileWidth
    const rows = await queries.entriesBetween(context.db, volume, from, from + tile.width)
    if (rows.length < tile.width) throw new Problem(problems.damaged)
    return encodeEntries(rows.map(row => encodeEntry({ ...row, at: row.at.toISOString(), commitment: new Uint8Array(row.commitment) })))
  }
  return encodeTile(await hashesOf(context, volume, nodesOfTile({ ...tile, level })))
}

/** That the volume's tree of `size` grew out of that of `oldSize`. */
export const consistencyProof = (context: Context, volume: number, oldSize: number, size: number): Promise<Hash[]> =>
  rangeHashes(context, volume, consistencyRanges(oldSize, size))

/**
 * The proof file of an entry: in the largest tree that as many witnesses as required have seen, else in the latest.
 * With it goes the text as the town's records have it today. Throws not-found (404), also while it is not merged, or damaged (503).
 */
export async function proofFile(context: Context, entryId: string): Promise<string> {
  const { db } = context
  const [entry, required, salt] = await Promise.all([
    queries.findEntry(db, entryId),
    witnesses.requiredWitnesses(db),
    queries.saltOf(db, entryId),
  ])
  const latest = entry?.volume ? await queries.latestCheckpoint(db, entry.volume) : undefined
  if (!entry?.volume || entry.number === null || !latest) throw new Problem(common.notFound, '没有这条存证。刚写入的，请一分钟后再看。')
  const { volume, number, kind, subject } = entry
  const size = (await witnesses.largestSeenBy(db, { volume, number }, Math.max(1, required))) ?? latest.size
  const [hashes, checkpoint, document] = await Promise.all([
    rangeHashes(context, volume, inclusionRanges(number, size)),
    signedCheckpoint(context, volume, size),
    salt && context.recorded.get(kind)?.document(context, subject),
  ])
  const extra = encodeEvidence({
    kind,
    subject,
    at: entry.at.toISOString(),
    salt: salt && new Uint8Array(salt),
    commitment: new Uint8Array(entry.commitment),
    document: document ?? null,
  })
  return formatProof({ extra, index: number, hashes, checkpoint })
}

async function rangeHashes(context: Context, volume: number, ranges: readonly Range[]): Promise<Hash[]> {
  const nodes = ranges.map(nodesOf)
  const hashes = await hashesOf(context, volume, nodes.flat())
  let at = 0
  return nodes.map(each => rangeHash(hashes.slice(at, (at += each.length))))
}

/** Throws damaged (503) if the stored tree lacks one: a proof with a hole in it is worth nothing. */
async function hashesOf(context: Context, volume: number, nodes: readonly { level: number; position: number }[]): Promise<Hash[]> {
  const hashes = await queries.nodeHashes(context.db, volume, nodes)
  if (hashes.includes(undefined)) throw new Problem(problems.damaged)
  return hashes as Hash[]
}
