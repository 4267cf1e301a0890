/** The check (核对): is this text, with this date, in the record, and who saw it? The page, the command and the tests ask here. */
import { areEqual, toBase64 } from './bytes.ts'
import { cosignedAt, openCheckpoint, type OpenedCheckpoint } from './checkpoint.ts'
import { commitmentOf, decodeEvidence, digestOf, encodeEntry, saltLength, type Evidence } from './entry.ts'
import { parseVkey } from './note.ts'
import { parseProof } from './proof.ts'
import { leafHash, provesInclusion } from './tree.ts'

/** Whom the reader trusts: kept with the page or the file of settings, never asked of the server that is checked. */
export interface Trust {
  origin: string
  /** The log's keys (vkey): the newest, and the one before it. */
  logKeys: readonly string[]
  witnesses: readonly { name: string; vkey: string }[]
  /** How many witnesses must have seen it. */
  required: number
  /** Records before this one that were closed, and with what. A page saved before the first was closed has none. */
  closed?: readonly { origin: string; logKeys: readonly string[]; size: number; root: string }[]
}

/** Why a check failed. */
export type Fault =
  /** The file is no proof of this form. */
  | 'unreadable'
  /** The log's key did not sign the checkpoint, or it is another log's. */
  | 'otherLog'
  /** The text is not the one the entry stands for. */
  | 'otherText'
  /** The entry is not in the record: not there, or with another date or place. */
  | 'notInRecord'
  /** It is in the record, but too few witnesses saw that. */
  | 'tooFewWitnesses'

export interface Verdict {
  fault: Fault | null
  /** What the proof says of itself; believe it only without a fault. */
  evidence: Evidence | null
  index: number | null
  size: number | null
  /** Witnesses whose cosignature is right, with the second it was given. */
  seenBy: readonly { name: string; at: number }[]
}

/** Checks a proof by nothing but itself and `trust`. Never throws. */
export function check(proofText: string, trust: Trust): Verdict {
  const failed = (fault: Fault, known: Partial<Verdict> = {}): Verdict => ({
    evidence: null,
    index: null,
    size: null,
    seenBy: [],
    ...known,
    fault,
  })
  let parsed: { proof: ReturnType<typeof parseProof>; evidence: Evidence }
  try {
    const proof = parseProof(proofText)
    parsed = { proof, evidence: decodeEvidence(proof.extra ?? new Uint8Array(0)) }
  } catch {
    return failed('unreadable')
  }
  const { proof, evidence } = parsed
  const opened = opening(proof.checkpoint, trust)
  const known = { evidence, index: proof.index, size: opened?.size ?? null }
  if (!opened) return failed('otherLog', known)
  const entry = attempt(() => encodeEntry(evidence))
  if (!entry || !provesInclusion(leafHash(entry), proof.index, opened.size, opened.root, proof.hashes)) return failed('notInRecord', known)
  if (!isTextOf(evidence)) return failed('otherText', known)
  const seenBy = witnessesOf(opened, trust)
  if (seenBy.length < trust.required) return failed('tooFewWitnesses', { ...known, seenBy })
  return { ...known, seenBy, fault: null }
}

/**
 * The checkpoint of the record, or of one that was closed. Its key may be in a thief's hands: of a closed record only the tree that
 * it was closed with counts, or one that witnesses saw, who refuse two histories.
 */
function opening(signed: string, { closed = [], ...trust }: Trust): OpenedCheckpoint | null {
  const open = ({ origin, logKeys }: Pick<Trust, 'origin' | 'logKeys'>) =>
    attempt(() => openCheckpoint(signed, origin, logKeys.map(parseVkey)))
  const current = open(trust)
  if (current) return current
  for (const old of closed) {
    const opened = open(old)
    if (!opened || opened.size > old.size) continue
    const isLast = opened.size === old.size && toBase64(opened.root) === old.root
    if (isLast || (opened.size < old.size && witnessesOf(opened, trust).length >= Math.max(1, trust.required))) return opened
  }
  return null
}

/** A withdrawn text proves nothing, and breaks nothing. */
function isTextOf({ document, salt, commitment }: Evidence): boolean {
  if (document === null) return true
  return salt?.length === saltLength && areEqual(commitmentOf(salt, digestOf(document)), commitment)
}

/** Each witness once, whatever keys it has: two cosignatures of one office are one pair of eyes. */
export function witnessesOf(
  { note }: Pick<OpenedCheckpoint, 'note'>,
  { witnesses }: Pick<Trust, 'witnesses'>,
): { name: string; at: number }[] {
  const seen = new Map<string, number>()
  for (const { name, vkey } of witnesses) {
    const at = attempt(() => cosignedAt(note, parseVkey(vkey)))
    if (at !== null && at !== undefined) seen.set(name, Math.max(at, seen.get(name) ?? 0))
  }
  return [...seen].map(([name, at]) => ({ name, at }))
}

function attempt<T>(work: () => T): T | null {
  try {
    return work()
  } catch {
    return null
  }
}
