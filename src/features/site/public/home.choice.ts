/** The household's choice (我家归谁管): village and group of the address, with the four doors there. */
import { bodiesCovering } from '#features/bodies/bodies.actions.ts'
import { postsShown, type PublicPost } from '#features/people/people.public.actions.ts'
import type { Unit } from '#features/units/units.contract.ts'
import { venuesOf } from '#features/venues/venues.actions.ts'
import type { Venue } from '#features/venues/venues.contract.ts'
import type { Context } from '#platform/server/action.ts'
import type { Visit } from '#platform/server/page.ts'
import { doorsOf, type BodyAt, type Doors } from '../site.doors.rules.ts'
import { pathOf, type Town } from './places.ts'

export interface Choice {
  village: Unit | null
  /** Below the village; null until it is chosen. */
  group: Unit | null
  doors: Doors<PublicPost, BodyAt, Venue> | null
  /** The town's own centre, which answers for the zones. */
  townCentre: Venue | null
}

/** What the address names: v a village's code, g a unit's id. What does not exist, or lies elsewhere, is not chosen. */
export async function readChoice(context: Context, town: Town, query: Visit['query']): Promise<Choice> {
  const village = town.villages.find(({ code, id }) => query.v && [code, id].includes(query.v)) ?? null
  if (!village) return { village: null, group: null, doors: null, townCentre: null }
  const group = town.all.find(({ id, path }) => id === query.g && id !== village.id && path.includes(village.id)) ?? null
  const path = pathOf(town, group ?? village)
  const ids = path.map(({ id }) => id)
  const venues = await venuesOf(context, town.town ? [...ids, town.town.id] : ids)
  const doors = doorsOf(path, { posts: await postsShown(context, ids), bodies: await partyAt(context, ids), venues })
  return { village, group, doors, townCentre: venues.find(({ kind, status }) => kind === 'townCentre' && status === 'inUse') ?? null }
}

/** Party organisations of each place, its predecessors' included. */
async function partyAt(context: Context, unitIds: readonly string[]): Promise<BodyAt[]> {
  const found: BodyAt[] = []
  for (const unitId of unitIds) for (const body of await bodiesCovering(context, [unitId], 'party')) found.push({ ...body, unitId })
  return found
}
