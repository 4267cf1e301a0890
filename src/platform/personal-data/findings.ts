/**
 * Personal data in texts (个人信息): what no notice may show, found before it is published.
 *
 * Pure. It finds numbers by their form and their check digits, so it can miss what has none of these: a person still looks.
 *
 * Source: PIPL 28, 51, 55; conventions SEC-M2.
 */
import { addressesIn, maskedAddress } from './address.ts'
import { isBankCardSpan, maskBankCard } from './bank-card.ts'
import { chainsOf, spansOf, type Span } from './digits.ts'
import { idNumbersInside, isIdSpan, maskIdNumber } from './id-number.ts'
import { isPhoneSpan, maskPhone } from './phone.ts'

/** A piece of a document, e.g. a paragraph, a row or a page. */
export interface TextPart {
  /** In words, e.g. "表“名单”第3行". */
  where: string
  text: string
  /** Set where something stands that no program here can read, e.g. a picture: a person must look. */
  unread?: true
}

export interface Finding {
  where: string
  kind: 'idNumber' | 'phone' | 'bankCard' | 'address'
  /** Of the part's text, in UTF-16 units. */
  start: number
  end: number
  /** What may stand there instead. */
  masked: string
}

/** All findings in order, none overlapping another. */
export const findingsIn = (parts: readonly TextPart[]): Finding[] =>
  parts.flatMap(({ where, text }) => findingsInText(text).map(finding => ({ where, ...finding })))

/** Where a person must look, because no program can read it: "图片1". */
export const unreadPlaces = (parts: readonly TextPart[]): string[] => parts.filter(part => part.unread).map(({ where }) => where)

/** The text with everything found masked. */
export const masked = (text: string): string =>
  findingsInText(text).reduceRight((told, { start, end, masked: mask }) => told.slice(0, start) + mask + told.slice(end), text)

/** +86, or the nought once dialled before a mobile's number. */
const countryPrefix = /^(0086|86|0)(?=1[3-9]\d{9}$)/

type Found = Omit<Finding, 'where'>
type Numbered = Pick<Span, 'start' | 'end' | 'digits'> & { kind: Exclude<Finding['kind'], 'address'> }

function findingsInText(text: string): Found[] {
  const numbers: Numbered[] = []
  for (const chain of chainsOf(text)) {
    for (const span of spansOf(chain)) {
      if (isIdSpan(span)) numbers.push({ ...span, kind: 'idNumber' })
      if (isBankCardSpan(span)) numbers.push({ ...span, kind: 'bankCard' })
      if (isPhoneSpan(span, text)) numbers.push({ ...span, kind: 'phone' })
    }
    for (const group of chain) for (const within of idNumbersInside(group)) numbers.push({ ...within, kind: 'idNumber' })
  }
  const found = numbers
    .sort((a, b) => sureness(b) - sureness(a))
    .map(({ kind, start, end, digits }) => ({ kind, start, end, masked: masks[kind](digits) }))
  const addresses = [...addressesIn(text)].map(({ start, end }) => ({ kind: 'address' as const, start, end, masked: maskedAddress }))
  return withoutOverlaps(text, [...found, ...addresses])
}

const masks: Record<Numbered['kind'], (digits: string) => string> = {
  idNumber: maskIdNumber,
  bankCard: maskBankCard,
  phone: digits => maskPhone(digits.replace(countryPrefix, '')),
}

/** Where two readings overlap: a number with a check digit before one without, then the longer. */
const sureness = ({ kind, digits }: { kind: Finding['kind']; digits: string }) =>
  digits.length + (kind === 'idNumber' && digits.length === 18 ? 200 : kind === 'bankCard' ? 100 : 0)

/** The first of those that overlap stays. */
function withoutOverlaps(text: string, all: readonly Found[]): Found[] {
  if (all.length === 0) return []
  const taken = new Uint8Array(text.length)
  const kept = all.filter(({ start, end }) => {
    if (taken.subarray(start, end).includes(1)) return false
    taken.fill(1, start, end)
    return true
  })
  return kept.sort((a, b) => a.start - b.start)
}
