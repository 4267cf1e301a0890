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
export function masked(text: string): string {
  let at = 0
  const told = findingsInText(text).map(({ start, end, masked: mask }) => {
    const before = text.slice(at, start)
    at = end
    return before + mask
  })
  return told.join('') + text.slice(at)
}

/** +86, or the nought once dialled before a mobile's number. */
const countryPrefix = /^(0086|86|0)(?=1[3-9]\d{9}$)/

type Found = Omit<Finding, 'where'>
type Place = Pick<Span, 'start' | 'end' | 'digits'>
type Numbered = Place & { kind: Exclude<Finding['kind'], 'address'> }

function findingsInText(text: string): Found[] {
  const numbers: Numbered[] = []
  const add = (kind: Numbered['kind'], { start, end, digits }: Place) => numbers.push({ kind, start, end, digits })
  for (const chain of chainsOf(text)) {
    for (const span of spansOf(chain, mayBeNumber)) {
      if (isIdSpan(span)) add('idNumber', span)
      if (isBankCardSpan(span)) add('bankCard', span)
      if (isPhoneSpan(span, text)) add('phone', span)
    }
    for (const group of chain) for (const within of idNumbersInside(group)) add('idNumber', within)
  }
  numbers.sort((a, b) => sureness(b) - sureness(a))
  const addresses = [...addressesIn(text)].map(({ start, end }) => ({ kind: 'address' as const, start, end, digits: '' }))
  return withoutOverlaps(text, [...outsideCards(text, numbers), ...addresses]).map(({ kind, start, end, digits }) => ({
    kind,
    start,
    end,
    masked: kind === 'address' ? maskedAddress : masks[kind](digits),
  }))
}

/** What no kind can be, told by its first digit, its length and its groups alone; the kinds themselves decide about the rest. */
function mayBeNumber(first: string, length: number, count: number): boolean {
  if (length <= 8) return count <= 2
  if (first === '0') return (length >= 10 && length <= 12) || length === 15
  if (length > 15 && length !== 18) return /[2-69]/.test(first)
  return length >= 15 || (length === 11 && first === '1') || (length === 13 && first === '8')
}

const masks: Record<Numbered['kind'], (digits: string) => string> = {
  idNumber: maskIdNumber,
  bankCard: maskBankCard,
  phone: digits => maskPhone(digits.replace(countryPrefix, '')),
}

/** Where two readings overlap: a number with a check digit before one without, then the longer. */
const sureness = ({ kind, digits }: { kind: Finding['kind']; digits: string }) =>
  digits.length + (kind === 'idNumber' && digits.length === 18 ? 200 : kind === 'bankCard' ? 100 : 0)

/** A card of 19 digits can hold 18 that pass as an identity number: then it is the card, of which nothing at all is shown. */
function outsideCards(text: string, numbers: readonly Numbered[]): readonly Numbered[] {
  const cards = numbers.filter(({ kind, digits }) => kind === 'bankCard' && digits.length === 19)
  if (cards.length === 0) return numbers
  /** How far a card that has begun by then reaches. */
  const reach = new Uint32Array(text.length)
  for (const { start, end } of cards) reach[start] = end
  for (let at = 1; at < reach.length; at++) reach[at] = Math.max(reach[at]!, reach[at - 1]!)
  return numbers.filter(({ kind, start, end }) => kind !== 'idNumber' || reach[start]! < end)
}

/** The first of those that overlap stays. */
function withoutOverlaps<T extends { start: number; end: number }>(text: string, all: readonly T[]): T[] {
  if (all.length === 0) return []
  const taken = new Uint8Array(text.length)
  const kept = all.filter(({ start, end }) => {
    if (taken.subarray(start, end).includes(1)) return false
    taken.fill(1, start, end)
    return true
  })
  return kept.sort((a, b) => a.start - b.start)
}
