/**
 * Four doors (四道门): whom a household finds first, and where the matter goes when that door cannot help.
 *
 * Contact member (户联系党小组) › branch › service station › service centre. Each door is the nearest one up the
 * tree from where people live; a door that is not there is said to be missing, never filled in.
 * Source: article, 支部建在家门口; domain §7.
 */

export interface Place {
  id: string
  kind: string
  name: string
}
export interface PostAt {
  role: string
  title: string
  unitId: string
  name: string | null
}
export interface BodyAt {
  line: string
  kind: string
  name: string
  unitId: string
}
export interface VenueAt {
  kind: string
  unitId: string
  status: string
}

export interface Doors<P extends PostAt, B extends BodyAt, V extends VenueAt> {
  /** The place of the contact's post, and the post; null when none is recorded. */
  contact: { place: Place; post: P } | null
  branch: { body: B; secretary: string | null } | null
  station: V | null
  centre: V | null
}

const branches = ['generalBranch', 'branch', 'jointBranch', 'temporaryBranch']

/** `path` runs from the village down to where people live; the last is theirs. */
export function doorsOf<P extends PostAt, B extends BodyAt, V extends VenueAt>(
  path: readonly Place[],
  { posts, bodies, venues }: { posts: readonly P[]; bodies: readonly B[]; venues: readonly V[] },
): Doors<P, B, V> {
  const upward = path.toReversed()
  const below = upward.slice(0, -1) // without the village
  const open = venues.filter(({ status }) => status === 'inUse')
  const nearest = <T extends { unitId: string }>(places: readonly Place[], things: readonly T[]) =>
    places.flatMap(place => things.filter(({ unitId }) => unitId === place.id))[0] ?? null
  // One who agreed to be named comes before one who did not, at the same place.
  const leaders = posts.filter(({ role }) => role === 'gridLeader').toSorted((a, b) => Number(a.name === null) - Number(b.name === null))
  const leader = nearest(below, leaders)
  const branch = nearest(
    below,
    bodies.filter(({ line, kind }) => line === 'party' && branches.includes(kind)),
  )
  const secretary =
    branch && posts.find(({ role, unitId, name }) => role === 'branchSecretary' && unitId === branch.unitId && name !== null)
  return {
    contact: leader && { place: path.find(({ id }) => id === leader.unitId)!, post: leader },
    branch: branch && { body: branch, secretary: secretary?.name ?? null },
    station: nearest(
      below,
      open.filter(({ kind }) => kind === 'station'),
    ),
    centre: nearest(
      upward.slice(-1),
      open.filter(({ kind }) => kind === 'villageCentre'),
    ),
  }
}
