/**
 * Volunteer Xiqiao (志愿西樵): the numbers they prove. Hours are counted in minutes, grade by grade, never in one sum.
 *
 * Source: domain §23 (an hour or more within twelve months); anchors 5.8 (grades are always shown).
 */
import { sql } from 'kysely'
import { defineIndicator } from '#platform/server/indicator.ts'
import type { Grade } from './volunteering.shapes.contract.ts'
import { gradeNames } from './volunteering.words.ts'

const servedOn = sql`(h.starts_at at time zone 'Asia/Shanghai')::date`
const heldOn = sql`(s.starts_at at time zone 'Asia/Shanghai')::date`
const hours = sql`volunteer_hours h join volunteer_slot s on s.town_id = h.town_id and s.id = h.slot_id
  join volunteer_activity a on a.town_id = s.town_id and a.id = s.activity_id`

const ofGrade = (id: `volunteering.${string}`, grade: Grade, definition: string) =>
  defineIndicator({
    id,
    version: 1,
    nameZh: `志愿时长：${gradeNames[grade]}`,
    definition,
    measure: '分钟',
    kind: 'flow',
    aggregate: 'sum',
    additive: true,
    audience: 'public',
    rows: () => ({
      from: hours,
      id: sql`h.id`,
      day: servedOn,
      unitId: sql`s.unit_id`,
      label: sql`h.name || ' ' || a.title`,
      amount: sql`h.credited`,
      where: sql`h.grade = ${grade} and h.state = 'standing'`,
    }),
  })

export const volunteerIndicators = [
  defineIndicator({
    id: 'volunteering.serving',
    version: 1,
    nameZh: '近一年服务过的志愿者',
    definition: '截至统计日的12个月里，服务满1小时的志愿者，一人算一个。算在管他资料的单位。没有同意的补记不算。',
    measure: '人',
    kind: 'stock',
    aggregate: 'count',
    additive: true,
    countsPeople: true,
    audience: 'public',
    rows: ({ asOf }) => ({
      from: sql`person p join lateral (select coalesce(sum(h.minutes), 0) as minutes from volunteer_hours h
        where h.town_id = p.town_id and h.person_id = p.id and h.state = 'standing'
          and ${servedOn} > (${asOf}::date - interval '12 months')::date and ${servedOn} <= ${asOf}::date) served on true`,
      id: sql`p.id`,
      day: sql`${asOf}::date`,
      unitId: sql`p.unit_id`,
      label: sql`p.name`,
      where: sql`served.minutes >= 60`,
    }),
  }),
  ofGrade('volunteering.onSiteMinutes', 'onSite', '统计期内，志愿者和组织者在现场都确认过的服务时间，按半小时计。'),
  ofGrade('volunteering.organiserMinutes', 'organiser', '统计期内，组织者按名册确认的服务时间，按半小时计。'),
  ofGrade('volunteering.enteredLaterMinutes', 'enteredLater', '统计期内，事后补记、第二个人核对过的服务时间，有上限，不算星级。'),
  defineIndicator({
    id: 'volunteering.slots',
    version: 1,
    nameZh: '志愿服务场次',
    definition: '统计期内办过、公布了时长的志愿服务，一场算一次。取消的不算。',
    measure: '场次',
    kind: 'flow',
    aggregate: 'count',
    additive: true,
    audience: 'public',
    rows: () => ({
      from: sql`volunteer_slot s join volunteer_activity a on a.town_id = s.town_id and a.id = s.activity_id`,
      id: sql`s.id`,
      day: heldOn,
      unitId: sql`s.unit_id`,
      label: sql`a.title`,
      where: sql`s.state in ('hoursPosted', 'disputeWindow', 'locked', 'corrected')`,
    }),
  }),
  defineIndicator({
    id: 'volunteering.starCommunities',
    version: 1,
    nameZh: '星级志愿服务社区',
    definition: '统计期内镇里发文定为星级志愿服务社区的村（社区），一年一次算一个。没有同意的不算。',
    measure: '个',
    kind: 'flow',
    aggregate: 'count',
    additive: true,
    audience: 'public',
    rows: () => ({
      from: sql`star_community c`,
      id: sql`c.id`,
      day: sql`c.decided_on`,
      unitId: sql`c.unit_id`,
      label: sql`c.year || '年'`,
      where: sql`c.state = 'granted'`,
    }),
  }),
]
