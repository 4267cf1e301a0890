/** Duties (清单事项): what each endpoint does, and what waits for whom. */
import { z } from 'zod'
import { namesOf } from '#features/people/people.actions.ts'
import { action, type Context } from '#platform/server/action.ts'
import type { TodoItem, TodoSource } from '#platform/server/todo.ts'
import { isPerson, postsOf, type Role } from '#platform/shared/actor.ts'
import { addDays } from '#platform/shared/calendar.ts'
import { cursorOf, placeOf } from '#platform/shared/cursor.ts'
import { invalidField, Problem, problems as common } from '#platform/shared/problem.ts'
import { DutyLamp } from './duties.contract.ts'
import { endpoints } from './duties.endpoints.contract.ts'
import { dutyPolicy } from './duties.policy.ts'
import * as queries from './duties.queries.ts'
import { countLamps, lampOf, reminderOf } from './duties.rules.ts'
import { present, requirePeriod, standing } from './duties.standing.actions.ts'

export const list = action(endpoints.list, async (context, { query: { from, to, unitId, own, templateId, open, lamp, cursor, limit } }) => {
  context.require(dutyPolicy, 'list', null)
  requirePeriod(from, to)
  const stored = requireWeighable(await queries.listDuties(context.db, { unitId, from, to, templateId, day: context.today }))
  const found = await standing(context, stored)
  const lit = (await withLamps(context, found)).filter(
    ({ state, villageId }) => (open !== 'true' || state === 'due' || state === 'overdue') && (own !== 'true' || villageId === unitId),
  )
  const wanted = lit.filter(duty => lamp === undefined || duty.lamp === lamp).sort((a, b) => inOrder(placeIn(a), placeIn(b)))
  const place = cursor === undefined ? null : placeOf(cursor, Place)
  const rest = place === null ? wanted : wanted.filter(duty => inOrder(placeIn(duty), place) > 0)
  const items = rest.slice(0, limit)
  return {
    items: await shown(context, items),
    nextCursor: rest.length > items.length ? cursorOf(placeIn(items.at(-1)!)) : null,
    total: wanted.length,
    lamps: countLamps(lit.map(({ lamp }) => ({ lamp, count: 1 }))),
    asOf: context.today,
  }
})

/** Where a duty stands in its list: lamp, due day, what is asked, id. They are weighed in the moment of asking, so that no index keeps the order. */
const Place = z.tuple([z.number().int(), z.string(), z.string(), z.string()])
type Place = z.infer<typeof Place>
const placeIn = (duty: { lamp: DutyLamp; dueOn: string; name: string; id: string }): Place => [
  DutyLamp.options.indexOf(duty.lamp),
  duty.dueOn,
  duty.name,
  duty.id,
]
const inOrder = (a: Place, b: Place) => {
  const at = a.findIndex((part, index) => part !== b[index])
  return at < 0 ? 0 : a[at]! < b[at]! ? -1 : 1
}

async function withLamps(context: Context, rows: readonly queries.DutyRow[]) {
  const calendar = await context.calendar()
  return rows.map(row => ({ ...row, lamp: lampOf(row, context.today, calendar) }))
}

export const waive = action(endpoints.waive, async (context, { params: { dutyId }, body: { reason } }) => {
  await requireWaivable(context, dutyId)
  await queries.lockDuty(context.db, dutyId)
  const duty = await requireWaivable(context, dutyId)
  await queries.waiveDuty(context.db, dutyId, reason, isPerson(context.actor) ? context.actor.personId : '')
  await context.record('duties.waive', { kind: 'duty', id: dutyId, unitId: duty.unitId }, { from: duty.state })
  const [item] = await shown(context, [(await queries.findDuty(context.db, dutyId))!])
  return item!
})

/** The duty as it stands now, if the caller may free someone of it. Throws not-found, forbidden, wrong-state. */
async function requireWaivable(context: Context, id: string) {
  const stored = await queries.findDuty(context.db, id)
  if (!stored) throw new Problem(common.notFound, '没有这一项。')
  const [duty] = await standing(context, [stored])
  const paths = await queries.authorityOver(context.db, [stored.askingUnitId], context.today)
  context.require(dutyPolicy, 'waive', { path: paths.get(stored.askingUnitId) ?? [], state: duty!.state })
  return stored
}

async function shown(context: Context, rows: readonly queries.DutyRow[]) {
  const names = await namesOf(
    context,
    rows.flatMap(({ waivedBy }) => waivedBy ?? []),
  )
  return present(context, rows, id => names.get(id))
}

/** All of them or none: a part would be counted as if it were the whole. Throws invalid (422). */
function requireWeighable(rows: queries.DutyRow[]): queries.DutyRow[] {
  if (rows.length > queries.mostWeighed) throw invalidField('#/from', '这段时间的事项太多，请把日期选短一些')
  return rows
}

const ownOffice: readonly Role[] = ['villageSecretary', 'villageClerk', 'branchSecretary']
const askingOffice: readonly Role[] = ['townClerk', 'villageSecretary', 'villageClerk']

/** My own unit's duties whose day is near or over. */
export const mine: TodoSource<Context> = {
  name: 'duties.mine',
  nameZh: '工作清单',
  async list(context) {
    const posts = postsOf(context.actor).filter(({ role }) => ownOffice.includes(role))
    const bodies = postsOf(context.actor).flatMap(({ bodyId }) => bodyId ?? [])
    if (posts.length === 0 && bodies.length === 0) return []
    const dueBy = addDays(context.today, 14)
    const rows = await queries.listOpenOf(
      context.db,
      posts.map(({ unitId }) => unitId),
      bodies,
      dueBy,
    )
    const calendar = await context.calendar()
    const near = (await standing(context, rows)).filter(row => reminderOf(row, row.awaitedBy, context.today, calendar) !== 'none')
    return near.slice(0, 100).map(row => todoOf(context, row, ''))
  },
}

/** Below me, late, and others wait for it: the only duties of others that come up here. */
export const awaited: TodoSource<Context> = {
  name: 'duties.awaited',
  nameZh: '有人在等',
  async list(context) {
    const units = postsOf(context.actor).flatMap(({ role, unitId }) => (askingOffice.includes(role) ? [unitId] : []))
    if (units.length === 0) return []
    const calendar = await context.calendar()
    const rows = await standing(context, await queries.listAwaited(context.db, units, context.today))
    return rows
      .filter(row => reminderOf(row, row.awaitedBy, context.today, calendar) === 'above')
      .slice(0, 100)
      .map(row => todoOf(context, row, `${row.awaitedBy}在等。`))
  },
}

function todoOf({ indicators }: Context, row: queries.DutyRow, waiting: string): TodoItem {
  const record = row.fulfilledBy ? indicators.get(row.fulfilledBy)?.nameZh : undefined
  return {
    id: row.id,
    title: `${row.bodyName ?? row.unitName} · ${row.name}`,
    detail: `${waiting}${record ? `录入记录就自己了结（${record}）。` : '录入记录就自己了结。'}`,
    dueOn: row.dueOn,
    link: '/console/duties',
  }
}
