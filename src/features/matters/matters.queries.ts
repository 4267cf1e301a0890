/** Important matters (重要事权清单): SQL. The only file that writes `matter_list`, `matter_list_step` and `matter_entry`. */
import { sql } from 'kysely'
import type { Database } from '#platform/database/database.ts'
import type { MatterListState, MatterFields } from './matters.shapes.contract.ts'

export interface ListRow {
  id: string
  unitId: string
  unitName: string
  number: number
  state: MatterListState
  seeded: boolean
  inForceOn: string | null
  supersededOn: string | null
  version: number
}

const lists = (db: Database) =>
  db
    .selectFrom('matterList')
    .selectAll('matterList')
    .select(
      sql<string>`(select up.name from unit_period up where up.town_id = matter_list.town_id and up.unit_id = matter_list.unit_id
        order by lower(up.valid) desc limit 1)`.as('unitName'),
    )

export const findList = (db: Database, id: string): Promise<ListRow | undefined> =>
  lists(db).where('matterList.id', '=', id).executeTakeFirst()

/** The same, locked until the transaction ends. Every change starts here. */
export const lockList = (db: Database, id: string): Promise<ListRow | undefined> =>
  lists(db).where('matterList.id', '=', id).forUpdate('matterList').executeTakeFirst()

/** All that one may read, by place and number; of one place if it is named. */
export async function listLists(db: Database, unitId?: string): Promise<(ListRow & { entries: number })[]> {
  return lists(db)
    .innerJoin('unit', 'unit.id', 'matterList.unitId')
    .select(
      sql<number>`(select count(*)::int from matter_entry e where e.town_id = matter_list.town_id and e.list_id = matter_list.id)`.as(
        'entries',
      ),
    )
    .$if(unitId !== undefined, query => query.where('matterList.unitId', '=', unitId!))
    .orderBy('unit.code')
    .orderBy('matterList.unitId')
    .orderBy('matterList.number', 'desc')
    .execute()
}

/** The list that was in force at the place on the day. */
export const listInForce = (db: Database, unitId: string, day: string): Promise<ListRow | undefined> =>
  lists(db)
    .where('unitId', '=', unitId)
    .where('inForceOn', '<=', day)
    .where(({ eb, or }) => or([eb('supersededOn', 'is', null), eb('supersededOn', '>', day)]))
    .orderBy('number', 'desc')
    .executeTakeFirst()

export async function entriesOf(db: Database, listId: string): Promise<(MatterFields & { code: string; listId: string })[]> {
  const rows = await db.selectFrom('matterEntry').where('listId', '=', listId).select(['code', 'listId', 'content']).execute()
  return rows.map(({ code, content, ...row }) => ({ ...(content as MatterFields), code, listId: row.listId }))
}

/** Entries of many lists in one statement. */
export async function entriesAt(db: Database, keys: readonly { listId: string; code: string }[]) {
  const { rows } = await sql<{ listId: string; code: string; content: MatterFields }>`select list_id, code, content from matter_entry
    where (list_id, code) in (select * from unnest(${keys.map(({ listId }) => listId)}::uuid[], ${keys.map(({ code }) => code)}::text[]))`.execute(
    db,
  )
  return rows.map(({ content, ...key }) => ({ ...content, ...key }))
}

export const findEntry = async (db: Database, listId: string, code: string) =>
  (await entriesOf(db, listId)).find(each => each.code === code)

export const stepsOf = (db: Database, listId: string) =>
  db
    .selectFrom('matterListStep')
    .where('listId', '=', listId)
    .select(['state', 'reachedOn', 'document', 'recordedBy', 'recordedAt'])
    .select(sql<string | null>`holder_name(recorded_by)`.as('recorderName'))
    .orderBy('reachedOn')
    .orderBy('recordedAt')
    .execute()

/** Whoever asks about lists of the same place waits until this transaction has ended. */
export async function nextNumber(db: Database, unitId: string): Promise<number> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`matter list ${unitId}`}, actor_town()))`.execute(db)
  const { last } = await db
    .selectFrom('matterList')
    .where('unitId', '=', unitId)
    .select(({ fn }) => fn.max('number').as('last'))
    .executeTakeFirstOrThrow()
  return Number(last ?? 0) + 1
}

export const hasOpenList = async (db: Database, unitId: string): Promise<boolean> =>
  (await db
    .selectFrom('matterList')
    .where('unitId', '=', unitId)
    .where('state', 'in', ['draft', 'consulted', 'adopted', 'filed'])
    .select('id')
    .executeTakeFirst()) !== undefined

export const insertList = (db: Database, list: { townId: number; id: string; unitId: string; number: number; seeded: boolean }) =>
  db
    .insertInto('matterList')
    .values({ ...list, state: 'draft' })
    .execute()

export async function insertEntries(db: Database, townId: number, listId: string, entries: readonly (MatterFields & { code: string })[]) {
  if (entries.length === 0) return
  const rows = entries.map(({ code, ...content }) => ({ townId, listId, code, content: JSON.stringify(content) }))
  await db.insertInto('matterEntry').values(rows).execute()
}

export const writeEntry = (db: Database, listId: string, code: string, content: MatterFields) =>
  db
    .updateTable('matterEntry')
    .set({ content: JSON.stringify(content) })
    .where('listId', '=', listId)
    .where('code', '=', code)
    .execute()

export const deleteEntry = (db: Database, listId: string, code: string) =>
  db.deleteFrom('matterEntry').where('listId', '=', listId).where('code', '=', code).execute()

/** Its content was changed by somebody: it no longer says only what the program proposed. */
export const touchList = (db: Database, id: string) =>
  db
    .updateTable('matterList')
    .set({ version: sql`version + 1`, seeded: false })
    .where('id', '=', id)
    .execute()

export const moveList = (db: Database, id: string, state: MatterListState, inForceOn: string | null = null) =>
  db
    .updateTable('matterList')
    .set({ state, version: sql`version + 1`, ...(inForceOn !== null && { inForceOn }) })
    .where('id', '=', id)
    .execute()

/** The list in force ends on the day on which the next begins. */
export const supersede = (db: Database, unitId: string, day: string) =>
  db
    .updateTable('matterList')
    .set({ state: 'superseded', supersededOn: day, version: sql`version + 1` })
    .where('unitId', '=', unitId)
    .where('state', '=', 'inForce')
    .execute()

export interface StepRow {
  townId: number
  listId: string
  state: 'consulted' | 'adopted' | 'filed' | 'inForce'
  reachedOn: string
  document: string
  recordedBy: string | null
  recordedAt: Date
}
export const insertStep = (db: Database, step: StepRow) => db.insertInto('matterListStep').values(step).execute()

export const deleteSteps = (db: Database, listId: string) => db.deleteFrom('matterListStep').where('listId', '=', listId).execute()
