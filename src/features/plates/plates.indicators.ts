/**
 * Plates (党员户挂牌): the number they prove. A count of what hangs, never of what could.
 *
 * A household counts once while its plate is fixed and valid on the day: one whose consent was taken back does not. Source:
 * figures.tsv T17; domain §15.
 */
import { sql } from 'kysely'
import { defineIndicator } from '#platform/server/indicator.ts'

export const plateIndicators = [
  defineIndicator({
    version: 2,
    kind: 'stock',
    audience: 'public',
    id: 'plates.mounted',
    nameZh: '挂牌的党员户',
    measure: '户',
    definition:
      '统计日门上挂着有效党员户牌的户，一户算一次。没挂的、同意已收回的、取下的不算。户搬走了，从那天起不算。牌上有人不再是正式党员，也从那天起不算。',
    aggregate: 'count',
    additive: true,
    consolePage: id => `/console/plates/${id}`,
    rows: ({ asOf }) => ({
      from: sql`plate p join household h on h.town_id = p.town_id and h.id = p.household_id`,
      id: sql`p.id`,
      day: sql`p.mounted_on`,
      unitId: sql`p.unit_id`,
      label: sql`p.number`,
      where: sql`p.mounted_on <= ${asOf}::date and (p.ended_on is null or p.ended_on > ${asOf}::date)
        and h.state <> 'enteredInError' and (h.occupied_to is null or h.occupied_to > ${asOf}::date)
        and not exists (select from plate_member m where m.town_id = p.town_id and m.plate_id = p.id and not exists (
          select from party_membership pm where pm.town_id = m.town_id and pm.person_id = m.person_id and pm.full_on <= ${asOf}::date
            and (pm.ended_on is null or pm.ended_on > ${asOf}::date)))`,
    }),
  }),
]
