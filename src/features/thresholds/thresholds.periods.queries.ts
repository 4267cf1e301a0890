/** Periods (天数): SQL. The only file that writes `period_edition`. */
import { sql } from 'kysely'
import type { Database } from '#platform/database/database.ts'
import type { PeriodKey } from './thresholds.periods.contract.ts'

/** Whoever changes a period waits until this transaction has ended. */
export const holdPeriod = (db: Database, key: PeriodKey) =>
  sql`select pg_advisory_xact_lock(hashtextextended(${`period ${key}`}, actor_town()))`.execute(db)

/** The proposal first, then the newest. */
export const editions = (db: Database) =>
  db
    .selectFrom('periodEdition')
    .select(['periodKey', 'number', 'days', 'basis', 'proposedBy', 'inForceOn', 'version'])
    .select(sql<string | null>`holder_name(proposed_by)`.as('proposerName'))
    .select(sql<string | null>`holder_name(adopted_by)`.as('adopterName'))
    .orderBy('number', 'desc')
    .execute()

/** What the town settled that holds on the day; undefined: nothing. */
export const settledOn = (db: Database, key: PeriodKey, day: string) =>
  db
    .selectFrom('periodEdition')
    .where('periodKey', '=', key)
    .where('inForceOn', '<=', day)
    .select('days')
    .orderBy('inForceOn', 'desc')
    .orderBy('number', 'desc')
    .limit(1)
    .executeTakeFirst()

export const writeProposal = (
  db: Database,
  proposal: { townId: number; periodKey: PeriodKey; number: number; days: number; basis: string; proposedBy: string; proposedAt: Date },
) =>
  db
    .insertInto('periodEdition')
    .values(proposal)
    .onConflict(conflict =>
      conflict.columns(['townId', 'periodKey', 'number']).doUpdateSet({
        days: sql`excluded.days`,
        basis: sql`excluded.basis`,
        proposedBy: sql`excluded.proposed_by`,
        proposedAt: sql`excluded.proposed_at`,
        version: sql`period_edition.version + 1`,
      }),
    )
    .execute()

export const adoptProposal = (db: Database, key: PeriodKey, adopted: { inForceOn: string; adoptedBy: string; adoptedAt: Date }) =>
  db
    .updateTable('periodEdition')
    .set({ ...adopted, version: sql`version + 1` })
    .where('periodKey', '=', key)
    .where('inForceOn', 'is', null)
    .execute()
