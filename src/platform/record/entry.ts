/**
 * Entries (存证条目): what the record holds of a document — kind, subject, time and a salted digest, never its text.
 *
 * Without the salt nobody can tell which text an entry stands for, so a text can be withdrawn while the record stays whole.
 */
import { sha256 } from '@noble/hashes/sha2.js'
import { fromBase64, fromText, joined, toBase64, toText } from './bytes.ts'

export interface Entry {
  /** "<feature>.<what>", e.g. "reports.edition". */
  kind: string
  /** An address of the thing without a person's name or number in it, e.g. "2020/1". */
  subject: string
  /** RFC 3339 in UTC. */
  at: string
  /** SHA-256 of the salt and the document's digest. */
  commitment: Uint8Array
}

/** What a proof carries along, so that the entry can be made anew. */
export interface Evidence {
  kind: string
  subject: string
  at: string
  salt: Uint8Array | null
  commitment: Uint8Array
  /** Null: withdrawn, or no longer there. */
  document: string | null
}

const form = 'sanliang.record/v1'
export const saltLength = 32
const isKind = (kind: string) => /^[a-z][A-Za-z]*\.[a-z][A-Za-z]*$/.test(kind)
/** No letters but these: a name in Chinese has no place here. */
export const isSubject = (subject: string) => /^[A-Za-z0-9][A-Za-z0-9/.-]{0,99}$/.test(subject)
const isInstant = (at: string) => /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/.test(at)

export const digestOf = (document: string): Uint8Array => sha256(fromText(document))

export const commitmentOf = (salt: Uint8Array, digest: Uint8Array): Uint8Array => sha256(joined(salt, digest))

/** Throws on anything that has no place in an entry. */
export function encodeEntry({ kind, subject, at, commitment }: Entry): Uint8Array {
  if (!isKind(kind) || !isSubject(subject) || !isInstant(at) || commitment.length !== 32) throw new Error('not an entry')
  return fromText(`${form}\n${kind}\n${subject}\n${at}\n${toBase64(commitment)}\n`)
}

/** Throws on bytes that are no entry of this form. */
export function decodeEntry(bytes: Uint8Array): Entry {
  const [first, kind, subject, at, commitment, end, ...more] = toText(bytes).split('\n')
  if (first !== form || end !== '' || more.length > 0) throw new Error('not an entry')
  const entry = { kind: kind!, subject: subject!, at: at!, commitment: fromBase64(commitment!) }
  encodeEntry(entry)
  return entry
}

export const encodeEvidence = ({ salt, commitment, ...rest }: Evidence): Uint8Array =>
  fromText(JSON.stringify({ ...rest, salt: salt && toBase64(salt), commitment: toBase64(commitment) }))

/** Throws on bytes that are no evidence of this form. */
export function decodeEvidence(bytes: Uint8Array): Evidence {
  const value = JSON.parse(toText(bytes)) as Record<string, unknown>
  const { kind, subject, at, salt, commitment, document } = value
  const isText = (part: unknown): part is string => typeof part === 'string'
  if (!isText(kind) || !isText(subject) || !isText(at) || !isText(commitment)) throw new Error('not evidence')
  if ((salt !== null && !isText(salt)) || (document !== null && !isText(document))) throw new Error('not evidence')
  return { kind, subject, at, salt: salt === null ? null : fromBase64(salt), commitment: fromBase64(commitment), document }
}
