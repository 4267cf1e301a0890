/** Commitments (双报到与领岗履职): sample rows, for tests. */
import { sql } from 'kysely'
import type { Database } from '#platform/database/database.ts'
import { newId } from '#platform/shared/ids.ts'
import { catalogue } from './commitments.catalogue.rules.ts'
import { insertReportIn } from './commitments.queries.ts'
import { adoptKinds, insertPost } from './commitments.posts.queries.ts'

const townId = 1

/** A report-in that the village has accepted. */
export async function aReportIn(db: Database, personId: string, unitId: string, acceptedOn = '2026-01-05'): Promise<string> {
  const id = newId()
  const days = { begunOn: acceptedOn, reportedOn: acceptedOn, acceptedOn }
  await insertReportIn(db, { townId, id, personId, unitId, state: 'accepted', means: 'counter', workUnit: '区档案馆', ...days })
  return id
}

/** A post of a kind that the town has adopted. */
export async function aPost(db: Database, unitId: string, { kindCode = 'policy', headcount = 1 } = {}): Promise<string> {
  const id = newId()
  await adoptKinds(db, townId, '2020-01-01', catalogue)
  await insertPost(db, { townId, id, unitId, kindCode, headcount, conditions: '', openedOn: '2020-01-01' })
  return id
}

/** Someone who serves on the post since the day. */
export async function aServing(db: Database, postId: string, personId: string, unitId: string, from: string): Promise<string> {
  const id = newId()
  await sql`insert into post_holding (town_id, id, post_id, person_id, unit_id, applied_by, state, applied_on, decided_on, published_on, serving_from)
    values (${townId}, ${id}, ${postId}, ${personId}, ${unitId}, 'self', 'serving', ${from}, ${from}, ${from}, ${from})`.execute(db)
  return id
}

/** An hour that someone served after the report-in on the morning of the day, confirmed by another. */
export async function aServedHour(db: Database, personId: string, unitId: string, day: string, confirmedBy: string): Promise<string> {
  const id = newId()
  const reportInId = await aReportIn(db, personId, unitId, day)
  const span = { startsAt: `${day}T09:00:00+08:00`, endsAt: `${day}T10:00:00+08:00` }
  await db
    .insertInto('serviceEntry')
    .values({ townId, id, personId, unitId, reportInId, ...span, activity: '入户讲政策', state: 'confirmed', confirmedBy })
    .execute()
  return id
}
