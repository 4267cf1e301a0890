/** Standards (制度和工作法): the numbers they prove. Source: figures.tsv T10. */
import { sql } from 'kysely'
import { defineIndicator } from '#platform/server/indicator.ts'

export const standardIndicators = [
  defineIndicator({
    id: 'standards.methodCommunities',
    version: 1,
    nameZh: '推广先进工作法的社区数',
    definition: '截至统计日，正在推广先进工作法的社区。例如“红房子”。一个社区推广几种，只算一个。',
    measure: '个',
    kind: 'stock',
    aggregate: 'distinct',
    additive: true, // a community is in one place only, and so is its key
    audience: 'public',
    rows: ({ asOf }) => ({
      from: sql`standard_adoption a join standard s on s.town_id = a.town_id and s.id = a.standard_id
        join unit u on u.town_id = a.town_id and u.id = a.unit_id`,
      id: sql`a.id`,
      day: sql`lower(a.valid)`,
      unitId: sql`a.unit_id`,
      label: sql`s.name`,
      key: sql`a.unit_id::text`,
      where: sql`s.kind = 'method' and u.kind = 'community' and a.valid @> ${asOf}::date`,
    }),
  }),
]
