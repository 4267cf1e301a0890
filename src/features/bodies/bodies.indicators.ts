/**
 * Bodies (组织): the numbers they prove.
 *
 * A body counts once, at the highest unit that it covers; one that covers none, at the town.
 * Source: figures.tsv T20, T21.
 */
import { sql } from 'kysely'
import { defineIndicator, type Question } from '#platform/server/indicator.ts'

/** Each body with the highest unit that it covered on the as-of day, or on its last: one row a body. */
const covering = ({ asOf }: Question) => sql`body b
  cross join lateral (select least(${asOf}::date, b.dissolved_on - 1) as day) then_
  left join lateral (select bc.unit_id from body_coverage bc
    join unit_period up on up.town_id = bc.town_id and up.unit_id = bc.unit_id and up.valid @> then_.day
    where bc.town_id = b.town_id and bc.body_id = b.id and bc.valid @> then_.day
    order by cardinality(up.path), bc.unit_id limit 1) seat on true`
const town = sql`(select u.id from unit u where u.town_id = b.town_id and u.kind = 'town')`
const name = sql`(select bp.name from body_period bp where bp.town_id = b.town_id and bp.body_id = b.id order by lower(bp.valid) desc limit 1)`
const shared = (question: Question) => ({
  from: covering(question),
  id: sql`b.id`,
  unitId: sql`coalesce(seat.unit_id, ${town})`,
  bodyId: sql`b.id`,
  label: name,
  day: sql`b.founded_on`,
})

export const bodyIndicators = [
  defineIndicator({
    id: 'bodies.partyOrganisations',
    version: 1,
    nameZh: '基层党组织数',
    definition: '截至统计日存在的基层党组织：党委、党总支、党支部、联合党支部和临时党支部。户联系党小组不是一级组织，不算。',
    measure: '个',
    kind: 'stock',
    aggregate: 'count',
    additive: true,
    audience: 'public',
    rows: question => ({
      ...shared(question),
      where: sql`b.line = 'party' and b.founded_on <= ${question.asOf}::date and (b.dissolved_on is null or b.dissolved_on > ${question.asOf}::date)`,
    }),
  }),
  defineIndicator({
    id: 'bodies.partyOrganisationsInPeriod',
    version: 1,
    nameZh: '统计期内的基层党组织数',
    definition: '在统计期内存在过的基层党组织，哪怕只有一天。临时党支部算，后来撤销的也算。户联系党小组不算。',
    measure: '个',
    kind: 'stock',
    aggregate: 'count',
    additive: true,
    audience: 'public',
    rows: question => ({
      ...shared(question),
      where: sql`b.line = 'party' and b.founded_on <= ${question.to}::date and (b.dissolved_on is null or b.dissolved_on > ${question.from}::date)`,
    }),
  }),
  defineIndicator({
    id: 'bodies.temporaryBranches',
    version: 1,
    nameZh: '新成立的临时党支部数',
    definition: '在统计期内成立的临时党支部。后来撤销的也算，因为它成立过。',
    measure: '个',
    kind: 'flow',
    aggregate: 'count',
    additive: true,
    audience: 'public',
    rows: question => ({ ...shared(question), where: sql`b.kind = 'temporaryBranch'` }),
  }),
]
