/** Rows for the national system and for the register (导出): SQL, read under the caller's own scope. */
import { sql } from 'kysely'
import type { Database } from '#platform/database/database.ts'
import type { VolunteerCertificateState } from './certificates.contract.ts'

export interface RecordRow {
  personCode: string
  name: string
  title: string
  startsAt: Date
  endsAt: Date
  place: string
  about: string
  credited: number
  grade: 'onSite' | 'organiser' | 'enteredLater'
  organiser: string
  team: string | null
  contactName: string
  contactPhone: string | null
}
const nameOf = (id: string, day: string) => sql`coalesce((select up.name from unit_period up
  where up.town_id = (select actor_town()) and up.unit_id = ${sql.raw(id)} and lower(up.valid) <= ${day}::date order by lower(up.valid) desc limit 1), '')`
/** Rows of one sheet. With one row more, so that the caller sees when there are more. */
export const most = 20_000

/** Hours that stand, whatever their grade, of activities of a unit and below; in the order of days. */
export const recordsOf = async (db: Database, day: string, unitId: string, from: string, to: string) =>
  (
    await sql<RecordRow>`
      select coalesce(p.external_code, h.person_id::text) as person_code, h.name, a.title, h.starts_at, h.ends_at, a.place, a.about, h.credited,
        h.grade, ${nameOf('s.unit_id', day)} as organiser, t.name as team, a.contact_name, a.contact_phone
      from volunteer_hours h
      join volunteer_slot s on s.town_id = h.town_id and s.id = h.slot_id
      join volunteer_activity a on a.town_id = s.town_id and a.id = s.activity_id
      left join volunteer_team t on t.town_id = s.town_id and t.id = s.team_id
      left join person p on p.town_id = h.town_id and p.id = h.person_id
      where h.state = 'standing' and h.credited > 0 and s.unit_id = any ((select units_below(${unitId}::uuid, ${day}::date))::uuid[])
        and (h.starts_at at time zone 'Asia/Shanghai')::date between ${from}::date and ${to}::date
      order by h.starts_at, h.id limit ${most + 1}`.execute(db)
  ).rows

export interface TrainedRow {
  personCode: string
  name: string
  courses: string | null
  trainingHours: number | null
  /** Of ① and ② organised here, whatever the year, once nobody can dispute them. */
  minutes: number
}
/** Each person of these records once, with credited hours of courses for volunteers on days from `from` to `to`; by code. */
export const trainedOf = async (db: Database, day: string, unitId: string, from: string, to: string) =>
  (
    await sql<TrainedRow>`
      with served as (
        select h.town_id, h.id, h.person_id, h.name, h.credited, h.grade, h.starts_at, h.posted_on from volunteer_hours h
        join volunteer_slot s on s.town_id = h.town_id and s.id = h.slot_id
        where h.state = 'standing' and h.credited > 0 and s.unit_id = any ((select units_below(${unitId}::uuid, ${day}::date))::uuid[]))
      select coalesce(p.external_code, told.person_id::text) as person_code, told.name, trained.courses, trained.hours as training_hours,
        (select coalesce(sum(served.credited), 0)::int from served
          where served.person_id = told.person_id and served.grade <> 'enteredLater' and served.posted_on + 7 < ${day}::date
            and not exists (select from volunteer_dispute d where d.town_id = served.town_id and d.hours_id = served.id and d.state = 'open')
        ) as minutes
      from (select distinct on (town_id, person_id) town_id, person_id, name from served
        where (starts_at at time zone 'Asia/Shanghai')::date between ${from}::date and ${to}::date
        order by town_id, person_id, starts_at desc) told
      left join person p on p.town_id = told.town_id and p.id = told.person_id
      left join lateral (select left(string_agg(distinct c.title, '、'), 500) as courses, sum(r.hours)::int as hours
        from training_roll r join training_session t on t.town_id = r.town_id and t.id = r.session_id and t.state = 'credited'
        join training_course c on c.town_id = t.town_id and c.id = t.course_id and c.audience = 'volunteers'
        where r.town_id = told.town_id and r.person_id = told.person_id and r.attendance = 'present' and r.hours > 0
          and (t.starts_at at time zone 'Asia/Shanghai')::date between ${from}::date and ${to}::date) trained on true
      order by 1 limit ${most + 1}`.execute(db)
  ).rows

export interface RegisterEntry {
  serial: string
  name: string
  unitName: string
  fromOn: string
  toOn: string
  onSite: number
  organiser: number
  issuedOn: string
  validUntil: string
  responsible: string
  handlerName: string | null
  state: VolunteerCertificateState
}
/** What was issued on days from `from` to `to` by a unit and those below it, by number. */
export const registerOf = async (db: Database, day: string, unitId: string, from: string, to: string) =>
  (
    await sql<RegisterEntry>`
      select c.serial, c.name, ${nameOf('c.unit_id', day)} as unit_name, c.from_on, c.to_on, c.on_site, c.organiser, c.issued_on, c.valid_until,
        c.responsible, c.credential::json #>> '{credentialSubject,source,name}' as handler_name, c.state
      from volunteer_certificate c
      where c.serial is not null and c.unit_id = any ((select units_below(${unitId}::uuid, ${day}::date))::uuid[])
        and c.issued_on between ${from}::date and ${to}::date
      order by c.serial limit ${most + 1}`.execute(db)
  ).rows
