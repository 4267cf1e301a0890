/** Lists of notices (公示列表): a page by place, type and state, and what owes its result. */
import { z } from 'zod'
import { action, type Context } from '#platform/server/action.ts'
import { cursorOf, placeOf } from '#platform/shared/cursor.ts'
import { endpoints, type NoticeStateName, type NoticeSummary, type NoticeType, type StoredState } from './disclosures.contract.ts'
import * as objections from './disclosures.objections.queries.ts'
import { nobodys, noticePolicy } from './disclosures.policy.ts'
import { clockOf, overdueOf, summaryOf } from './disclosures.present.actions.ts'
import * as queries from './disclosures.queries.ts'
import * as units from './disclosures.units.queries.ts'

export interface NoticePage {
  items: NoticeSummary[]
  nextCursor: string | null
}
export interface NoticesAsked {
  below?: string | undefined
  type?: NoticeType | undefined
  state?: NoticeStateName | undefined
  states?: readonly StoredState[]
  /** Published at least once. */
  isOut?: boolean
  cursor?: string | undefined
  limit: number
}

/** Whether a period is over only the clock knows: so many rows are looked through for a page at most, which may then be short. */
const [lookedThroughAtOnce, mostLookedThrough] = [100, 200]

export const list = action(endpoints.list, async (context, { query }) => {
  context.require(noticePolicy, 'list', nobodys)
  return pageOfNotices(context, query)
})

/** A page, the newest first. Throws invalid (422) for a cursor that is none. */
export async function pageOfNotices(
  context: Context,
  { below, type, state, states, isOut, cursor, limit }: NoticesAsked,
): Promise<NoticePage> {
  const stored = state === 'ended' ? 'published' : state
  const filter: queries.NoticeFilter = {
    below: below === undefined ? undefined : { unitId: below, day: context.today },
    type,
    states: stored === undefined ? states : [stored],
    ...(isOut && { isOut }),
  }
  const items: NoticeSummary[] = []
  let before = cursor === undefined ? undefined : placeOf(cursor, z.tuple([z.uuid()]))[0]
  const isByClock = state === 'published' || state === 'ended'
  const atOnce = isByClock ? lookedThroughAtOnce : limit
  for (let looked = 0; looked < mostLookedThrough; looked += atOnce) {
    const rows = await queries.listNotices(context.db, { ...filter, before }, atOnce + 1)
    const shown = await summariesOf(context, rows.slice(0, atOnce))
    for (const item of shown) {
      if (state === undefined || item.state === state) items.push(item)
      before = item.id
      if (items.length === limit) break
    }
    const isMore = rows.length > atOnce || before !== shown.at(-1)?.id
    if (shown.length === 0 || !isMore) return { items, nextCursor: null }
    if (items.length === limit) break
  }
  return { items, nextCursor: before === undefined ? null : cursorOf([before]) }
}

/** Decisions whose result should have been disclosed by now, the newest first. */
export async function overdueNotices(context: Context, below: string | undefined, most: number): Promise<NoticeSummary[]> {
  const place = below === undefined ? undefined : { unitId: below, day: context.today }
  const late = { below: place, type: 'decision', isOut: true, dueBefore: context.today } as const
  const items = await summariesOf(context, await queries.listNotices(context.db, late, most))
  return items.filter(({ resultOverdue }) => resultOverdue)
}

export const unitsThatPublished = (context: Context): Promise<string[]> => units.unitsThatPublished(context.db)

/** What pages that name the notices of a place and below beside other things say of them. */
export async function noticesAt(context: Context, unitId: string) {
  const below = { unitId, day: context.today }
  return {
    isAny: (await queries.listNotices(context.db, { below, isOut: true }, 1)).length > 0,
    /** Published, and the result not yet written. */
    running: await queries.countNotices(context.db, { below, states: ['published'] }),
    overdue: await overdueNotices(context, unitId, mostOverdue),
  }
}
/** More than that are seen by their villages. */
export const mostOverdue = 50

async function summariesOf(context: Context, rows: readonly queries.NoticeRow[]): Promise<NoticeSummary[]> {
  const said = await objections.objectionsOf(
    context.db,
    rows.map(({ id }) => id),
  )
  const overdue = await overdueOf(context, rows)
  const items: NoticeSummary[] = []
  for (const row of rows) {
    const own = said.filter(({ noticeId }) => noticeId === row.id)
    const open = own.filter(({ state }) => state === 'open').length
    items.push(summaryOf(row, await clockOf(context, row, own), open, overdue.has(row.id)))
  }
  return items
}
