/**
 * Password hashes (口令摘要): argon2id, written as PHC strings.
 *
 * The parameters stand in each hash, so they can be raised later while old hashes are still read.
 * Source: RFC 9106; OWASP Password Storage Cheat Sheet (19 MiB, 2 passes, 1 lane).
 */
import { argon2, randomBytes, timingSafeEqual } from 'node:crypto'
import { promisify } from 'node:util'

const derive = promisify(argon2)
const memory = 19_456
const passes = 2
const tagLength = 32

/** A new hash with a salt of its own. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(16)
  const tag = await digest(password, salt, memory, passes, tagLength)
  return `$argon2id$v=19$m=${memory},t=${passes},p=1$${plain(salt)}$${plain(tag)}`
}

/** Is it the password of this hash? Without a hash the same work is done and the answer is no, so that time tells nothing. */
export async function verifyPassword(password: string, hash: string | null): Promise<boolean> {
  const found = /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=1\$([A-Za-z0-9+/]+)\$([A-Za-z0-9+/]+)$/.exec(hash ?? nobodys)
  if (!found) throw new Error('password hash of unknown form')
  const [, m, t, salt, tag] = found
  const wanted = Buffer.from(tag!, 'base64')
  const given = await digest(password, Buffer.from(salt!, 'base64'), Number(m), Number(t), wanted.length)
  return timingSafeEqual(wanted, given) && hash !== null
}

/** The same text typed on two keyboards is the same password (NIST SP 800-63B: normalise before hashing). */
const digest = (password: string, nonce: Buffer, memoryKiB: number, times: number, length: number) =>
  derive('argon2id', { message: password.normalize('NFC'), nonce, parallelism: 1, tagLength: length, memory: memoryKiB, passes: times })

const plain = (bytes: Buffer) => bytes.toString('base64').replaceAll('=', '')

/** A hash that no password has: its tag is zeros. */
const nobodys = `$argon2id$v=19$m=${memory},t=${passes},p=1$${plain(Buffer.alloc(16))}$${plain(Buffer.alloc(tagLength))}`
