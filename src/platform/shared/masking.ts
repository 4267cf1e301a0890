/**
 * Masking (脱敏): what may be shown of a person's data before anyone asks for more.
 *
 * Source: conventions SEC 4.3. Applied on the server, never by style (SEC-M1).
 */
import { chineseDigits } from '../personal-data/digits.ts'
import { findingsIn } from '../personal-data/findings.ts'

export { maskPhone } from '../personal-data/phone.ts'

/** "李*明", "张*", "欧阳*": the family name stays. */
export function maskName(name: string): string {
  const points = [...name]
  const family = compound.has(points.slice(0, 2).join('')) && points.length > 2 ? 2 : 1
  if (points.length <= family) return `${name}*`
  const tail = points.length - family > 1 ? points.at(-1)! : ''
  return points.slice(0, family).join('') + '*'.repeat(points.length - family - (tail ? 1 : 0)) + tail
}

/** Free text without phone, ID-card and bank-card numbers: each digit of theirs becomes a star. */
export function scrub(text: string): string {
  const found = findingsIn([{ where: '', text }]).filter(({ kind }) => kind !== 'address')
  const starred = found.reduceRight((told, { start, end }) => told.slice(0, start) + stars(told.slice(start, end)) + told.slice(end), text)
  return starred.replaceAll(personalNumbers, stars)
}

/** Does the text hold a phone, ID-card or bank-card number? */
export const holdsPersonalNumbers = (text: string) => scrub(text) !== text

const digits = new RegExp(`[\\p{Nd}Xx×${chineseDigits}]`, 'gu')
const stars = (number: string) => number.replaceAll(digits, '*')

/**
 * What may be a number and is not surely one: for what is indexed a mistyped number counts too.
 *
 * A run of 7 to 19 digits, broken by single spaces or hyphens; X may end an ID number.
 */
const personalNumbers = /(?<![0-9])(?:[0-9][\s-]?){10,18}[0-9Xx](?![0-9])|(?<![0-9])(?:0\d{2,3}[\s-]?)?[2-9]\d{6,7}(?![0-9])/gu
const compound = new Set([
  '欧阳',
  '司徒',
  '上官',
  '司马',
  '诸葛',
  '东方',
  '皇甫',
  '尉迟',
  '公孙',
  '慕容',
  '令狐',
  '夏侯',
  '端木',
  '百里',
  '南宫',
])
