/** Puts a made-up town into the database (落库), in a town of its own, a few statements for all of it. */
import { sql } from 'kysely'
import type { Database } from '#platform/database/database.ts'
import { newId } from '#platform/shared/ids.ts'
import { waysUp } from './readable.ts'
import { movedOn, type World } from './world.ts'

const opened = '2010-01-01'
const ids = (count: number) => Array.from({ length: count }, () => newId())

export interface Settled {
  townId: number
  units: readonly string[]
  people: readonly string[]
  cases: readonly string[]
}

export async function settle(owner: Database, world: World, townId: number): Promise<Settled> {
  const units = ids(world.units.length)
  const bodies = ids(world.bodies)
  const people = ids(world.people.length)
  const posts = ids(world.posts.length)
  const cases = ids(world.cases.length)
  const endOf = (unit: number) => world.mergers.find(({ from }) => from === unit)?.on ?? ''
  await owner
    .insertInto('town')
    .values({ id: townId, code: String(100_000_000_000 + townId), name: '某镇', createdAt: new Date(0) })
    .execute()
  await owner
    .insertInto('unit')
    .values(
      world.units.map((_, at) => ({ townId, id: units[at]!, kind: at === 0 ? ('town' as const) : ('village' as const), openedOn: opened })),
    )
    .execute()
  const periods = world.units.flatMap((_, at) => {
    const period = (from: string, to: string, on: string) => {
      const way = waysUp(world, at, on)
      return {
        townId,
        unitId: units[at]!,
        parentId: way.length > 1 ? units[way[1]!]! : null,
        name: `单位${at}`,
        shortName: `单位${at}`,
        valid: `[${from},${to})`,
        path: way.toReversed().map(each => units[each]!),
      }
    }
    const end = endOf(at)
    const same = waysUp(world, at, opened).join() === waysUp(world, at, movedOn).join()
    if (same) return [period(opened, end, movedOn)]
    if (end !== '' && end <= movedOn) return [period(opened, end, opened)]
    return [period(opened, movedOn, opened), period(movedOn, end, movedOn)]
  })
  await owner.insertInto('unitPeriod').values(periods).execute()
  if (world.mergers.length > 0)
    await owner
      .insertInto('unitSuccession')
      .values(
        world.mergers.map(({ from, into, on }) => ({ townId, predecessorId: units[from]!, successorId: units[into]!, effectiveOn: on })),
      )
      .execute()
  await owner
    .insertInto('body')
    .values(bodies.map(id => ({ townId, id, line: 'department', kind: 'department', foundedOn: opened })))
    .execute()
  await owner
    .insertInto('person')
    .values(
      world.people.map(({ unit }, at) => ({
        townId,
        id: people[at]!,
        name: `某${at}`,
        sortKey: 'mou',
        unitId: units[unit]!,
        createdAt: new Date(0),
      })),
    )
    .execute()
  await owner
    .insertInto('post')
    .values(
      world.posts.map(({ role, unit, body, closedOn }, at) => ({
        townId,
        id: posts[at]!,
        role,
        title: '某职',
        unitId: units[unit]!,
        bodyId: body === null ? null : bodies[body]!,
        openedOn: opened,
        closedOn,
      })),
    )
    .execute()
  if (world.terms.length > 0)
    await owner
      .insertInto('term')
      .values(
        world.terms.map(({ post, person, from, to }) => ({
          townId,
          id: newId(),
          postId: posts[post]!,
          personId: people[person]!,
          valid: `[${from},${to ?? ''})`,
        })),
      )
      .execute()
  if (world.leaves.length > 0)
    await owner
      .insertInto('leave')
      .values(
        world.leaves.map(({ person, deputy, from, to }) => ({
          townId,
          id: newId(),
          personId: people[person]!,
          deputyId: people[deputy]!,
          valid: `[${from},${to})`,
        })),
      )
      .execute()
  await owner
    .insertInto('request')
    .values(
      world.cases.map((each, at) => ({
        townId,
        id: cases[at]!,
        number: `某${townId}-${at}`,
        codeDigest: Buffer.from('x'),
        title: '某事',
        text: '某事',
        near: '',
        unitId: units[each.unit]!,
        custodyUnitId: units[each.custody]!,
        handlerUnitId: units[each.handler]!,
        assignedBodyId: each.body === null ? null : bodies[each.body]!,
        assignedPersonId: each.person === null ? null : people[each.person]!,
        handledBy: [...each.handledByBodies.map(body => bodies[body]!), ...each.handledByPeople.map(person => people[person]!)],
        state: 'accepted' as const,
        channel: 'web' as const,
        aboutOfficials: each.officials,
        submittedAt: new Date(0),
        levelSince: new Date(0),
        clockState: 'running' as const,
        clockLimit: 5,
        clockUsed: 0,
        searchText: '某事',
        updatedAt: new Date(0),
      })),
    )
    .execute()
  const copies = world.cases.flatMap((each, at) =>
    each.copies.map(person => ({ townId, requestId: cases[at]!, personId: people[person]! })),
  )
  if (copies.length > 0) await owner.insertInto('requestCopy').values(copies).execute()
  return { townId, units, people, cases }
}

/** Runs as the application's role in the name of `actor`, who gave a one-time code, in the town. Empty: nobody is named. */
export const asActor = <T>(db: Database, townId: number, today: string, actor: string, work: (db: Database) => Promise<T>): Promise<T> =>
  db.transaction().execute(async transaction => {
    await sql`select set_config('sanliang.actor', ${actor}, true), set_config('sanliang.town', ${String(townId)}, true),
      set_config('sanliang.today', ${today}, true), set_config('sanliang.administers', 'yes', true)`.execute(transaction)
    return work(transaction)
  })
