/**
 * Checkpoints (存证快照): how large the record is and what its root is, signed by the log and cosigned by witnesses.
 *
 * Source: C2SP tlog-checkpoint, tlog-cosignature (Ed25519, v1).
 */
import { areEqual, fromBase64, fromText, fromUint64, joined, parseCount, toBase64, toUint64 } from './bytes.ts'
import { isSignedBy, noteKey, parseNote, publicKeyOf, signatureLine, signatureOf, signBytes, type Note, type NoteKey } from './note.ts'
import { isHash } from './tiles.ts'
import { emptyRoot, type Hash } from './tree.ts'

export interface Checkpoint {
  origin: string
  size: number
  root: Hash
}

export const checkpointText = ({ origin, size, root }: Checkpoint): string => `${origin}\n${size}\n${toBase64(root)}\n`

/** Throws on a text that is no checkpoint. Extension lines are allowed and not read. */
export function parseCheckpoint(text: string): Checkpoint {
  if (!text.endsWith('\n')) throw new Error('not a checkpoint')
  const lines = text.slice(0, -1).split('\n')
  const [origin, size, root] = lines
  if (!origin || !size || !root || lines.includes('')) throw new Error('not a checkpoint')
  const checkpoint = { origin, size: parseCount(size), root: fromBase64(root) }
  if (!isHash(checkpoint.root)) throw new Error('the root is no hash')
  if (checkpoint.size === 0 && !areEqual(checkpoint.root, emptyRoot())) throw new Error('an empty record with another root')
  return checkpoint
}

export interface OpenedCheckpoint extends Checkpoint {
  /** The text that was signed. */
  text: string
  note: Note
}

/**
 * A checkpoint that one of the log's keys signed. Signatures of unknown keys are not looked at. Throws if none of `keys`
 * signed it, if a signature of one of them is wrong, or if the origin is another.
 */
export function openCheckpoint(signed: string, origin: string, keys: readonly NoteKey[]): OpenedCheckpoint {
  const note = parseNote(signed)
  const checkpoint = parseCheckpoint(note.text)
  if (checkpoint.origin !== origin) throw new Error(`a checkpoint of ${checkpoint.origin}`)
  const claimed = keys.flatMap(key => {
    const signature = signatureOf(note, key)
    return signature ? [{ key, signature }] : []
  })
  const message = fromText(note.text)
  if (claimed.length === 0 || !claimed.every(({ key, signature }) => isSignedBy(key.publicKey, message, signature.bytes)))
    throw new Error('the log did not sign it')
  return { ...checkpoint, text: note.text, note }
}

const cosigned = (text: string, seconds: number) => fromText(`cosignature/v1\ntime ${seconds}\n${text}`)

/** The line by which a witness says that this is the largest consistent tree it had seen at that second. */
export function cosignLine(text: string, name: string, privateKey: Uint8Array, seconds: number): string {
  const signature = signBytes(cosigned(text, seconds), privateKey)
  return signatureLine(noteKey(name, 4, publicKeyOf(privateKey)), joined(toUint64(seconds), signature))
}

/** When the witness cosigned, in seconds since 1970, or null if it did not. */
export function cosignedAt(note: Note, witness: NoteKey): number | null {
  const signature = signatureOf(note, witness)
  if (witness.type !== 4 || signature?.bytes.length !== 72) return null
  const seconds = fromUint64(signature.bytes.slice(0, 8))
  if (!Number.isSafeInteger(seconds)) return null
  return isSignedBy(witness.publicKey, cosigned(note.text, seconds), signature.bytes.slice(8)) ? seconds : null
}
