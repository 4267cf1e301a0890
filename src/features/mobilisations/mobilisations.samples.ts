/** Mobilisations (动员): sample rows, for tests. */
import { sql } from 'kysely'
import { aBody } from '#features/bodies/bodies.samples.ts'
import { aHolder } from '#features/people/people.samples.ts'
import { aTown, aVillage } from '#features/units/units.samples.ts'
import type { Database } from '#platform/database/database.ts'
import { newId } from '#platform/shared/ids.ts'

/** A town with a clerk and a leader, a village with its offices and its committee, and the village next door. */
export async function aMobilisedTown(db: Database) {
  const [town, village, other] = [await aTown(db), await aVillage(db), await aVillage(db)]
  return {
    town,
    village,
    other,
    clerk: await aHolder(db, 'townClerk', town.id),
    leader: await aHolder(db, 'townLeader', town.id),
    secretary: await aHolder(db, 'villageSecretary', village.id, { name: '关伟明' }),
    desk: await aHolder(db, 'villageClerk', village.id),
    neighbour: await aHolder(db, 'villageSecretary', other.id),
    committee: await aBody(db, 'committee', { name: '爱国社区党委', unitIds: [village.id] }),
  }
}

/** A confirmed line of a roster that is cleared already, on a day. */
export async function aConfirmedLine(db: Database, unitId: string, day: string, { token = newId(), isMember = true } = {}) {
  const [mobilisationId, shiftId, id] = [newId(), newId(), newId()]
  const at = new Date(`${day}T08:00:00+08:00`)
  const until = new Date(at.getTime() + 4 * 3_600_000)
  await db
    .insertInto('mobilisation')
    .values({ townId: 1, id: mobilisationId, title: '疫情防控', task: '村口值守', startsOn: day, endsOn: '2021-12-31', purgedAt: at })
    .execute()
  await db
    .insertInto('mobilisationShift')
    .values({ townId: 1, id: shiftId, mobilisationId, unitId, place: '村口', startsAt: at, endsAt: until, needed: 5 })
    .execute()
  await db
    .insertInto('mobilisationRoster')
    .values({ townId: 1, id, shiftId, mobilisationId, unitId, token, state: 'confirmed', isMember, hours: sql`tstzrange(${at}, ${until})` })
    .execute()
  return id
}
