/** The content of a database (全表比对): count and digest of every table's whole rows, generated columns included. */
import pg from 'pg'

export async function contentsOf(ownerUrl: string): Promise<Record<string, { rows: number; digest: string }>> {
  const client = new pg.Client({ connectionString: ownerUrl })
  await client.connect()
  try {
    const { rows: tables } = await client.query<{ name: string }>(`
      select quote_ident(schemaname) || '.' || quote_ident(tablename) as name from pg_tables
      where schemaname not in ('queue', 'information_schema') and schemaname not like 'pg\\_%' order by 1`)
    const contents: Record<string, { rows: number; digest: string }> = {}
    for (const { name } of tables) {
      const { rows } = await client.query<{ rows: number; digest: string }>(
        `select count(*)::integer as rows, coalesce(md5(string_agg(md5(each::text), '' order by md5(each::text))), '') as digest from ${name} as each`,
      )
      contents[name] = rows[0]!
    }
    return contents
  } finally {
    await client.end()
  }
}
