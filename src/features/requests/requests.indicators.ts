/**
 * Requests (诉求): the numbers they prove.
 *
 * A case about a village's officials belongs to whoever keeps it, the town: the village cannot even count it (domain P8).
 * Source: figures.tsv V11; domain §14.4, §28.
 */
import { sql } from 'kysely'
import { defineIndicator, type Indicator } from '#platform/server/indicator.ts'

const dayIn = (instant: string) => sql`(${sql.raw(instant)} at time zone 'Asia/Shanghai')::date`
const aCase = {
  from: sql`request r`,
  id: sql`r.id`,
  unitId: sql`case when r.about_officials then r.custody_unit_id else r.unit_id end`,
  bodyId: sql`r.assigned_body_id`,
  label: sql`r.number || ' ' || r.title`,
}
const shared = {
  version: 1,
  measure: '件',
  kind: 'flow',
  aggregate: 'count',
  additive: true,
  audience: 'public',
  isSaidByResidents: true,
  consolePage: (id: string) => `/console/requests/${id}`,
} as const satisfies Partial<Indicator>

export const requestIndicators = [
  defineIndicator({
    ...shared,
    id: 'requests.received',
    nameZh: '收到的诉求数',
    definition: '在统计期内收到的诉求，不论办得怎样。并案的每件都算，本人撤回的也算。',
    rows: () => ({ ...aCase, day: dayIn('r.submitted_at') }),
  }),
  defineIndicator({
    ...shared,
    id: 'requests.solved',
    nameZh: '居民说解决了的诉求数',
    definition: '在统计期内由居民确认解决的诉求。代为登记的、凭经手窗口给的码的也算，另有单独计数。没有回答的不算。',
    rows: () => ({ ...aCase, day: dayIn('r.closed_at'), where: sql`r.state = 'solved'` }),
  }),
  defineIndicator({
    ...shared,
    id: 'requests.solvedBySharedCode',
    nameZh: '凭经手窗口给的码解决的诉求数',
    definition: '查询码是经手的窗口给的，凭它说解决了的诉求。已算在“居民说解决了”里。',
    rows: () => ({ ...aCase, day: dayIn('r.closed_at'), where: sql`r.state = 'solved' and r.solved_by = 'sharedCode'` }),
  }),
  defineIndicator({
    ...shared,
    id: 'requests.solvedOnBehalf',
    nameZh: '代为登记解决的诉求数',
    definition: '居民说解决了、由窗口代为登记的诉求。已算在“居民说解决了”里。',
    rows: () => ({ ...aCase, day: dayIn('r.closed_at'), where: sql`r.state = 'solved' and r.solved_by = 'onBehalf'` }),
  }),
  defineIndicator({
    ...shared,
    id: 'requests.unanswered',
    nameZh: '居民没有回答的诉求数',
    definition: '提出办结后10个工作日内，居民没有回答的诉求。不算满意。',
    rows: () => ({ ...aCase, day: dayIn('r.closed_at'), where: sql`r.state = 'unanswered'` }),
  }),
  defineIndicator({
    ...shared,
    id: 'requests.solvedByJointMeeting',
    nameZh: '联席会议协调解决的诉求数',
    definition: '列入联席会议、在统计期内由居民确认解决的诉求。',
    rows: () => ({ ...aCase, day: dayIn('r.closed_at'), where: sql`r.state = 'solved' and r.joint_meeting_on is not null` }),
  }),
  defineIndicator({
    ...shared,
    id: 'requests.open',
    kind: 'stock',
    nameZh: '还在办的诉求数',
    definition: '截至统计日收到、还没有结果的诉求。',
    rows: ({ asOf }) => ({
      ...aCase,
      day: dayIn('r.submitted_at'),
      where: sql`${dayIn('r.submitted_at')} <= ${asOf}::date and (r.closed_at is null or ${dayIn('r.closed_at')} > ${asOf}::date)`,
    }),
  }),
]
