/** The report as a file (年度报告公文). */
import { action } from '#platform/server/action.ts'
import { dayOf } from '#platform/shared/calendar.ts'
import { readReport } from './reports.actions.ts'
import { endpoints } from './reports.contract.ts'
import { documentOf } from './reports.document.rules.ts'
import { reading, reportPolicy } from './reports.policy.ts'

export const document = action(
  endpoints.document,
  async (context, { params: { year }, query: { edition } }) => {
    context.require(reportPolicy, 'document', null)
    const report = await readReport(context, year, edition)
    const { title, blocks, annex } = documentOf(report)
    // Loaded with the first document: 9 MB that most processes do without.
    const { docxMediaType, writeOfficialDocument } = await import('#platform/server/official-document.ts')
    const bytes = await writeOfficialDocument({
      title,
      blocks,
      annexes: [annex],
      issuer: `${report.townName}人民政府`,
      date: report.edition ? dayOf(new Date(report.edition.frozenAt)) : context.today,
    })
    return { fileName: `${title}.docx`, mediaType: docxMediaType, bytes }
  },
  reading,
)
