/**
 * Commitments (双报到与领岗履职): the numbers they prove.
 *
 * A person who has reported counts once, in the village reported to, from the day of the report until it ends. A post is filled from
 * the day on which its holder begins. A service counts once the organiser has confirmed it. None is hours, and none is a rank.
 * Source: domain §11, §12 (reports).
 */
import { sql } from 'kysely'
import { defineIndicator } from '#platform/server/indicator.ts'
import { nameGone } from '#platform/shared/retention.ts'

export const commitmentIndicators = [
  defineIndicator({
    version: 1,
    kind: 'stock',
    countsPeople: true,
    measure: '人',
    aggregate: 'count',
    additive: true,
    audience: 'staff',
    id: 'commitments.reportedIn',
    nameZh: '已报到的在职党员',
    definition: '统计日已向村（社区）报到的在职党员，一人算一次。只收到邀请的、没有接收的、已离开的、免报到的不算。',
    rows: ({ asOf }) => ({
      from: sql`report_in r left join person on person.town_id = r.town_id and person.id = r.person_id`,
      id: sql`r.id`,
      day: sql`r.reported_on`,
      unitId: sql`r.unit_id`,
      label: sql`coalesce(person.name, ${nameGone})`,
      where: sql`r.reported_on <= ${asOf}::date and (r.ended_on is null or r.ended_on > ${asOf}::date)`,
    }),
  }),
  defineIndicator({
    version: 1,
    kind: 'stock',
    countsPeople: true,
    measure: '个',
    aggregate: 'count',
    additive: true,
    audience: 'staff',
    id: 'commitments.postsFilled',
    nameZh: '有人履岗的岗位',
    definition: '统计日有党员在岗的岗位，一人一岗算一个。认岗、定岗、公示中的不算，卸任、换岗的不算。',
    rows: ({ asOf }) => ({
      from: sql`post_holding h left join person on person.town_id = h.town_id and person.id = h.person_id`,
      id: sql`h.id`,
      day: sql`h.serving_from`,
      unitId: sql`h.unit_id`,
      label: sql`coalesce(person.name, ${nameGone})`,
      where: sql`h.serving_from <= ${asOf}::date and (h.ended_on is null or h.ended_on > ${asOf}::date)`,
    }),
  }),
  defineIndicator({
    version: 1,
    kind: 'flow',
    measure: '次',
    aggregate: 'count',
    additive: true,
    audience: 'staff',
    id: 'commitments.services',
    nameZh: '确认过的党员服务',
    definition: '统计期内党员报到、领岗、圆心愿的服务，组织者确认过的，一次算一次，不看多长。等确认的、没有同意的不算。志愿服务另外算。',
    rows: () => ({
      from: sql`service_entry e left join person on person.town_id = e.town_id and person.id = e.person_id`,
      id: sql`e.id`,
      day: sql`(e.starts_at at time zone 'Asia/Shanghai')::date`,
      unitId: sql`e.unit_id`,
      label: sql`coalesce(person.name || ' ', '') || e.activity`,
      where: sql`e.state = 'confirmed'`,
    }),
  }),
]
