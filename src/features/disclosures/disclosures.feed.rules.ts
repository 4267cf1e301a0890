/**
 * Feeds of notices (订阅): Atom for what is new, iCalendar for the days on which something ends. Pure functions.
 *
 * Source: RFC 4287 (Atom), RFC 3339.
 */
import { calendarText, type CalendarEvent } from '#platform/shared/icalendar.ts'
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
export const calendarFile = ({ title, publicUrl, now }: FeedFrame, notices: readonly NoticeSummary[]): string =>
  calendarText(
    { name: title, product: 'notices', publicUrl, now },
    notices.flatMap(notice => eventsOf(publicUrl, notice)),
  )

function eventsOf(publicUrl: string, notice: NoticeSummary): CalendarEvent[] {
  const { id, title, unitName, state, clock, resultDueOn, number } = notice
  if (number === 0 || state === 'withdrawn') return []
  const url = `${publicUrl}/notices/${id}`
  const event = (what: string, on: string, says: string): CalendarEvent => ({
    key: `${id}-${what}`,
    on,
    revision: number,
    summary: `${says}：${title}`,
    description: `${unitName}\n${url}`,
    url,
  })
  return [
    ...(state === 'published' && clock?.endsOn ? [event('end', clock.endsOn, '公示最后一天')] : []),
    ...(resultDueOn ? [event('result', resultDueOn, '最晚公开结果')] : []),
  ]
}
