/**
 * Duties (清单事项): the numbers they prove. DHIS2's five: expected, actual, on time, and the two rates.
 *
 * They read what the job last settled, within the hour. By village they are listed by code; there is no order of merit.
 * Source: anchors 5.12; domain §10.
 */
import { sql } from 'kysely'
import { defineIndicator, type Indicator } from '#platform/server/indicator.ts'

const duty = {
  from: sql`duty d join duty_template t on t.town_id = d.town_id and t.id = d.template_id`,
  id: sql`d.id`,
  day: sql`d.due_on`,
  unitId: sql`d.unit_id`,
  bodyId: sql`d.body_id`,
  label: sql`t.name || ' ' || to_char(d.period_from, 'YYYY-MM')`,
}
const done = sql`d.state = 'done'`
/** A day that was due may have been counted in working days. */
const onTime = sql`d.state = 'done' and d.done_on <= d.due_on`
/** Fell due by today and was not waived, or was done before its day. */
const expected = sql`d.state = 'done' or (d.state <> 'waived' and d.due_on <= (select actor_today()))`

const count = {
  version: 1,
  measure: '项',
  kind: 'flow',
  aggregate: 'count',
  additive: true,
  audience: 'staff',
} as const satisfies Partial<Indicator>
const share = { ...count, measure: '%', aggregate: 'ratio', additive: false } as const satisfies Partial<Indicator>

export const dutyIndicators = [
  defineIndicator({
    ...count,
    id: 'duties.expected',
    nameZh: '应完成的清单事项数',
    definition: '到期日在统计期内、今天以前到期的清单事项。免除的不算，提前完成的算。',
    rows: () => ({ ...duty, where: expected }),
  }),
  defineIndicator({
    ...count,
    id: 'duties.actual',
    nameZh: '已完成的清单事项数',
    definition: '到期日在统计期内、已经有记录的清单事项。逾期后补上记录的也算。',
    rows: () => ({ ...duty, where: done }),
  }),
  defineIndicator({
    ...count,
    id: 'duties.onTime',
    usesWorkingDays: true,
    nameZh: '按时完成的清单事项数',
    definition: '到期日在统计期内、记录的日子不晚于到期日的清单事项。',
    rows: () => ({ ...duty, where: onTime }),
  }),
  defineIndicator({
    ...share,
    id: 'duties.rate',
    nameZh: '清单完成率',
    definition: '已完成的占应完成的百分比。只看有没有做，不排名次。',
    rows: () => ({ ...duty, where: expected, part: done }),
  }),
  defineIndicator({
    ...share,
    id: 'duties.onTimeRate',
    usesWorkingDays: true,
    nameZh: '清单按时完成率',
    definition: '按时完成的占应完成的百分比。只看有没有做，不排名次。',
    rows: () => ({ ...duty, where: expected, part: onTime }),
  }),
]
