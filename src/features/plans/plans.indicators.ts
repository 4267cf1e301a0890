/**
 * Work plans (工作计划): the numbers they prove.
 *
 * A plan counts while it is in force: once it is adopted, from its first day to its last. Source: figures.tsv T25, P01–P03, P05.
 */
import { sql } from 'kysely'
import { defineIndicator, type Question } from '#platform/server/indicator.ts'

const inForce = ({ asOf }: Question) => sql`p.adopted_on <= ${asOf}::date and p.begins_on <= ${asOf}::date and p.ends_on >= ${asOf}::date`
const items = sql`plan_item i join plan_goal g on g.town_id = i.town_id and g.id = i.goal_id
  join plan_aspect a on a.town_id = g.town_id and a.id = g.aspect_id
  join plan p on p.town_id = a.town_id and p.id = a.plan_id`

const places = (id: 'plans.modelCentrePlaces' | 'plans.starStationPlaces', selection: 'modelCentre' | 'starStation', name: string) =>
  defineIndicator({
    id,
    version: 2,
    nameZh: `计划评选的${name}名额`,
    definition: `统计日正在执行的计划里，评选${name}的名额。一个名额一条。不再评的不算。是计划的名额，不是评出来的数。`,
    measure: '个',
    kind: 'stock',
    aggregate: 'count',
    additive: true,
    audience: 'public',
    rows: question => ({
      from: items,
      id: sql`i.id`,
      day: sql`p.begins_on`,
      unitId: sql`i.unit_id`,
      label: sql`i.name`,
      where: sql`g.selection = ${selection} and i.dropped_on is null and ${inForce(question)}`,
    }),
  })

export const planIndicators = [
  defineIndicator({
    id: 'plans.aspects',
    version: 1,
    nameZh: '计划的方面数',
    definition: '统计日正在执行的计划里的方面。只数挂了数字的。没有数字，就说不清做到哪里。',
    measure: '个',
    kind: 'stock',
    aggregate: 'count',
    additive: true,
    audience: 'public',
    rows: question => ({
      from: sql`plan_aspect a join plan p on p.town_id = a.town_id and p.id = a.plan_id`,
      id: sql`a.id`,
      day: sql`p.begins_on`,
      unitId: sql`p.unit_id`,
      label: sql`p.name || '：' || a.name`,
      where: sql`exists (select from plan_goal g where g.town_id = a.town_id and g.aspect_id = a.id and g.figure is not null)
        and ${inForce(question)}`,
    }),
  }),
  defineIndicator({
    id: 'plans.centreItems',
    version: 1,
    nameZh: '计划要提升的党群服务中心数',
    definition: '统计日正在执行的计划里，要提升的党群服务中心。一个中心只数一次，不再做的不算。',
    measure: '个',
    kind: 'stock',
    aggregate: 'distinct',
    additive: true,
    audience: 'public',
    rows: question => ({
      from: sql`${items}
        join venue v on v.town_id = i.town_id and v.id = i.venue_id`,
      id: sql`i.id`,
      day: sql`p.begins_on`,
      unitId: sql`v.unit_id`,
      label: sql`i.name`,
      key: sql`v.id::text`,
      where: sql`v.kind = 'villageCentre' and i.dropped_on is null and ${inForce(question)}`,
    }),
  }),
  defineIndicator({
    id: 'plans.villageProjects',
    version: 1,
    nameZh: '计划里的村级工程',
    definition: '统计日正在执行的计划里，列为村级工程的事项。不再做的不算。目标写几项不算数，一项一项列出来的才算。',
    measure: '项',
    kind: 'stock',
    aggregate: 'count',
    additive: true,
    audience: 'public',
    rows: question => ({
      from: items,
      id: sql`i.id`,
      day: sql`p.begins_on`,
      unitId: sql`i.unit_id`,
      label: sql`i.name`,
      where: sql`g.figure = 'P05' and i.dropped_on is null and ${inForce(question)}`,
    }),
  }),
  places('plans.modelCentrePlaces', 'modelCentre', '示范党群服务中心'),
  places('plans.starStationPlaces', 'starStation', '星级站点'),
]
