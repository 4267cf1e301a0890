/** Many rows at once (批量写入): one statement for thousands of rows, sent as JSON. */
import { sql } from 'kysely'
import type { Database } from './database.ts'

/** Columns and their SQL types, e.g. { unit_id: 'uuid', path: 'uuid[]' }. */
export type Columns = Readonly<Record<string, string>>

const most = 5_000

/** Inserts the rows, whose keys are the column names as SQL writes them; bytes go as text `\x…`. */
export async function bulkInsert<C extends Columns>(
  db: Database,
  table: string,
  columns: C,
  rows: readonly Readonly<Record<keyof C & string, unknown>>[],
): Promise<void> {
  const names = sql.raw(Object.keys(columns).join(', '))
  for (let start = 0; start < rows.length; start += most)
    await sql`insert into ${sql.raw(table)} (${names}) select ${names} from ${recordset(columns, rows.slice(start, start + most))}`.execute(
      db,
    )
}

/** Updates rows by id: `set` is the right-hand side of SET over the alias `r`, e.g. "name = r.name, version = t.version + 1". */
export async function bulkUpdate<C extends Columns & { id: string }>(
  db: Database,
  table: string,
  columns: C,
  set: string,
  rows: readonly Readonly<Record<keyof C & string, unknown>>[],
): Promise<void> {
  for (let start = 0; start < rows.length; start += most)
    await sql`update ${sql.raw(table)} as t set ${sql.raw(set)} from ${recordset(columns, rows.slice(start, start + most))}
      where t.town_id = (select actor_town()) and t.id = r.id`.execute(db)
}

const recordset = (columns: Columns, rows: readonly object[]) => {
  const types = Object.entries(columns).map(([name, type]) => `${name} ${type}`)
  return sql`json_to_recordset(${JSON.stringify(rows)}::json) as r (${sql.raw(types.join(', '))})`
}
