/** Opinions and interests (首议意见、居民意见、回避): SQL. */
import { sql, type Insertable } from 'kysely'
import type { Database } from '#platform/database/database.ts'
import type { Tables } from '#platform/database/tables.ts'
import type { Adoption, Capacity, Interest } from './decisions.shapes.contract.ts'

type Row<T extends keyof Tables> = Insertable<Tables[T]>

export const adoptionsOf = (db: Database, decisionId: string) =>
  db
    .selectFrom('decisionAdoption')
    .innerJoin('decisionStage', 'decisionStage.id', 'decisionAdoption.stageId')
    .where('decisionStage.decisionId', '=', decisionId)
    .select(['stageId', 'adoption', 'answeredOn'])
    .select(sql<string | null>`adoption_reason(decision_adoption.stage_id)`.as('reason'))
    .$castTo<{ stageId: string; adoption: Adoption; reason: string | null; answeredOn: string }>()
    .execute()
export const insertAdoption = (db: Database, row: Row<'decisionAdoption'>) => db.insertInto('decisionAdoption').values(row).execute()

export const commentsOf = (db: Database, decisionId: string) =>
  db
    .selectFrom('decisionComment')
    .where('decisionId', '=', decisionId)
    .select(['id', 'content', 'sentAt', 'replyBy', 'reply', 'repliedAt'])
    .orderBy('id')
    .execute()
/** Locked until the transaction ends. */
export const lockComment = (db: Database, id: string) =>
  db.selectFrom('decisionComment').where('id', '=', id).select(['id', 'decisionId', 'reply']).forUpdate().executeTakeFirst()
export const insertComment = (db: Database, row: Row<'decisionComment'>) => db.insertInto('decisionComment').values(row).execute()
export const replyTo = (db: Database, id: string, reply: { reply: string; repliedBy: string; repliedAt: Date }) =>
  db.updateTable('decisionComment').set(reply).where('id', '=', id).execute()

/** When the answers still owed are due, by matter. */
export async function commentsWaiting(db: Database, decisionIds: readonly string[]): Promise<Map<string, string[]>> {
  const { rows } = await sql<{ id: string; due: string[] | null }>`
    select d.id, (select array_agg(w.reply_by::text order by w.reply_by) from decision_comments_waiting(d.id) w) as due
    from unnest(${decisionIds}::uuid[]) as d (id)`.execute(db)
  return new Map(rows.map(({ id, due }) => [id, due ?? []]))
}

export interface DeclarationRow {
  personId: string
  name: string | null
  capacity: Capacity
  interest: Interest
  kinOf: string | null
  recused: boolean
  declaredOn: string
  recordedAt: Date
}
/** Oldest first; the newest of a person in a capacity counts. */
export const declarationsOf = (db: Database, decisionId: string): Promise<DeclarationRow[]> =>
  db
    .selectFrom('decisionDeclaration')
    .where('decisionId', '=', decisionId)
    .select(['personId', 'capacity', 'interest', 'kinOf', 'recused', 'declaredOn', 'recordedAt'])
    .select(
      sql<string | null>`coalesce(holder_name(person_id), (select name from person p where p.town_id = decision_declaration.town_id
      and p.id = decision_declaration.person_id))`.as('name'),
    )
    .orderBy('id')
    .$castTo<DeclarationRow>()
    .execute()
export const insertDeclaration = (db: Database, row: Row<'decisionDeclaration'>) =>
  db.insertInto('decisionDeclaration').values(row).execute()

export const replacementsOf = async (db: Database, decisionId: string): Promise<string[]> =>
  (await db.selectFrom('decisionReplacement').where('decisionId', '=', decisionId).select('supervisorId').execute()).map(
    ({ supervisorId }) => supervisorId,
  )
export const insertReplacement = (db: Database, row: Row<'decisionReplacement'>) =>
  db.insertInto('decisionReplacement').values(row).execute()

export async function recusalsOf(db: Database, decisionId: string): Promise<{ capacity: Capacity; people: number }[]> {
  const { rows } = await sql<{
    capacity: Capacity
    people: number
  }>`select capacity, people from decision_recusals(${decisionId}::uuid)`.execute(db)
  return rows
}

/** Who supervises the village on the day. */
export async function supervisorsOf(db: Database, villageId: string, day: string): Promise<{ personId: string; name: string }[]> {
  const { rows } = await sql<{ personId: string; name: string }>`
    select person_id, name from supervisors_of(${villageId}::uuid, ${day}::date)`.execute(db)
  return rows
}

/** The names of people whom the actor may read or who hold a post. */
export async function namesOf(db: Database, ids: readonly string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map()
  const { rows } = await sql<{ id: string; name: string }>`
    select i.id, coalesce(holder_name(i.id), p.name) as name from unnest(${[...new Set(ids)]}::uuid[]) as i (id)
    left join person p on p.town_id = actor_town() and p.id = i.id where coalesce(holder_name(i.id), p.name) is not null`.execute(db)
  return new Map(rows.map(({ id, name }) => [id, name]))
}
