/**
 * The table of duties (清单总表): each village and each template, counted in the database and weighed in the moment of asking.
 *
 * A town with a list for every branch has more duties in a year than may be read one by one, so the records are asked by template and
 * period, and what stands alike is one number.
 */
import { listUnits } from '#features/units/units.actions.ts'
import { action, type Context } from '#platform/server/action.ts'
import { endpoints } from './duties.endpoints.contract.ts'
import * as queries from './duties.matrix.queries.ts'
import { dutyPolicy } from './duties.policy.ts'
import { countLamps, lampOf, metricsOf, stateOn, sumOf } from './duties.rules.ts'
import { provedBy, requirePeriod } from './duties.standing.actions.ts'

export const matrix = action(endpoints.matrix, async (context, { query: { from, to } }) => {
  context.require(dutyPolicy, 'matrix', null)
  requirePeriod(from, to)
  const { today } = context
  const calendar = await context.calendar()
  const rows = (await withProofs(context, await queries.listAlike(context.db, from, to))).map(({ isFreed, gone, onTime, ...row }) => {
    const before = { ...row, state: isFreed ? 'waived' : 'upcoming', waivedBy: isFreed ? '' : null, gone } as const
    const state = stateOn(before, onTime !== null, today)
    return { ...row, state, onTime: state === 'done' ? onTime : null, lamp: lampOf({ ...row, state }, today, calendar) }
  })
  const templates = new Map(rows.map(({ templateId, name }) => [templateId, name]))
  const columns = [...templates].map(([id, name]) => ({ id, name })).sort((a, b) => (a.name < b.name ? -1 : 1))
  const byVillage = Map.groupBy(rows, ({ villageId }) => villageId)
  // By code; the order says nothing about how anyone did.
  const units = (await listUnits(context)).filter(({ id }) => byVillage.has(id))
  const places = [...units.filter(({ kind }) => kind !== 'town'), ...units.filter(({ kind }) => kind === 'town')]
  return {
    asOf: today,
    templates: columns,
    items: places.map(({ id, name, shortName, code, kind }) => {
      const own = byVillage.get(id)!
      return {
        unitId: id,
        unitName: kind === 'town' ? `${name}本级` : name,
        shortName: kind === 'town' ? '本级' : shortName,
        unitCode: code,
        own: kind === 'town',
        metrics: metricsOf(own, today),
        lamps: countLamps(own),
        cells: columns.map(template => {
          const duties = own.filter(({ templateId }) => templateId === template.id)
          return {
            templateId: template.id,
            metrics: metricsOf(duties, today),
            open: sumOf(duties.filter(({ state }) => state === 'due')),
            late: sumOf(duties.filter(({ state }) => state === 'overdue')),
          }
        }),
      }
    }),
    whole: metricsOf(rows, today),
    lamps: countLamps(rows),
  }
})

type Counted = Omit<queries.Alike, 'ownerIds'> & { onTime: boolean | null; count: number }

/** The same, told apart by what proves them: in time, late, or nothing (null). */
async function withProofs(context: Context, alike: readonly queries.Alike[]): Promise<Counted[]> {
  const asked = alike.map(row => ({
    ...row,
    period: { from: row.periodFrom, to: row.periodTo },
    ids: row.isFreed ? [] : row.ownerIds,
  }))
  const proofs = await provedBy(context, asked)
  return alike.flatMap(({ ownerIds, ...row }, at) =>
    [
      ...Map.groupBy(ownerIds, id => {
        const day = proofs[at]!.get(id)?.day
        return day === undefined ? null : day <= row.dueOn
      }),
    ].map(([onTime, owners]) => ({ ...row, onTime, count: owners.length })),
  )
}
