/**
 * Visits (入户走访): the numbers they prove. Households, never visitors: nobody is counted by how often they went.
 *
 * A household counts once in the period, in the grid where it stood on its first visit. What it deleted still counts: by another
 * record of the same year, or else by the stub, of which nobody knows whose it was; what comes after the stub in that year adds nothing. Source: figures.tsv V03; domain §8; design D3.
 */
import { sql } from 'kysely'
import { defineIndicator } from '#platform/server/indicator.ts'

/** Visits at which somebody was talked with, and what is left of deleted ones. */
const met = sql`(
  select v.id, v.unit_id, v.visited_on, v.household_id::text as key, coalesce(h.code, '走访') as label
  from visit v left join household h on h.town_id = v.town_id and h.id = v.household_id
  where v.town_id = (select actor_town()) and v.outcome = 'met' and not exists (select from visit_rhythm r where r.town_id = v.town_id
    and r.household_id = v.household_id and date_part('year', v.visited_on)::int = any (r.stub_years))
  union all
  select s.id, s.unit_id, s.visited_on, s.id::text, '这一户已删掉记录' from visit_stub s where s.town_id = (select actor_town())
) m`

export const visitIndicators = [
  defineIndicator({
    version: 2,
    kind: 'flow',
    countsPeople: true,
    audience: 'public',
    id: 'visits.households',
    nameZh: '走访的家庭',
    measure: '户',
    definition:
      '时间段内上门或打电话谈过的户，一户算一次。没人在家、不想谈的不算。这一户后来删掉记录的，仍算一户，按删掉的那次算；那一年再去也不多算。',
    aggregate: 'distinct',
    additive: false,
    rows: () => ({
      from: met,
      id: sql`m.id`,
      day: sql`m.visited_on`,
      unitId: sql`m.unit_id`,
      label: sql`m.label`,
      key: sql`m.key`,
    }),
  }),
  defineIndicator({
    version: 1,
    kind: 'stock',
    countsPeople: true,
    audience: 'staff',
    id: 'visits.coverage',
    nameZh: '一年内谈过的户的比例',
    measure: '%',
    definition: '统计日登记在住的户中，此前一年内谈过的占百分之几。删掉的记录不知道是哪一户的，不算。不是指标，没有高低之分。',
    aggregate: 'ratio',
    additive: false,
    consolePage: id => `/console/visits/households/${id}`,
    rows: ({ asOf }) => ({
      from: sql`household h join household_period p on p.town_id = h.town_id and p.household_id = h.id and h.town_id = (select actor_town())`,
      id: sql`h.id`,
      day: sql`${asOf}::date`,
      unitId: sql`p.unit_id`,
      label: sql`h.code`,
      where: sql`h.state <> 'enteredInError' and p.valid_from <= ${asOf}::date and (p.valid_to is null or p.valid_to > ${asOf}::date)`,
      part: sql`exists (select from visit v where v.town_id = h.town_id and v.household_id = h.id and v.outcome = 'met'
        and v.visited_on <= ${asOf}::date and v.visited_on > (${asOf}::date - interval '1 year'))`,
    }),
  }),
]
