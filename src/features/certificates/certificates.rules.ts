/**
 * Volunteer certificates (志愿服务证明): the workflow, the clock, numbers, and the line of the QR; pure functions.
 *
 * Source: 民发〔2015〕149号 (posted for at least seven days, number, register); domain §23 (two people revoke).
 */
import { addDays } from '#platform/shared/calendar.ts'
import { defineStateMachine } from '#platform/shared/state-machine.ts'
import type { CertifiedFacts, VolunteerCertificateState, Verdict } from './certificates.contract.ts'

export const certificateMachine = defineStateMachine({
  initial: 'posted',
  states: ['posted', 'withdrawn', 'refused', 'issued', 'revoking', 'revoked', 'expired'],
  transitions: {
    withdraw: { from: ['posted'], to: 'withdrawn' },
    refuse: { from: ['posted'], to: 'refused' },
    issue: { from: ['posted'], to: 'issued' },
    proposeRevocation: { from: ['issued'], to: 'revoking' },
    keep: { from: ['revoking'], to: 'issued' },
    revoke: { from: ['revoking'], to: 'revoked' },
    expire: { from: ['issued', 'revoking'], to: 'expired' },
  },
})

/** Days of the notice, the first of them the day after posting. */
const noticeDays = 7
export const postedUntil = (postedOn: string) => addDays(postedOn, noticeDays)
export const isNoticeOver = (postedOn: string, today: string) => postedUntil(postedOn) < today

/** Years for which a certificate speaks for itself; a new one is free. Our proposal: no rule sets a number. */
const validYears = 3
/** Does it hold in the register? */
export const isInForce = ({ state }: { state: VolunteerCertificateState }) => state === 'issued' || state === 'revoking'
/** Does it hold in the register, but for nobody who scans it? */
export const isVoid = (certificate: { state: VolunteerCertificateState; keyLeaked: boolean }) =>
  certificate.keyLeaked && isInForce(certificate)

/** The last day on which it holds. */
export const validUntil = (issuedOn: string) =>
  addDays(`${Number(issuedOn.slice(0, 4)) + validYears}${issuedOn.slice(4).replace('-02-29', '-03-01')}`, -1)

/** The state on a day, whether or not the job has written it down yet. */
export const stateOn = (
  { state, validUntil: until }: { state: VolunteerCertificateState; validUntil: string | null },
  today: string,
): VolunteerCertificateState => (isInForce({ state }) && until !== null && until < today ? 'expired' : state)

export const stemOf = (day: string) => `ZM${day.slice(0, 4)}-`
/** Numbers run by year: ZM2026-00001. */
export const nextSerial = (stem: string, last: string | null) =>
  `${stem}${String(last === null ? 1 : Number(last.slice(stem.length)) + 1).padStart(5, '0')}`

const mark = 'ZM1'
const listMark = 'ZL1'
/** What is signed of a line: mark, key, and facts as base64url. */
export const lineBody = (publicKey: string, facts: CertifiedFacts, encode: (text: string) => string) =>
  [
    mark,
    publicKey,
    encode(
      JSON.stringify([
        facts.serial,
        facts.name,
        facts.unitName,
        facts.from,
        facts.to,
        facts.onSite,
        facts.organiser,
        facts.issuedOn,
        facts.validUntil,
      ]),
    ),
  ].join('.')
/** The same of the list of what was revoked, as it stood on a day. */
export const listBody = (publicKey: string, day: string, serials: readonly string[], encode: (text: string) => string) =>
  [listMark, publicKey, encode(JSON.stringify([day, ...serials]))].join('.')

/** The parts of a line; null: it is none. */
export function readLine(line: string): { body: string; publicKey: string; facts: string; signature: string } | null {
  const found = new RegExp(`^(${mark}\\.(z6Mk[1-9A-HJ-NP-Za-km-z]+)\\.([A-Za-z0-9_-]+))\\.([A-Za-z0-9_-]{86})$`).exec(line)
  return found && { body: found[1]!, publicKey: found[2]!, facts: found[3]!, signature: found[4]! }
}

/** Facts as they stand in a line; null: nothing that we wrote. */
export function readFacts(json: string): CertifiedFacts | null {
  try {
    const [serial, name, unitName, from, to, onSite, organiser, issuedOn, until] = JSON.parse(json) as [
      string,
      string,
      string,
      string,
      string,
      number,
      number,
      string,
      string,
    ]
    return { serial, name, unitName, from, to, onSite, organiser, issuedOn, validUntil: until }
  } catch {
    return null
  }
}

/** What is to be said of a certificate whose signature was looked at. */
export function verdictOf(
  { isSigned, isKnownKey, isRevoked, until }: { isSigned: boolean; isKnownKey: boolean; isRevoked: boolean; until: string },
  today: string,
): Verdict {
  if (!isKnownKey) return 'unknownKey'
  if (!isSigned) return 'altered'
  if (isRevoked) return 'revoked'
  return until < today ? 'expired' : 'valid'
}
