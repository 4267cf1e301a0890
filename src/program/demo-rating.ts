/**
 * A year of star ratings of one branch (示例评星), for the demonstration.
 *
 * Ratings have no sheet: they are proposed from records and decided by people. So each step goes through its action, on its day and in the
 * name of whoever may take it, as at the console. Steps of days to come are left to whoever looks at the demonstration.
 */
import { decide, get } from '#features/ratings/ratings.actions.ts'
import { answer, contest } from '#features/ratings/ratings.contests.actions.ts'
import { advance, cycle, openCycle } from '#features/ratings/ratings.cycles.actions.ts'
import { defaultRules } from '#features/ratings/ratings.defaults.rules.ts'
import { adoptRules, draftRules } from '#features/ratings/ratings.rule-sets.actions.ts'
import { sql } from 'kysely'
import type { Platform } from '#platform/server/platform.ts'
import { dayOf } from '#platform/shared/calendar.ts'
import { asJob, stageOf, type Stage } from './demo-stage.ts'

/** Rates last year in the smallest branch of the village that has five members and records. Returns how many were rated; 0 if it was done before. */
export async function loadRating(platform: Platform, villageCode: string): Promise<number> {
  const today = dayOf(platform.now())
  const year = Number(today.slice(0, 4)) - 1
  const place = await placeFor(platform, villageCode, today)
  if (!place) return 0
  const { bodyId, branch, village, clerk, leader } = place
  const on = (day: string) => stageOf(platform, `${year + 1}-${day}`)
  if (`${year + 1}-01-22` > today) return 0

  const drafted = await on('01-05').act(clerk, draftRules, { body: defaultRules(year) })
  const adoption = { params: { ruleSetId: drafted.id }, body: { decision: `西樵镇党委会议纪要〔${year + 1}〕1号` } }
  await on('01-06').act(leader, adoptRules, adoption, drafted.version)
  const opened = await on('01-10').act(branch, openCycle, { body: { bodyId, year } })
  const params = { cycleId: opened.id }
  const step = async (day: string, body: object) => {
    if (`${year + 1}-${day}` > today) return
    const stage = on(day)
    const { version } = await stage.act(branch, cycle, { params })
    await stage.act(branch, advance, { params, body }, version)
  }
  await step('01-10', { step: 'startSelfCheck' })
  await contestOne(platform, on, opened.members.find(({ exempt }) => exempt === null)!.id, [branch, village])
  await step('01-21', { step: 'review' })
  const review = on('01-21')
  for (const { id, exempt } of opened.members) {
    if (exempt !== null) continue
    for (const secretary of [village, branch]) {
      const sheet = await review.act(secretary, get, { params: { ratingId: id } })
      if (!sheet.allowedActions.includes('decide')) continue
      // Where the records say nothing, people decide alone and say why.
      const body = sheet.proposed === null ? { star: 3, reason: '没有记录，按支部评议定' } : { star: sheet.proposed }
      await review.act(secretary, decide, { params: { ratingId: id }, body }, sheet.version)
      break
    }
  }
  await step('01-22', { step: 'show', shownWhere: 'branchRoom' })
  await step('02-20', { step: 'confirm' })
  await step('02-20', { step: 'notify' })
  await step('04-01', { step: 'archive' })
  return opened.members.length
}

/** One member says that a training is missing; a secretary looks it up, and it stays as it is. */
async function contestOne(platform: Platform, on: (day: string) => Stage, ratingId: string, secretaries: readonly string[]) {
  const personId = await personOf(platform, ratingId)
  const body = { source: 'trainings.hours', text: '五月在镇党校听了半天课，没有记上' }
  const { contests } = await on('01-12').act(personId, contest, { params: { ratingId }, body })
  const params = { contestId: contests[0]!.id }
  for (const secretary of secretaries) {
    const sheet = await on('01-14').act(secretary, get, { params: { ratingId } })
    if (!sheet.contests[0]?.allowedActions.includes('answer')) continue
    await on('01-14').act(secretary, answer, { params, body: { outcome: 'rejected', answer: '查了签到册，那次是别的支部的课' } })
    return
  }
}

const personOf = async (platform: Platform, ratingId: string) =>
  asJob(
    platform,
    async ({ db }) => (await db.selectFrom('rating').where('id', '=', ratingId).select('personId').executeTakeFirstOrThrow()).personId,
  )

interface Place {
  bodyId: string
  branch: string
  village: string
  clerk: string
  leader: string
}

/** The smallest branch of the village with a secretary and records of last year, and who acts for village and town. Undefined when anything was rated before. */
const placeFor = (platform: Platform, villageCode: string, day: string): Promise<Place | undefined> =>
  asJob(platform, async ({ db }) => {
    const { rows } = await sql<Place>`
      with holder as (
        select post.role, post.unit_id, post.body_id, term.person_id from post
        join term on term.town_id = post.town_id and term.post_id = post.id and lower(term.valid) <= ${`${day.slice(0, 4)}-01-01`}::date
          and term.valid @> ${day}::date)
      select led.body_id, led.person_id as branch, near.person_id as village, clerk.person_id as clerk, leader.person_id as leader
      from unit u
      join unit_period here on here.town_id = u.town_id and here.path @> array[u.id] and here.valid @> ${day}::date
      join holder led on led.role = 'branchSecretary' and led.unit_id = here.unit_id and led.body_id is not null
      join holder near on near.role = 'villageSecretary' and near.unit_id = u.id
      join holder clerk on clerk.role = 'townClerk'
      join holder leader on leader.role = 'townLeader' and leader.person_id <> clerk.person_id
      cross join lateral (select count(*) as members from party_membership m
        where m.town_id = u.town_id and m.body_id = led.body_id and m.ended_on is null and m.person_id <> led.person_id) counted
      cross join lateral (select exists (select from party_membership m
        join meeting_roll l on l.town_id = m.town_id and l.person_id = m.person_id and l.attendance <> 'unrecorded'
        join meeting t on t.town_id = l.town_id and t.id = l.meeting_id
          and extract(year from t.starts_at at time zone 'Asia/Shanghai') = ${Number(day.slice(0, 4)) - 1}
        where m.town_id = u.town_id and m.body_id = led.body_id and m.ended_on is null) as has_records) told
      where u.code = ${villageCode} and counted.members >= 5 and not exists (select from rating_cycle)
      order by told.has_records desc, counted.members, led.body_id, clerk.person_id, leader.person_id limit 1`.execute(db)
    return rows[0]
  })
