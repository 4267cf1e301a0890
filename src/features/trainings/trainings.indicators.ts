/**
 * Trainings (培训): the numbers they prove.
 *
 * Attendances are lines of the organiser's rolls, each of a known person in one place. Source: figures.tsv T03, T04; domain §9.1, §9.4.
 */
import { sql } from 'kysely'
import { defineIndicator } from '#platform/server/indicator.ts'
import { yearlyHours } from './trainings.rules.ts'

const startedOn = sql`(s.starts_at at time zone 'Asia/Shanghai')::date`
const took = sql`s.state in ('held', 'credited')`
const flow = { version: 1, kind: 'flow', aggregate: 'count', additive: true, audience: 'public' } as const
const ratio = {
  version: 2,
  measure: '%',
  kind: 'stock',
  aggregate: 'ratio',
  additive: false,
  countsPeople: true,
  audience: 'staff',
} as const

const aSession = sql`training_session s join training_course c on c.town_id = s.town_id and c.id = s.course_id`

/** Hours and concentrated courses of a person in the year of the as-of day, up to it; as columns of a lateral join. */
const earned = (personId: ReturnType<typeof sql>, asOf: string) => sql`lateral (
  select coalesce(sum(r.hours), 0) as hours, coalesce(bool_or(c.concentrated and r.hours > 0), false) as concentrated
  from training_roll r join ${aSession} on s.town_id = r.town_id and s.id = r.session_id
  where r.town_id = (select actor_town()) and r.person_id = ${personId}
    and ${startedOn} between date_trunc('year', ${asOf}::date)::date and ${asOf}::date) earned on true`

/** Can it still be told who was there in the year of the day? Rolls of ten years ago name nobody, and a share of nobody is no nought. */
const isNamed = (asOf: string) => sql`not exists (select from training_session f where f.town_id = (select actor_town())
  and f.roll_forgotten_on is not null and extract(year from f.starts_at at time zone 'Asia/Shanghai') = extract(year from ${asOf}::date))`
const forgotten = '名册满10年去掉了姓名的年份，不再算。'

/** One post as secretary for each who holds one on the day, the longest held. */
const secretaries = (asOf: string) => sql`(
  select distinct on (term.person_id) term.person_id, post.unit_id, post.body_id from term
  join post on post.town_id = term.town_id and post.id = term.post_id
  where term.town_id = (select actor_town()) and post.role in ('villageSecretary', 'branchSecretary') and term.valid @> ${asOf}::date
  order by term.person_id, lower(term.valid), post.id)`

export const trainingIndicators = [
  defineIndicator({
    ...flow,
    id: 'trainings.sessions',
    nameZh: '培训场次',
    measure: '场次',
    definition: '在统计期内开课的培训，一场算一次。只是计划的、取消的不算。',
    consolePage: id => `/console/trainings/${id}`,
    rows: () => ({ from: aSession, id: sql`s.id`, day: startedOn, unitId: sql`s.unit_id`, label: sql`c.title`, where: took }),
  }),
  defineIndicator({
    ...flow,
    version: 3,
    id: 'trainings.secretaryAttendances',
    nameZh: '党组织书记轮训人次',
    measure: '人次',
    definition:
      '在统计期内的书记轮训。名册上记了到课的，一人一场算一次。没有对上人的不算。和已算的一场在同一时间的，不再算。先算计了学时的；都没计的，算先排的。',
    rows: () => ({
      from: sql`training_roll r join ${aSession} on s.town_id = r.town_id and s.id = r.session_id`,
      id: sql`r.id`,
      day: startedOn,
      unitId: sql`s.unit_id`,
      label: sql`coalesce(r.name || ' ', '') || c.title`,
      where: sql`${took} and c.audience = 'secretaries' and r.attendance = 'present'
        and coalesce(r.counted, r.person_id is not null and r.clash_id is null
          and r.id <> all ((select lines_counted_elsewhere())::uuid[]))`,
    }),
  }),
  defineIndicator({
    ...ratio,
    id: 'trainings.secretariesOverHours',
    nameZh: '书记学满学时的比例',
    definition: `统计日在任的村（社区）和经济社、小区党组织书记中，当年学满${yearlyHours.secretary}学时、参加过集中培训的占百分之几。${forgotten}`,
    rows: ({ asOf }) => ({
      from: sql`${secretaries(asOf)} held join person p on p.town_id = (select actor_town()) and p.id = held.person_id
        join ${earned(sql`held.person_id`, asOf)}`,
      id: sql`held.person_id`,
      day: sql`${asOf}::date`,
      unitId: sql`held.unit_id`,
      bodyId: sql`held.body_id`,
      label: sql`p.name`,
      where: isNamed(asOf),
      part: sql`earned.hours >= ${yearlyHours.secretary} and earned.concentrated`,
    }),
  }),
  defineIndicator({
    ...ratio,
    id: 'trainings.membersOverHours',
    nameZh: '参训人员学满学时的比例',
    definition: `当年在培训名册上、不担任书记的人中，学满${yearlyHours.member}学时的占百分之几。党员名册建成后改按全体党员算。${forgotten}`,
    rows: ({ asOf }) => ({
      from: sql`person p join ${earned(sql`p.id`, asOf)}`,
      id: sql`p.id`,
      day: sql`${asOf}::date`,
      unitId: sql`p.unit_id`,
      label: sql`p.name`,
      where: sql`exists (select from training_roll r join training_session s on s.town_id = r.town_id and s.id = r.session_id
          where r.town_id = p.town_id and r.person_id = p.id and r.excluded is null and ${took}
            and ${startedOn} between date_trunc('year', ${asOf}::date)::date and ${asOf}::date)
        and p.id not in (select held.person_id from ${secretaries(asOf)} held) and ${isNamed(asOf)}`,
      part: sql`earned.hours >= ${yearlyHours.member}`,
    }),
  }),
]
