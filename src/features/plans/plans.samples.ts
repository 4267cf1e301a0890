/** Work plans (工作计划): sample rows, for tests. */
import type { Database } from '#platform/database/database.ts'
import { addDays } from '#platform/shared/calendar.ts'
import { newId } from '#platform/shared/ids.ts'
import { insertPlan, type NewPlan } from './plans.queries.ts'

const townId = 1

/** A plan of one aspect and one goal that begins on the day and lasts two years; returns the ids. */
export async function aPlan(
  db: Database,
  unitId: string,
  beginsOn: string,
  { goal = {}, venueId = null }: { goal?: Partial<NewPlan['goals'][number]>; venueId?: string | null } = {},
) {
  const ids = { plan: newId(), aspect: newId(), goal: newId(), item: newId() }
  await insertPlan(db, townId, {
    plan: { id: ids.plan, unit_id: unitId, name: '年度计划', begins_on: beginsOn, ends_on: addDays(beginsOn, 730), adopted_on: beginsOn },
    aspects: [{ id: ids.aspect, plan_id: ids.plan, position: 1, name: '阵地建设' }],
    goals: [
      {
        id: ids.goal,
        aspect_id: ids.aspect,
        position: 1,
        name: '提升服务中心',
        target: null,
        measure: '个',
        indicator: null,
        template_id: null,
        selection: null,
        figure: 'P01',
        due_on: null,
        ...goal,
      },
    ],
    items: [
      {
        id: ids.item,
        goal_id: ids.goal,
        name: '提升服务中心软硬件',
        unit_id: unitId,
        venue_id: venueId,
        due_on: addDays(beginsOn, 300),
        done_on: null,
        accepted_by: null,
      },
    ],
  })
  return ids
}
