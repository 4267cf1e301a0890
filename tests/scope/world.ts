/**
 * A small town made up by chance (随机的镇), as plain values: units that move and merge, people with posts, cases and their handlers.
 *
 * Everything is a number into a list, so that fast-check can shrink it. The day is fixed: before, on and after it are what counts.
 */
import fc from 'fast-check'

export const today = '2026-03-02'
/** Units that move do so on this day. */
export const movedOn = '2025-06-01'

export const roles = [
  'townClerk',
  'townLeader',
  'townDiscipline',
  'villageSecretary',
  'villageClerk',
  'supervisor',
  'branchSecretary',
  'cooperativeDirector',
  'gridLeader',
  'departmentOfficer',
  'systemAdministrator',
  'auditAdministrator',
] as const
export type RoleName = (typeof roles)[number]

export interface World {
  /** Unit 0 is the town. A parent always stands earlier in the list, so there are no circles. */
  units: { parent: number; movedTo: number | null }[]
  /** A unit without children that went into another on a day; on a day to come it still stands. */
  mergers: { from: number; into: number; on: string }[]
  people: { unit: number }[]
  posts: { role: RoleName; unit: number; body: number | null; closedOn: string | null }[]
  terms: { post: number; person: number; from: string; to: string | null }[]
  leaves: { person: number; deputy: number; from: string; to: string }[]
  bodies: number
  cases: {
    unit: number
    custody: number
    handler: number
    body: number | null
    person: number | null
    handledByBodies: number[]
    handledByPeople: number[]
    copies: number[]
    officials: boolean
  }[]
}

const day = fc.constantFrom('2020-01-01', '2025-01-01', '2026-03-01', today, '2026-03-03', '2027-01-01')

export const aWorld: fc.Arbitrary<World> = fc
  .record({ units: fc.integer({ min: 3, max: 14 }), people: fc.integer({ min: 2, max: 6 }), bodies: fc.integer({ min: 1, max: 3 }) })
  .chain(size => {
    const unit = fc.nat(size.units - 1)
    const person = fc.nat(size.people - 1)
    const body = fc.nat(size.bodies - 1)
    const rarely = <T>(value: fc.Arbitrary<T>) => fc.option(value, { freq: 2, nil: null })
    return fc.record({
      units: fc.tuple(
        fc.constant({ parent: -1, movedTo: null }),
        ...Array.from({ length: size.units - 1 }, (_, at) => fc.record({ parent: fc.nat(at), movedTo: rarely(fc.nat(at)) })),
      ),
      mergers: fc.array(fc.record({ from: fc.integer({ min: 1, max: size.units - 1 }), into: unit, on: day }), { maxLength: 3 }),
      people: fc.array(fc.record({ unit }), { minLength: size.people, maxLength: size.people }),
      posts: fc.array(fc.record({ role: fc.constantFrom(...roles), unit, body: rarely(body), closedOn: rarely(day) }), {
        minLength: 1,
        maxLength: 7,
      }),
      terms: fc.array(fc.record({ post: fc.nat(6), person, from: day, to: fc.option(day, { nil: null }) }), { minLength: 1, maxLength: 9 }),
      leaves: fc.array(fc.record({ person, deputy: person, from: day, to: day }), { maxLength: 2 }),
      bodies: fc.constant(size.bodies),
      cases: fc.array(
        fc.record({
          unit,
          custody: unit,
          handler: unit,
          body: rarely(body),
          person: rarely(person),
          handledByBodies: fc.uniqueArray(body, { maxLength: 1 }),
          handledByPeople: fc.uniqueArray(person, { maxLength: 1 }),
          copies: fc.uniqueArray(person, { maxLength: 1 }),
          officials: fc.boolean(),
        }),
        { minLength: 2, maxLength: 10 },
      ),
    })
  })
  .map(sound)

/** Leaves out what the database would refuse, which is not this test's business. */
function sound(world: World): World {
  const hasChildren = (unit: number) => world.units.some(({ parent, movedTo }) => parent === unit || movedTo === unit)
  const merged = new Set<number>()
  const mergers = world.mergers.filter(({ from, into }) => {
    const fits = from !== into && !hasChildren(from) && !merged.has(from) && !merged.has(into)
    if (fits) merged.add(from)
    return fits
  })
  const held = new Set<string>()
  // Nobody is two administrators, whenever.
  const administrators = new Map<number, RoleName>()
  const terms = world.terms.filter(({ post, person, from, to }) => {
    const key = `${post} ${person}`
    const role = world.posts[post]?.role
    const isOne = role === 'systemAdministrator' || role === 'auditAdministrator'
    const fits =
      role !== undefined && (to === null || from < to) && !held.has(key) && !(isOne && (administrators.get(person) ?? role) !== role)
    if (fits) held.add(key)
    if (fits && isOne) administrators.set(person, role)
    return fits
  })
  const away = new Set<number>()
  const leaves = world.leaves.filter(({ person, deputy, from, to }) => {
    const fits = person !== deputy && from < to && !away.has(person)
    if (fits) away.add(person)
    return fits
  })
  return { ...world, mergers, terms, leaves }
}
