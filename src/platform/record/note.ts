/**
 * Signed notes (签名文本): a text, and lines that say who signed it.
 *
 * Ed25519 in plain JavaScript, because a page over plain HTTP and an old telephone have no crypto.subtle.
 * Source: C2SP signed-note; RFC 8032.
 */
import { hashes as curve, getPublicKey, sign, verify } from '@noble/ed25519'
import { sha256, sha512 } from '@noble/hashes/sha2.js'
import { areEqual, fromBase64, fromText, joined, toBase64, toHex } from './bytes.ts'

curve.sha512 = sha512

/** 0x01: Ed25519 over the text; 0x04: a witness's cosignature with its time. */
export type SignatureType = 1 | 4

/** A public key and the name it signs under. */
export interface NoteKey {
  name: string
  /** First four bytes of a digest over name, type and key. */
  id: Uint8Array
  type: SignatureType
  publicKey: Uint8Array
}

export interface NoteSignature {
  name: string
  keyId: Uint8Array
  /** What follows the key id. */
  bytes: Uint8Array
}

export interface Note {
  /** With its last line feed, without the empty line. */
  text: string
  signatures: readonly NoteSignature[]
}

/** The largest note that is read at all: a short text and some dozens of signatures. */
const longestNote = 1_000_000

const isKeyName = (name: string) => name !== '' && !/[\p{White_Space}+]/u.test(name)

/** Throws on a name with a space or a plus, or a key of another length. */
export function noteKey(name: string, type: SignatureType, publicKey: Uint8Array): NoteKey {
  if (!isKeyName(name)) throw new Error(`not a key name: ${name}`)
  if (publicKey.length !== 32) throw new Error('an Ed25519 key has 32 bytes')
  return { name, type, publicKey, id: sha256(joined(fromText(`${name}\n`), Uint8Array.of(type), publicKey)).slice(0, 4) }
}

export const publicKeyOf = (privateKey: Uint8Array): Uint8Array => getPublicKey(privateKey)

/** How a key is handed on: "name+id+Base64 of type and key". */
export const toVkey = ({ name, id, type, publicKey }: NoteKey): string =>
  `${name}+${toHex(id)}+${toBase64(joined(Uint8Array.of(type), publicKey))}`

/** Throws on a text that is no key, or whose id is not its key's. */
export function parseVkey(text: string): NoteKey {
  const [, name, id, encoded] = /^([^+]+)\+([0-9a-f]{8})\+(.+)$/u.exec(text) ?? []
  if (!name || !encoded) throw new Error('not a key')
  const bytes = fromBase64(encoded)
  const type = bytes[0]
  if (type !== 1 && type !== 4) throw new Error('a key of an unknown type')
  const key = noteKey(name, type, bytes.slice(1))
  if (toHex(key.id) !== id) throw new Error('the id is not the key’s')
  return key
}

export const signatureLine = ({ name, id }: NoteKey, bytes: Uint8Array): string => `— ${name} ${toBase64(joined(id, bytes))}\n`

export const signedNote = (text: string, lines: readonly string[]): string => `${text}\n${lines.join('')}`

/** The line by which the log itself signs a text. */
export const signLine = (text: string, name: string, privateKey: Uint8Array): string =>
  signatureLine(noteKey(name, 1, getPublicKey(privateKey)), signBytes(fromText(text), privateKey))

export const signBytes = (message: Uint8Array, privateKey: Uint8Array): Uint8Array => sign(message, privateKey)

/** By RFC 8032 alone: no signature that only some verifiers take. Never throws. */
export function isSignedBy(publicKey: Uint8Array, message: Uint8Array, signature: Uint8Array): boolean {
  try {
    return verify(signature, message, publicKey, { zip215: false })
  } catch {
    return false
  }
}

/** Throws on a text that is no signed note. Nothing is verified yet. */
export function parseNote(note: string): Note {
  if (note.length > longestNote || /[\u0000-\u0009\u000b-\u001f]/.test(note)) throw new Error('not a signed note')
  const split = note.lastIndexOf('\n\n')
  if (split < 0 || !note.endsWith('\n')) throw new Error('not a signed note')
  const lines = note.slice(split + 2, -1).split('\n')
  return { text: note.slice(0, split + 1), signatures: lines.map(parseSignatureLine) }
}

export function parseSignatureLine(line: string): NoteSignature {
  const [, name, encoded] = /^— (\S+) (\S+)$/u.exec(line) ?? []
  if (!name || !encoded || !isKeyName(name)) throw new Error('not a signature line')
  const bytes = fromBase64(encoded)
  if (bytes.length < 5) throw new Error('a signature is too short')
  return { name, keyId: bytes.slice(0, 4), bytes: bytes.slice(4) }
}

/** The signature that claims to be this key's, if there is one. */
export const signatureOf = ({ signatures }: Note, key: NoteKey): NoteSignature | undefined =>
  signatures.find(({ name, keyId }) => name === key.name && areEqual(keyId, key.id))
