/**
 * The first town (首次装载): what a new town starts with, and the demonstration town.
 *
 * The demonstration is a workbook like any other: written, read back through the door of every import, and handed to
 * the owners of its sheets. Loading is idempotent, so one that was interrupted goes on at the next start.
 */
import { existsSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { installPacks } from '#features/meetings/meetings.pack.actions.ts'
import { demonstrationLinks } from '#features/accounts/accounts.links.actions.ts'
import { installProposals, loadAdopted, loadIssued } from '#features/duties/duties.setup.actions.ts'
import { sheetNames, type SheetKey } from '#features/imports/imports.contract.ts'
import { importedSheets, importSteps } from '#features/imports/imports.workbook.ts'
import { installDefaults, loadLists } from '#features/matters/matters.setup.actions.ts'
import { loadPlans } from '#features/plans/plans.load.actions.ts'
import { mergeWhatWaits } from '#features/record/record.merge.actions.ts'
import { tellCloseUps } from '#features/reports/reports.close-ups.actions.ts'
import { installCategories } from '#features/requests/requests.setup.actions.ts'
import { installKey } from '#features/certificates/certificates.keys.actions.ts'
import { plan as planVisits } from '#features/visits/visits.plan.actions.ts'
import { installCommunityRule } from '#features/volunteering/volunteering.communities.actions.ts'
import { installCaps } from '#features/volunteering/volunteering.setup.actions.ts'
import { tellMethod } from '#features/standards/standards.actions.ts'
import { sql } from 'kysely'
import type { Platform } from '#platform/server/platform.ts'
import { readWorkbook } from '#platform/server/workbook.ts'
import { roleNames, type Role } from '#platform/shared/actor.ts'
import { dayOf } from '#platform/shared/calendar.ts'
import { describeError } from '#platform/shared/sheet.ts'
import { demoForms } from '../demo/forms.ts'
import { demoLists } from '../demo/matters.ts'
import { demoPlans } from '../demo/plans.ts'
import { closeUps, closeUpYear, method } from '../demo/report.ts'
import { writeDemoWorkbook } from '../demo/town.ts'
import { loadCertificates } from './demo-certificates.ts'
import { loadDecisions } from './demo-decisions.ts'
import { loadRating } from './demo-rating.ts'
import { asJob, stageOf } from './demo-stage.ts'
import { loadStandards } from './demo-standards.ts'
import { loadStarCommunity } from './demo-star-community.ts'
import type { Say } from './open-database.ts'

const seed = 1
/** 爱国社区, whose branches have a list of their own, and one a year of star ratings. */
const dutiesVillage = '440605122048'
/** 樵乐社区, with two years of 七彩四点半 behind it. */
const volunteersVillage = '440605122005'
const marker = (platform: Platform) => join(platform.config.dataDirectory, 'demo')

type Count = () => Promise<unknown>

/**
 * Writes what every town needs, and once, where it is wanted, the demonstration. `count` has the database count its rows: what comes in at
 * once is not counted yet, and plans made for empty tables take seconds.
 */
export async function prepareTown(platform: Platform, say: Say, count: Count = () => Promise.resolve()): Promise<void> {
  const isNew = platform.config.demo && !existsSync(marker(platform))
  if (isNew) await loadDemonstration(platform, say, count)
  await asJob(platform, installCategories)
  await asJob(platform, installPacks)
  await asJob(platform, installCaps)
  await asJob(platform, installCommunityRule)
  await asJob(platform, installKey)
  await asJob(platform, installProposals)
  await asJob(platform, installDefaults)
  await mergeWhatWaits(platform)
  if (isNew) await count()
}

async function loadDemonstration(platform: Platform, say: Say, count: Count): Promise<void> {
  const started = Date.now()
  say('正在准备示例数据（人名和电话都是虚构的）')
  const workbook = await writeDemoWorkbook(seed, dayOf(platform.now()))
  say('  表格写好了，正在读')
  const book = await readWorkbook(workbook, Object.values(importedSheets))
  const wrong = book.readings.flatMap(({ errors }) => errors)[0]
  if (wrong) throw new Error(`示例数据${describeError(wrong)}`)
  for (const { key, apply } of importSteps) {
    const { total } = book.of(importedSheets[key])!
    // the first to look far into what is there
    if (key === 'memberships') await count()
    if (key === 'requests') await asJob(platform, installCategories)
    if (key === 'meetings') await asJob(platform, installPacks)
    if (key === 'volunteers') await asJob(platform, installCaps)
    const tell = (done: number) => Promise.resolve(say(`  ${sheetNames[key]} ${done}/${total}件`))
    for (const [part, { faults }] of Object.entries(await asJob(platform, context => apply(context, book, tell))))
      if (faults[0]) throw new Error(`示例数据${describeError(book.of(importedSheets[part as SheetKey])!.locate(faults[0]))}`)
    if (key !== 'requests') say(`  ${sheetNames[key]} ${total}行`)
  }
  // what follows goes through the actions, one by one, and reads what came in
  await count()
  say(`  工作计划 ${await asJob(platform, context => loadPlans(context, demoPlans()))}个`)
  say(`  清单事项 ${await asJob(platform, context => loadAdopted(context, dutiesVillage))}项`)
  say(`  报表事项 ${await asJob(platform, context => loadIssued(context, demoForms()))}项`)
  say(`  事权清单 ${await asJob(platform, context => loadLists(context, demoLists))}份`)
  say(`  重要事项 ${await loadDecisions(platform, seed)}件`)
  await asJob(platform, context => tellCloseUps(context, closeUpYear, closeUps))
  await asJob(platform, context => tellMethod(context, method.name, method.adoptions))
  say(`  制度 ${await loadRules(platform)}份`)
  say(`  评星 ${await loadRating(platform, dutiesVillage)}人`)
  say(`  星级志愿服务社区 ${await loadStarCommunity(platform, volunteersVillage)}份申请`)
  say(`  志愿服务证明 ${await loadCertificates(platform, dutiesVillage)}份`)
  say(`  今天的走访 ${await planToday(platform)}户`)
  await writeFile(marker(platform), `${platform.now().toISOString()}\n`)
  say(`示例数据已就绪，用了${Math.round((Date.now() - started) / 1000)}秒`)
}

async function loadRules(platform: Platform): Promise<number> {
  const clerk = (await holdersOf(platform)).find(isPart(cast.find(({ login }) => login === 'town')!))
  return clerk ? loadStandards(platform, clerk.personId) : 0
}

/** The leader of the demonstration plans for today, as the night's job does: the page of visits is not empty on the first day. */
async function planToday(platform: Platform): Promise<number> {
  const leader = (await holdersOf(platform)).find(isPart(cast.find(({ login }) => login === 'leader')!))
  if (!leader) return 0
  return (await stageOf(platform, dayOf(platform.now())).act(leader.personId, planVisits, {})).planned
}

/** The eight people of the demonstration, by post and place. */
const cast: readonly { login: string; role: Role; unit: string; body?: string }[] = [
  { login: 'town', role: 'townClerk', unit: '西樵镇' },
  { login: 'discipline', role: 'townDiscipline', unit: '西樵镇' },
  { login: 'secretary', role: 'villageSecretary', unit: '爱国社区' },
  { login: 'clerk', role: 'villageClerk', unit: '爱国社区' },
  { login: 'leader', role: 'gridLeader', unit: '福寿里小组' },
  { login: 'environment', role: 'departmentOfficer', unit: '西樵镇', body: '环保办' },
  { login: 'system', role: 'systemAdministrator', unit: '西樵镇' },
  { login: 'audit', role: 'auditAdministrator', unit: '西樵镇' },
]

/** One-time sign-in links of the eight, each with who it is; none unless the demonstration is on and the host is loopback. */
export async function demonstrationCast(platform: Platform): Promise<{ who: string; url: string }[]> {
  if (!platform.config.demo) return []
  const holders = await holdersOf(platform)
  const found = cast.flatMap(part => {
    const holder = holders.find(isPart(part))
    return holder
      ? [{ login: part.login, personId: holder.personId, who: `${holder.name} · ${part.body ?? part.unit} · ${roleNames[part.role]}` }]
      : []
  })
  const links = await demonstrationLinks(platform, found)
  return links.map(({ personId, url }) => ({ who: found.find(each => each.personId === personId)!.who, url }))
}

type Holder = Awaited<ReturnType<typeof holdersOf>>[number]
const isPart =
  ({ role, unit, body }: (typeof cast)[number]) =>
  (each: Holder) =>
    each.role === role && each.unit === unit && (body === undefined || each.body === body)

/** Who holds a post today, by code. */
const holdersOf = (platform: Platform) =>
  asJob(platform, ({ db, today }) =>
    db
      .selectFrom('term')
      .innerJoin('post', 'post.id', 'term.postId')
      .innerJoin('person', 'person.id', 'term.personId')
      .innerJoin('unitPeriod', 'unitPeriod.unitId', 'post.unitId')
      .leftJoin('bodyPeriod', 'bodyPeriod.bodyId', 'post.bodyId')
      .where(sql<boolean>`term.valid @> ${today}::date and unit_period.valid @> ${today}::date`)
      .select([
        'person.id as personId',
        'person.name',
        'post.role',
        'unitPeriod.name as unit',
        'bodyPeriod.name as body',
        'person.externalCode',
      ])
      .orderBy('person.externalCode')
      .execute(),
  )
