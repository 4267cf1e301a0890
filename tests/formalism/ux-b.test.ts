/**
 * The bans on formalism at the fingertips (指尖上的形式主义): UX-B1 to UX-B14 of the conventions, a test each.
 *
 * They read the catalogue of the migrated database, the contracts of all features, the rendered pages and the guard.
 * Source: 国办函〔2026〕12号; conventions 6.4; domain §31.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { isEmergency, lint } from '#features/guard/guard.rules.ts'
import type { Demand } from '#features/guard/guard.contract.ts'
import { endpoints as dutyEndpoints } from '#features/duties/duties.endpoints.contract.ts'
import { aDemand } from '#features/duties/duties.samples.ts'
import { aHolder } from '#features/people/people.samples.ts'
import { basesOf, endpoints as requestEndpoints } from '#features/requests/requests.contract.ts'
import { aStaffedVillage, aTrouble } from '#features/requests/requests.samples.ts'
import { aVillage } from '#features/units/units.samples.ts'
import { openapi } from '#platform/server/openapi.ts'
import { afterQuietHours } from '#platform/shared/quiet-hours.ts'
import { features } from '../../src/features.ts'
import { measuresUsage } from '../architecture/house-rules.ts'
import { useApp } from '../support/app.ts'

const app = useApp()

const columns = async () =>
  (
    await sql<{ table: string; column: string }>`select table_name as table, column_name as column from information_schema.columns
      where table_schema in ('public', 'auth')`.execute(app.owner)
  ).rows
const all = features.flatMap(({ endpoints }) => Object.values(endpoints))
/** Names of every field of every body, query and answer. */
const schemaOf = (schema: z.ZodType | undefined) =>
  schema ? JSON.stringify(z.toJSONSchema(schema, { unrepresentable: 'any', io: 'input' })) : ''
const fieldsOf = (schema: z.ZodType | undefined) => [...schemaOf(schema).matchAll(/"(\w+)":\{/g)].map(([, name]) => name!)
const snake = (name: string) => name.replaceAll(/[A-Z]/g, letter => `_${letter.toLowerCase()}`)
const sources = (folder: string): { path: string; text: string }[] =>
  readdirSync(new URL(`../../${folder}`, import.meta.url), { recursive: true, encoding: 'utf8' })
    .filter(path => /\.(ts|tsx)$/.test(path) && !path.includes('.test.'))
    .map(path => ({ path: `${folder}${path}`, text: readFileSync(new URL(`../../${folder}${path}`, import.meta.url), 'utf8') }))
/** What is read at an address; nothing where it hands out a file. */
const page = async (url: string) => {
  const { body, headers } = await app.raw({ method: 'GET', url, headers: { accept: 'text/html' } })
  const isFile = 'content-disposition' in headers || !String(headers['content-type'] ?? 'text/html').startsWith('text/html')
  return isFile ? '' : body
}
const publicPages = features.flatMap(({ pages = [] }) =>
  pages.filter(({ method, path }) => method === 'GET' && !path.includes(':')).map(({ path }) => path),
)

const demand: Demand = {
  kind: 'rating',
  texts: [],
  basis: { name: '《西樵镇星级站点评选办法》', article: '第三条', issuer: '西樵镇' },
  evidence: [],
  ranks: false,
  fillers: 33,
  minutes: 5,
  timesAYear: 4,
  workingDaysToAnswer: 5,
  emergency: null,
}
const bansOf = (changes: Partial<Demand>) => lint({ ...demand, ...changes }).map(({ ban }) => ban)
const saying = (text: string) => ({ texts: [{ pointer: '#/title', text }] })

test('UX-B1: no column and no field holds sign-in days, streaks, time on line or page views', async () => {
  expect((await columns()).filter(({ column }) => measuresUsage(column))).toEqual([])
  const named = all.flatMap(({ name, body, query, response }) => [body, query, response].flatMap(fieldsOf).map(field => `${name} ${field}`))
  expect(named.length).toBeGreaterThan(500)
  // How long cases stand open is a figure of the office's work, not of a person's time.
  const ofCases = ['requests.statistics medianOpenDays']
  // What each dimension of a rating gives stands on the one sheet of the member, in no list: tests/architecture/no-rankings.test.ts.
  const ofSheets = ['get', 'exempt', 'decide', 'second', 'askHuman', 'contest', 'answer'].map(verb => `ratings.${verb} points`)
  expect(named.filter(each => measuresUsage(snake(each.split(' ')[1]!)) && ![...ofCases, ...ofSheets].includes(each))).toEqual([])
  expect(bansOf(saying('每天登录，连续打卡30天'))).toEqual(['checkIn', 'signIns'])
})

test('UX-B2: no order by merit: lists sort by name, number, code or due day, and no rating may be built on usage', () => {
  const sorts = all.flatMap(({ query }) =>
    [...schemaOf(query).matchAll(/"sort":\{[^}]*"enum":\[([^\]]+)\]/g)].flatMap(([, values]) => values!.split(',')),
  )
  expect(sorts.length).toBeGreaterThan(0)
  expect(sorts.filter(sort => !['"due"', '"newest"', '"number"', '"name"', '"code"', '"stroke"'].includes(sort))).toEqual([])
  expect(bansOf({ ranks: true })).toEqual(['ranks'])
  for (const basis of ['活跃度评星', '积分兑换等级', '点赞量前十名']) expect(bansOf(saying(basis)).length, basis).toBeGreaterThan(0)
})

test('UX-B3: no list of people who have not signed in or not read', () => {
  const names = all.map(({ name, path, summary }) => `${name} ${path} ${summary}`.toLowerCase())
  expect(names.filter(each => /unread|not read\b|inactive|never signed|not-signed|notsigned|未读|未登录/.test(each))).toEqual([])
  const pages = [...sources('src/features/'), ...sources('src/web/')].filter(({ text }) =>
    /未读人员|未登录人员|未读名单|没有登录的人/.test(text),
  )
  expect(pages.map(({ path }) => path)).toEqual([])
})

test('UX-B4: likes, shares, votes and reading times are not stored', async () => {
  const stored = (await columns()).map(({ column }) => column)
  expect(stored.filter(column => /like|share_count|shares|forward|read_time|read_at|viewed|play_time/.test(column))).toEqual([])
  expect(['转发朋友圈', '网络投票前三', '学习时长30分钟'].map(text => bansOf(saying(text))[0])).toEqual(['likes', 'likes', 'studyMinutes'])
})

test('UX-B5: no photo, video or place is compulsory, and a track is impossible', async () => {
  const required = all.flatMap(({ name, body }) =>
    [...schemaOf(body).matchAll(/"required":\[([^\]]*)\]/g)].flatMap(([, list]) =>
      /photo|video|track|latitude|longitude|location/i.test(list!) ? [name] : [],
    ),
  )
  // A photo's own endpoints name the photo that they are about; nothing else may ask for one.
  expect(required).toEqual([])
  expect((await columns()).filter(({ column }) => /track|trajectory|latitude|longitude|geo|gps/.test(column))).toEqual([])
  expect(bansOf({ evidence: [{ pointer: '#/evidence', kind: 'photo', required: true }] })).toEqual(['photos'])
  expect(bansOf({ evidence: [{ pointer: '#/evidence', kind: 'track', required: false }] })).toEqual(['tracks'])
  // Neither may a list of them be given a least length, nor a record be refused by the database without one.
  const least = all.filter(({ body }) => /"\w*(?:photo|video|location)\w*":\{[^{}]*"minItems":[1-9]/i.test(schemaOf(body)))
  expect(least.map(({ name }) => name)).toEqual([])
  const { rows: forced } = await sql<{ place: string }>`select table_name || '.' || column_name as place from information_schema.columns
    where table_schema = 'public' and is_nullable = 'NO' and column_default is null and column_name ~ '(photo|video|picture|location)'
      and table_name !~ '(photo|picture)'`.execute(app.owner)
  expect(forced).toEqual([])
  const at = await aStaffedVillage(app.owner)
  const { photoIds: _, ...withoutPhoto } = aTrouble(at.group.id) as Record<string, unknown>
  expect((await app.call(null, requestEndpoints.submit, { body: withoutPhoto })).status).toBe(200)
})

test.each([
  ['现场照片', 'photos'],
  ['走访视频', 'photos'],
  ['到点定位', 'tracks'],
  ['走访轨迹', 'tracks'],
])(
  'UX-B5: “%s” is in no list: not with a reason, not by the highest office; the rule’s way of approving one is shut',
  async (name, ban) => {
    const at = await aStaffedVillage(app.owner)
    const asked = (field: string) => ({
      ...aDemand(at.village.id),
      minutes: 1,
      asks: [{ name: field, heldIn: null, filledBy: 'villageClerk', reason: '上级检查要看，有依据。' }],
    })
    const refused = await app.call(at.townClerk, dutyEndpoints.draft, { body: asked(name) })
    expect(refused).toMatchObject({ status: 422, body: { findings: [{ ban, rule: 'UX-B5', pointer: '#/asks/0/name' }] } })
    expect((await app.call(at.townClerk, dutyEndpoints.draft, { body: asked('开放中的难处') })).status, 'the same with another field').toBe(
      200,
    )
    const exceptions = all.filter(({ name: verb }) => /(photo|evidence|guard)\.?\w*(approve|allow|exempt|permit)/i.test(verb))
    expect(exceptions.map(({ name: verb }) => verb)).toEqual([])
  },
)

test('UX-B6: no endpoint makes an attendance out of a device: no geofence, no selfie, no check-in', () => {
  const named = all.flatMap(({ name, body }) => fieldsOf(body).map(field => `${name} ${snake(field)}`))
  expect(named.filter(each => /geofence|selfie|check_in|device|bluetooth|face/.test(each))).toEqual([])
  expect(bansOf(saying('到会人脸签到'))).toEqual(['checkIn'])
  expect(bansOf(saying('会议签到表由记录人填'))).toEqual([])
})

test('UX-B7: a demand states who asks, on which basis, of whom, by when and at what price; what is held is not asked; the burden is public', async () => {
  const village = await aVillage(app.owner)
  const clerk = await aHolder(app.owner, 'villageClerk', village.id)
  const body = aDemand(village.id)
  for (const field of ['unitId', 'basis', 'kinds', 'dueRule', 'dueCount', 'frequency', 'minutes'] as const) {
    const { [field]: _, ...without } = body
    expect((await app.call(clerk, dutyEndpoints.draft, { body: without })).status, `without ${field}`).toBe(422)
  }
  const asked = { ...body, minutes: 1, asks: [{ name: '阵地地址', heldIn: null, filledBy: 'villageClerk', reason: '' }] }
  expect((await app.call(clerk, dutyEndpoints.draft, { body: asked })).body.errors).toMatchObject([{ pointer: '#/asks/0/reason' }])
  const burden = await app.call(null, dutyEndpoints.burden)
  expect([burden.status, burden.body.capMinutes]).toEqual([200, 600])
})

test('UX-B8: nobody is told anything at night or on a day off, and no term is shorter than a working day', () => {
  const calendar = { years: new Set([2026]), exceptions: new Map() }
  expect(afterQuietHours(new Date('2026-03-06T13:00:00Z'), calendar).toISOString()).toBe('2026-03-09T00:00:00.000Z')
  expect(bansOf({ workingDaysToAnswer: 0 })).toEqual(['tooSoon'])
  expect(bansOf({ workingDaysToAnswer: 1 })).toEqual([])
  expect(bansOf(saying('今天下班前报'))).toEqual(['instantReply'])
})

test('UX-B9: an emergency may switch on check-in for one named task, with a legal reason, and it ends by itself', () => {
  const emergency = {
    task: '防汛值守',
    legalReason: '《中华人民共和国突发事件应对法》',
    officer: '李少玲',
    from: '2026-06-01',
    to: '2026-06-10',
  }
  expect(bansOf({ ...saying('值守打卡'), emergency })).toEqual([])
  expect(bansOf(saying('值守打卡'))).toEqual(['checkIn'])
  expect(isEmergency({ emergency: { ...emergency, to: '2027-06-01' } }), 'without an end in sight').toBe(false)
})

test('UX-B10: every public page leads to where one complains about it', async () => {
  expect(publicPages.length).toBeGreaterThan(8)
  for (const path of publicPages) expect(await page(path), path).toMatch(/href="[^"]*\/report\?about=site"|http-equiv="refresh"|^$/)
})

test('UX-B11: no report of installs or activations, and no telemetry of a person', async () => {
  const indicators = features.flatMap(({ indicators = [] }) => indicators)
  expect(
    indicators.filter(
      ({ id, nameZh, definition }) => /安装|激活|活跃|登录|使用率|在线/.test(nameZh + definition) || /usage|install|active/i.test(id),
    ),
  ).toEqual([])
  expect((await columns()).filter(({ column }) => /install|activation|user_agent|telemetry/.test(column))).toEqual([])
  expect(bansOf(saying('全员安装，激活率100%'))).toEqual(['installs'])
})

test('UX-B12: a superior’s form is filled from records, and a column nobody can fill is refused', async () => {
  const village = await aVillage(app.owner)
  const clerk = await aHolder(app.owner, 'villageClerk', village.id)
  const ask = (name: string, heldIn: string | null) => ({ name, heldIn, filledBy: null, reason: '' })
  const form = { ...aDemand(village.id), asks: [ask('单位名称', 'unit.name'), ask('党群服务站数', 'venues.station')] }
  const drafted = await app.call(clerk, dutyEndpoints.draft, { body: form })
  const filled = await app.call(clerk, dutyEndpoints.form, {
    params: { templateId: drafted.body.id },
    query: { from: '2026-03-01', to: '2026-03-31' },
  })
  expect(filled.body.items.map(({ cells }) => cells)).toEqual([[expect.stringContaining('柳河'), '尚无记录']])
  const impossible = await app.call(clerk, dutyEndpoints.draft, { body: { ...form, asks: [ask('村民满意指数', null)] } })
  expect(impossible.body.errors).toContainEqual({ pointer: '#/asks/0/filledBy', detail: expect.stringContaining('没有人能填') as string })
})

test('UX-B13: no payment, shop or advertisement anywhere', async () => {
  const operations = Object.keys(openapi(features).paths)
  expect(operations.filter(path => /pay|order|cart|shop|coupon|wallet|advert/i.test(path))).toEqual([])
  expect((await columns()).filter(({ column, table }) => /price|coupon|wallet|sku|cart/.test(`${table} ${column}`))).toEqual([])
  for (const path of publicPages) expect(await page(path), path).not.toMatch(/立即购买|加入购物车|赞助商|扫码支付/)
})

test('UX-B14: who comes, calls or writes on paper has the same case, entered for them by staff', async () => {
  const at = await aStaffedVillage(app.owner)
  const body = { ...aTrouble(at.group.id), channel: 'phone', consentBasis: basesOf.phone[0] }
  const entered = await app.call(at.clerk, requestEndpoints.enter, { body })
  expect([entered.status, entered.body.number]).toEqual([200, expect.any(String)])
  for (const path of ['/', '/report', '/plan']) expect(await page(path), path).toMatch(/不会上网也能办/)
})
