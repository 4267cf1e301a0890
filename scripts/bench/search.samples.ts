/** Sample rows for the bench of lists and search: a town of 33 villages with its cooperatives, and as many cases as asked for. */
import { sql } from 'kysely'
import { aHolder } from '#features/people/people.samples.ts'
import { aTown, aUnit, type SampleUnit } from '#features/units/units.samples.ts'
import type { Database } from '#platform/database/database.ts'
import { newId } from '#platform/shared/ids.ts'

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
