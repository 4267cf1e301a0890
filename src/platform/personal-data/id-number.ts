/**
 * Numbers of identity cards (公民身份号码) in a text: 18 digits with their check digit, or 15 of the old kind.
 *
 * The first six digits are not looked up: codes of places that no longer exist are still on cards. Residence permits of
 * people from Hong Kong, Macao and Taiwan (81–83) and of foreigners (9) have the same form.
 *
 * Source: GB 11643-1999, 4 and 5; conventions DATA-03. Mask: conventions SEC 4.3 (in public at most the last four; neither place nor
 * day of birth), as GB/T 35273-2020, 7.2 asks.
 */
import { spansOf, type Group, type Span } from './digits.ts'

const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]

/** The eighteenth character for seventeen digits. */
export const checkDigit = (seventeen: string) =>
  '10X98765432'[weights.reduce((sum, weight, at) => sum + weight * Number(seventeen[at]), 0) % 11]!

/** Is this a number of 18 characters that a card can bear? */
export const isIdNumber = (digits: string) =>
  /^\d{17}[\dX]$/.test(digits) && hasPlaceAndBirthday(digits) && digits[17] === checkDigit(digits.slice(0, 17))

export function* idNumbersIn(chain: readonly Group[]): Generator<Pick<Span, 'start' | 'end' | 'digits'>> {
  for (const span of spansOf(chain, 18, 18)) if (isIdNumber(span.digits) || isRounded(span)) yield span
  for (const span of spansOf(chain, 15, 15)) if (isOld(span)) yield span
  // A text layer may lose the gap between two columns: then the number stands inside a longer one.
  for (const group of chain)
    for (let at = 0; group.digits.length > 18 && at + 18 <= group.digits.length; at++)
      if (group.digits.length === group.end - group.start && isIdNumber(group.digits.slice(at, at + 18)))
        yield { digits: group.digits.slice(at, at + 18), start: group.start + at, end: group.start + at + 18 }
}

/** Only what tells nobody where and when someone was born. */
export const maskIdNumber = (digits: string) => {
  const kept = digits.length === 18 ? 4 : 3
  return '*'.repeat(digits.length - kept) + digits.slice(-kept)
}

const hasPlaceAndBirthday = (digits: string) =>
  /^(1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|71|8[1-3]|9\d)/.test(digits) && isDay(digits.slice(6, 14)) && digits.slice(6, 10) >= '1880'

/** A spreadsheet keeps fifteen digits of a number and writes three noughts: place and birthday still stand there. */
const isRounded = ({ digits, sizes }: Span) => sizes.length === 1 && digits.endsWith('000') && hasPlaceAndBirthday(digits)

const isOld = ({ digits, sizes, even }: Span) =>
  /^\d{15}$/.test(digits) &&
  hasPlaceAndBirthday(`${digits.slice(0, 6)}19${digits.slice(6, 12)}`) &&
  (sizes.length === 1 || (even && (sizes.length === 15 || ['6-6-3', '6-2-2-2-3', '3-3-6-3'].includes(sizes.join('-')))))

function isDay(digits: string): boolean {
  const [year, month, day] = [Number(digits.slice(0, 4)), Number(digits.slice(4, 6)), Number(digits.slice(6, 8))]
  const date = new Date(Date.UTC(year, month - 1, day))
  return date.getUTCFullYear() === year && date.getUTCMonth() === month - 1 && date.getUTCDate() === day && year <= 2099
}
