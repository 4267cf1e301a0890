/**
 * Party membership (党籍) and the grid (入格): the numbers they prove.
 *
 * A member counts once, in the unit of the branch; one in service elsewhere in the village reported to. In a grid is who takes part
 * in a home grid on the day: assigned alone, paused (then, whether or not it goes on by now) and left are not. Source: figures.tsv V01, V02; domain §7.
 */
import { sql } from 'kysely'
import { defineIndicator } from '#platform/server/indicator.ts'

const members = sql`membership_period p join party_membership m on m.town_id = p.town_id and m.id = p.membership_id
  join person on person.town_id = m.town_id and person.id = m.person_id`
const inGrid = (asOf: string) => sql`exists (select from grid_assignment g where g.town_id = m.town_id and g.membership_id = m.id
  and g.kind = 'home' and g.valid @> ${asOf}::date and g.active_on <= ${asOf}::date
  and (g.suspended_on is null or g.suspended_on > ${asOf}::date)
  and not exists (select from grid_suspension s where s.town_id = g.town_id and s.grid_id = g.id and s.valid @> ${asOf}::date))`
const aMember = {
  from: members,
  id: sql`m.id`,
  day: sql`greatest(lower(p.valid), m.admitted_on)`,
  unitId: sql`p.unit_id`,
  bodyId: sql`p.body_id`,
  label: sql`person.name`,
}
const standing = (asOf: string) => sql`p.valid @> ${asOf}::date and (m.ended_on is null or m.ended_on > ${asOf}::date)`
const stock = { version: 2, kind: 'stock', countsPeople: true } as const
const count = { ...stock, measure: '人', aggregate: 'count', additive: true, audience: 'public' } as const
const share = { ...stock, measure: '%', aggregate: 'ratio', additive: false } as const

const ofKind =
  (kind: string) =>
  ({ asOf }: { asOf: string }) => ({ ...aMember, where: sql`${standing(asOf)} and p.kind = ${kind} and ${inGrid(asOf)}` })
const shareOfKind =
  (kind: string) =>
  ({ asOf }: { asOf: string }) => ({ ...aMember, where: sql`${standing(asOf)} and p.kind = ${kind}`, part: inGrid(asOf) })

export const membershipIndicators = [
  defineIndicator({
    ...count,
    id: 'memberships.withoutPostInGrid',
    nameZh: '入格的无职党员',
    definition: '统计日在格的无职党员，一人算一次。编入还没到位的、暂停的、离开的不算。',
    rows: ofKind('withoutPost'),
  }),
  defineIndicator({
    ...share,
    audience: 'public',
    id: 'memberships.withoutPostGridShare',
    numerator: 'memberships.withoutPostInGrid',
    nameZh: '无职党员入格的比例',
    definition: '统计日的无职党员中，在格的占百分之几。',
    rows: shareOfKind('withoutPost'),
  }),
  defineIndicator({
    ...count,
    id: 'memberships.inServiceInGrid',
    nameZh: '入格的在职党员',
    definition: '统计日在格的在职党员，按报到的村（社区）算，一人算一次。',
    rows: ofKind('inServiceElsewhere'),
  }),
  defineIndicator({
    ...share,
    audience: 'public',
    id: 'memberships.inServiceGridShare',
    numerator: 'memberships.inServiceInGrid',
    nameZh: '在职党员入格的比例',
    definition: '统计日报到的在职党员中，在格的占百分之几。',
    rows: shareOfKind('inServiceElsewhere'),
  }),
  defineIndicator({
    ...share,
    audience: 'staff',
    id: 'memberships.gridShare',
    nameZh: '党员入格率',
    definition: '统计日的党员中，在格的占百分之几。哪些人没有入格，村（社区）看得到名单。',
    rows: ({ asOf }) => ({ ...aMember, where: standing(asOf), part: inGrid(asOf) }),
  }),
]
