/** The formalism guard (形式主义防线): what each endpoint does, and the one lint that every duty, checklist and rating calls. */
import { z } from 'zod'
import { action, type Context } from '#platform/server/action.ts'
import { cursorOf, placeOf } from '#platform/shared/cursor.ts'
import { newId } from '#platform/shared/ids.ts'
import { Id, LocalDate } from '#platform/shared/primitives.ts'
import { allBans, structural } from './guard.bans.rules.ts'
import { endpoints, type DemandKind, type Finding, type RefusedDemand } from './guard.contract.ts'
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
    items: items.map(row => ({ ...row, findings: row.findings as RefusedDemand['findings'] })),
    nextCursor: last ? cursorOf([last.refusedOn, last.id]) : null,
    total: await queries.countRefusals(context.db),
  }
})

/** A finding that needs more than the demand itself to see: what the system holds, who can fill, what is already asked. */
export const findingOf = (which: keyof typeof structural, pointer: string, detail: string): Finding => {
  const { id: ban, rule, remedy, source } = structural[which]
  return { ban, rule, pointer, detail, remedy, source }
}

/** Keeps a refused demand whatever becomes of the caller's transaction, which the refusal ends. The event alone tells who asked. */
export function keepRefusal(
  context: Context,
  refused: { kind: DemandKind; title: string; unitId: string; findings: readonly Finding[]; yearlyMinutes: number },
): void {
  const { findings, ...row } = refused
  context.afterwards(async after => {
    const id = newId(after.now.getTime())
    await queries.insertRefusal(after.db, {
      townId: after.townId,
      id,
      refusedOn: after.today,
      findings: findings.map(({ ban, rule, detail, source }) => ({ ban, rule, detail, source })),
      ...row,
    })
    await after.record(
      'guard.refuse',
      { kind: 'refusedDemand', id, unitId: row.unitId },
      { bans: [...new Set(findings.map(({ ban }) => ban))] },
    )
  })
}
