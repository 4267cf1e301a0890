/**
 * Prints src/platform/database/tables.ts from the migrated database: `npm run db:types`.
 * With --check it compares instead, and fails if the file is out of date.
 */
import { readFile, rm, writeFile } from 'node:fs/promises'
import pg from 'pg'
import { startCluster } from '#platform/database/cluster.ts'
import { migrate } from '#platform/database/migrate.ts'
import { temporaryFolder } from '../tests/support/temporary.ts'

const target = new URL('../src/platform/database/tables.ts', import.meta.url)

interface Column {
  table_name: string
  column_name: string
  udt_name: string
  is_nullable: 'YES' | 'NO'
  has_default: boolean
  is_generated: 'ALWAYS' | 'NEVER'
  checked: string[] | null
}

const scalars: Record<string, string> = {
  uuid: 'string',
  text: 'string',
  date: 'string',
  daterange: 'string',
  datemultirange: 'string',
  tstzrange: 'string',
  tsvector: 'string',
  int4: 'number',
  int2: 'number',
  int8: 'number',
  numeric: 'string',
  bool: 'boolean',
  bytea: 'Buffer',
}

export async function printTables(ownerUrl: string): Promise<string> {
  const client = new pg.Client({ connectionString: ownerUrl })
  await client.connect()
  const { rows } = await client.query<Column>(`
    select c.table_name, c.column_name, c.udt_name, c.is_nullable, c.column_default is not null as has_default, c.is_generated,
      (select array_agg(found[1] order by n) from pg_constraint k
        join pg_attribute a on a.attrelid = k.conrelid and k.conkey = array[a.attnum] and a.attname = c.column_name,
        regexp_matches(pg_get_constraintdef(k.oid), '''([A-Za-z]+)''::text', 'g') with ordinality as m (found, n)
        where k.conrelid = format('public.%I', c.table_name)::regclass and k.contype = 'c'
          and pg_get_constraintdef(k.oid) ~ ('^CHECK \\(\\(' || c.column_name || ' = ANY')) as checked
    from information_schema.columns c
    join information_schema.tables t using (table_schema, table_name)
    where c.table_schema = 'public' and t.table_type = 'BASE TABLE'
    order by c.table_name, c.ordinal_position`)
  await client.end()
  const tables = Map.groupBy(rows, row => row.table_name)
  const body = [...tables].map(([name, columns]) => `  ${camel(name)}: {\n${columns.map(line).join('')}  }\n`).join('')
  return `/** Table types (表结构). Printed from the migrated database by \`npm run db:types\`; do not edit. */
import type { ColumnType, Generated, GeneratedAlways } from 'kysely'

type Instant = ColumnType<Date, Date | string, Date | string>
type Json = ColumnType<unknown, string, string>

export interface Tables {
${body}}
`
}

function line(column: Column): string {
  const base = column.checked ? column.checked.map(value => `'${value}'`).join(' | ') : typeOf(column.udt_name)
  const type = column.is_nullable === 'YES' ? nullable(base) : base
  if (base === 'Json' && column.has_default && column.is_nullable === 'NO')
    return `    ${camel(column.column_name)}: ColumnType<unknown, string | undefined, string>\n`
  const wrapped = column.is_generated === 'ALWAYS' ? `GeneratedAlways<${type}>` : column.has_default ? `Generated<${type}>` : type
  return `    ${camel(column.column_name)}: ${wrapped}\n`
}

function nullable(base: string): string {
  if (base === 'Instant') return 'ColumnType<Date | null, Date | string | null, Date | string | null>'
  if (base === 'Json') return 'ColumnType<unknown, string | null, string | null>'
  return `${base} | null`
}

function typeOf(name: string): string {
  if (name === 'timestamptz') return 'Instant'
  if (name === 'jsonb') return 'Json'
  if (name.startsWith('_')) return `${typeOf(name.slice(1))}[]`
  const scalar = scalars[name]
  if (!scalar) throw new Error(`no TypeScript type for ${name}`)
  return scalar
}

const camel = (name: string) => name.replaceAll(/_([a-z])/g, (_, letter: string) => letter.toUpperCase())

async function main() {
  const folder = await temporaryFolder('types')
  const cluster = await startCluster(folder, () => undefined, ['-c', 'fsync=off'])
  try {
    await migrate(cluster.url('postgres'), { application: 'printing', signIn: 'printing' })
    const printed = await printTables(cluster.url('postgres'))
    if (!process.argv.includes('--check')) return await writeFile(target, printed)
    if ((await readFile(target, 'utf8')) !== printed) {
      process.stderr.write('tables.ts is out of date: npm run db:types\n')
      process.exitCode = 1
    }
  } finally {
    await cluster.stop()
    await rm(folder, { recursive: true, force: true })
  }
}

if (import.meta.main) await main()
