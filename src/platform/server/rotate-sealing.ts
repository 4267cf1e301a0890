/**
 * Rotation (更换密钥): seals every sealed value anew under the newest key, in batches, so that it can be stopped and begun again.
 *
 * Sealed columns are found by their names: `…_sealed`, and the stored answers of idempotency. A value is bound to its place,
 * the table and column without `_sealed`. The oldest key stays: the index of phone numbers is made with it.
 */
import type pg from 'pg'
import { fingerprintOf, keyIdOf, sealingWith, type Sealing } from './sealing.ts'

interface SealedColumn {
  /** Quoted, with its schema. */
  table: string
  column: string
  place: string
}

interface PlainColumn {
  plain: string
  /** A list of texts. */
  list: boolean
}

const batch = 500

export async function sealedColumns(owner: pg.Client): Promise<SealedColumn[]> {
  const { rows } = await owner.query<SealedColumn>(`
    select quote_ident(table_schema) || '.' || quote_ident(table_name) as table, quote_ident(column_name) as column,
      case table_schema when 'public' then '' else table_schema || '.' end || table_name || '.' || regexp_replace(column_name, '_sealed$', '') as place
    from information_schema.columns join information_schema.tables using (table_schema, table_name)
    where table_type = 'BASE TABLE' and data_type = 'bytea'
      and (column_name like '%\\_sealed' or (table_schema, table_name, column_name) = ('public', 'idempotency', 'answer'))
    order by 1, 2`)
  return rows
}

/** Values that are not under the newest of `keys`. */
export async function countStale(owner: pg.Client, keys: readonly Buffer[]): Promise<number> {
  let count = 0
  for (const { table, column } of await sealedColumns(owner)) {
    const { rows } = await owner.query<{ n: number }>(`select count(*)::integer as n from ${table} where ${stale(column)}`, [
      keyIdOf(keys[0]!),
    ])
    count += rows[0]!.n
  }
  return count
}

/** Seals what is stale under the newest of `keys`, and returns how many values it was. `progress` hears of each batch. */
export async function reseal(owner: pg.Client, keys: readonly Buffer[], progress: (done: number) => void): Promise<number> {
  const sealing = sealingWith(keys)
  let done = 0
  for (const { table, column, place } of await sealedColumns(owner)) {
    for (;;) {
      await owner.query('begin')
      const { rows } = await owner.query<{ ctid: string; sealed: Buffer }>(
        `select ctid::text, ${column} as sealed from ${table} where ${stale(column)} limit ${batch} for update`,
        [keyIdOf(keys[0]!)],
      )
      for (const { ctid, sealed } of rows)
        await owner.query(`update ${table} set ${column} = $2 where ctid = $1::tid`, [
          ctid,
          sealing.seal(sealing.open(sealed, place), place),
        ])
      await owner.query('commit')
      if (rows.length === 0) break
      done += rows.length
      progress(done)
    }
  }
  return done
}

/**
 * Seals what was written before its column was sealed, and empties the plain column beside it; returns how many values it was.
 * A plain column is found by its name: that of a sealed one without `_sealed`; a list of texts goes under one seal, as JSON. The
 * table is then written anew, so that its file holds no plain text either. Stopped half-way, it goes on at the next start.
 */
export async function sealPlain(owner: pg.Client, sealing: Sealing): Promise<number> {
  let done = 0
  for (const { table, column, place, plain, list } of await plainColumns(owner)) {
    const before = done
    for (;;) {
      await owner.query('begin')
      const { rows } = await owner.query<{ ctid: string; text: string }>(
        `select ctid::text, ${list ? `to_json(${plain})::text` : plain} as text from ${table} where ${plain} is not null limit ${batch} for update`,
      )
      for (const { ctid, text } of rows)
        await owner.query(`update ${table} set ${column} = $2, ${plain} = null where ctid = $1::tid`, [ctid, sealing.seal(text, place)])
      await owner.query('commit')
      if (rows.length === 0) break
      done += rows.length
    }
    if (done > before) await owner.query(`vacuum full ${table}`)
  }
  return done
}

async function plainColumns(owner: pg.Client): Promise<(SealedColumn & PlainColumn)[]> {
  const { rows } = await owner.query<PlainColumn & { place: string }>(`
    select case table_schema when 'public' then '' else table_schema || '.' end || table_name || '.' || column_name as place,
      quote_ident(column_name) as plain, udt_name = '_text' as list
    from information_schema.columns where udt_name in ('text', '_text')`)
  const plain = new Map(rows.map(row => [row.place, row]))
  return (await sealedColumns(owner)).flatMap(sealed => {
    const beside = plain.get(sealed.place)
    return beside === undefined ? [] : [{ ...sealed, plain: beside.plain, list: beside.list }]
  })
}

/** The first byte is the version, the next four are the key's id. */
const stale = (column: string) => `${column} is not null and substring(${column} from 2 for 4) <> $1`

/** Forgets the keys that nothing needs any more. */
export const keepOnly = (owner: pg.Client, keys: readonly Buffer[]) =>
  owner.query('delete from sealing_key where not fingerprint = any ($1)', [keys.map(fingerprintOf)])
