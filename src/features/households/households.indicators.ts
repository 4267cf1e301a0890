/**
 * Households (户): the numbers they prove.
 *
 * How a home stood on a day is read from its periods; one that was entered in error never stood. Source: domain §7 (reports).
 */
import { sql } from 'kysely'
import { defineIndicator } from '#platform/server/indicator.ts'

const stock = { version: 1, kind: 'stock', audience: 'staff', countsPeople: true } as const

/** Homes with the period that held on the day; a period that was taken back is empty and holds on no day. */
const homes = sql`household h join household_period p on p.town_id = h.town_id and p.household_id = h.id and h.town_id = (select actor_town())`
const livedThere = (asOf: string) =>
  sql`h.state <> 'enteredInError' and p.valid_from <= ${asOf}::date and (p.valid_to is null or p.valid_to > ${asOf}::date)`

const kept = (asOf: string) => sql`exists (select from household_contact c where c.town_id = h.town_id and c.household_id = h.id
  and c.started_on <= ${asOf}::date and (c.ended_on is null or c.ended_on > ${asOf}::date))`

export const householdIndicators = [
  defineIndicator({
    ...stock,
    id: 'households.households',
    nameZh: '在住户数',
    measure: '户',
    definition: '统计日登记在住的户，一户算一次。迁出、并走、误录的不算。',
    aggregate: 'count',
    additive: true,
    consolePage: id => `/console/households/${id}`,
    rows: ({ asOf }) => ({
      from: homes,
      id: sql`h.id`,
      day: sql`${asOf}::date`,
      unitId: sql`p.unit_id`,
      label: sql`h.code`,
      where: livedThere(asOf),
    }),
  }),
  defineIndicator({
    ...stock,
    id: 'households.withContact',
    nameZh: '有联系人的户的比例',
    measure: '%',
    definition: '统计日登记在住的户中，有党员在联系的占百分之几。双方都答应了才算在联系。',
    aggregate: 'ratio',
    additive: false,
    consolePage: id => `/console/households/${id}`,
    rows: ({ asOf }) => ({
      from: homes,
      id: sql`h.id`,
      day: sql`${asOf}::date`,
      unitId: sql`p.unit_id`,
      label: sql`h.code`,
      where: livedThere(asOf),
      part: kept(asOf),
    }),
  }),
  defineIndicator({
    version: 1,
    kind: 'stock',
    audience: 'staff',
    id: 'households.gridsWithLeader',
    nameZh: '有人带的网格的比例',
    measure: '%',
    definition: '统计日的网格和户联系党小组中，有人担任组长的占百分之几。',
    aggregate: 'ratio',
    additive: false,
    rows: ({ asOf }) => ({
      from: sql`unit u join unit_period up on up.town_id = u.town_id and up.unit_id = u.id and up.valid @> ${asOf}::date
        and u.town_id = (select actor_town())`,
      id: sql`u.id`,
      day: sql`${asOf}::date`,
      unitId: sql`u.id`,
      label: sql`up.name`,
      where: sql`u.kind in ('grid', 'householdGroup')`,
      part: sql`exists (select from post join term on term.town_id = post.town_id and term.post_id = post.id
        where post.town_id = u.town_id and post.unit_id = u.id and post.role = 'gridLeader' and term.valid @> ${asOf}::date)`,
    }),
  }),
]
