/**
 * Numbers of identity cards (公民身份号码) in a text: 18 digits with their check digit, or 15 of the old kind.
 *
 * The first six digits are not looked up: codes of places that no longer exist are still on cards. Residence permits of
 * people from Hong Kong, Macao and Taiwan (81–83) and of foreigners (9) have the same form.
 *
 * Source: GB 11643-1999, 4 and 5; conventions DATA-03. Mask: conventions SEC 4.3 (in public at most the last four; neither place nor
 * day of birth), as GB/T 35273-2020, 7.2 asks.
 */
import { isGroupedAs, type Group, type Span } from './digits.ts'

const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]

/** The eighteenth character for seventeen digits. */
export const checkDigit = (seventeen: string) =>
  '10X98765432'[weights.reduce((sum, weight, at) => sum + weight * Number(seventeen[at]), 0) % 11]!

/** Is this a number of 18 characters that a card can bear? */
export const isIdNumber = (digits: string) =>
  digits.length === 18 && /^\d{17}[\dX]$/.test(digits) && hasPlaceAndBirthday(digits) && digits[17] === checkDigit(digits.slice(0, 17))

export const isIdSpan = (span: Span) => (isIdNumber(span.digits) && isWrittenAsId(span)) || isRounded(span) || isOld(span)

/** A text layer may lose the gap between two columns: then a number of 18 stands inside a longer one. */
export function* idNumbersInside({ digits, start, end }: Group): Generator<Pick<Span, 'start' | 'end' | 'digits'>> {
  // Digits of two units each (mathematical ones) have no place that one could count to.
  if (digits.length <= 18 || digits.length !== end - start) return
  for (let at = 0; at + 18 <= digits.length; at++) {
    const within = digits.slice(at, at + 18)
    if (isIdNumber(within)) yield { digits: within, start: start + at, end: start + at + 18 }
  }
}

/** Only what tells nobody where and when someone was born. */
export const maskIdNumber = (digits: string) => {
  const kept = digits.length === 18 ? 4 : 3
  return '*'.repeat(digits.length - kept) + digits.slice(-kept)
}

const hasPlaceAndBirthday = (digits: string) =>
  /^(1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|71|8[1-3]|9\d)/.test(digits) && isDay(digits.slice(6, 14))

/** A spreadsheet keeps fifteen digits of a number and writes three noughts: place and birthday still stand there. */
const isRounded = ({ digits, count }: Span) => count === 1 && digits.length === 18 && digits.endsWith('000') && hasPlaceAndBirthday(digits)

/**
 * Is it written in one way throughout, or parted where place, birthday and order meet ("440605 1980-01-01 1231")? Amounts and days in a
 * row ("1354，2019-10-09，2029-08") pass by chance, and are not.
 */
function isWrittenAsId({ chain, first, count, even }: Span): boolean {
  let length = 0
  return even || chain.slice(first, first + count).some(({ digits }) => (length += digits.length) === 6 || length === 14)
}

const isOld = (span: Span) =>
  span.digits.length === 15 &&
  /^\d{15}$/.test(span.digits) &&
  hasPlaceAndBirthday(`${span.digits.slice(0, 6)}19${span.digits.slice(6, 12)}`) &&
  isGroupedAs(span, ['6-6-3', '6-2-2-2-3', '3-3-6-3'])

function isDay(digits: string): boolean {
  const year = Number(digits.slice(0, 4))
  if (!(year >= 1880 && year <= 2099)) return false
  const [month, day] = [Number(digits.slice(4, 6)), Number(digits.slice(6, 8))]
  // No Date: one for each run of digits in a long column is what costs most.
  const isLeap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0)
  return day >= 1 && day <= (month === 2 && isLeap ? 29 : (daysOf[month - 1] ?? 0))
}

const daysOf = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
