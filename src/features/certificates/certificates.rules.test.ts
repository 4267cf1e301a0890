/** Volunteer certificates (志愿服务证明): the notice, the clock, the numbers and the line of the QR, as tables. */
import { expect, test } from 'vitest'
import { issuerId } from './certificates.credential.rules.ts'
import { isNoticeOver, lineBody, nextSerial, readFacts, readLine, stateOn, validUntil, verdictOf } from './certificates.rules.ts'
import { encodedList, isSignedLine, newKeyPair, signLine } from './certificates.signing.actions.ts'

test.each([
  ['2026-03-02', '2026-03-09', false, 'the seventh day, of which the first is the day after posting'],
  ['2026-03-02', '2026-03-10', true, 'seven whole days'],
  ['2026-12-28', '2027-01-04', false, 'over the year'],
  ['2026-12-28', '2027-01-05', true, 'over the year'],
])('posted on %s, is the notice over on %s? %s: %s', (postedOn, today, over, _why) => {
  expect(isNoticeOver(postedOn, today)).toBe(over)
})

test.each([
  ['2026-03-10', '2029-03-09', 'three years'],
  ['2028-02-29', '2031-02-28', 'a day that the last year does not have'],
  ['2026-01-01', '2028-12-31', 'to the last day'],
])('issued on %s it holds until %s: %s', (issuedOn, until, _why) => {
  expect(validUntil(issuedOn)).toBe(until)
})

test.each([
  ['issued', '2029-03-09', 'issued', 'its last day'],
  ['issued', '2029-03-10', 'expired', 'the day after, though the job has not run'],
  ['revoking', '2029-03-10', 'expired', 'nobody has to decide any more'],
  ['revoked', '2029-03-10', 'revoked', 'revoked is for ever'],
] as const)('%s on %s: %s, %s', (state, today, expected, _why) => {
  expect(stateOn({ state, validUntil: '2029-03-09' }, today)).toBe(expected)
})

test.each([
  [null, 'ZM2026-00001', 'the first of the year'],
  ['ZM2026-00009', 'ZM2026-00010', 'the next'],
  ['ZM2026-99999', 'ZM2026-100000', 'more than five digits'],
])('after %s comes %s: %s', (last, expected, _why) => {
  expect(nextSerial('ZM2026-', last)).toBe(expected)
})

test.each([
  [{ isKnownKey: false, isSigned: true, isRevoked: false }, 'unknownKey', 'someone else signed it'],
  [{ isKnownKey: true, isSigned: false, isRevoked: true }, 'altered', 'what it says cannot be believed, its number neither'],
  [{ isKnownKey: true, isSigned: true, isRevoked: true }, 'revoked', 'revoked before it expired'],
  [{ isKnownKey: true, isSigned: true, isRevoked: false }, 'valid', 'it holds'],
] as const)('%o: %s, %s', (seen, verdict, _why) => {
  expect(verdictOf({ ...seen, until: '2029-03-09' }, '2029-03-09')).toBe(verdict)
})
test('expired on the day after the last', () => {
  const seen = { isKnownKey: true, isSigned: true, isRevoked: false, until: '2029-03-09' }
  expect(verdictOf(seen, '2029-03-10')).toBe('expired')
})

const facts = {
  serial: 'ZM2026-00001',
  name: '区𠮷',
  unitName: '柳河村',
  from: '2026-01-01',
  to: '2026-02-28',
  onSite: 120,
  organiser: 90,
  issuedOn: '2026-03-10',
  validUntil: '2029-03-09',
}
const encode = (text: string) => Buffer.from(text).toString('base64url')

test('a line is read back, fits a QR that a phone reads from paper, and is signed as a whole', () => {
  const { publicKey, secret } = newKeyPair()
  const line = signLine(lineBody(publicKey, facts, encode), secret)
  const read = readLine(line)!
  expect(readFacts(Buffer.from(read.facts, 'base64url').toString())).toEqual(facts)
  expect(isSignedLine(read.body, read.signature, read.publicKey)).toBe(true)
  expect(isSignedLine(read.body, read.signature, newKeyPair().publicKey)).toBe(false)
  expect(line.length).toBeLessThan(500)
  for (const wrong of ['', line.slice(1), `${line}A`, line.replaceAll('.', ' ')]) expect(readLine(wrong)).toBeNull()
  expect(readFacts('no facts')).toBeNull()
})

test.each([
  ['https://sanliang.example', 'did:web:sanliang.example', 'a host'],
  ['http://127.0.0.1:8080', 'did:web:127.0.0.1%3A8080', 'a port is written with %3A'],
  ['https://town.example/sanliang', 'did:web:town.example:sanliang', 'a path'],
])('%s is %s: %s', (address, id, _why) => {
  expect(issuerId(address)).toBe(id)
})

test('the list begins at the left, as the standard says', async () => {
  const { gunzipSync } = await import('node:zlib')
  const bytes = gunzipSync(Buffer.from(encodedList([0, 9]).slice(1), 'base64url'))
  expect([bytes.length, bytes[0], bytes[1]]).toEqual([16_384, 0b1000_0000, 0b0100_0000])
})
