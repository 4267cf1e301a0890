/** Thresholds (表决门槛): SQL. The only file that writes `threshold_setting` and `threshold_edition`. */
import { sql } from 'kysely'
import type { Database } from '#platform/database/database.ts'
import type { Layer, Parts } from './thresholds.shapes.contract.ts'

export interface Setting {
  id: string
  ruleKey: string
  version: number
}

export const settingsOf = (db: Database, unitId: string): Promise<Setting[]> =>
  db.selectFrom('thresholdSetting').where('unitId', '=', unitId).select(['id', 'ruleKey', 'version']).execute()

/**
 * The setting, locked until the transaction ends; undefined before the first proposal. Every change starts here: whoever
 * asks about the same rule at the same place waits, also where there is no row yet.
 */
export const findSetting = (db: Database, id: string) =>
  db.selectFrom('thresholdSetting').where('id', '=', id).select(['id', 'ruleKey', 'unitId']).executeTakeFirst()

export async function lockSetting(db: Database, ruleKey: string, unitId: string): Promise<Setting | undefined> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`threshold ${ruleKey} ${unitId}`}, actor_town()))`.execute(db)
  return db
    .selectFrom('thresholdSetting')
    .where('ruleKey', '=', ruleKey)
    .where('unitId', '=', unitId)
    .select(['id', 'ruleKey', 'version'])
    .forUpdate()
    .executeTakeFirst()
}

export const insertSetting = (db: Database, setting: { townId: number; id: string; ruleKey: string; unitId: string }) =>
  db.insertInto('thresholdSetting').values(setting).execute()

export const touchSetting = (db: Database, id: string) =>
  db
    .updateTable('thresholdSetting')
    .set({ version: sql`version + 1` })
    .where('id', '=', id)
    .execute()

/** The proposal first, then the newest. */
export async function editionsOf(db: Database, settingIds: readonly string[]) {
  if (settingIds.length === 0) return []
  const rows = await db
    .selectFrom('thresholdEdition')
    .where('settingId', 'in', settingIds)
    .select(['settingId', 'number', 'parts', 'basis', 'article', 'proposedBy', 'inForceOn', 'adoptedAt'])
    .select(sql<string | null>`holder_name(proposed_by)`.as('proposerName'))
    .select(sql<string | null>`holder_name(adopted_by)`.as('adopterName'))
    .orderBy('number', 'desc')
    .execute()
  return rows.map(row => ({ ...row, parts: row.parts as Parts }))
}

/** Every edition that had come into force by the day at any of the places, for each rule, oldest first. */
export async function editionsBy(db: Database, unitIds: readonly string[], day: string): Promise<(Layer & { ruleKey: string })[]> {
  const { rows } = await sql<Layer & { ruleKey: string }>`
    select s.rule_key as "ruleKey", s.unit_id as "unitId", e.number, e.parts
    from threshold_setting s
    join threshold_edition e on e.town_id = s.town_id and e.setting_id = s.id
    where s.unit_id = any (${unitIds}::uuid[]) and e.in_force_on <= ${day}::date
    order by e.in_force_on, e.number`.execute(db)
  return rows
}

export interface Proposal {
  townId: number
  settingId: string
  number: number
  parts: Parts
  basis: string
  article: string | null
  proposedBy: string
  proposedAt: Date
}

/** Writes the one proposal: a new number after the last in force, or in place of the proposal that stands. */
export const writeProposal = (db: Database, { parts, ...proposal }: Proposal) =>
  db
    .insertInto('thresholdEdition')
    .values({ ...proposal, parts: JSON.stringify(parts) })
    .onConflict(conflict =>
      conflict.columns(['townId', 'settingId', 'number']).doUpdateSet({
        parts: sql`excluded.parts`,
        basis: sql`excluded.basis`,
        article: sql`excluded.article`,
        proposedBy: sql`excluded.proposed_by`,
        proposedAt: sql`excluded.proposed_at`,
      }),
    )
    .execute()

export const adoptProposal = (db: Database, settingId: string, adopted: { inForceOn: string; adoptedBy: string; adoptedAt: Date }) =>
  db.updateTable('thresholdEdition').set(adopted).where('settingId', '=', settingId).where('inForceOn', 'is', null).execute()
