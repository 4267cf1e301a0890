/** Features (功能): what each brings to the application. src/features.ts lists them all. */
import type { Endpoint } from '#platform/shared/endpoint.ts'
import type { Policy } from '#platform/shared/policy.ts'
import type { ProblemKind } from '#platform/shared/problem.ts'
import type { StateMachine } from '#platform/shared/state-machine.ts'
import type { About } from './about.ts'
import type { Action, Context, HouseholdConsent, OpenWork } from './action.ts'
import type { EventWords } from './event-words.ts'
import type { Indicator } from './indicator.ts'
import type { Job } from './job.ts'
import type { Page } from './page.ts'
import type { Recorded } from './recorded.ts'
import type { TodoSource } from './todo.ts'

export interface Feature {
  name: string
  /** Chinese name, for menus and reports. */
  nameZh: string
  endpoints: Record<string, Endpoint>
  // oxlint-disable-next-line typescript/no-explicit-any -- actions of different shapes
  actions: readonly Action<any>[]
  // oxlint-disable-next-line typescript/no-explicit-any -- policies over different subjects
  policies: readonly Policy<any, any>[]
  pages?: readonly Page[]
  /** Refusals of its pages; those of its endpoints stand there. */
  problems?: readonly ProblemKind[]
  jobs?: readonly Job[]
  /** Its numbers, for reports and dashboards (指标). */
  indicators?: readonly Indicator[]
  /** What of its own waits for a person (待办). */
  todos?: readonly TodoSource<Context>[]
  /** What of its own it keeps about a person (关于我的资料). */
  about?: readonly About<Context>[]
  /** What its events are called (审计). */
  events?: EventWords
  /** What of its own is kept in the public record (公开存证). */
  recorded?: readonly Recorded<Context>[]
  /** What its people have in hand, for when a term ends. */
  openWork?: OpenWork
  /** What of its own rests on a household's consent. */
  consents?: HouseholdConsent
  /** State machines by table name, printed in docs/generated/states.md and compared with the database. */
  machines?: Readonly<Record<string, Pick<StateMachine<string, string>, 'initial' | 'states' | 'transitions'>>>
}

/**
 * Checks a feature at start-up. Throws if an endpoint has no action or two, or no rule in a policy:
 * "requests.accept" needs the rule `accept` in a policy of the feature `requests`.
 */
export function defineFeature(feature: Feature): Feature {
  const promised = Object.values(feature.endpoints)
    .map(endpoint => endpoint.name)
    .sort()
  const kept = feature.actions.map(action => (action as Action).endpoint.name as string).sort()
  if (promised.join() !== kept.join()) throw new Error(`${feature.name}: endpoints ${promised.join()} but actions ${kept.join()}`)
  const ruled = new Set(feature.policies.flatMap(policy => policy.names.map((name: string) => `${policy.feature}.${name}`)))
  const unruled = promised.filter(name => !ruled.has(name))
  if (unruled.length > 0) throw new Error(`${feature.name}: no policy rule for ${unruled.join(', ')}`)
  const strays = (feature.indicators ?? []).filter(({ id }) => !id.startsWith(`${feature.name}.`))
  if (strays.length > 0) throw new Error(`${feature.name}: not its indicators: ${strays.map(({ id }) => id).join(', ')}`)
  if (feature.openWork && feature.openWork.feature !== feature.name)
    throw new Error(`${feature.name}: its open work is called ${feature.openWork.feature}`)
  return feature
}
