/**
 * Appraisals (述职评议): the number they prove.
 *
 * A report counts for the year it is about, on that year's last day, whenever the meeting was held. Source: figures.tsv T01.
 */
import { sql } from 'kysely'
import { defineIndicator } from '#platform/server/indicator.ts'

export const appraisalIndicators = [
  defineIndicator({
    id: 'appraisals.reports',
    version: 1,
    nameZh: '书记述职场数',
    definition: '在述职会上讲过的村（社区）书记述职。算在述的那一年，不看哪天开会。',
    measure: '场',
    kind: 'flow',
    aggregate: 'count',
    additive: true,
    audience: 'public',
    consolePage: id => `/console/appraisals/reports/${id}`,
    rows: () => ({
      from: sql`appraisal_report r join appraisal_round round on round.town_id = r.town_id and round.id = r.round_id`,
      id: sql`r.id`,
      day: sql`make_date(round.year, 12, 31)`,
      unitId: sql`r.unit_id`,
      label: sql`round.title`,
      where: sql`r.presented_at is not null`,
    }),
  }),
]
