/**
 * A star community of the demonstration (示例星级志愿服务社区): granted for last year, applied for this year, which waits for the town.
 *
 * Titles have no sheet: a village applies from its records and the town decides. So each step goes through its action, on its day and in the
 * name of whoever may take it, as at the console.
 */
import {
  communityFacts,
  decideCommunity,
  installCommunityRule,
  proposeCommunity,
  setCommunityRule,
} from '#features/volunteering/volunteering.communities.actions.ts'
import { sql } from 'kysely'
import type { Platform } from '#platform/server/platform.ts'
import { dayOf } from '#platform/shared/calendar.ts'
import { asJob, stageOf } from './demo-stage.ts'

/** What the demonstration town asks for; its villages have few volunteers. */
const asked = { leastTeams: 1, leastSlots: 12, leastVolunteers: 8, leastMinutes: 6_000 }

/** Returns how many applications there are; 0 where it was done before, and in the first days of a year. */
export async function loadStarCommunity(platform: Platform, villageCode: string): Promise<number> {
  const today = dayOf(platform.now())
  const year = Number(today.slice(0, 4))
  const place = await placeFor(platform, villageCode, today)
  if (!place || `${year}-01-20` > today) return 0
  const { unitId, secretary, clerk } = place
  await asJob(platform, installCommunityRule)
  const source = `西樵镇党委会议纪要〔${year - 1}〕1号（示例）`
  await stageOf(platform, `${year - 1}-01-06`).act(clerk, setCommunityRule, { body: { ...asked, fromYear: year - 1, source } })
  let applied = 0
  for (const each of [year - 1, year]) {
    const stage = each === year ? stageOf(platform, today) : stageOf(platform, `${year}-01-12`)
    const { criteria } = await stage.act(secretary, communityFacts, { query: { unitId, year: String(each) } })
    if (criteria.some(({ met }) => !met)) continue
    const { id, version } = await stage.act(secretary, proposeCommunity, { body: { unitId, year: each } })
    applied += 1
    if (each === year) continue
    const body = { granted: true, basis: `西樵镇志愿服务通报〔${year}〕1号（示例）` }
    await stageOf(platform, `${year}-01-20`).act(clerk, decideCommunity, { params: { communityId: id }, body }, version)
  }
  return applied
}

interface Place {
  unitId: string
  secretary: string
  clerk: string
}

const placeFor = (platform: Platform, villageCode: string, day: string): Promise<Place | undefined> =>
  asJob(platform, async ({ db }) => {
    const { rows } = await sql<Place>`
      with holder as (
        select post.role, post.unit_id, term.person_id from post
        join term on term.town_id = post.town_id and term.post_id = post.id and term.valid @> ${day}::date)
      select u.id as unit_id, secretary.person_id as secretary, clerk.person_id as clerk
      from unit u
      join holder secretary on secretary.role = 'villageSecretary' and secretary.unit_id = u.id
      join holder clerk on clerk.role = 'townClerk' and clerk.person_id <> secretary.person_id
      where u.code = ${villageCode} and not exists (select from star_community)
      order by secretary.person_id, clerk.person_id limit 1`.execute(db)
    return rows[0]
  })
