/** Query codes (查询码): short secrets that are printed, read aloud and typed in again. */

/** Letters and digits that cannot be mistaken for each other when read aloud or printed (Crockford's base 32 without 0, 1). */
const alphabet = '23456789ABCDEFGHJKMNPQRSTVWXYZ'
const codeLength = 10

/** A query code from random bytes: 10 characters of 30, about 49 bits, written in two groups. Bytes above 239 are skipped to keep it even. */
export function codeFrom(random: Iterable<number>): string {
  let code = ''
  for (const byte of random) {
    if (byte < 240) code += alphabet[byte % alphabet.length]
    if (code.length === codeLength) return `${code.slice(0, 5)}-${code.slice(5)}`
  }
  throw new Error('not enough random bytes for a code')
}

/** What a person typed, as it was printed: case, spaces, hyphens, full width and look-alikes do not matter. */
export function normaliseCode(typed: string): string {
  const plain = typed
    .normalize('NFKC')
    .toUpperCase()
    .replaceAll(/[^0-9A-Z]/g, '')
    .replaceAll('O', 'Q')
    .replaceAll('U', 'V')
  return `${plain.slice(0, 5)}-${plain.slice(5)}`
}
