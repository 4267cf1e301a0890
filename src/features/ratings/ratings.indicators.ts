/**
 * Star ratings (评星定级): how many are rated, how many are not, how many objections lie open. Counts only: no points, no stars.
 *
 * A rating counts for the year that it is about, on that year's last day, once the branch has confirmed it. Source: domain §13.
 */
import { sql } from 'kysely'
import { defineIndicator } from '#platform/server/indicator.ts'

const confirmed = sql`c.state in ('confirmed', 'notified', 'appeal', 'archived')`
const from = sql`rating r join rating_cycle c on c.town_id = r.town_id and c.id = r.cycle_id`
const shared = {
  version: 1,
  kind: 'flow',
  aggregate: 'count',
  additive: true,
  audience: 'staff',
} as const
const ofRating = {
  from,
  id: sql`r.id`,
  day: sql`make_date(c.year, 12, 31)`,
  unitId: sql`c.unit_id`,
  bodyId: sql`c.body_id`,
  label: sql`c.year || '年评星'`,
}

export const ratingIndicators = [
  defineIndicator({
    ...shared,
    id: 'ratings.rated',
    nameZh: '评定星级的党员',
    definition: '支部公示期满、确认了星级的党员。算在评的那一年。',
    measure: '人',
    countsPeople: true,
    consolePage: id => `/console/ratings/${id}`,
    rows: () => ({ ...ofRating, where: sql`${confirmed} and r.star is not null and not r.awaits_second` }),
  }),
  defineIndicator({
    ...shared,
    id: 'ratings.exempt',
    nameZh: '不评星级的党员',
    definition: '年满70岁、患病、怀孕或流动外出，这一年不评的党员。不评不是零分。',
    measure: '人',
    countsPeople: true,
    consolePage: id => `/console/ratings/${id}`,
    rows: () => ({ ...ofRating, where: sql`${confirmed} and r.exempt is not null` }),
  }),
  defineIndicator({
    ...shared,
    id: 'ratings.openContests',
    nameZh: '没答复的评星异议',
    definition: '这段日子里提出、到现在还没有答复的评星异议和申诉。',
    measure: '件',
    consolePage: id => `/console/ratings/${id}`,
    rows: () => ({
      from: sql`rating_contest t join rating r on r.town_id = t.town_id and r.id = t.rating_id
        join rating_cycle c on c.town_id = r.town_id and c.id = r.cycle_id`,
      id: sql`t.id`,
      day: sql`t.raised_on`,
      unitId: sql`c.unit_id`,
      bodyId: sql`c.body_id`,
      label: sql`c.year || '年评星异议'`,
      where: sql`t.state = 'open'`,
    }),
  }),
]
