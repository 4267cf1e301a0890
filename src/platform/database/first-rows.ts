/** First rows (初始数据): the town that this program serves, and the holidays that its clocks count with. */
import holidays from 'chinese-days/dist/chinese-days.json' with { type: 'json' }
import type pg from 'pg'

const holidaySource = '国务院办公厅历年放假通知（经 chinese-days 1.5.7 整理）'

/** Makes the town's row if it is missing, and keeps the town's name as configured. */
export async function ensureTown(owner: pg.Client, town: { id: number; code: string; name: string }): Promise<void> {
  await owner.query(
    `insert into town (id, code, name, created_at) values ($1, $2, $3, now())
     on conflict (id) do update set code = excluded.code, name = excluded.name
     where (town.code, town.name) is distinct from (excluded.code, excluded.name)`,
    [town.id, town.code, town.name],
  )
}

/**
 * Loads the published arrangements of the years that the table does not know yet, and returns those years.
 * A year that someone has entered or corrected is left alone.
 */
export async function ensureHolidays(owner: pg.Client): Promise<number[]> {
  const days = publishedDays()
  const years = [...new Set(days.map(({ day }) => Number(day.slice(0, 4))))]
  await owner.query('begin')
  try {
    const added = await owner.query<{ year: number }>(
      'insert into holiday_year (year, source) select unnest($1::integer[]), $2 on conflict do nothing returning year',
      [years, holidaySource],
    )
    const fresh = added.rows.map(({ year }) => year).sort((a, b) => a - b)
    await owner.query(
      `insert into holiday (day, kind, name, year)
       select day, kind, name, extract(year from day)
       from unnest($1::date[], $2::text[], $3::text[]) as given (day, kind, name)
       where extract(year from day) = any ($4::integer[])
       on conflict (day) do nothing`,
      [days.map(({ day }) => day), days.map(({ kind }) => kind), days.map(({ name }) => name), fresh],
    )
    await owner.query('commit')
    return fresh
  } catch (error) {
    await owner.query('rollback')
    throw error
  }
}

/** Days off and days worked in lieu, 2004 to 2026. The package writes each as "New Year's Day,元旦,1". */
export function publishedDays(): { day: string; kind: 'off' | 'work'; name: string }[] {
  const read = (table: Record<string, string>, kind: 'off' | 'work') =>
    Object.entries(table).map(([day, text]) => ({ day, kind, name: text.split(',')[1]! }))
  return [...read(holidays.holidays, 'off'), ...read(holidays.workdays, 'work')]
}
