/** Told times (登记的时间): an instant as a ledger writes it, "2026-03-01 20:14" in Asia/Shanghai. Pure. */

const written = /^\d{4}-\d{2}-\d{2} \d{2}:\d{2}$/

/** Ids are made of the time of what they name, and count from here. */
const earliest = '1970-01-02 00:00'

/** The instant; null for what is no such time, a day that there is not (2026-02-30), or one before 1970. */
export function timeOf(text: string): Date | null {
  if (!written.test(text) || text < earliest) return null
  const instant = new Date(`${text.replace(' ', 'T')}:00+08:00`)
  return !Number.isNaN(instant.getTime()) && timeText(instant) === text ? instant : null
}

/** The instant as `timeOf` reads it. */
export const timeText = (at: Date) => new Date(at.getTime() + 8 * 3_600_000).toISOString().slice(0, 16).replace('T', ' ')
