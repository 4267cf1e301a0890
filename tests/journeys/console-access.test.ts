/** The console for everyone who works with it (工作台无障碍): by keyboard, in 长辈版, on the phone, with axe. */
import { aHousehold } from '#features/households/households.samples.ts'
import { aConfirmedLine } from '#features/mobilisations/mobilisations.samples.ts'
import { aSlot } from '#features/volunteering/volunteering.samples.ts'
import { glob } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { aReport } from '#features/appraisals/appraisals.samples.ts'
import { installKey } from '#features/certificates/certificates.keys.actions.ts'
import { anIssuedCertificate } from '#features/certificates/certificates.samples.ts'
import { aTemplate } from '#features/duties/duties.samples.ts'
import { endpoints as meetings } from '#features/meetings/meetings.contract.ts'
import { aBranch, aPlan as aMeeting } from '#features/meetings/meetings.samples.ts'
import { aHolder } from '#features/people/people.samples.ts'
import { aPlan } from '#features/plans/plans.samples.ts'
import { endpoints as standards } from '#features/standards/standards.contract.ts'
import { endpoints as disclosures } from '#features/disclosures/disclosures.contract.ts'
import { endpoints as matters } from '#features/matters/matters.contract.ts'
import { aDecidingPlace, matterDriver } from '#features/decisions/decisions.samples.ts'
import { endpoints as trainings } from '#features/trainings/trainings.contract.ts'
import { aCourse, aSession } from '#features/trainings/trainings.samples.ts'
import { aTown } from '#features/units/units.samples.ts'
import type { Role } from '#platform/shared/actor.ts'
import { troubles } from './console-look.ts'
import { choose, finish, dialog, go, settle, useConsole } from './console.ts'
import type { VisitorOptions } from './support.ts'

const desk = useConsole()

test('长辈版 is one press, kept for the next time, and shared with the public pages', async () => {
  const { page, open, context } = await desk.staff(desk.at.clerk)
  await open('/console')
  await settle(page)
  await page.getByRole('button', { name: '长辈版' }).click()
  const size = () => page.evaluate(() => getComputedStyle(document.body).fontSize)
  await expect.poll(size).toBe('20px') // the page is drawn anew
  await expect.poll(async () => (await context.cookies()).find(({ name }) => name === 'elder')?.value).toBe('20')
  await page.reload()
  await settle(page)
  await expect.poll(size).toBe('20px')
})

test('by keyboard alone: past the menu, into a case, into a dialog, out again to the button it came from, or to what stands in its place', async () => {
  await desk.aCase()
  const { page, open } = await desk.staff(desk.at.clerk)
  await open('/console')
  await settle(page)
  await page.keyboard.press('Tab')
  expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('跳到正文')
  await page.keyboard.press('Enter')
  expect(await page.evaluate(() => document.activeElement?.id)).toBe('main')
  const toCase = () => page.evaluate(() => /^\/console\/requests\/[0-9a-f-]{36}$/.test(document.activeElement?.getAttribute('href') ?? ''))
  for (let presses = 0; presses < 60 && !(await toCase()); presses += 1) await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  await page.getByRole('region', { name: '办理', exact: true }).waitFor()
  expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('H1')
  const focused = () => page.evaluate(() => document.activeElement?.textContent)
  for (let presses = 0; presses < 60 && (await focused()) !== '接手'; presses += 1) await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  await dialog(page).waitFor()
  for (let presses = 0; presses < 12; presses += 1) {
    await page.keyboard.press('Tab')
    expect(await page.evaluate(() => document.activeElement?.closest('.shell'))).toBe(null) // the page behind is out of reach
  }
  await page.keyboard.press('Escape')
  await page.keyboard.press('Escape') // the first one may have closed a list of choices
  await dialog(page).waitFor({ state: 'hidden' })
  await expect.poll(focused).toBe('接手')
  await page.keyboard.press('Enter')
  await choose(page, '类别', '路灯')
  await finish(page, '接手')
  await dialog(page).waitFor({ state: 'hidden' })
  await expect.poll(focused).toBe('分派')
  await page.keyboard.press('Enter')
  await choose(page, '交给谁办', '环保办')
  await finish(page, '分派')
  await page.getByText('待签收').waitFor()
  const isHere = () => page.evaluate(() => document.activeElement?.closest('main') !== null)
  await expect.poll(isHere, { message: 'the button is gone, and the top of the document is fifty stops away' }).toBe(true)
})

/** Every page of the console that a feature hangs up, by its address. */
async function addresses(): Promise<string[]> {
  const found: string[] = []
  for await (const file of glob('src/features/*/web/*.pages.tsx')) {
    const pages = (await import(join(process.cwd(), file))) as Record<string, unknown>
    const routes = Object.values(pages).flatMap(exported => (Array.isArray(exported) ? (exported as { options: { path: string } }[]) : []))
    found.push(...routes.map(({ options }) => (options.path === '/' ? '' : options.path)))
  }
  return found.filter(path => !elsewhere.includes(path)).sort()
}

/** What stands for a parameter. A page with a parameter that has no sample here fails, so that none is forgotten. */
async function aSampleOfEach(): Promise<Readonly<Record<string, string>>> {
  const { at, stage } = desk
  const { app } = stage
  const town = await aTown(app.owner)
  const { roundId, params } = await aReport(app, 'fedBack')
  const party = await aBranch(app.owner)
  const course = { body: aSession(await aCourse(app.owner, party.village.id)) }
  const shift = await app.owner
    .selectFrom('mobilisationRoster')
    .where('id', '=', await aConfirmedLine(app.owner, at.village.id, '2020-02-03'))
    .select(['mobilisationId', 'shiftId'])
    .executeTakeFirstOrThrow()
  const slotId = await aSlot(app.owner, at.village.id)
  const { activityId } = await app.owner.selectFrom('volunteerSlot').where('id', '=', slotId).select('activityId').executeTakeFirstOrThrow()
  const idOf = async (answer: Promise<{ body: { id: string } }>) => (await answer).body.id
  return {
    requestId: (await desk.aCase()).id,
    personId: at.clerk,
    meetingId: await idOf(app.call(party.secretary, meetings.create, { body: aMeeting(party.branchId) })),
    sessionId: await idOf(app.call(party.villageSecretary, trainings.create, course)),
    ...shift,
    unitId: at.group.id,
    certificateId: await aCertificate(),
    householdId: await aHousehold(app.owner, at.group),
    activityId,
    slotId,
    roundId,
    reportId: params.reportId,
    templateId: await aTemplate(app.owner, town.id),
    planId: (await aPlan(app.owner, town.id, '2026-01-01')).plan,
    noticeId: await idOf(
      app.call(at.clerk, disclosures.draft, { body: { type: 'special', unitId: at.village.id, title: '关于鱼塘发包的公示' } }),
    ),
    listId: await idOf(app.call(at.townClerk, matters.create, { body: { unitId: at.village.id, from: 'defaults' } })),
    decisionId: (await matterDriver(app).aMatter(await aDecidingPlace(app.owner))).id,
    standardId: await idOf(app.call(at.townClerk, standards.create, { body: { kind: 'rule', name: '志愿服务管理办法' } })),
  }
}

async function aCertificate() {
  const { app } = desk.stage
  await app.as({ kind: 'job', townId: 1, name: 'first.start' }, installKey)
  return anIssuedCertificate(app.owner, desk.at.village.id, desk.at.clerk, '2026-03-02')
}

/** Pages that show more, or anything, with a search. */
const searches: Readonly<Record<string, string>> = { '/indicators': '?id=requests.received', '/reports': '?year=2025' }
/** Pages that the town's office may not read. */
const readers: Readonly<Record<string, Role>> = {
  '/accounts': 'systemAdministrator',
  '/events': 'auditAdministrator',
  '/households/$householdId': 'villageSecretary',
  '/visits/households/$householdId': 'villageSecretary',
}
/** Pages that only the member's own branch or village may read: their journey looks at them with axe, on a desktop and on a phone. */
const elsewhere: readonly string[] = [
  '/members/$membershipId',
  '/plates/sheet',
  '/plates/$plateId',
  '/ratings/$ratingId',
  '/ratings/cycles/$cycleId',
  '/votes/$meetingId',
]

describe('every page is accessible, at both sizes of window and of text', () => {
  let samples: Readonly<Record<string, string>> = {}
  const people = new Map<string, string>()
  beforeAll(async () => {
    samples = await aSampleOfEach()
    const town = await aTown(desk.stage.app.owner)
    for (const [path, role] of Object.entries(readers)) {
      const other = Object.keys(readers).find(each => readers[each] === role && people.has(each))
      people.set(path, other === undefined ? await aHolder(desk.stage.app.owner, role, town.id) : people.get(other)!)
      if (other === undefined) await desk.account(people.get(path)!, role.toLowerCase())
    }
  })
  const shown = (path: string) =>
    path.replaceAll(/\$(\w+)/g, (_, name: string) => {
      if (!samples[name]) throw new Error(`${path}: no sample for $${name}; add one to aSampleOfEach`)
      return samples[name]
    }) + (searches[path] ?? '')

  const comes = async (personId: string, look: VisitorOptions) => {
    const visitor = await desk.staff(personId, look)
    await visitor.open('/console')
    await settle(visitor.page)
    return visitor
  }

  const some = ['', '/requests', '/requests/$requestId', '/dashboard', '/units', '/plans', '/guard']
  const looks = [
    { viewport: 'desktop', elder: 0, pages: 'all' },
    { viewport: 'phone', elder: 20, pages: 'all' },
    { viewport: 'phone', elder: 0, pages: [...some, '/duties', '/duties/matrix', '/duties/templates', '/duties/new'] },
    { viewport: 'desktop', elder: 20, pages: ['', '/requests/$requestId', '/dashboard'] },
  ] as const
  test.each(looks)('on a $viewport with text size $elder', { timeout: 300_000 }, async ({ pages, ...look }) => {
    const office = await comes(desk.at.townClerk, look)
    const broken: string[] = []
    for (const path of pages === 'all' ? [...(await addresses()), '/no-such-page'] : pages) {
      const reader = people.get(path)
      const { page } = reader ? await comes(reader, look) : office
      await go(page, `/console${shown(path)}`)
      const missing = path !== '/no-such-page' && (await page.getByRole('heading', { name: '没有这一页' }).count()) > 0
      broken.push(...[...(missing ? ['no such page'] : []), ...(await troubles(page, look))].map(trouble => `${path}: ${trouble}`))
    }
    expect(broken).toEqual([])
  })
})
