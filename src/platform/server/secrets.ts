/** Secrets that are shown once (一次性密文): 256 random bits, kept only as a digest. */
import { createHash, randomBytes } from 'node:crypto'

export interface Secret {
  /** What the person or the browser keeps: 43 characters, safe in an address. */
  token: string
  digest: Buffer
}

export function newSecret(): Secret {
  const token = randomBytes(32).toString('base64url')
  return { token, digest: digestOf(token) }
}

/** No salt: 256 random bits cannot be guessed from their digest. */
export const digestOf = (token: string): Buffer => createHash('sha256').update(token).digest()
