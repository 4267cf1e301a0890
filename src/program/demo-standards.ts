/** The demonstration's rules (示例制度): written, drafted and put in force through the office's own actions, once. */
import { create, draft, publish, list } from '#features/standards/standards.actions.ts'
import type { Platform } from '#platform/server/platform.ts'
import { dayOf } from '#platform/shared/calendar.ts'
import { demoRules, ruleIssuer, rulesInForceOn } from '../demo/standards.ts'
import { stageOf } from './demo-stage.ts'

/** Those that are not there yet, in the name of the town's clerk; returns how many. */
export async function loadStandards(platform: Platform, clerkId: string): Promise<number> {
  const stage = stageOf(platform, dayOf(platform.now()))
  const known = new Set((await stage.ask(list, {})).items.map(({ name }) => name))
  const missing = demoRules.filter(({ name }) => !known.has(name))
  for (const { name, clauses } of missing) {
    const made = await stage.act(clerkId, create, { body: { kind: 'rule', name } })
    const params = { standardId: made.id }
    const written = await stage.act(clerkId, draft, { params, body: { issuer: ruleIssuer, clauses } }, made.version)
    await stage.act(clerkId, publish, { params, body: { inForceOn: rulesInForceOn } }, written.version)
  }
  return missing.length
}
