/**
 * The first town (首次装载): what a new town starts with, and the demonstration town.
 *
 * The demonstration is a workbook like any other: written, read back through the door of every import, and handed to
 * the owners of its sheets. Loading is idempotent, so one that was interrupted goes on at the next start.
 */
import { existsSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { demonstrationLinks } from '#features/accounts/accounts.links.actions.ts'
import { applyBodyRows } from '#features/bodies/bodies.rows.actions.ts'
import { bodySheet } from '#features/bodies/bodies.workbook.ts'
import { applyPersonRows, applyTermRows } from '#features/people/people.rows.actions.ts'
import { peopleSheet, termSheet } from '#features/people/people.workbook.ts'
import { loadCases } from '#features/requests/requests.load.actions.ts'
import { installCategories } from '#features/requests/requests.setup.actions.ts'
import { caseSheet, stepSheet } from '#features/requests/requests.workbook.ts'
import { applyUnitRows } from '#features/units/units.rows.actions.ts'
import { unitSheet } from '#features/units/units.workbook.ts'
import { applyVenueRows } from '#features/venues/venues.rows.actions.ts'
import { venueSheet } from '#features/venues/venues.workbook.ts'
import { sql } from 'kysely'
import type { Context } from '#platform/server/action.ts'
import type { Platform } from '#platform/server/platform.ts'
import { inTransaction } from '#platform/server/transaction.ts'
import { readWorkbook } from '#platform/server/workbook.ts'
import type { Applied } from '#platform/shared/applied.ts'
import { roleNames, type Role } from '#platform/shared/actor.ts'
import { dayOf } from '#platform/shared/calendar.ts'
import { writeDemoWorkbook } from '../demo/town.ts'
import type { Say } from './open-database.ts'
import { installPacks, partyLifeSheets, partyLifeSteps } from './party-life.ts'

const seed = 1
const marker = (platform: Platform) => join(platform.config.dataDirectory, 'demo')

/** Writes what every town needs, and once, where it is wanted, the demonstration. */
export async function prepareTown(platform: Platform, say: Say): Promise<void> {
  if (platform.config.demo && !existsSync(marker(platform))) await loadDemonstration(platform, say)
  await asJob(platform, installCategories)
  await asJob(platform, installPacks)
}

async function loadDemonstration(platform: Platform, say: Say): Promise<void> {
  const started = Date.now()
  say('正在准备示例数据（人名和电话都是虚构的）')
  const sheets = [unitSheet, bodySheet, peopleSheet, termSheet, venueSheet, caseSheet, stepSheet, ...partyLifeSheets]
  const book = await readWorkbook(await writeDemoWorkbook(seed, dayOf(platform.now())), sheets)
  const wrong = book.readings.flatMap(({ errors }) => errors)[0]
  if (wrong) throw new Error(`示例数据第${wrong.row}行：${wrong.message}`)
  const steps: [string, number, (context: Context) => Promise<Applied>][] = [
    ['组织单元', book.of(unitSheet)!.rows.length, context => applyUnitRows(context, book.of(unitSheet)!.rows)],
    ['党组织', book.of(bodySheet)!.rows.length, context => applyBodyRows(context, book.of(bodySheet)!.rows)],
    ['人员', book.of(peopleSheet)!.rows.length, context => applyPersonRows(context, book.of(peopleSheet)!.rows)],
    ['任职', book.of(termSheet)!.rows.length, context => applyTermRows(context, book.of(termSheet)!.rows)],
    ['阵地', book.of(venueSheet)!.rows.length, context => applyVenueRows(context, book.of(venueSheet)!.rows)],
    ...partyLifeSteps(book),
  ]
  await asJob(platform, installPacks)
  for (const [name, rows, apply] of steps) {
    const { faults } = await asJob(platform, apply)
    if (faults[0]) throw new Error(`示例数据“${name}”第${faults[0].row}行：${faults[0].message}`)
    say(`  ${name} ${rows}行`)
  }
  await asJob(platform, installCategories)
  const cases = book.of(caseSheet)!.rows
  const refused = await asJob(platform, context => loadCases(context, cases, book.of(stepSheet)!.rows))
  if (refused[0]) throw new Error(`示例数据“${refused[0].sheet}”第${refused[0].row}行：${refused[0].message}`)
  say(`  诉求 ${cases.length}件`)
  await writeFile(marker(platform), `${platform.now().toISOString()}\n`)
  say(`示例数据已就绪，用了${Math.round((Date.now() - started) / 1000)}秒`)
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
  const found = await asJob(platform, async ({ db, today }) => {
    const holders = await db
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
      .execute()
    return cast.flatMap(part => {
      const holder = holders.find(
        each => each.role === part.role && each.unit === part.unit && (part.body === undefined || each.body === part.body),
      )
      return holder
        ? [{ login: part.login, personId: holder.personId, who: `${holder.name} · ${part.body ?? part.unit} · ${roleNames[part.role]}` }]
        : []
    })
  })
  const links = await demonstrationLinks(platform, found)
  return links.map(({ personId, url }) => ({ who: found.find(each => each.personId === personId)!.who, url }))
}

const asJob = <T>(platform: Platform, work: (context: Context) => Promise<T>) =>
  inTransaction(platform, { kind: 'job', townId: platform.townId, name: 'program.start' }, work)
