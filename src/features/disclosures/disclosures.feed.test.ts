/** Feeds of notices (订阅): held against what RFC 4287 and RFC 5545 ask of every reader's program. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { atomFeed, calendarFile } from './disclosures.feed.rules.ts'
import type { NoticeSummary } from './disclosures.contract.ts'

const frame = {
  title: '西樵镇公示公开',
  publicUrl: 'https://town.example',
  path: '/notices.atom?village=440605122048',
  author: '西樵镇',
  now: new Date('2026-03-02T01:00:00Z'),
}
const notice = (changes: Partial<NoticeSummary> = {}): NoticeSummary => ({
  id: '0199b0c0-0000-7000-8000-000000000001',
  unitId: '0199b0c0-0000-7000-8000-000000000002',
  unitName: '柳河村',
  type: 'decision',
  state: 'published',
  correction: null,
  title: '关于鱼塘发包结果的公示',
  number: 1,
  publishedOn: '2026-03-02',
  changedOn: '2026-03-02',
  clock: { endsOn: '2026-03-09', left: 7, isPaused: false, isOver: false, estimated: false, words: '还剩7天' },
  openObjections: 0,
  resultDueOn: null,
  resultOverdue: false,
  unpublishedOn: null,
  ...changes,
})

/** Content lines as a reader has them (RFC 5545 3.1): unfolded, each with its name, parameters and value. */
function linesOf(file: string) {
  expect(file.endsWith('\r\n')).toBe(true)
  const raw = file.slice(0, -2).split('\r\n')
  for (const line of raw) {
    expect(Buffer.byteLength(line), line).toBeLessThanOrEqual(75)
    expect(line).not.toMatch(/[\r\n]/)
    expect(line, 'no broken letter').not.toContain('\ufffd')
  }
  return file
    .slice(0, -2)
    .replaceAll('\r\n ', '')
    .split('\r\n')
    .map(line => {
      const [, name, parameters, value] = /^([A-Z-]+)((?:;[A-Z-]+=[^:;]+)*):(.*)$/su.exec(line)!
      return { name: name!, parameters: parameters!, value: value! }
    })
}
const plain = (value: string) => value.replaceAll(/\\([\\;,nN])/g, (_, mark: string) => (mark.toLowerCase() === 'n' ? '\n' : mark))

test('a calendar of the last day of a period and of the day by which a result is owed', () => {
  const lines = linesOf(calendarFile(frame, [notice({ resultDueOn: '2026-12-31' })]))
  expect([lines[0], lines[1], lines.at(-1)]).toMatchObject([
    { name: 'BEGIN', value: 'VCALENDAR' },
    { name: 'VERSION', value: '2.0' },
    { value: 'VCALENDAR' },
  ])
  const values = (name: string) => lines.filter(each => each.name === name).map(({ value, parameters }) => parameters + plain(value))
  expect(values('PRODID')).toHaveLength(1)
  expect(values('BEGIN')).toEqual(['VCALENDAR', 'VEVENT', 'VEVENT'])
  expect(values('UID')).toEqual([`${notice().id}-end@town.example`, `${notice().id}-result@town.example`])
  expect(values('DTSTAMP')).toEqual(['20260302T010000Z', '20260302T010000Z'])
  expect(values('DTSTART')).toEqual([';VALUE=DATE20260309', ';VALUE=DATE20261231'])
  expect(values('DTEND'), 'the first day after it').toEqual([';VALUE=DATE20260310', ';VALUE=DATE20270101'])
  expect(values('SUMMARY')).toEqual(['公示最后一天：关于鱼塘发包结果的公示', '最晚公开结果：关于鱼塘发包结果的公示'])
})

test('a clock that stands still has no last day, and what was withdrawn none at all', () => {
  const paused = notice({ clock: { ...notice().clock!, endsOn: null, isPaused: true } })
  expect(
    linesOf(calendarFile(frame, [paused, notice({ state: 'withdrawn', resultDueOn: '2026-12-31' })])).map(({ value }) => value),
  ).not.toContain('VEVENT')
})

test('whatever a title holds, lines are short, letters whole, and the words come back', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 120 }), typed => {
      // U+FFFD is how a broken letter would show
      const title = typed.replaceAll(/[\u0000-\u001f\u007f\ufffd]/gu, '')
      const summary = linesOf(calendarFile(frame, [notice({ title })])).find(({ name }) => name === 'SUMMARY')!
      expect(plain(summary.value)).toBe(`公示最后一天：${title}`)
    }),
  )
})

test('an Atom feed says what RFC 4287 asks: id, title, updated and author, and of each entry as well', () => {
  const feed = atomFeed(frame, [
    notice({ changedOn: '2026-03-10', title: '关于“A&B”<公司>的公示' }),
    notice({ publishedOn: null, changedOn: null }),
  ])
  expect(feed).toContain('<feed xmlns="http://www.w3.org/2005/Atom"')
  const [head, entry] = [feed.slice(0, feed.indexOf('<entry>')), feed.slice(feed.indexOf('<entry>'))]
  for (const [part, name] of [head, entry].flatMap(each => ['id', 'title', 'updated', 'name'].map(tag => [each, tag] as const)))
    expect(part.split(`<${name}>`), name).toHaveLength(2)
  expect(head).toContain('<id>https://town.example/notices.atom?village=440605122048</id>')
  expect(head).toContain('<link rel="self" type="application/atom+xml" href="https://town.example/notices.atom?village=440605122048"/>')
  expect(head).toContain('<updated>2026-03-10T00:00:00+08:00</updated>')
  expect(entry).toContain(`<id>urn:uuid:${notice().id}</id>`)
  expect(entry).toContain('<title>关于“A&#38;B”&#60;公司&#62;的公示</title>')
  expect(entry).toContain('<published>2026-03-02T00:00:00+08:00</published>')
  expect(entry).toContain(`<link rel="alternate" type="text/html" href="https://town.example/notices/${notice().id}"/>`)
})

test('a feed without entries is still a feed, and holds no mark that XML forbids', () => {
  expect(atomFeed(frame, [])).toContain('<updated>2026-03-02T01:00:00.000Z</updated>')
  expect(atomFeed(frame, [notice({ title: 'a\u0001b' })])).toContain('<title>ab</title>')
})
