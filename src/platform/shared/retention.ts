/**
 * How long personal data is kept (保存期限), where several features keep to one period.
 *
 * Source: 个人信息保护法 §19 (the shortest time that the purpose needs), §47 (deleted then); domain §32.2 (P1, proposed).
 */
import { monthsAfter } from './calendar.ts'

/** Months after a relation has ended at which the name, telephone and address go that were kept for it. */
export const relationMonths = 6

/** A relation that ended before this day, or on it, is over for as long as that. */
export const relationsSince = (today: string): string => monthsAfter(today, -relationMonths)
