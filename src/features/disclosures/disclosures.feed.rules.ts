/**
 * Feeds of notices (订阅): Atom for what is new, iCalendar for the days on which something ends. Pure functions.
 *
 * Source: RFC 4287 (Atom), RFC 3339; RFC 5545 (iCalendar) 3.1 folding, 3.3.11 text, 3.6.1 events of whole days.
 */
import { dayAfter } from '#platform/shared/calendar.ts'
import type { NoticeSummary } from './disclosures.shapes.contract.ts'
import { noticeRule } from './disclosures.types.rules.ts'
import { stateNames } from './disclosures.words.ts'

export interface FeedFrame {
  title: string
  /** Of the site, without a slash at its end. */
  publicUrl: string
  /** Of the feed itself, e.g. "/notices.atom?village=…". */
  path: string
  /** Who publishes it. */
  author: string
  now: Date
}

/** What XML 1.0 does not allow at all. */
const unspeakable = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/gu
const xml = (text: string) => text.replaceAll(unspeakable, '').replaceAll(/[&<>"']/g, mark => `&#${mark.codePointAt(0)!};`)

/** The first instant of a day in Shanghai. */
const instantOf = (day: string) => `${day}T00:00:00+08:00`

/** An Atom feed of the notices, in the order given. */
export function atomFeed({ title, publicUrl, path, author, now }: FeedFrame, notices: readonly NoticeSummary[]): string {
  const updated = notices
    .map(({ changedOn }) => changedOn)
    .filter(day => day !== null)
    .sort()
    .at(-1)
  return [
    '<?xml version="1.0" encoding="utf-8"?>',
    '<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="zh-CN">',
    `<id>${xml(publicUrl + path)}</id>`,
    `<title>${xml(title)}</title>`,
    `<updated>${updated ? instantOf(updated) : now.toISOString()}</updated>`,
    `<author><name>${xml(author)}</name></author>`,
    `<link rel="self" type="application/atom+xml" href="${xml(publicUrl + path)}"/>`,
    `<link rel="alternate" type="text/html" href="${xml(publicUrl)}/notices"/>`,
    ...notices.flatMap(notice => entryOf(publicUrl, notice)),
    '</feed>',
    '',
  ].join('\n')
}

function entryOf(publicUrl: string, notice: NoticeSummary): string[] {
  const { id, type, title, unitName, state, publishedOn, changedOn, clock } = notice
  if (publishedOn === null || changedOn === null) return []
  const { name } = noticeRule(type)
  return [
    '<entry>',
    `<id>urn:uuid:${id}</id>`,
    `<title>${xml(title)}</title>`,
    `<published>${instantOf(publishedOn)}</published>`,
    `<updated>${instantOf(changedOn)}</updated>`,
    `<author><name>${xml(unitName)}</name></author>`,
    `<category term="${type}" label="${xml(name)}"/>`,
    `<link rel="alternate" type="text/html" href="${xml(publicUrl)}/notices/${id}"/>`,
    `<summary>${xml(`${unitName}，${name}，${stateNames[state]}${clock?.endsOn ? `，公示到${clock.endsOn}` : ''}`)}</summary>`,
    '</entry>',
  ]
}

/** A calendar of the last days of periods and of the days by which results are owed. */
export function calendarFile({ title, publicUrl, now }: FeedFrame, notices: readonly NoticeSummary[]): string {
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//sanliang//notices//ZH-CN',
    'CALSCALE:GREGORIAN',
    `X-WR-CALNAME:${text(title)}`,
    ...notices.flatMap(notice => eventsOf(publicUrl, now, notice)),
    'END:VCALENDAR',
  ]
  return lines.map(folded).join('')
}

function eventsOf(publicUrl: string, now: Date, notice: NoticeSummary): string[] {
  const { state, clock, resultDueOn, number } = notice
  if (number === 0 || state === 'withdrawn') return []
  return [
    ...(state === 'published' && clock?.endsOn ? event(publicUrl, now, notice, 'end', clock.endsOn, '公示最后一天') : []),
    ...(resultDueOn ? event(publicUrl, now, notice, 'result', resultDueOn, '最晚公开结果') : []),
  ]
}

function event(
  publicUrl: string,
  now: Date,
  { id, title, unitName, number }: NoticeSummary,
  what: string,
  day: string,
  says: string,
): string[] {
  return [
    'BEGIN:VEVENT',
    `UID:${id}-${what}@${new URL(publicUrl).hostname}`,
    `DTSTAMP:${now.toISOString().replaceAll(/[-:]|\.\d+/g, '')}`,
    `DTSTART;VALUE=DATE:${day.replaceAll('-', '')}`,
    // The end is the first day that is no longer part of it.
    `DTEND;VALUE=DATE:${dayAfter(day).replaceAll('-', '')}`,
    `SEQUENCE:${number}`,
    `SUMMARY:${text(`${says}：${title}`)}`,
    `DESCRIPTION:${text(`${unitName}\n${publicUrl}/notices/${id}`)}`,
    `URL:${publicUrl}/notices/${id}`,
    'TRANSP:TRANSPARENT',
    'END:VEVENT',
  ]
}

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
