/**
 * Sealing (加密保存): personal fields at rest, and finding them without opening them.
 *
 * AES-256-GCM with a random 96-bit nonce a value. A sealed value begins with a version byte and the id of
 * its key, so that keys can be rotated while old values are still read. The index of a phone number is an
 * HMAC-SHA-256 under a key of its own. Source: NIST SP 800-38D; conventions 4.1.
 */
import { createCipheriv, createDecipheriv, createHash, createHmac, createSecretKey, hkdfSync, randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Config } from './config.ts'

export interface Sealing {
  /** `place` names table and column and is bound to the value: a sealed phone cannot be moved into another field. */
  seal(text: string, place: string): Buffer
  open(sealed: Buffer, place: string): string
  /** Keyed digest for lookups; the same text and place give the same digest under every key of the ring. */
  index(text: string, place: string): Buffer
  /** Was the value sealed under the newest key? */
  isCurrent(sealed: Buffer): boolean
  /** First 8 bytes of the newest key's digest: tells keys apart without showing one. */
  fingerprint: string
}

const version = 1
const idLength = 4
const nonceLength = 12
const tagLength = 16

/** Builds the ring from keys of 32 bytes, newest first. The oldest key also makes the index, so rotation keeps it. */
export function sealingWith(keys: readonly Buffer[]): Sealing {
  if (keys.length === 0 || keys.some(key => key.length !== 32)) throw new Error('封存密钥应是32字节（64个十六进制字符）。')
  // Taken in once: from bytes each use takes the key in anew, which costs four times what the sealing does.
  const ring = new Map(keys.map(key => [keyIdOf(key).toString('hex'), createSecretKey(key)]))
  const newest = createSecretKey(keys[0]!)
  const newestId = keyIdOf(keys[0]!)
  const indexKey = createSecretKey(Buffer.from(hkdfSync('sha256', keys.at(-1)!, '', 'sanliang index', 32)))
  return {
    fingerprint: fingerprintOf(keys[0]!),
    seal(text, place) {
      const nonce = randomBytes(nonceLength)
      const cipher = createCipheriv('aes-256-gcm', newest, nonce).setAAD(Buffer.from(place))
      const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
      return Buffer.concat([Buffer.from([version]), newestId, nonce, cipher.getAuthTag(), body])
    },
    open(sealed, place) {
      if (sealed[0] !== version) throw new Error(`sealed value of unknown version ${sealed[0]}`)
      const key = ring.get(sealed.subarray(1, 1 + idLength).toString('hex'))
      if (!key) throw new Error('sealed under a key that is not in the ring')
      const start = 1 + idLength
      const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(start, start + nonceLength))
      decipher.setAAD(Buffer.from(place)).setAuthTag(sealed.subarray(start + nonceLength, start + nonceLength + tagLength))
      return Buffer.concat([decipher.update(sealed.subarray(start + nonceLength + tagLength)), decipher.final()]).toString('utf8')
    },
    index: (text, place) => createHmac('sha256', indexKey).update(`${place}\n${text}`).digest(),
    isCurrent: sealed => sealed.subarray(1, 1 + idLength).equals(newestId),
  }
}

/** What a sealed value says of its key: 4 bytes. */
export const keyIdOf = (key: Buffer) => createHash('sha256').update('sanliang key id').update(key).digest().subarray(0, idLength)

/** First 8 bytes of a key's digest: tells keys apart without showing one. */
export const fingerprintOf = (key: Buffer) => createHash('sha256').update('sanliang fingerprint').update(key).digest('hex').slice(0, 16)

/** The keys, newest first, from SEALING_KEY (hex, commas between) or from the file in the data directory; none if there is neither. */
export async function readKeys(config: Pick<Config, 'sealingKey' | 'dataDirectory'>): Promise<Buffer[]> {
  if (config.sealingKey) return parseKeys(config.sealingKey)
  const file = sealingKeyFile(config.dataDirectory)
  return existsSync(file) ? parseKeys(await readFile(file, 'utf8')) : []
}

/** Writes the keys, newest first, whole or not at all, for their owner's eyes only. */
export async function writeKeys(dataDirectory: string, keys: readonly Buffer[]): Promise<void> {
  const file = sealingKeyFile(dataDirectory)
  await writeFile(`${file}.new`, keys.map(key => `${key.toString('hex')}\n`).join(''), { mode: 0o600, flush: true })
  await rename(`${file}.new`, file)
}

export const sealingKeyFile = (dataDirectory: string) => join(dataDirectory, 'sealing.key')

export const parseKeys = (text: string) =>
  text
    .split(/[\s,]+/)
    .filter(Boolean)
    .map(key => {
      if (!/^[0-9a-f]{64}$/i.test(key)) throw new Error('SEALING_KEY 应是64个十六进制字符；几把密钥用逗号隔开，新的在前。')
      return Buffer.from(key, 'hex')
    })
