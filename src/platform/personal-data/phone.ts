/**
 * Telephone numbers (电话号码) in a text: mobiles, and landlines with their area code or behind the word "电话".
 *
 * Numbers that everyone may call (110, 12345, 95…, 400…) are nobody's and are not found.
 *
 * Source: 电信网编号计划（2017年版）: mobiles are 1, 3–9 and nine digits; area codes 010, 02x and 03xx–09xx; a subscriber's number has
 * seven or eight digits and does not begin with 0, 1 or 9.
 */
import { groupingOf, isGroupedAs, type Span } from './digits.ts'

export const isPhoneSpan = (span: Span, text: string) =>
  (isMobile(span) && !isAmount(text, span)) ||
  isLandline(span, text) ||
  (span.count <= 2 && span.digits.length <= 8 && isSubscriber(span.digits) && isAnnounced(text, span))

/** "138****1234"; a landline keeps its last four digits. */
export const maskPhone = (phone: string) =>
  phone.length === 11 && phone.startsWith('1') ? `${phone.slice(0, 3)}****${phone.slice(-4)}` : `****${phone.slice(-4)}`

const mobileGroupings = ['3-4-4', '4-4-3', '4-3-4', '3-3-5', '5-3-3', '3-8', '7-4', '5-6', '6-5']

function isMobile(span: Span): boolean {
  const { length } = span.digits
  // Three lengths that a prefix of none, 0, 86 or 0086 makes.
  if (length !== 11 && length !== 12 && length !== 13 && length !== 15) return false
  const prefix = /^(?:0086|86|0)?(?=1[3-9]\d{9}$)/.exec(span.digits)?.[0]
  if (prefix === undefined) return false
  return span.count === 1 || (prefix === '' && isGroupedAs(span, mobileGroupings))
}

/** "13800001234.56" is money. */
const isAmount = (text: string, { end }: Span) => /^[.．]\d{2}(?!\d)/.test(text.slice(end, end + 4))

function isLandline(span: Span, text: string): boolean {
  if (!span.digits.startsWith('0')) return false
  const area = /^0(10|2\d|[3-9]\d\d)/.exec(span.digits)?.[0]
  if (!area || !isSubscriber(span.digits.slice(area.length))) return false
  if (span.count === 1) return span.digits.length >= 11
  const [first, ...others] = groupingOf(span).split('-').map(Number)
  const whole = first === area.length && (others.length === 1 || (others.length === 2 && others.every(size => size === 3 || size === 4)))
  const looksLikeDay = /^(19|20)\d\d(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])$/.test(span.digits.slice(area.length))
  return (whole || span.count === span.digits.length) && (!looksLikeDay || isAnnounced(text, span))
}

const isSubscriber = (digits: string) => /^[2-8]\d{6,7}$/.test(digits)

const isAnnounced = (text: string, { start }: Span) =>
  /(电话|座机|固话|手机|联系|致电|拨打|传真|tel|phone|mobile)[^0-9\n]{0,8}$/i.test(text.slice(Math.max(0, start - 20), start))
