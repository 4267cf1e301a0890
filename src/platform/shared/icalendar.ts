/**
 * iCalendar (日历订阅): events of whole days and of hours, as every reader's program understands them.
 *
 * Source: RFC 5545, 3.1 folding, 3.3.11 text, 3.6.1 events, 3.8.1.11 cancelled ones.
 */
import { dayAfter } from './calendar.ts'

export interface CalendarFrame {
  name: string
  /** What the calendar is of, in one English word. */
  product: string
  /** Of the site, without a slash at its end. */
  publicUrl: string
  now: Date
}
export type CalendarEvent = {
  /** The same for the same event ever after. */
  key: string
  /** Grows with each change. */
  revision: number
  summary: string
  description: string
  url: string
  location?: string
  cancelled?: boolean
} & ({ on: string } | { startsAt: Date; endsAt: Date | null })

export function calendarText({ name, product, publicUrl, now }: CalendarFrame, events: readonly CalendarEvent[]): string {
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    `PRODID:-//sanliang//${product}//ZH-CN`,
    'CALSCALE:GREGORIAN',
    `X-WR-CALNAME:${text(name)}`,
    ...events.flatMap(event => linesOf(new URL(publicUrl).hostname, now, event)),
    'END:VCALENDAR',
  ]
  return lines.map(folded).join('')
}

const linesOf = (host: string, now: Date, event: CalendarEvent): string[] => [
  'BEGIN:VEVENT',
  `UID:${event.key}@${host}`,
  `DTSTAMP:${instant(now)}`,
  ...whenOf(event),
  `SEQUENCE:${event.revision}`,
  `SUMMARY:${text(event.summary)}`,
  `DESCRIPTION:${text(event.description)}`,
  ...(event.location ? [`LOCATION:${text(event.location)}`] : []),
  `URL:${event.url}`,
  ...(event.cancelled ? ['STATUS:CANCELLED'] : []),
  'TRANSP:TRANSPARENT',
  'END:VEVENT',
]

const whenOf = (event: CalendarEvent): string[] =>
  'on' in event
    ? // The end is the first day that is no longer part of it.
      [`DTSTART;VALUE=DATE:${event.on.replaceAll('-', '')}`, `DTEND;VALUE=DATE:${dayAfter(event.on).replaceAll('-', '')}`]
    : [`DTSTART:${instant(event.startsAt)}`, ...(event.endsAt === null ? [] : [`DTEND:${instant(event.endsAt)}`])]

const instant = (at: Date) => at.toISOString().replaceAll(/[-:]|\.\d+/g, '')

const text = (words: string) =>
  words
    .replaceAll(/[\\;,]/g, mark => `\\${mark}`)
    .replaceAll(/\r?\n/g, '\\n')
    .replaceAll(/[\u0000-\u001f\u007f]/gu, '')

const mostOctets = 75
const octetsOf = (letter: string) => {
  const point = letter.codePointAt(0)!
  return point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4
}

/** Lines of at most 75 octets, never broken inside a letter, each ended by CRLF; what goes on begins with a space. */
function folded(line: string): string {
  let told = ''
  let octets = 0
  for (const letter of line) {
    if (octets + octetsOf(letter) > mostOctets) {
      told += '\r\n '
      octets = 1
    }
    told += letter
    octets += octetsOf(letter)
  }
  return `${told}\r\n`
}
