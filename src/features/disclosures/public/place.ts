/** The village of an address such as /notices?village=440605122048 (公示页面的村). */
import { listUnits } from '#features/units/units.actions.ts'
import type { Unit } from '#features/units/units.contract.ts'
import type { Visit } from '#platform/server/page.ts'
import { Problem, problems } from '#platform/shared/problem.ts'

/** By its code, or by its id where it has none; null: none is named. Throws not-found (404). */
export async function placeNamed(visit: Visit): Promise<Unit | null> {
  const named = visit.query.village
  if (!named) return null
  const unit = (await visit.read(context => listUnits(context))).find(({ id, code }) => code === named || id === named)
  if (!unit) throw new Problem(problems.notFound, '没有这个代码的村（社区）。')
  return unit
}
