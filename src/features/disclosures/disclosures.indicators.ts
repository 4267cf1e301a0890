/**
 * Disclosure (公示公开): the numbers it proves.
 *
 * Notices on the day on which they were first put up, objections on the day they were received, and second disclosures (实施结果公开) on the day by which they were owed. Source: domain §5.4.
 */
import { sql } from 'kysely'
import { defineIndicator, type Indicator } from '#platform/server/indicator.ts'
import type { NoticeType } from './disclosures.shapes.contract.ts'

const shared = {
  version: 1,
  kind: 'flow',
  audience: 'public',
  consolePage: (id: string) => `/console/notices/${id}`,
} as const satisfies Partial<Indicator>

/** The newest title; a list of persons that was taken down keeps none. */
const title = sql`case when n.unpublished_on is null then (select v.title from notice_version v
  where v.town_id = n.town_id and v.notice_id = n.id and v.number = n.number) else '名单已撤下' end`
const objected = {
  from: sql`notice_objection o join notice n on n.town_id = o.town_id and n.id = o.notice_id`,
  id: sql`n.id`,
  key: sql`o.id`,
  day: sql`o.received_on`,
  unitId: sql`n.unit_id`,
  label: title,
}

/** Notices of a type on the day of their first version. What a law wants each quarter or month is fulfilled by them (duties). */
const published = (type: NoticeType) => ({
  from: sql`notice n join notice_version f on f.town_id = n.town_id and f.notice_id = n.id and f.number = 1`,
  id: sql`n.id`,
  day: sql`f.published_on`,
  unitId: sql`n.unit_id`,
  label: title,
  where: sql`n.type = ${type} and n.state <> 'withdrawn'`,
})

export const disclosureIndicators: readonly Indicator[] = [
  defineIndicator({
    ...shared,
    id: 'disclosures.objections',
    nameZh: '对公示的异议',
    definition: '在统计期内收到的异议，电话、书面、窗口和网上的都算，留不留姓名都算。',
    measure: '件',
    aggregate: 'count',
    additive: true,
    rows: () => ({ ...objected }),
  }),
  defineIndicator({
    ...shared,
    id: 'disclosures.general',
    nameZh: '村务公开（一般事项）',
    definition: '在统计期内第一次贴出的“村务一般事项”公示。更正不另算，因异议撤下的不算。',
    measure: '次',
    aggregate: 'count',
    additive: true,
    rows: () => published('general'),
  }),
  defineIndicator({
    ...shared,
    id: 'disclosures.finance',
    nameZh: '财务公开',
    definition: '在统计期内第一次贴出的“财务公开”公示。更正不另算，因异议撤下的不算。',
    measure: '次',
    aggregate: 'count',
    additive: true,
    rows: () => published('finance'),
  }),
  defineIndicator({
    ...shared,
    id: 'disclosures.upheldShare',
    nameZh: '异议成立的比例',
    definition: '在统计期内收到、已经处理的异议里，成立的占多少。',
    measure: '%',
    aggregate: 'ratio',
    additive: false,
    rows: () => ({ ...objected, where: sql`o.state <> 'open'`, part: sql`o.state = 'upheld'` }),
  }),
  defineIndicator({
    ...shared,
    id: 'disclosures.onTime',
    version: 3,
    nameZh: '实施结果按期公开的比例',
    definition: '在统计期内到期的实施结果公开里，按期公开的占多少。决议公示因异议撤下的不算；还没到期、也还没公开的不算；别处贴的不算。',
    measure: '%',
    aggregate: 'ratio',
    additive: false,
    rows: ({ asOf }) => {
      // The day asked about is over once another has begun: what fell due on a year's last day is of that year.
      const inTime = sql`exists (select from notice r join notice_version v on v.town_id = r.town_id and v.notice_id = r.id and v.number = 1
        where r.town_id = n.town_id and r.subject_kind = n.subject_kind and r.subject_id = n.subject_id and r.type = 'result'
          and r.state <> 'withdrawn' and v.published_on <= n.result_due_on
          and (r.unit_id = n.unit_id or r.unit_id = any (unit_heirs(n.unit_id, (select actor_today())))))`
      return {
        from: sql`notice n`,
        id: sql`n.id`,
        day: sql`n.result_due_on`,
        unitId: sql`n.unit_id`,
        label: title,
        where: sql`n.type = 'decision' and n.number > 0 and n.state <> 'withdrawn' and n.result_due_on is not null
          and ((n.result_due_on <= ${asOf}::date and n.result_due_on < (select actor_today())) or ${inTime})`,
        part: inTime,
      }
    },
  }),
]
