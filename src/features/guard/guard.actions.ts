/** The formalism guard (形式主义防线): what each endpoint does, and the one lint that every duty, checklist and rating calls. */
import { z } from 'zod'
import { findingsIn } from '#platform/personal-data/findings.ts'
import { action, type Context } from '#platform/server/action.ts'
import { cursorOf, placeOf } from '#platform/shared/cursor.ts'
import { newId } from '#platform/shared/ids.ts'
import { Id, LocalDate } from '#platform/shared/primitives.ts'
import { Problem, problems as common } from '#platform/shared/problem.ts'
import { allBans, structural } from './guard.bans.rules.ts'
import { endpoints, withheldTitle, type DemandKind, type Finding, type RefusedDemand } from './guard.contract.ts'
import { guardPolicy } from './guard.policy.ts'
import * as queries from './guard.queries.ts'
import { lint, priceOf } from './guard.rules.ts'

export { lint, monthlyCapMinutes, nameKey, priceOf, showMinutes } from './guard.rules.ts'

const Place = z.tuple([LocalDate, Id])

export const rules = action(endpoints.rules, context => {
  context.require(guardPolicy, 'rules', null)
  return Promise.resolve({ items: [...allBans] })
})

export const check = action(endpoints.check, (context, { body }) => {
  context.require(guardPolicy, 'check', null)
  return Promise.resolve({ findings: lint(body), price: priceOf(body) })
})

export const refusals = action(endpoints.refusals, async (context, { query: { cursor, limit } }) => {
  context.require(guardPolicy, 'refusals', null)
  const rows = await queries.listRefusals(context.db, context.today, limit, cursor === undefined ? null : placeOf(cursor, Place))
  const items = rows.slice(0, limit)
  const last = rows.length > limit ? items.at(-1) : undefined
  return {
    items: items.map(row => shown(context, row)),
    nextCursor: last ? cursorOf([last.refusedOn, last.id]) : null,
    total: await queries.countRefusals(context.db),
  }
})

export const withhold = action(endpoints.withhold, async (context, { params: { refusalId } }) => {
  context.require(guardPolicy, 'withhold', factsOf(await refusal(context, refusalId)))
  await queries.lockRefusal(context.db, refusalId)
  const row = await refusal(context, refusalId)
  context.require(guardPolicy, 'withhold', factsOf(row))
  await queries.withholdTitle(context.db, refusalId, (row.findings as Kept[]).map(withoutQuotes))
  await context.record('guard.withhold', { kind: 'refusedDemand', id: refusalId, unitId: row.unitId })
  return shown(context, await refusal(context, refusalId))
})

type Row = Awaited<ReturnType<typeof queries.listRefusals>>[number]
type Kept = RefusedDemand['findings'][number]

async function refusal(context: Context, id: string): Promise<Row> {
  const row = await queries.findRefusal(context.db, context.today, id)
  if (!row) throw new Problem(common.notFound, '没有这一条。')
  return row
}

const factsOf = ({ title }: Pick<Row, 'title'>) => ({ isWithheld: title === null })

const shown = ({ actor, now }: Context, row: Row): RefusedDemand => ({
  ...row,
  kind: row.kind,
  title: row.title ?? withheldTitle,
  findings: row.findings as Kept[],
  allowedActions: guardPolicy.allowed(actor, factsOf(row), now).filter(name => name === 'withhold'),
})

/** The reason in the words of the ban, without what was quoted of the demand. */
const withoutQuotes = (finding: Kept): Kept => ({
  ...finding,
  detail: `${allBans.find(({ id }) => id === finding.ban)?.bans ?? '不能作要求'}。`,
})

const hasPersonalData = (text: string) => findingsIn([{ where: '', text }]).length > 0

/** A finding that needs more than the demand itself to see: what the system holds, who can fill, what is already asked. */
export const findingOf = (which: keyof typeof structural, pointer: string, detail: string): Finding => {
  const { id: ban, rule, remedy, source } = structural[which]
  return { ban, rule, pointer, detail, remedy, source }
}

/**
 * Keeps a refused demand whatever becomes of the caller's transaction, which the refusal ends. The event alone tells who asked. What is
 * kept is read by everyone, so a title with personal data is left out, and so is what a reason quotes of the demand.
 */
export function keepRefusal(
  context: Context,
  refused: { kind: DemandKind; title: string; unitId: string; findings: readonly Finding[]; yearlyMinutes: number },
): void {
  const findings = refused.findings
    .map(({ ban, rule, detail, source }) => ({ ban, rule, detail, source }))
    .map(finding => (hasPersonalData(finding.detail) ? withoutQuotes(finding) : finding))
  const title = hasPersonalData(refused.title) ? null : refused.title
  context.afterwards(async after => {
    await queries.lockRefusals(after.db)
    const row = { ...refused, townId: after.townId, id: newId(after.now.getTime()), refusedOn: after.today, title, findings }
    const repeated = await queries.repeatRefusal(after.db, row)
    if (!repeated) await queries.insertRefusal(after.db, row)
    await after.record(
      'guard.refuse',
      { kind: 'refusedDemand', id: repeated ?? row.id, unitId: row.unitId },
      { bans: [...new Set(findings.map(({ ban }) => ban))] },
    )
  })
}
