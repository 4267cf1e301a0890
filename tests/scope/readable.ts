/**
 * Who may read what (谁能看到什么), told once more in plain loops, from the sentences of design D4 and not from the SQL:
 * the unit is in my scope, or the record is assigned to me or my body, or I handled it, or it was copied to me; a case about
 * officials is opened by authority over discipline alone.
 */
import { movedOn, today, type RoleName, type World } from './world.ts'

const reachesNothing: readonly RoleName[] = ['departmentOfficer', 'systemAdministrator', 'auditAdministrator']
const holds = (from: string, to: string | null) => from <= today && (to === null || today < to)

export interface Reader {
  units: ReadonlySet<number>
  bodies: ReadonlySet<number>
  roles: ReadonlySet<RoleName>
}

/** The posts in force today, one's own and, while one has any, those of colleagues on leave. */
export function readerOf(world: World, person: number): Reader {
  const own = postsOf(world, [person])
  const standsInFor = world.leaves.filter(leave => leave.deputy === person && holds(leave.from, leave.to)).map(leave => leave.person)
  const held = own.length > 0 ? postsOf(world, [person, ...standsInFor]) : own
  const units = new Set<number>()
  for (const { role, unit } of held) if (!reachesNothing.includes(role)) for (const each of below(world, unit)) units.add(each)
  return { units, bodies: new Set(held.flatMap(({ body }) => body ?? [])), roles: new Set(held.map(({ role }) => role)) }
}

const postsOf = (world: World, people: readonly number[]) =>
  world.terms
    .filter(term => people.includes(term.person) && holds(term.from, term.to))
    .map(term => world.posts[term.post]!)
    .filter(post => post.closedOn === null || today < post.closedOn)

/** The unit with all that stands below it today, and whatever went into any of these by today. */
export function below(world: World, top: number): Set<number> {
  const found = new Set<number>()
  for (const [unit] of world.units.entries()) if (stands(world, unit) && waysUp(world, unit).includes(top)) found.add(unit)
  for (let grown = true; grown;) {
    grown = false
    for (const { from, into, on } of world.mergers)
      if (on <= today && found.has(into) && !found.has(from)) {
        found.add(from)
        grown = true
      }
  }
  return found
}

export const stands = (world: World, unit: number) => !world.mergers.some(({ from, on }) => from === unit && on <= today)

/** From the unit up to the town, as of a day; itself included. */
export function waysUp(world: World, unit: number, on: string = today): number[] {
  const way = [unit]
  for (let at = unit; at !== 0;) {
    const { parent, movedTo } = world.units[at]!
    at = movedTo !== null && on >= movedOn ? movedTo : parent
    way.push(at)
  }
  return way
}

export const readsCase = (world: World, person: number, at: number, reader: Reader = readerOf(world, person)): boolean => {
  const { custody, body, person: assignee, handledByBodies, handledByPeople, copies, officials } = world.cases[at]!
  const isMine = assignee === person
  const iHandled = handledByPeople.includes(person) || handledByBodies.some(each => reader.bodies.has(each))
  const open = reader.units.has(custody) || (body !== null && reader.bodies.has(body)) || isMine || iHandled || copies.includes(person)
  return open && (!officials || reader.roles.has('townDiscipline') || isMine || iHandled)
}

export const readsPerson = (world: World, person: number, other: number, reader: Reader = readerOf(world, person)): boolean =>
  other === person || reader.units.has(world.people[other]!.unit) || reader.roles.has('systemAdministrator')
