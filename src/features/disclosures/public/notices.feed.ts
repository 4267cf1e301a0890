/** Feeds of notices (订阅公示): /notices.atom and /notices.ics, of the town or of one village. */
import { definePage, type PageAnswer, type Visit } from '#platform/server/page.ts'
import { pageOfNotices } from '../disclosures.list.actions.ts'
import type { NoticeSummary } from '../disclosures.contract.ts'
import { atomFeed, calendarFile, type FeedFrame } from '../disclosures.feed.rules.ts'
import { placeNamed } from './place.ts'

/** The newest; readers ask again. */
const most = 100

export const noticesAtom = definePage({
  method: 'GET',
  path: '/notices.atom',
  summary: '新公示的订阅（Atom，RFC 4287）',
  run: visit => feed(visit, '/notices.atom', 'application/atom+xml; charset=utf-8', atomFeed),
})

export const noticesCalendar = definePage({
  method: 'GET',
  path: '/notices.ics',
  summary: '公示到期日的日历（iCalendar，RFC 5545）',
  run: visit => feed(visit, '/notices.ics', 'text/calendar; charset=utf-8', calendarFile),
})

async function feed(
  visit: Visit,
  path: string,
  mediaType: string,
  write: (frame: FeedFrame, notices: readonly NoticeSummary[]) => string,
): Promise<PageAnswer> {
  const code = visit.query.village
  const unit = await placeNamed(visit)
  const { items } = await visit.read(context => pageOfNotices(context, { below: unit?.id, isOut: true, limit: most }))
  const { publicUrl, townName } = visit.platform.config
  const frame = {
    title: `${unit?.name ?? townName}公示公开`,
    publicUrl,
    path: code ? `${path}?village=${encodeURIComponent(code)}` : path,
    author: unit?.name ?? townName,
    now: visit.now,
  }
  return {
    bytes: Buffer.from(write(frame, items)),
    mediaType,
    headers: { 'cache-control': 'no-cache', 'access-control-allow-origin': '*' },
  }
}
