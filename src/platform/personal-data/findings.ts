/**
 * Personal data in texts (个人信息): what no notice may show, found before it is published.
 *
 * Pure. It finds numbers by their form and their check digits, so it can miss what has none of these: a person still looks.
 *
 * Source: PIPL 28, 51, 55; conventions SEC-M2.
 */
import { addressesIn, maskedAddress } from './address.ts'
import { bankCardsIn, maskBankCard } from './bank-card.ts'
import { chainsOf } from './digits.ts'
import { idNumbersIn, maskIdNumber } from './id-number.ts'
import { maskPhone, phonesIn } from './phone.ts'

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

function findingsInText(text: string): Omit<Finding, 'where'>[] {
  const numbers = chainsOf(text)
    .filter(chain => chain.reduce((sum, { digits }) => sum + digits.length, 0) >= 7)
    .flatMap(chain => [
      ...[...idNumbersIn(chain)].map(found => ({ ...found, kind: 'idNumber' as const, masked: maskIdNumber(found.digits) })),
      ...[...bankCardsIn(chain)].map(found => ({ ...found, kind: 'bankCard' as const, masked: maskBankCard(found.digits) })),
      ...[...phonesIn(chain, text)].map(found => ({
        ...found,
        kind: 'phone' as const,
        masked: maskPhone(found.digits.replace(countryPrefix, '')),
      })),
    ])
    .sort((a, b) => sureness(b) - sureness(a))
    .map(({ kind, start, end, masked: mask }) => ({ kind, start, end, masked: mask }))
  const addresses = [...addressesIn(text)].map(({ start, end }) => ({ kind: 'address' as const, start, end, masked: maskedAddress }))
  return withoutOverlaps([...numbers, ...addresses])
}

/** Where two readings overlap: a number with a check digit before one without, then the longer. */
const sureness = ({ kind, digits }: { kind: Finding['kind']; digits: string }) =>
  digits.length + (kind === 'idNumber' && digits.length === 18 ? 200 : kind === 'bankCard' ? 100 : 0)

/** The first of those that overlap stays. */
function withoutOverlaps<T extends { start: number; end: number }>(all: readonly T[]): T[] {
  const kept: T[] = []
  for (const one of all) if (!kept.some(({ start, end }) => one.start < end && start < one.end)) kept.push(one)
  return kept.sort((a, b) => a.start - b.start)
}
