/**
 * Numbers of bank cards (银行卡号) in a text: 16 to 19 digits that pass Luhn's check and begin as cards here do.
 *
 * Source: ISO/IEC 7812-1, annex B (check digit); 银行卡发卡行标识代码及卡号 (JR/T 0008-2000): 62 and older 60, 95; Visa 4, MasterCard 51–55
 * and 2221–2720, JCB 35.
 */
import { isGroupedAs, type Span } from './digits.ts'

export const isBankCardSpan = (span: Span) => isBankCard(span.digits) && isGroupedAs(span, groupings)

export const isBankCard = (digits: string) =>
  digits.length >= 16 && digits.length <= 19 && beginning.test(digits) && /^\d+$/.test(digits) && passesLuhn(digits)

/** Nothing of it is for the public (conventions SEC 4.3). */
export const maskBankCard = (digits: string) => '*'.repeat(digits.length)

export function passesLuhn(digits: string): boolean {
  let sum = 0
  for (let at = 0; at < digits.length; at++) {
    const digit = Number(digits[digits.length - 1 - at])
    sum += at % 2 === 0 ? digit : digit * 2 > 9 ? digit * 2 - 9 : digit * 2
  }
  return sum % 10 === 0
}

const beginning =
  /^(62|60[13]|955[89]|9[68]0|4\d{15}$|5[1-5]\d{14}$|(222[1-9]|22[3-9]\d|2[3-6]\d\d|27[01]\d|2720)\d{12}$|35(2[89]|[3-8]\d)\d{12}$)/

const groupings = [
  '4-4-4-4',
  '4-4-4-4-1',
  '4-4-4-4-2',
  '4-4-4-4-3',
  '6-4-4-2',
  '6-4-4-3',
  '6-4-4-4-1',
  '6-4-4-5',
  ...[16, 17, 18, 19].flatMap(length => [`6-${length - 6}`, `8-${length - 8}`, `${length - 4}-4`]),
]
