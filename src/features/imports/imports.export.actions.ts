/** Exports (工作簿导出): the sheets out again, with a purpose, masked unless asked otherwise, and recorded (XLS-07). */
import { requireFreshSecondFactor } from '#features/accounts/accounts.actions.ts'
import { peopleSheet } from '#features/people/people.workbook.ts'
import { action, type Context } from '#platform/server/action.ts'
import { workbookFile, writeCsv, type SheetRows } from '#platform/server/workbook.ts'
import { isPerson } from '#platform/shared/actor.ts'
import { newId } from '#platform/shared/ids.ts'
import { invalidField, Problem } from '#platform/shared/problem.ts'
import { timeText } from '#platform/shared/told-time.ts'
import { endpoints, ExportedSheet, exportPurposeNames, manyPeople, problems, sheetNames, type ExportPurpose } from './imports.contract.ts'
import { importPolicy, writing } from './imports.policy.ts'
import { findName, findTownName } from './imports.queries.ts'
import { exportedRows } from './imports.workbook.ts'

export const exportSheets = action(
  endpoints.export,
  async (context, { body }) => {
    context.require(importPolicy, 'export', null)
    const { asOf = null, phones, format, purpose, confirmed } = body
    if (phones === 'full') requireFreshSecondFactor(context)
    const chosen = ExportedSheet.options.filter(key => body.sheets.includes(key))
    if (format === 'csv' && chosen.length > 1) throw invalidField('#/sheets', 'CSV一次只能导出一张表')
    if (asOf !== null && asOf > context.today) throw invalidField('#/asOf', '请选今天或以前的日子')
    const dated = { ...context, today: asOf ?? context.today }
    const pages: SheetRows[] = []
    for (const key of chosen) pages.push(await exportedRows[key](dated, { day: asOf, phones }))
    const people = new Set(pages.flatMap(peopleIn)).size
    if (people > manyPeople && !confirmed)
      throw new Problem(problems.manyPeople, `这张表有${people}个人的资料。确认有必要，再导出一次。`, { people })
    const rows = Object.fromEntries(chosen.map((key, at) => [key, pages[at]!.rows.length]))
    await context.record('imports.export', { kind: 'export', id: newId(context.now.getTime()) }, { rows, asOf, phones, format, purpose })
    const name = `${chosen.length === 1 ? sheetNames[chosen[0]!] : '台账'}${asOf ?? context.today}`
    if (format === 'csv') return { fileName: `${name}.csv`, mediaType: 'text/csv', bytes: Buffer.from(writeCsv(pages[0]!)) }
    const around = {
      reportedBy: await findTownName(context.db),
      reportedOn: inWords(asOf ?? context.today),
      stamp: await stampOf(context, purpose),
    }
    return workbookFile(name, pages, around)
  },
  writing,
)

/** The codes of the people of whom a page tells. */
const peopleIn = ({ sheet, rows }: SheetRows) => {
  const keys =
    sheet === peopleSheet ? ['code'] : sheet.columns.flatMap(({ key, kind, personal }) => (personal && kind === 'code' ? [key] : []))
  return rows.flatMap(row => keys.map(key => row[key] as string))
}

/** Who took it, when, and what for: printed on every page. */
async function stampOf({ db, actor, now }: Context, purpose: ExportPurpose): Promise<string> {
  return `导出人：${isPerson(actor) ? await findName(db, actor.personId) : ''}　${timeText(now)}　用途：${exportPurposeNames[purpose]}`
}

const inWords = (day: string) => {
  const [year, month, date] = day.split('-').map(Number)
  return `${year}年${month}月${date}日`
}
