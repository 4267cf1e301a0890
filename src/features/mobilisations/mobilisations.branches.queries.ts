/** Temporary branches (临时党支部): SQL. The only file that writes `temporary_branch`, its decisions and its seats. */
import { sql, type Insertable, type Updateable } from 'kysely'
import type { Database } from '#platform/database/database.ts'
import type { Tables } from '#platform/database/tables.ts'

const branches = (db: Database) =>
  db
    .selectFrom('temporaryBranch as b')
    .select([
      'b.id',
      'b.mobilisationId',
      'b.unitId',
      'b.parentId',
      'b.name',
      'b.task',
      'b.proposedBy',
      'b.proposedOn',
      'b.proposedEndOn',
      'b.approved',
      'b.number',
      'b.reason',
      'b.bodyId',
      'b.foundedOn',
      'b.endsOn',
      'b.extensions',
      'b.version',
    ])
    .select(
      sql<string>`(select up.name from unit_period up where up.town_id = b.town_id and up.unit_id = b.unit_id order by lower(up.valid) desc limit 1)`.as(
        'unitName',
      ),
    )
    .select(
      sql<string>`(select bp.name from body_period bp where bp.town_id = b.town_id and bp.body_id = b.parent_id order by lower(bp.valid) desc limit 1)`.as(
        'parentName',
      ),
    )
    .select(sql<string | null>`holder_name(b.proposed_by)`.as('proposerName'))
    .select(sql<string[]>`authority_path(b.unit_id)`.as('path'))

export const listBranches = (db: Database) => branches(db).orderBy('b.proposedOn', 'desc').orderBy('b.id', 'desc').limit(500).execute()
export const findBranch = (db: Database, id: string) => branches(db).where('b.id', '=', id).executeTakeFirst()
/** The same, locked until the transaction ends; null if the caller may not change it. */
export async function lockBranch(db: Database, id: string) {
  await db.selectFrom('temporaryBranch').where('id', '=', id).select('id').forUpdate().execute()
  return findBranch(db, id)
}

export const insertBranch = (db: Database, row: Insertable<Tables['temporaryBranch']>) =>
  db.insertInto('temporaryBranch').values(row).execute()

export const updateBranch = (db: Database, id: string, change: Omit<Updateable<Tables['temporaryBranch']>, 'version'>) =>
  db
    .updateTable('temporaryBranch')
    .set({ ...change, version: sql`version + 1` })
    .where('id', '=', id)
    .execute()

export const insertBranchDecision = (db: Database, row: Insertable<Tables['temporaryBranchDecision']>) =>
  db.insertInto('temporaryBranchDecision').values(row).execute()

export const branchDecisionsOf = (db: Database, branchIds: readonly string[]) =>
  branchIds.length === 0
    ? Promise.resolve([])
    : db
        .selectFrom('temporaryBranchDecision')
        .where('branchId', 'in', [...branchIds])
        .select(['id', 'branchId', 'kind', 'number', 'decidedOn', 'endsOn'])
        .select(sql<string | null>`holder_name(decided_by)`.as('deciderName'))
        .orderBy('id')
        .execute()

export const seatsOf = (db: Database, branchIds: readonly string[], day: string) =>
  branchIds.length === 0
    ? Promise.resolve([])
    : db
        .selectFrom('temporaryBranchSeat as s')
        .leftJoin('person as p', 'p.id', 's.personId')
        .where('s.branchId', 'in', [...branchIds])
        .where(sql<boolean>`s.valid @> ${day}::date`)
        .select(['s.id', 's.branchId', 's.personId', 's.role', sql<string | null>`coalesce(p.name, holder_name(s.person_id))`.as('name')])
        .orderBy(sql`array_position(array['secretary', 'deputy', 'member'], s.role)`)
        .orderBy('s.id')
        .execute()

export const insertSeat = (db: Database, row: Insertable<Tables['temporaryBranchSeat']>) =>
  db.insertInto('temporaryBranchSeat').values(row).execute()

/** Ends a seat on a day; one that began that day never was. */
export async function endSeat(db: Database, id: string, day: string): Promise<void> {
  await db
    .deleteFrom('temporaryBranchSeat')
    .where('id', '=', id)
    .where(sql<boolean>`lower(valid) >= ${day}::date`)
    .execute()
  await db
    .updateTable('temporaryBranchSeat')
    .set({ valid: sql`daterange(lower(valid), ${day}::date)` })
    .where('id', '=', id)
    .execute()
}
