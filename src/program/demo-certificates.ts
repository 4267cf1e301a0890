/**
 * Certificates of the demonstration (示例证明): one that holds, one that two people revoked, one whose notice has just begun.
 *
 * They have no sheet: they are asked for, posted and signed. So each step goes through its action, on its day and in the name of whoever
 * may take it, as at the console.
 */
import { askFor, decideRevocation, issue, proposeRevocation } from '#features/certificates/certificates.actions.ts'
import { installKey, writeStatus } from '#features/certificates/certificates.keys.actions.ts'
import { sql } from 'kysely'
import type { Platform } from '#platform/server/platform.ts'
import { addDays, dayOf } from '#platform/shared/calendar.ts'
import { asJob, stageOf } from './demo-stage.ts'

/** Returns how many were asked for in the village; 0 where there are some already, or too few volunteers. */
export async function loadCertificates(platform: Platform, villageCode: string): Promise<number> {
  const today = dayOf(platform.now())
  const ago = (days: number) => stageOf(platform, addDays(today, -days))
  const place = await placeFor(platform, villageCode, today)
  if (!place || place.volunteers.length < 3) return 0
  const { unitId, clerk, secretary, volunteers } = place
  await ago(60).job(installKey)
  const ask = (days: number, personId: string) =>
    ago(days).act(clerk, askFor, {
      body: { unitId, personId, from: addDays(today, -400), to: addDays(today, -70), consent: true },
    })
  const signed = async (days: number, personId: string) => {
    const { id, version } = await ask(days, personId)
    const body = { responsible: '示例负责人', officePhone: '0757-00000000' }
    return ago(days - 8).act(secretary, issue, { params: { certificateId: id }, body }, version)
  }
  await signed(58, volunteers[0]!)
  const wrong = await signed(56, volunteers[1]!)
  const params = { certificateId: wrong.id }
  const proposed = await ago(20).act(clerk, proposeRevocation, { params, body: { reason: '核对名册，有一场不是本人参加' } }, wrong.version)
  await ago(19).act(secretary, decideRevocation, { params, body: { agreed: true } }, proposed.version)
  await ask(2, volunteers[2]!)
  // the list is signed each night; tonight's has not come yet
  await asJob(platform, writeStatus)
  return 3
}

interface Place {
  unitId: string
  clerk: string
  secretary: string
  /** By code; those with hours that nobody disputes any more, but neither of the two. */
  volunteers: string[]
}

const placeFor = (platform: Platform, villageCode: string, day: string): Promise<Place | undefined> =>
  asJob(platform, async ({ db }) => {
    const { rows } = await sql<Place>`
      with holder as (
        select post.role, post.unit_id, term.person_id from post
        join term on term.town_id = post.town_id and term.post_id = post.id and term.valid @> ${`[${addDays(day, -60)},${day}]`}::daterange),
      served as (
        select distinct p.id, p.external_code from volunteer_hours h
        join volunteer_slot s on s.town_id = h.town_id and s.id = h.slot_id and s.state = 'locked'
        join unit u on u.town_id = s.town_id and u.id = s.unit_id and u.code = ${villageCode}
        join person p on p.town_id = h.town_id and p.id = h.person_id
        where h.grade <> 'enteredLater' and h.state = 'standing'
          and h.starts_at > ${addDays(day, -300)}::date and h.starts_at < ${addDays(day, -80)}::date
      )
      select u.id as unit_id, clerk.person_id as clerk, secretary.person_id as secretary,
        coalesce((select array_agg(served.id order by served.external_code) from served
          where served.id not in (clerk.person_id, secretary.person_id)), '{}') as volunteers
      from unit u
      join holder clerk on clerk.role = 'villageClerk' and clerk.unit_id = u.id
      join holder secretary on secretary.role = 'villageSecretary' and secretary.unit_id = u.id and secretary.person_id <> clerk.person_id
      where u.code = ${villageCode} and not exists (select from volunteer_certificate)
      order by clerk.person_id, secretary.person_id limit 1`.execute(db)
    return rows[0]
  })
