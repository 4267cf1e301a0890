/** Counts of visits (走访统计): for village and town as counts by code; which homes wait, only for those who keep them. */
import { z } from 'zod'
import { findUnit } from '#features/units/units.actions.ts'
import { action } from '#platform/server/action.ts'
import { holds } from '#platform/shared/actor.ts'
import { monthsAfter } from '#platform/shared/calendar.ts'
import { cursorOf, placeOf } from '#platform/shared/cursor.ts'
import { endpoints, VisitTopic } from './visits.contract.ts'
import * as queries from './visits.gaps.queries.ts'
import { countRoles, visitDoorPolicy } from './visits.policy.ts'
import { ordinaryMonths } from './visits.rules.ts'

/** Of a unit that no longer stands. */
const nobody = { households: 0, reached: 0, declined: 0, notReached: 0, openItems: 0, lateItems: 0 }

export const overview = action(endpoints.overview, async context => {
  const { today, actor } = context
  context.require(visitDoorPolicy, 'overview', null)
  const all = await context.counting(counter => queries.countVillages(counter, today, monthsAfter(today, -ordinaryMonths)))
  return { items: all.filter(({ path }) => holds(actor, countRoles, path)) }
})

export const gaps = action(endpoints.gaps, async (context, { query: { unitId, cursor, limit } }) => {
  const { db, today } = context
  const unit = await findUnit(context, unitId)
  context.require(visitDoorPolicy, 'gaps', { path: unit.path })
  const since = monthsAfter(today, -ordinaryMonths)
  const counted = await context.counting(async counter => ({
    whole: (await queries.countUnit(counter, today, since, unit.id)) ?? nobody,
    grids: await queries.countGrids(counter, today, since, unit.id),
    topics: await queries.countTopics(counter, today, since, unit.id),
  }))
  const after = cursor === undefined ? null : placeOf(cursor, z.tuple([z.string()]))[0]
  const homes = await queries.homesWaiting(db, today, since, unit.id, { after, limit: limit + 1 })
  const items = homes.slice(0, limit)
  const visits = new Map(counted.topics.map(({ topic, visits }) => [topic, visits]))
  return {
    ...counted,
    topics: VisitTopic.options.map(topic => ({ topic, visits: visits.get(topic) ?? 0 })),
    homes: { items, nextCursor: homes.length > limit ? cursorOf([items.at(-1)!.code]) : null },
  }
})
