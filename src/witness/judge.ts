/**
 * A witness's judgement (见证人的判断): is the new checkpoint the old record, grown? Pure; the order of refusals is C2SP's.
 *
 * Source: C2SP tlog-witness, add-checkpoint.
 */
import { areEqual, fromBase64, parseCount, toBase64 } from '#platform/record/bytes.ts'
import { openCheckpoint, parseCheckpoint, type OpenedCheckpoint } from '#platform/record/checkpoint.ts'
import { parseNote, type NoteKey } from '#platform/record/note.ts'
import { isHash } from '#platform/record/tiles.ts'
import { emptyRoot, provesConsistency, type Hash } from '#platform/record/tree.ts'

/** A record that the witness watches. */
export interface WatchedLog {
  origin: string
  keys: readonly NoteKey[]
}

/** The largest tree that it cosigned. */
export interface Seen {
  size: number
  root: Hash
}

export const nothingSeen: Seen = { size: 0, root: emptyRoot() }

export type Judgement =
  | { kind: 'cosign'; checkpoint: OpenedCheckpoint }
  /** Not a record that this witness watches. */
  | { kind: 'unknownLog' }
  /** None of the record's keys signed it, or a signature is wrong. */
  | { kind: 'unsigned' }
  | { kind: 'malformed' }
  /** The proof begins at another tree than the last one cosigned. */
  | { kind: 'otherOldSize' }
  /** Signed, and smaller than what was cosigned. */
  | { kind: 'rollback'; checkpoint: OpenedCheckpoint }
  /** Signed, and of the same size with another root: two histories. */
  | { kind: 'fork'; checkpoint: OpenedCheckpoint }
  /** Signed, and the proof does not show that it grew out of what was cosigned. */
  | { kind: 'inconsistent'; checkpoint: OpenedCheckpoint }

export interface Submission {
  oldSize: number
  proof: readonly Hash[]
  signed: string
}

/** Throws on a body that is none. */
export function parseSubmission(body: string): Submission {
  const split = body.indexOf('\n\n')
  const [first, ...hashes] = body.slice(0, split).split('\n')
  if (split < 0 || !first?.startsWith('old ') || hashes.length > 63) throw new Error('not a submission')
  const proof = hashes.map(fromBase64)
  if (!proof.every(isHash)) throw new Error('a line that is no hash')
  return { oldSize: parseCount(first.slice(4)), proof, signed: body.slice(split + 2) }
}

export const formatSubmission = ({ oldSize, proof, signed }: Submission): string =>
  [`old ${oldSize}`, ...proof.map(toBase64), '', signed].join('\n')

/** The log of a signed checkpoint, by its origin alone; undefined where it is unreadable or not watched. */
export function logOf(signed: string, logs: readonly WatchedLog[]): WatchedLog | undefined {
  try {
    const { origin } = parseCheckpoint(parseNote(signed).text)
    return logs.find(log => log.origin === origin)
  } catch {
    return undefined
  }
}

export function judge({ oldSize, proof, signed }: Submission, log: WatchedLog | undefined, seen: Seen): Judgement {
  if (!log) return { kind: isReadable(signed) ? 'unknownLog' : 'malformed' }
  let checkpoint: OpenedCheckpoint
  try {
    checkpoint = openCheckpoint(signed, log.origin, log.keys)
  } catch {
    return { kind: 'unsigned' }
  }
  const { size, root } = checkpoint
  if (size < seen.size) return { kind: 'rollback', checkpoint }
  if (size === seen.size && !areEqual(root, seen.root)) return { kind: 'fork', checkpoint }
  if (oldSize > size) return { kind: 'malformed' }
  if (oldSize !== seen.size) return { kind: 'otherOldSize' }
  const isGrown = oldSize === 0 ? proof.length === 0 : provesConsistency(oldSize, seen.root, size, root, proof)
  return isGrown ? { kind: 'cosign', checkpoint } : { kind: 'inconsistent', checkpoint }
}

function isReadable(signed: string): boolean {
  try {
    parseCheckpoint(parseNote(signed).text)
    return true
  } catch {
    return false
  }
}
