/** Decisions (四议两公开): lists. A page is read in five statements, however many matters stand on it. */
import { z } from 'zod'
import { entriesAt } from '#features/matters/matters.actions.ts'
import { action, type Context } from '#platform/server/action.ts'
import { addDays, soonUntil } from '#platform/shared/calendar.ts'
import { cursorOf, placeOf } from '#platform/shared/cursor.ts'
import { standingOf, type Matter } from './decisions.case.actions.ts'
import { endpoints, type DecisionSummary } from './decisions.contract.ts'
import { decisionDueOn, openDues, overdueWords, type Due } from './decisions.gates.rules.ts'
import * as lists from './decisions.list.queries.ts'
import * as opinions from './decisions.opinions.queries.ts'
import { decisionPolicy } from './decisions.policy.ts'
import type { DecisionRow } from './decisions.queries.ts'
import { shownAs } from './decisions.rules.ts'
import { stateNames } from './decisions.words.ts'

const nobodys = {
  path: [],
  line: 'village',
  state: 'draft',
  createdBy: null,
  urgentAskedBy: null,
  urgentSignedBy: null,
  ratifiedOn: null,
  fell: false,
  advisedBy: null,
} as const
/** Who filters finds fewer; nobody reads the number of all that a town ever decided. */
const mostCounted = 1_000

export const list = action(endpoints.list, async (context, { query: { cursor, limit, below, state, category, lamp } }) => {
  context.require(decisionPolicy, 'list', nobodys)
  const times = await timesOf(context)
  const filter: lists.Filter = {
    below: below === undefined ? undefined : { unitId: below, day: context.today },
    shown: state && shownAs(state),
    category,
    due: lamp && { late: { from: null, until: addDays(context.today, -1) }, soon: { from: context.today, until: times.soonUntil } }[lamp],
  }
  const before = cursor ? placeOf(cursor, z.tuple([z.uuid()]))[0] : undefined
  const rows = await lists.listDecisions(context.db, filter, before, limit + 1)
  const shown = rows.slice(0, limit)
  return {
    items: (await standings(context, shown)).map(({ row, ...standing }) =>
      summaryOf(times, { row, resultStands: row.resultStands, decisionOut: row.news.decisionOut, ...standing }, standing.commentsDue),
    ),
    nextCursor: rows.length > limit ? cursorOf([shown.at(-1)!.id]) : null,
    total: await lists.countDecisions(context.db, filter, mostCounted),
  }
})

/** Where each of the matters stands, with the days by which residents wait for answers: three statements for all. */
export async function standings(context: Context, rows: readonly lists.ListedRow[]) {
  const ids = rows.map(({ id }) => id)
  const entryAt = await entriesAt(context, rows)
  const records = Map.groupBy(ids.length === 0 ? [] : await lists.passedOf(context.db, ids), ({ decisionId }) => decisionId)
  const waiting = await opinions.commentsWaiting(context.db, ids)
  return rows.map(row => {
    const told = { row, entry: entryAt(row)!, unitKind: row.unitKind, records: records.get(row.id) ?? [], news: row.news }
    const standing = standingOf(told, context.today)
    const commentsDue = waiting.get(row.id) ?? []
    return {
      row,
      entry: told.entry,
      records: told.records,
      commentsDue,
      dues: duesOf(standing.state, { ...row, decisionOut: row.news.decisionOut, records: told.records }, commentsDue),
      ...standing,
    }
  })
}

export interface Times {
  today: string
  soonUntil: string
}
export const timesOf = async (context: Context): Promise<Times> => ({
  today: context.today,
  soonUntil: soonUntil(await context.calendar(), context.today),
})

type Row = Pick<
  DecisionRow,
  'id' | 'unitId' | 'unitName' | 'line' | 'listId' | 'code' | 'category' | 'title' | 'begunOn' | 'resultDueOn' | 'ratifyBy' | 'ratifiedOn'
>
/** A matter in a list, or at the head of its page. `resultStands`: the second disclosure hangs, or ran its days; `decisionOut`: the first was out. */
export function summaryOf(
  { today, soonUntil }: Times,
  {
    row,
    records,
    state,
    next,
    resultStands,
    decisionOut,
  }: Pick<Matter, 'state' | 'next'> & {
    row: Row
    records: readonly { discloseBy: string | null }[]
    resultStands: boolean
    decisionOut: boolean
  },
  commentsDue: readonly string[],
): DecisionSummary {
  const { id, unitId, unitName, line, listId, code, category, title, begunOn } = row
  const dues = duesOf(state, { ...row, records, resultStands, decisionOut }, commentsDue)
  const dueOn = dues.map(({ on }) => on).sort()[0] ?? null
  return {
    id,
    unitId,
    unitName,
    line,
    listId,
    code,
    category,
    title,
    state,
    stateName: stateNames[state],
    next: isLive(state) ? next : null,
    begunOn,
    dueOn,
    lamp: dueOn === null || dueOn > soonUntil ? null : dueOn < today ? 'late' : 'soon',
    overdue: overdueWords(today, dues),
  }
}
const duesOf = (
  state: Matter['state'],
  {
    records,
    decisionOut,
    ...row
  }: Pick<DecisionRow, 'ratifyBy' | 'ratifiedOn' | 'resultDueOn'> & {
    records: readonly { discloseBy: string | null }[]
    resultStands: boolean
    decisionOut: boolean
  },
  commentsDue: readonly string[],
): Due[] =>
  openDues({
    ...row,
    decisionDueOn: decisionDueOn(state, { ...row, records, decisionOut }),
    commentsDue,
    isLive: isLive(state) && state !== 'draft',
  })

export const isLive = (state: Matter['state']) => !['rejected', 'closed', 'archived', 'annulled', 'correctionOrdered'].includes(state)
