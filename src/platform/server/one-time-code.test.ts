import { describe, expect, test } from 'vitest'
import { codeAddress, codeAt, fromBase32, matchingStep, stepOf, toBase32 } from './one-time-code.ts'

// RFC 6238, appendix B: the secret of the SHA-1 rows; their eight digits end in our six.
const secret = toBase32(Buffer.from('12345678901234567890'))

describe('the code of an instant', () => {
  test.each([
    [59, '287082'],
    [1_111_111_109, '081804'],
    [1_111_111_111, '050471'],
    [1_234_567_890, '005924'],
    [2_000_000_000, '279037'],
    [20_000_000_000, '353130'],
  ])('second %i: %s (RFC 6238 appendix B)', (second, code) => {
    expect(codeAt(secret, stepOf(new Date(second * 1000)))).toBe(code)
  })
})

describe('which codes are taken', () => {
  const now = new Date('2026-03-02T01:00:10Z')
  const step = stepOf(now)
  test.each([
    ['of now', codeAt(secret, step), null, step, 'the usual case'],
    ['of 30 seconds ago', codeAt(secret, step - 1), null, step - 1, 'people type slowly'],
    ['of the next 30 seconds', codeAt(secret, step + 1), null, step + 1, "the phone's clock runs ahead"],
    ['of a minute ago', codeAt(secret, step - 2), null, null, 'one step, no more'],
    ['used once already', codeAt(secret, step), step, null, 'read over a shoulder, it must be worth nothing'],
    ['older than one used', codeAt(secret, step - 1), step, null, 'the same'],
    ['with a space', `${codeAt(secret, step).slice(0, 3)} ${codeAt(secret, step).slice(3)}`, null, step, 'apps show it so'],
    ['of five digits', codeAt(secret, step).slice(1), null, null, 'not a code'],
    ['of letters', 'abcdef', null, null, 'not a code'],
  ] as const)('a code %s', (_what, code, last, expected, _why) => {
    expect(matchingStep(secret, code, now, last)).toBe(expected)
  })
})

test('base32 reads back what it wrote, with the spaces people type', () => {
  expect(toBase32(Buffer.from('foobar'))).toBe('MZXW6YTBOI')
  expect(fromBase32('mzxw 6ytb oi').toString()).toBe('foobar')
})

test('the address for an authenticator app names issuer and account', () => {
  expect(codeAddress('MZXW6YTBOI', '三亮', 'zhang')).toBe(
    'otpauth://totp/%E4%B8%89%E4%BA%AE:zhang?secret=MZXW6YTBOI&issuer=%E4%B8%89%E4%BA%AE&digits=6&period=30',
  )
})
