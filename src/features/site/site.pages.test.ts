/** The public site (公开网站): over HTTP, without a browser. Counts lead to their lines, names only by consent. */
import { expect, test } from 'vitest'
import { addPost, aHolder } from '#features/people/people.samples.ts'
import { endpoints as plans } from '#features/plans/plans.contract.ts'
import { endpoints } from '#features/requests/requests.contract.ts'
import { answering, aStaffedVillage, aTrouble } from '#features/requests/requests.samples.ts'
import { aTown } from '#features/units/units.samples.ts'
import { useApp } from '../../../tests/support/app.ts'

const app = useApp()
const staffed = () => aStaffedVillage(app.owner)

async function read(url: string, status = 200): Promise<string> {
  const answer = await app.raw({ method: 'GET', url, headers: { accept: 'text/html' } })
  expect(answer.statusCode, url).toBe(status)
  return answer.body
}
const textOf = (html: string) =>
  html
    .slice(html.indexOf('<main'), html.indexOf('</main>'))
    .replaceAll(/<[^>]+>/g, ' ')
    .replaceAll('&amp;', '&')
    .replaceAll(/\s+/g, ' ')

/** Number and address of each figure of a page, by its label. */
function figuresOf(html: string): Map<string, { value: number; href: string }> {
  const found = html.matchAll(/<a\s+href="([^"]+)">\s*<span class="n">(\d+)<small>件<\/small><\/span>\s*<span>([^<]+)<\/span>/g)
  return new Map([...found].map(([, href, value, label]) => [label!, { value: Number(value), href: href!.replaceAll('&amp;', '&') }]))
}

test('who chose village and group says their trouble there, without choosing again', async () => {
  const at = await staffed()
  for (const [query, place] of [
    ['', ''],
    [`?v=${at.village.id}`, `?unit=${at.village.id}`],
    [`?v=${at.village.id}&g=${at.group.id}`, `?unit=${at.group.id}`],
  ]) {
    const page = await read(`/${query}`)
    expect(page).toContain(`<a class="btn go" href="/report${place}">`)
    if (place) expect(page).toContain(`<a class="tap" href="/report${place}">`)
  }
  expect(await read(`/report?unit=${at.group.id}`)).toContain(`<option value="${at.group.id}"  selected>福寿里小组</option>`)
})

test('every count leads to as many cases as it says, agreed lines and hidden ones together', async () => {
  const at = await staffed()
  const say = async (changes: object = {}) => {
    const { body } = await app.call(null, endpoints.submit, { body: aTrouble(at.group.id, changes) })
    return { params: { requestId: body.id }, resident: { kind: 'receipt', townId: 1, requestId: body.id } as const }
  }
  const shown = await say()
  await app.call(at.leader, endpoints.accept, { params: shown.params, body: { categoryId: at.categoryId, publicLine: '巷口路灯不亮' } })
  await app.call(at.leader, endpoints.take, { params: shown.params })
  await app.call(at.leader, endpoints.propose, { params: shown.params, body: { text: '换好了灯头。' } })
  await app.call(shown.resident, endpoints.confirm, { body: await answering(app, shown.resident) })
  await say({ publicAgreed: false, text: '楼下垃圾桶满了三天。' })
  await say({ text: '河边步道缺一块盖板。' })
  await say({ aboutOfficials: true, text: '村里干部把公家的地给了亲戚。' })

  const figures = figuresOf(await read(`/villages/${at.village.id}`))
  expect([...figures].map(([label, { value }]) => [label, value])).toEqual([
    ['收到', 3],
    ['还在办', 2],
    ['居民说“解决了”', 1],
    ['居民没有回应', 0],
  ])
  const listOf = async (label: string) => textOf(await read(figures.get(label)!.href))
  expect(await listOf('收到')).toContain('共3件。本人同意公开的有1件，另外2件只计数。')
  expect(await listOf('居民说“解决了”')).toMatch(/共1件.*巷口路灯不亮.*居民说解决了/)
  expect(await listOf('还在办')).toContain('共2件。本人同意公开的有0件，另外2件只计数。')
  expect(await listOf('居民没有回应')).toContain('没有“居民没有回应”的事')
  const everything = (await listOf('收到')) + textOf(await read(`/villages/${at.village.id}`))
  for (const secret of ['垃圾桶满了', '亲戚', '陈大妹', '13900001234']) expect(everything).not.toContain(secret)
})

test('a contact member is named at the door only after agreeing', async () => {
  const at = await staffed()
  const door = `/?v=${at.village.id}&g=${at.group.id}`
  expect(textOf(await read(door))).toMatch(/联系党员 负责福寿里小组，姓名没有公开。/)
  // what climbs by itself is what nobody took on: a matter that is being worked on stays where it is
  expect(textOf(await read(door))).toContain('先找最近的。没人接手，自动往上走。')
  expect(textOf(await read(door))).not.toContain('办不了')
  const agreed = await aHolder(app.owner, 'gridLeader', at.group.id, { name: '陈惠芳', shown: true })
  expect(textOf(await read(door))).toContain('联系党员：陈惠芳')
  expect(textOf(await read(door))).not.toContain('黄志强')
  // Someone signed in reads more of the table, but the page says no more.
  const signedIn = await app.raw({ method: 'GET', url: door, headers: { 'x-test-person': at.clerk } })
  expect(textOf(signedIn.body)).not.toContain('黄志强')
  expect(agreed).not.toBe(at.leader)
})

test('a term that is over shows nobody', async () => {
  const at = await staffed()
  const before = await aHolder(app.owner, 'villageSecretary', at.village.id, {
    name: '区永康',
    shown: true,
    to: '2026-01-01',
    title: '党委书记',
  })
  await addPost(app.owner, before, 'villageClerk', at.village.id, { shown: true, from: '2026-02-01' })
  const page = textOf(await read(`/villages/${at.village.id}`))
  expect(page.match(/区永康/g)).toHaveLength(1)
  expect(page).toContain('党委书记 没有公开')
})

test('a group of another village is not chosen, nor one that does not exist', async () => {
  const at = await staffed()
  const elsewhere = await staffed()
  for (const g of [elsewhere.group.id, 'x', '']) expect(await read(`/?v=${at.village.id}&g=${g}`)).not.toContain('的四道门')
  expect(textOf(await read('/?v=440605122999'))).toContain('选好按“查一查”')
})

test('an address of cases that cannot be meant falls back to the last year', async () => {
  await staffed()
  for (const query of ['from=2026-13-01', 'from=2026-03-01&to=2025-01-01', 'from=1900-01-01', 'show=everything', 'page=-4', 'page=1e9'])
    expect(textOf(await read(`/voice/cases?${query}`)), query).toContain('大家说的事')
  expect(textOf(await read('/voice/cases?from=1900-01-01'))).toContain('2025年3月3日—2026年3月2日')
  await read('/voice/cases?unit=nowhere', 404)
})

test('what one searches for is shown as text', async () => {
  const page = await read(`/search?q=${encodeURIComponent('<img src=x>"')}`)
  expect(page).not.toContain('<img')
  expect(textOf(page)).toContain('没有找到')
})

test('searching any name of 长辈版 switches it on', async () => {
  const answer = await app.raw({ method: 'GET', url: `/search?q=${encodeURIComponent('亲情版')}` })
  expect([answer.statusCode, answer.headers.location]).toEqual([303, '/?elder=20'])
})

test('the limits printed are those of the workflow and of the categories', async () => {
  await staffed()
  const page = textOf(await read('/how'))
  expect(page).toMatch(/户联系党小组（网格） 2个工作日/)
  expect(page).toContain('路灯不亮 7个工作日')
  expect(page).toContain('您10个工作日没回答，记为“未回应”')
})

test('点亮 shows what was adopted, not a draft, and keeps in sight what a plan said before it was revised', async () => {
  const town = await aTown(app.owner)
  const clerk = await aHolder(app.owner, 'townClerk', town.id)
  const aspects = [{ name: '路灯', goals: [{ name: '换好路灯', target: 3, measure: '盏' }] }]
  const body = { unitId: town.id, name: '2026年民生计划', from: '2026-01-01', to: '2026-12-31', aspects }
  const { body: plan } = await app.call(clerk, plans.create, { body })
  const params = { planId: plan.id }
  expect(await read('/plan')).not.toContain('2026年民生计划')
  await app.call(clerk, plans.adopt, { params, body: { adoptedOn: '2026-03-02' } }, { 'if-match': '"1"' })
  expect(textOf(await read('/plan'))).toContain('换好路灯 3盏')
  const change = { ...body, aspects: [{ name: '路灯', goals: [{ name: '换好路灯', target: 5, measure: '盏' }] }], reason: '多给了两盏' }
  expect((await app.call(clerk, plans.revise, { params, body: change }, { 'if-match': '"2"' })).status).toBe(200)
  const text = textOf(await read('/plan'))
  expect(text).toContain('换好路灯 5盏')
  expect(text).toContain('改过1次：看原来怎么写')
  expect(text).toContain('改的：多给了两盏')
  expect(text).toContain('路灯：换好路灯，3盏')
})
