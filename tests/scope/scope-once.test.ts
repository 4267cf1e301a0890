/** The scope is reckoned once a transaction (范围只算一次): never for another actor or day, and anew when posts change. Decision 0003. */
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import type { Database } from '#platform/database/database.ts'
import { addPost, aHolder } from '#features/people/people.samples.ts'
import { aStaffedVillage } from '#features/requests/requests.samples.ts'
import { useApp } from '../support/app.ts'
import { asActor } from './settle.ts'
import { today } from './world.ts'

const app = useApp()
const here = 1

interface Seen {
  units: string[]
  bodies: string[]
  roles: string[]
}
const sorted = ({ units, bodies, roles }: Seen): Seen => ({ units: units.toSorted(), bodies: bodies.toSorted(), roles: roles.toSorted() })
const seen = async (db: Database) =>
  sorted((await sql<Seen>`select scope_units() as units, actor_bodies() as bodies, actor_roles() as roles`.execute(db)).rows[0]!)
/** The same in other words: what lies below the posts, and what went into that. */
const reckoned = async (db: Database) =>
  sorted(
    (
      await sql<Seen>`with recursive reached (unit_id) as (
        select up.unit_id from actor_terms() held
        join unit_period up on up.town_id = actor_town() and held.unit_id = any (up.path) and up.valid @> actor_today()
        where held.role not in ('departmentOfficer', 'systemAdministrator', 'securityAdministrator', 'auditAdministrator')
        union
        select us.predecessor_id from reached
        join unit_succession us on us.town_id = actor_town() and us.successor_id = reached.unit_id and us.effective_on <= actor_today()
      ) select coalesce((select array_agg(unit_id) from reached), '{}') as units,
        coalesce((select array_agg(distinct body_id) from actor_terms() where body_id is not null), '{}') as bodies,
        coalesce((select array_agg(distinct role) from actor_terms()), '{}') as roles`.execute(db)
    ).rows[0]!,
  )
const becomes = (db: Database, actor: string, day = today) =>
  sql`select set_config('sanliang.actor', ${actor}, true), set_config('sanliang.today', ${day}, true)`.execute(db)

test('one who acts after another in a transaction has a scope of their own, and so has another day', async () => {
  const at = await aStaffedVillage(app.owner)
  const actors = [at.clerk, at.department.officer, at.leader].map(id => `person:${id}`)
  await asActor(app.platform.connection.db, here, today, 'public', async db => {
    for (const actor of [...actors, 'public', ...actors.toReversed()])
      for (const day of [today, '1999-01-01', today]) {
        await becomes(db, actor, day)
        expect([actor, day, await seen(db)]).toEqual([actor, day, await reckoned(db)])
        // what was kept is what was reckoned
        expect([actor, day, await seen(db)]).toEqual([actor, day, await reckoned(db)])
      }
  })
})

test('an administrator’s post is none before a one-time code was given, and counts from then on', async () => {
  const at = await aStaffedVillage(app.owner)
  const person = await aHolder(app.owner, 'villageClerk', at.village.id)
  await addPost(app.owner, person, 'auditAdministrator', at.town.id)
  const given = (db: Database, yes: string) => sql`select set_config('sanliang.administers', ${yes}, true)`.execute(db)
  await asActor(app.platform.connection.db, here, today, `person:${person}`, async db => {
    for (const [yes, roles] of [
      ['yes', ['auditAdministrator', 'villageClerk']],
      ['', ['villageClerk']],
      ['yes', ['auditAdministrator', 'villageClerk']],
    ] as const) {
      await given(db, yes)
      expect((await seen(db)).roles).toEqual(roles)
    }
  })
})

test('a post given or taken, and a unit moved, count from the next statement on', async () => {
  const at = await aStaffedVillage(app.owner)
  const person = await aHolder(app.owner, 'gridLeader', at.group.id)
  await asActor(app.owner, here, today, `person:${person}`, async db => {
    expect((await seen(db)).units).toEqual([at.group.id])
    await addPost(db, person, 'villageClerk', at.village.id)
    expect((await seen(db)).units).toContain(at.village.id)
    await sql`update term set valid = daterange(lower(valid), ${today}) where person_id = ${person}`.execute(db)
    expect(await seen(db)).toEqual({ units: [], bodies: [], roles: [] })
  })
})
