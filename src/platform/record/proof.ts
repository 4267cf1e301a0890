/**
 * Proof files (存证证明, .tlog-proof): an entry's place in the record, to be checked without a network.
 *
 * Source: C2SP tlog-proof.
 */
import { fromBase64, parseCount, toBase64 } from './bytes.ts'
import { isHash } from './tiles.ts'
import type { Hash } from './tree.ts'

export interface Proof {
  /** What the record does not hold and the check needs; nobody vouches for it by itself. */
  extra: Uint8Array | null
  index: number
  hashes: readonly Hash[]
  /** Signed, as it was published. */
  checkpoint: string
}

const firstLine = 'c2sp.org/tlog-proof@v1'
/** A tree of 2^53 entries needs no more. */
const mostHashes = 63

export const formatProof = ({ extra, index, hashes, checkpoint }: Proof): string =>
  [firstLine, ...(extra === null ? [] : [`extra ${toBase64(extra)}`]), `index ${index}`, ...hashes.map(toBase64), '', checkpoint].join('\n')

/** Throws on a text that is no proof. Nothing is verified yet. */
export function parseProof(text: string): Proof {
  const split = text.indexOf('\n\n')
  if (split < 0) throw new Error('not a proof')
  const lines = text.slice(0, split).split('\n')
  if (lines.shift() !== firstLine) throw new Error('not a proof')
  const extra = lines[0]?.startsWith('extra ') ? fromBase64(lines.shift()!.slice('extra '.length)) : null
  const index = lines.shift()
  if (!index?.startsWith('index ')) throw new Error('a proof without its index')
  const hashes = lines.map(fromBase64)
  if (hashes.length > mostHashes || !hashes.every(isHash)) throw new Error('a proof with lines that are no hashes')
  return { extra, index: parseCount(index.slice('index '.length)), hashes, checkpoint: text.slice(split + 2) }
}
