/** Reports in an export (述职导出): rows out, of meetings held until the end of a day. */
import { codesOfUnits } from '#features/units/units.export.actions.ts'
import type { Context } from '#platform/server/action.ts'
import { scrub } from '#platform/shared/masking.ts'
import { everyReport } from './appraisals.export.queries.ts'
import type { AppraisalRow } from './appraisals.workbook.ts'

/** Where a round has no 编号, its id is its code. Numbers of people in the texts are masked unless asked for. */
export async function exportAppraisalRows(context: Context, day: string | null, numbers: 'masked' | 'full'): Promise<AppraisalRow[]> {
  const units = await codesOfUnits(context)
  const shown = (text: string) => (text === '' ? null : numbers === 'full' ? text : scrub(text))
  const reports = await everyReport(context)
  return reports
    .filter(({ heldOn }) => day === null || heldOn <= day)
    .map(({ unitId, ownProblems, ...report }) => ({
      ...report,
      unitCode: units.get(unitId)!,
      presented: report.presented ? '是' : '否',
      achieved: shown(report.achieved),
      lacking: shown(report.lacking),
      nextSteps: shown(report.nextSteps),
      problems: ownProblems.length === 0 ? null : ownProblems.map(text => shown(text)!),
    }))
}
