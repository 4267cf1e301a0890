/** Yearly reports (年度报告): the year as an edition has it, else as the records have it now. */
import { action, type Context } from '#platform/server/action.ts'
import { Problem, problems as common } from '#platform/shared/problem.ts'
import { linesNow, requireYear } from './reports.asked.actions.ts'
import { endpoints, problems, type Comparison, type Report } from './reports.contract.ts'
import { linesOfEdition, shownEdition } from './reports.editions.actions.ts'
import { reading, reportPolicy } from './reports.policy.ts'
import * as queries from './reports.queries.ts'
import { asOfDay, chosenOf } from './reports.rules.ts'

export const get = action(
  endpoints.get,
  async (context, { params: { year }, query: { figure, edition } }) => {
    context.require(reportPolicy, 'get', null)
    return readReport(context, year, edition, figure)
  },
  reading,
)

export const compare = action(
  endpoints.compare,
  async (context, { params: { year }, query }) => {
    context.require(reportPolicy, 'compare', null)
    const { edition, lines } = await readReport(context, year, query.edition)
    if (!edition) throw new Problem(problems.neverFrozen)
    const items = lines.flatMap(({ figureId, title, unitId, unitName, parts }) =>
      parts.map(({ measure, value, shown, now }, part): Comparison => {
        const { value: valueNow, shown: shownNow, rowsAddress: _, ...changed } = now!
        const numbers = { then: value, thenShown: shown, now: valueNow, nowShown: shownNow }
        return { figureId, part, title, unitId, unitName, measure, ...numbers, ...changed }
      }),
    )
    return { edition, items }
  },
  reading,
)

/** All of the year, or one figure's lines, for which the others are not counted. Throws not-found (404) for no such edition. */
export async function readReport(context: Context, year: number, asked?: string, figureId?: string): Promise<Report> {
  requireYear(context, year)
  const editions = (await queries.editionsOf(context.db, year)).map(shownEdition)
  const edition = chosenOf(editions, asked)
  if (edition === undefined) throw new Problem(common.notFound, '没有这一版。')
  const told = edition ? await linesOfEdition(context, year, edition, figureId) : await linesNow(context, year, figureId)
  return {
    year,
    ...told,
    townCode: context.config.townCode,
    asOf: edition?.asOf ?? asOfDay(year, context.today),
    edition,
    editions,
    allowedActions: reportPolicy.allowed(context.actor, null, context.now),
  }
}
