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
  contactPhone: string
}
const nameOf = (id: string, day: string) => sql`coalesce((select up.name from unit_period up
  where up.town_id = (select actor_town()) and up.unit_id = ${sql.raw(id)} and lower(up.valid) <= ${day}::date order by lower(up.valid) desc limit 1), '')`
const most = 20_000

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
      order by h.starts_at, h.id limit ${most}`.execute(db)
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
      order by c.serial limit ${most}`.execute(db)
  ).rows
