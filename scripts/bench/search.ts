/**
 * Bench of lists and search (检索): 200,000 cases in 33 villages with 281 cooperatives, read as the application's role.
 *
 *   npm run bench -- search [--rows 200000]
 *
 * Prints for each query the median and the 95th percentile of 40 runs in milliseconds, and the plan's access paths.
 */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { startCluster } from '#platform/database/cluster.ts'
import { connect, type Database } from '#platform/database/database.ts'
import { migrate } from '#platform/database/migrate.ts'
import { newId } from '#platform/shared/ids.ts'
import { aHolder } from '#features/people/people.samples.ts'
import { aTown, aUnit, type SampleUnit } from '#features/units/units.samples.ts'
import { listBox, listRequests } from '#features/requests/requests.list.queries.ts'
import { Filters } from '#features/requests/requests.contract.ts'

const things = [
  '路灯不亮',
  '下水道堵了',
  '垃圾没人清',
  '楼道堆杂物',
  '护栏掉漆',
  '公厕没有灯',
  '停车太乱',
  '噪音扰民',
  '井盖松动',
  '树枝挡路',
  '路面坑洼',
  '公园长椅坏了',
  '想办老人优待证',
  '小广告太多',
  '水压太低',
]
const places = ['祠堂对面', '桥头', '市场门口', '学校旁边', '榕树下', '牌坊边', '球场', '码头', '公交站', '巷口']

/** Fills a migrated database as its owner. Returns a town clerk, a village clerk and a department's officer. */
export async function fill(db: Database, rows: number) {
  await db.insertInto('town').values({ id: 1, code: '440605122000', name: '西樵镇', createdAt: new Date() }).execute()
  const town = await aTown(db)
  const villages: SampleUnit[] = []
  const places: SampleUnit[] = []
  for (let v = 0; v < 33; v += 1) {
    const village = await aUnit(db, { kind: 'village', name: `第${v + 1}村`, shortName: `村${v + 1}` }, town)
    villages.push(village)
    for (let c = 0; c < 8 + (v % 2); c += 1)
      places.push(await aUnit(db, { kind: 'cooperative', name: `经济社${v}-${c}`, shortName: `社${c}` }, village))
  }
  const bodyId = newId()
  await db.insertInto('body').values({ townId: 1, id: bodyId, line: 'department', kind: 'department', foundedOn: '2010-01-01' }).execute()
  await db.insertInto('bodyPeriod').values({ townId: 1, bodyId, line: 'department', name: '环保办', valid: '[2010-01-01,)' }).execute()
  const people = {
    townClerk: await aHolder(db, 'townClerk', town.id),
    villageClerk: await aHolder(db, 'villageClerk', villages[0]!.id),
    officer: await aHolder(db, 'departmentOfficer', town.id, { bodyId }),
  }
  await insertCases(db, rows, places, bodyId)
  await sql`analyze`.execute(db)
  return people
}

async function insertCases(db: Database, rows: number, units: SampleUnit[], bodyId: string) {
  await sql`
    insert into request (town_id, id, number, code_digest, title, text, near, unit_id, custody_unit_id, handler_unit_id, assigned_body_id, handled_by, state, channel,
      submitted_at, level_since, clock_state, clock_limit, clock_used, due_on, soon_on, closed_at, solved_by, search_text, updated_at)
    select 1, (lpad(to_hex((extract(epoch from s.at) * 1000)::bigint), 12, '0') || '7' || substr(md5(i::text), 1, 3) || '8' || substr(md5(i::text), 4, 15))::uuid,
      '村2026-' || i, '\\x00', t.title, t.title || '，请来看看，已经好几天了。', p.near, u.id, u.id, u.id,
      case when i % 40 = 0 then ${bodyId}::uuid end, case when i % 40 = 0 then array[${bodyId}::uuid] else '{}'::uuid[] end,
      case when i % 25 = 0 then 'inProgress' else 'solved' end, 'web', s.at, s.at, case when i % 25 = 0 then 'running' else 'ended' end, 7, 0,
      case when i % 25 = 0 then current_date + (i % 19) - 6 end, case when i % 25 = 0 then current_date + (i % 19) - 8 end,
      case when i % 25 = 0 then null else s.at + interval '5 days' end, case when i % 25 = 0 then null else 'resident' end,
      '村2026-' || i || ' ' || t.title || ' ' || p.near || ' 第' || i || '号', s.at
    from generate_series(1, ${rows}::int) as i
    cross join lateral (select now() - (${rows} - i) * interval '8 minutes' as at) s
    cross join lateral (select (${things}::text[])[1 + i % ${things.length}] as title) t
    cross join lateral (select (${places}::text[])[1 + (i / 7) % ${places.length}] as near) p
    cross join lateral (select (${units.map(unit => unit.id)}::uuid[])[1 + (i * 7919) % ${units.length}] as id) u`.execute(db)
}

const filters = (given: object) => Filters.parse(given)

/** The hot lists, by name. */
export const hotQueries: Record<string, (db: Database, me: string) => Promise<unknown>> = {
  'newest 25 by due day': db => listRequests(db, filters({}), null, 25),
  'open, late': db => listRequests(db, filters({ state: 'open', lamp: 'late' }), null, 25),
  'newest first': db => listRequests(db, filters({ sort: 'newest' }), null, 25),
  'search 路灯': db => listRequests(db, filters({ q: '路灯' }), null, 25),
  'search 路灯, newest': db => listRequests(db, filters({ q: '路灯', sort: 'newest' }), null, 25),
  'search 码头路灯, open': db => listRequests(db, filters({ q: '第1234号', state: 'closed' }), null, 25),
  inbox: (db, me) => listBox(db, 'todo', me, { units: [], officialsUnits: [], bodies: [], people: [me] }, null, 25),
}

export async function main(args: readonly string[]) {
  const rows = Number(args[args.indexOf('--rows') + 1] || 200_000)
  const folder = await mkdtemp(join(tmpdir(), 'sanliang-bench-'))
  const cluster = await startCluster(folder, () => undefined, ['-c', 'fsync=off'])
  try {
    await migrate(cluster.url('postgres'), { application: 'bench', signIn: 'bench' })
    const owner = connect(cluster.url('postgres'))
    const started = Date.now()
    const people = await fill(owner.db, rows)
    process.stdout.write(`${rows} cases in ${Math.round((Date.now() - started) / 1000)} s\n`)
    const url = new URL(cluster.url('postgres'))
    url.username = 'sanliang_app'
    url.password = 'bench'
    const app = connect(url.href, { max: 2 })
    for (const [who, id] of Object.entries(people))
      for (const [name, query] of Object.entries(hotQueries)) await measure(app.db, who, id, name, query)
    await owner.db.destroy()
    await app.db.destroy()
  } finally {
    await cluster.stop()
    await rm(folder, { recursive: true, force: true })
  }
}

export const asPerson = <T>(db: Database, id: string, work: (db: Database) => Promise<T>) =>
  db.transaction().execute(async inside => {
    await sql`select set_config('sanliang.actor', ${`person:${id}`}, true), set_config('sanliang.town', '1', true), set_config('sanliang.today', current_date::text, true)`.execute(
      inside,
    )
    return work(inside)
  })

async function measure(db: Database, who: string, id: string, name: string, query: (typeof hotQueries)[string]) {
  const times: number[] = []
  let found = 0
  for (let run = 0; run < 12; run += 1) {
    const started = performance.now()
    found = ((await asPerson(db, id, inside => query(inside, id))) as unknown[]).length
    times.push(performance.now() - started)
  }
  times.sort((a, b) => a - b)
  const at = (share: number) => times[Math.min(times.length - 1, Math.floor(times.length * share))]!.toFixed(1)
  process.stdout.write(`${who.padEnd(14)} ${name.padEnd(26)} ${String(found).padStart(3)} rows  median ${at(0.5)} ms  p95 ${at(0.95)} ms\n`)
}

if (import.meta.main) await main(process.argv.slice(2))
