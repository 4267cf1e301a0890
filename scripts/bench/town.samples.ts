/** Sample rows for the benches: a town of 33 villages with 281 cooperatives, 8,000 people, and as many cases as asked for. */
import { sql } from 'kysely'
import { aHolder } from '#features/people/people.samples.ts'
import { insertCategories } from '#features/requests/requests.categories.queries.ts'
import { aTown, aUnit, type SampleUnit } from '#features/units/units.samples.ts'
import type { Database } from '#platform/database/database.ts'
import type { Role } from '#platform/shared/actor.ts'
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

/** Cases that are open: what a town has in hand at a time, however long its history is. */
const inHand = 8_000
const people = 8_000
const desks = 20

export interface SampleStaff {
  townClerks: string[]
  /** One for each village, with the village and the places under it. */
  villageClerks: { personId: string; unitIds: string[] }[]
  officers: string[]
  bodyId: string
  categoryIds: string[]
}

/** Fills a migrated database as its owner. */
export async function fill(db: Database, rows: number): Promise<SampleStaff> {
  await db.insertInto('town').values({ id: 1, code: '440605122000', name: '西樵镇', createdAt: new Date() }).execute()
  const town = await aTown(db)
  const villages: SampleUnit[] = []
  const places: SampleUnit[] = []
  for (let v = 0; v < 33; v += 1) {
    const village = await aUnit(db, { kind: 'village', name: `第${v + 1}村`, shortName: `村${v + 1}` }, town)
    villages.push(village)
    for (let c = 0; c < (v < 17 ? 9 : 8); c += 1)
      places.push(await aUnit(db, { kind: 'cooperative', name: `经济社${v}-${c}`, shortName: `社${c}` }, village))
  }
  const bodyId = newId()
  await db.insertInto('body').values({ townId: 1, id: bodyId, line: 'department', kind: 'department', foundedOn: '2010-01-01' }).execute()
  await db.insertInto('bodyPeriod').values({ townId: 1, bodyId, line: 'department', name: '环保办', valid: '[2010-01-01,)' }).execute()
  const holders = (role: Role, options: { bodyId?: string } = {}) =>
    Promise.all(Array.from({ length: desks }, () => aHolder(db, role, town.id, options)))
  const staff: SampleStaff = {
    townClerks: await holders('townClerk'),
    officers: await holders('departmentOfficer', { bodyId }),
    villageClerks: [],
    bodyId,
    categoryIds: [],
  }
  for (const village of villages)
    staff.villageClerks.push({
      personId: await aHolder(db, 'villageClerk', village.id),
      unitIds: [village.id, ...places.filter(({ path }) => path.includes(village.id)).map(({ id }) => id)],
    })
  for (const [n, name] of ['道路和照明', '环境卫生', '水电和管网'].entries()) {
    const id = newId()
    staff.categoryIds.push(id)
    await insertCategories(
      db,
      [{ townId: 1, id, code: String(10 * (n + 1)), name }],
      [{ townId: 1, id: newId(), categoryId: id, from: null, workingDays: 5 }],
    )
  }
  await insertPeople(db, villages)
  await insertCases(db, rows, places, bodyId)
  await insertSteps(db)
  // As a database is that has been in use for a while.
  await sql`vacuum analyze`.execute(db)
  return staff
}

async function insertPeople(db: Database, villages: SampleUnit[]) {
  await sql`
    insert into person (town_id, id, name, sort_key, unit_id, created_at)
    select 1, gen_random_uuid(), '区' || chr(20000 + i % 5000) || chr(21000 + i % 777), 'ou ' || i, (${villages.map(({ id }) => id)}::uuid[])[1 + i % ${villages.length}], now()
    from generate_series(1, ${people}::int) as i`.execute(db)
}

async function insertCases(db: Database, rows: number, units: SampleUnit[], bodyId: string) {
  await sql`
    insert into request (town_id, id, number, code_digest, title, text, near, unit_id, custody_unit_id, handler_unit_id, assigned_body_id, handled_by, state, channel,
      submitted_at, level_since, clock_state, clock_limit, clock_used, due_on, soon_on, closed_at, solved_by, asked_count, search_text, updated_at)
    select 1, (lpad(to_hex((extract(epoch from s.at) * 1000)::bigint), 12, '0') || '7' || substr(md5(i::text), 1, 3) || '8' || substr(md5(i::text), 4, 15))::uuid,
      '村2026-' || i, '\\x00', t.title, t.title || '，请来看看，已经好几天了。', p.near, u.id, u.id, u.id,
      case when i % 40 = 0 then ${bodyId}::uuid end, case when i % 40 = 0 then array[${bodyId}::uuid] else '{}'::uuid[] end,
      case when i > ${rows - inHand}::int then 'inProgress' else 'solved' end, 'web', s.at, s.at, case when i > ${rows - inHand}::int then 'running' else 'ended' end, 7, 0,
      case when i > ${rows - inHand}::int then current_date + (i % 19) - 6 end, case when i > ${rows - inHand}::int then current_date + (i % 19) - 8 end,
      case when i > ${rows - inHand}::int then null else s.at + interval '5 days' end, case when i > ${rows - inHand}::int then null else 'resident' end, case when i > ${rows - inHand}::int then 0 else 1 end,
      '村2026-' || i || ' ' || t.title || ' ' || p.near || ' 第' || i || '号', s.at
    from generate_series(1, ${rows}::int) as i
    cross join lateral (select now() - (${rows} - i) * interval '8 minutes' as at) s
    cross join lateral (select (${things}::text[])[1 + i % ${things.length}] as title) t
    cross join lateral (select (${places}::text[])[1 + (i / 7) % ${places.length}] as near) p
    cross join lateral (select (${units.map(unit => unit.id)}::uuid[])[1 + (i::bigint * 7919) % ${units.length}] as id) u`.execute(db)
}

/** What happened to each case: said, accepted, and if it is over, answered and closed by the resident. */
async function insertSteps(db: Database) {
  await sql`
    insert into event (town_id, id, name, subject_kind, subject_id, unit_id, actor, actor_person_id, at, details)
    select 1, (lpad(to_hex((extract(epoch from s.at) * 1000)::bigint), 12, '0') || '7' || substr(md5(r.number || s.n), 1, 3) || '8' || substr(md5(r.number || s.n), 4, 15))::uuid,
      s.name, 'request', r.id, r.custody_unit_id, 'public', null, s.at, s.details
    from request r
    cross join lateral (values
      (1, 'requests.submit', r.submitted_at, jsonb_build_object('unitId', r.handler_unit_id, 'channel', 'web')),
      (2, 'requests.accept', r.submitted_at + interval '6 hours', '{"from": "submitted", "to": "accepted", "workingDays": 7}'::jsonb),
      (3, 'requests.take', r.submitted_at + interval '1 day', '{"from": "assigned", "to": "inProgress"}'::jsonb),
      (4, 'requests.propose', r.closed_at - interval '1 day', '{"from": "inProgress", "to": "proposed"}'::jsonb),
      (5, 'requests.confirm', r.closed_at, '{"from": "proposed", "to": "solved"}'::jsonb)) as s (n, name, at, details)
    where s.at is not null`.execute(db)
}
