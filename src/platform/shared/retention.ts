/**
 * How long personal data is kept (保存期限), where several features keep to one period.
 *
 * Source: 个人信息保护法 §19 (the shortest time that the purpose needs), §47 (deleted then, unless a law asks for longer); domain §32.2
 * (P1, proposed), §32.4; 档案法 §21 (nobody destroys archives on their own: what is over its time is appraised first).
 */
import { monthsAfter } from './calendar.ts'

/** Months after a relation has ended at which the name, telephone and address go that were kept for it. */
export const relationMonths = 6

/** A relation that ended before this day, or on it, is over for as long as that. */
export const relationsSince = (today: string): string => monthsAfter(today, -relationMonths)

/** Minutes, with who was there, are archives: so many years are the least, and no job ends them. */
export const minutesKept = '会议记录至少30年，期满鉴定后才销毁'

/** Months after which records of duty and training, which are not minutes, no longer tell who it was. Source: domain §32.4 (minor: 10 years). */
export const dutyMonths = 120

/** In place of a name that went after its time. */
export const nameGone = '姓名已去掉'
