/** Weighing a template (清单审查): whom it binds, what the system holds of it, what speaks against it, what it costs. */
import { findingOf, lint, monthlyCapMinutes, nameKey, priceOf, showMinutes } from '#features/guard/guard.actions.ts'
import type { Finding, Price } from '#features/guard/guard.contract.ts'
import type { Context } from '#platform/server/action.ts'
import { tellsBodies } from '#platform/server/indicator.ts'
import { workingDaysBetween, type CountedDay } from '#platform/shared/calendar.ts'
import type { HeldField, TemplateFields } from './duties.contract.ts'
import { askFaults, heldUnder, registerOf, type CountedField } from './duties.held.rules.ts'
import { dueDay, periodsOf, timesAYear } from './duties.rules.ts'
import { boundOwners, listInForce, type BoundOwner, type TemplateRow } from './duties.templates.queries.ts'

export interface Assessment {
  owners: BoundOwner[]
  held: (HeldField | null)[]
  findings: Finding[]
  price: Price
  /** The first day on which one is due; null: the period is over before. */
  first: CountedDay | null
  notThereYet: string | null
}

export async function assess(context: Context, fields: TemplateFields, exceptId: string | null = null): Promise<Assessment> {
  const owners = await boundOwners(context.db, fields, context.today)
  const register = registerOf(countedFields(context), fields.binds)
  const held = fields.asks.map(({ name }) => heldUnder(name, register, nameKey))
  const others = (await boundNow(context, await listInForce(context.db, context.today))).filter(({ template }) => template.id !== exceptId)
  const villages = new Set(owners.map(({ villageId }) => villageId))
  const near = others.filter(other => other.owners.some(({ villageId }) => villages.has(villageId)))
  const first = await firstDue(context, fields)
  const calendar = await context.calendar()
  const price = { fillers: owners.length, minutes: fields.minutes, timesAYear: timesAYear[fields.frequency] }
  const findings = [
    ...lint({
      kind: 'duty',
      texts: textsOf(fields, fields.fulfilledBy ? context.indicators.get(fields.fulfilledBy)?.nameZh : undefined),
      basis: fields.basis,
      evidence: [],
      ranks: false,
      ...price,
      workingDaysToAnswer: first && workingDaysBetween(calendar, context.today, first.day),
      emergency: null,
    }),
    ...askFaults(fields.asks, held, register, askedElsewhere(near), nameKey, id => context.indicators.has(id)).map(
      ({ which, pointer, detail }) => findingOf(which, pointer, detail),
    ),
    ...quotaFindings(context, fields),
    ...minutesFindings(fields),
    ...twiceFindings(fields, owners, near),
    ...capFindings(fields, owners, near),
  ]
  return { owners, held, findings, price: priceOf(price), first, notThereYet: notThereYet(context, fields) }
}

/** The town's indicators as the register of held fields takes them. */
export const countedFields = ({ indicators }: Context): CountedField[] =>
  [...indicators.values()].map(indicator => ({ id: indicator.id, name: indicator.nameZh, ofBodies: tellsBodies(indicator) }))

const textsOf = ({ name, asks, awaitedBy }: TemplateFields, fulfilledByName: string | undefined) => [
  { pointer: '#/name', text: name },
  ...asks.flatMap((ask, index) => [
    { pointer: `#/asks/${index}/name`, text: ask.name },
    { pointer: `#/asks/${index}/reason`, text: ask.reason },
  ]),
  { pointer: '#/awaitedBy', text: awaitedBy ?? '' },
  { pointer: '#/fulfilledBy', text: fulfilledByName ?? '' },
]

/** The first due day that its issuing leaves time for. */
async function firstDue(context: Context, fields: TemplateFields): Promise<CountedDay | null> {
  const calendar = await context.calendar()
  const days = periodsOf(fields.frequency, fields.from, fields.to).map(period => dueDay(fields, period, calendar))
  return days.find(({ day }) => day >= fields.from) ?? null
}

/** Names asked for by lists that reach the same villages. */
const askedElsewhere = (others: readonly BoundTemplate[]) =>
  new Map(others.flatMap(({ template: { name, asks } }) => asks.map(ask => [nameKey(ask.name), name] as const)))

/** What people fill in takes time; a price of nothing would hide it. */
const minutesFindings = ({ asks, minutes }: TemplateFields): Finding[] =>
  minutes === 0 && asks.some(({ heldIn }) => heldIn === null) ? [findingOf('cap', '#/minutes', '有要人填的栏，请写明每次大约几分钟。')] : []

/** What only residents can bring about: a village in which nobody has a trouble would have to find one. */
const quotaFindings = ({ indicators }: Context, { fulfilledBy }: TemplateFields): Finding[] => {
  const indicator = fulfilledBy === null ? undefined : indicators.get(fulfilledBy)
  return indicator?.isSaidByResidents ? [findingOf('quota', '#/fulfilledBy', `“${indicator.nameZh}”是居民反映的事，不能作任务。`)] : []
}

/** The same records asked for twice, of the same organisations and as often. */
function twiceFindings(
  { fulfilledBy, frequency }: TemplateFields,
  owners: readonly BoundOwner[],
  others: readonly BoundTemplate[],
): Finding[] {
  const bound = new Set(owners.map(({ ownerId }) => ownerId))
  const same = others.find(
    other =>
      other.template.fulfilledBy !== null &&
      other.template.fulfilledBy === fulfilledBy &&
      other.template.frequency === frequency &&
      other.owners.some(({ ownerId }) => bound.has(ownerId)),
  )
  return same ? [findingOf('twice', '#/fulfilledBy', `《${same.template.name}》已经要求了同样的事。`)] : []
}

/** Villages that the list would put over the monthly cap. */
function capFindings(fields: TemplateFields, owners: readonly BoundOwner[], others: readonly BoundTemplate[]): Finding[] {
  if (fields.minutes === 0) return []
  const burden = burdenByVillage(others)
  const more = (fields.minutes * timesAYear[fields.frequency]) / 12
  const added = Map.groupBy(owners, ({ villageId }) => villageId)
  const over = [...added].filter(([id, bound]) => (burden.get(id)?.minutes ?? 0) + bound.length * more > monthlyCapMinutes)
  if (over.length === 0) return []
  return [findingOf('cap', '#/minutes', `有${over.length}个村（社区）每月会超过${showMinutes(monthlyCapMinutes)}。`)]
}

export interface BoundTemplate {
  template: TemplateRow
  owners: BoundOwner[]
}

/** Each template with whom it binds today. */
export async function boundNow(context: Context, templates: readonly TemplateRow[]): Promise<BoundTemplate[]> {
  const found: BoundTemplate[] = []
  const asked = new Map<string, BoundOwner[]>()
  for (const template of templates) {
    // Many lists bind the same organisations.
    const key = `${template.unitId} ${template.binds} ${template.kinds.join()}`
    const owners = asked.get(key) ?? (await boundOwners(context.db, template, context.today))
    asked.set(key, owners)
    found.push({ template, owners })
  }
  return found
}

/** Lists and minutes a month of each village. */
export function burdenByVillage(bound: readonly BoundTemplate[]) {
  const burden = new Map<string, { lists: number; minutes: number }>()
  for (const { template, owners } of bound)
    for (const [villageId, those] of Map.groupBy(owners, owner => owner.villageId)) {
      const before = burden.get(villageId) ?? { lists: 0, minutes: 0 }
      const minutes = (those.length * template.minutes * timesAYear[template.frequency]) / 12
      burden.set(villageId, { lists: before.lists + 1, minutes: before.minutes + minutes })
    }
  return burden
}

/** Why nothing in the system could close it; null: something can. */
function notThereYet({ indicators }: Context, { fulfilledBy }: TemplateFields): string | null {
  if (fulfilledBy === null) return '没有选用什么记录证明它完成。请选一项记录，不要另交材料。'
  const indicator = indicators.get(fulfilledBy)
  if (!indicator) return `尚无此功能：系统里还没有“${fulfilledBy}”这种记录。有了再发。`
  if (indicator.kind === 'stock') return `“${indicator.nameZh}”数的是存量，不能证明这一期做过。请换一项。`
  return null
}
