/**
 * Important matters (重要事权清单): what may be read, and what other features may ask.
 *
 * The door for a running matter: `catalogueOf` says what is in force when it begins; it keeps the list's id and the code, and
 * `entryOf` gives the entry as that list had it, whatever came into force since.
 */
import { findAnswered, findUnit, listUnits } from '#features/units/units.actions.ts'
import { action, type Context } from '#platform/server/action.ts'
import { Problem, problems as common } from '#platform/shared/problem.ts'
import { chartsOf } from './matters.chart.actions.ts'
import { endpoints, type MatterEntry, type MatterList, type MatterListSummary } from './matters.contract.ts'
import { matterPolicy, type ListFacts } from './matters.policy.ts'
import * as queries from './matters.queries.ts'
import { byCode, inOrder, listMachine, merged } from './matters.rules.ts'

export { chartsOf } from './matters.chart.actions.ts'
export { bodiesOn, bodyAt, linesOf, stagesOf } from './matters.rules.ts'

export interface ListPlace {
  id: string
  name: string
  kind: string
  path: readonly string[]
}

const nobodys: ListFacts = { path: [], state: 'inForce', adoptedBy: null }

export const catalogue = action(endpoints.catalogue, async (context, { query }) => {
  context.require(matterPolicy, 'catalogue', nobodys)
  const day = query.day ?? context.today
  const place = await placeOf(context, query.unitId, day)
  const { town, village, items } = await catalogueOf(context, place, day)
  return {
    day,
    unitId: place.id,
    unitName: place.name,
    list: town ? summary(town, town.entries.length) : null,
    villageList: village ? summary(village, village.entries.length) : null,
    items,
  }
})

export const entry = action(endpoints.entry, async (context, { params, query }) => {
  context.require(matterPolicy, 'entry', nobodys)
  const list = await findList(context, params.listId)
  const found = await entryOf(context, params.listId, params.code)
  if (!found) throw new Problem(common.notFound, '清单里没有这一项。')
  const day = query.day ?? context.today
  const place = await placeOf(context, query.unitId ?? list.unitId, day)
  const entries = await queries.entriesOf(context.db, list.id)
  return { entry: found, list: summary(list, entries.length), unitName: place.name, charts: await chartsOf(context, found, place, day) }
})

export const lists = action(endpoints.lists, async (context, { query }) => {
  context.require(matterPolicy, 'lists', nobodys)
  const rows = await queries.listLists(context.db, query.unitId)
  return { items: rows.map(row => summary(row, row.entries)) }
})

export const get = action(endpoints.get, async (context, { params }) => {
  context.require(matterPolicy, 'get', nobodys)
  return present(context, params.listId)
})

/**
 * The town's list and the village's own in force on the day, and their entries in one; the village's stand for the town's, as long as they
 * are no laxer.
 */
export async function catalogueOf(context: Context, place: ListPlace, day: string) {
  const [townId] = place.path
  const town = townId ? await queries.listInForce(context.db, townId, day) : undefined
  const villageId = place.path[1]
  const village = villageId ? await queries.listInForce(context.db, villageId, day) : undefined
  const ofTown = town ? await entriesOf(context, town.id, false) : []
  const ofVillage = village ? await entriesOf(context, village.id, true) : []
  return {
    town: town && { ...town, entries: ofTown },
    village: village && { ...village, entries: ofVillage },
    items: merged(ofTown, ofVillage),
  }
}

/** An entry as its own list has it; undefined: that list has none of the code, or one may not read it. */
export async function entryOf(context: Context, listId: string, code: string): Promise<MatterEntry | undefined> {
  const list = await queries.findList(context.db, listId)
  if (!list) return undefined
  const isVillages = (await findAnswered(context, list.unitId)).path.length > 1
  return (await entriesOf(context, listId, isVillages)).find(each => each.code === code)
}

/** What many entries say, each as its own list has it, in one statement; by list and code. */
export async function entriesAt(context: Context, keys: readonly { listId: string; code: string }[]) {
  const found = new Map((await queries.entriesAt(context.db, keys)).map(each => [`${each.listId} ${each.code}`, each]))
  return ({ listId, code }: { listId: string; code: string }) => {
    const entry = found.get(`${listId} ${code}`)
    return entry && { ...entry, stages: inOrder(entry.stages) }
  }
}

async function entriesOf(context: Context, listId: string, ofVillage: boolean): Promise<MatterEntry[]> {
  const entries = await queries.entriesOf(context.db, listId)
  return entries.map(each => ({ ...each, stages: inOrder(each.stages), ofVillage })).sort(byCode)
}

/** The place, or the town. Throws not-found (404). */
export async function placeOf(context: Context, unitId: string | undefined, day: string): Promise<ListPlace> {
  if (unitId) return findUnit(context, unitId, day)
  const [town] = await listUnits(context, { kind: 'town' }, day)
  if (!town) throw new Problem(common.notFound, '那一天还没有录入镇。')
  return town
}

/** Throws not-found (404). */
export async function findList(context: Context, id: string): Promise<queries.ListRow> {
  const list = await queries.findList(context.db, id)
  if (!list) throw new Problem(common.notFound, '没有这份清单。')
  return list
}

const summary = (row: queries.ListRow, entries: number): MatterListSummary => ({
  id: row.id,
  unitId: row.unitId,
  unitName: row.unitName,
  number: row.number,
  state: row.state,
  seeded: row.seeded,
  inForceOn: row.inForceOn,
  supersededOn: row.supersededOn,
  entries,
})

/** Who recorded the adoption, so that another files. */
export const adopterOf = (steps: readonly { state: string; recordedBy: string | null }[]): string | null =>
  steps.find(({ state }) => state === 'adopted')?.recordedBy ?? null

export async function present(context: Context, id: string): Promise<MatterList> {
  const list = await findList(context, id)
  const { path } = await findAnswered(context, list.unitId)
  const entries = await entriesOf(context, id, path.length > 1)
  const steps = await queries.stepsOf(context.db, id)
  const facts = { path, state: list.state, adoptedBy: adopterOf(steps) }
  return {
    ...summary(list, 0),
    entries,
    steps: steps.map(({ state, reachedOn, document, recorderName, recordedAt }) => ({
      state,
      reachedOn,
      document,
      recordedBy: recorderName,
      recordedAt: recordedAt.toISOString(),
    })),
    version: list.version,
    allowedActions: matterPolicy.allowed(context.actor, facts, context.now).filter(name => name !== 'create' || isClosed(list.state)),
  }
}

const isClosed = (state: MatterList['state']) => !listMachine.can(state, 'revise') && state !== 'draft'
