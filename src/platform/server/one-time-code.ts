/**
 * One-time codes (动态口令): six digits that change every 30 seconds, from a secret shared with an authenticator app.
 *
 * Source: RFC 6238 (TOTP) over RFC 4226 (HOTP), SHA-1, as every authenticator app reads it; RFC 4648 base32.
 */
import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'

const period = 30_000
const digits = 6
const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'

/** A new secret: 160 bits (RFC 4226 §4 R6), as base32 for typing. */
export const newCodeSecret = (): string => toBase32(randomBytes(20))

/** Which 30 seconds of the world the instant lies in. */
export const stepOf = (now: Date): number => Math.floor(now.getTime() / period)

/** The code of one step. */
export function codeAt(secret: string, step: number): string {
  const counter = Buffer.alloc(8)
  counter.writeBigUInt64BE(BigInt(step))
  const mac = createHmac('sha1', fromBase32(secret)).update(counter).digest()
  const offset = mac.at(-1)! & 15
  return String((mac.readUInt32BE(offset) & 0x7fff_ffff) % 10 ** digits).padStart(digits, '0')
}

/**
 * The step that the code belongs to, or null. One step early or late is accepted (RFC 6238 §5.2), and none at or
 * before `lastStep`: a code that was used once is spent.
 */
export function matchingStep(secret: string, code: string, now: Date, lastStep: number | null): number | null {
  const typed = code.replaceAll(/\s/g, '')
  if (!/^\d{6}$/.test(typed)) return null
  let found: number | null = null
  for (const step of [stepOf(now) - 1, stepOf(now), stepOf(now) + 1]) {
    const same = timingSafeEqual(Buffer.from(codeAt(secret, step)), Buffer.from(typed))
    if (same && (lastStep === null || step > lastStep)) found = step
  }
  return found
}

/** The address that authenticator apps read from a QR code. */
export function codeAddress(secret: string, issuer: string, login: string): string {
  const query = new URLSearchParams({ secret, issuer, digits: String(digits), period: '30' })
  return `otpauth://totp/${encodeURIComponent(issuer)}:${encodeURIComponent(login)}?${query}`
}

export function toBase32(bytes: Buffer): string {
  let bits = ''
  for (const byte of bytes) bits += byte.toString(2).padStart(8, '0')
  return (bits.match(/.{1,5}/g) ?? []).map(group => alphabet[parseInt(group.padEnd(5, '0'), 2)]).join('')
}

export function fromBase32(text: string): Buffer {
  let bits = ''
  for (const letter of text.replaceAll(/[\s=]/g, '').toUpperCase()) {
    const value = alphabet.indexOf(letter)
    if (value < 0) throw new Error('not base32')
    bits += value.toString(2).padStart(5, '0')
  }
  return Buffer.from((bits.match(/.{8}/g) ?? []).map(byte => parseInt(byte, 2)))
}
