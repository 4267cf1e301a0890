/**
 * What lies sealed of an appraisal (述职评议加密): the report, what is said of it, and what is to be put right.
 *
 * Source: domain §32.2, P2 (review); decision 0020.
 */
import { listAsText, listFromText, open, seal, type Keeping } from '#platform/database/sealed-text.ts'
import type { ReportText } from './appraisals.contract.ts'

export const places = {
  achieved: 'appraisal_report.achieved',
  lacking: 'appraisal_report.lacking',
  nextSteps: 'appraisal_report.next_steps',
  ownProblems: 'appraisal_report.own_problems',
  comment: 'appraisal_report.comment',
  letter: 'appraisal_report.letter',
  problem: 'appraisal_item.problem',
  measure: 'appraisal_item.measure',
  result: 'appraisal_item.result',
  returnedReason: 'appraisal_item.returned_reason',
} as const

export interface SealedReportText {
  achievedSealed: Buffer | null
  lackingSealed: Buffer | null
  nextStepsSealed: Buffer | null
  ownProblemsSealed: Buffer | null
}

/** The same row with what the secretary wrote; what is not written yet is empty. */
export const openReportText = <Row extends SealedReportText>(
  keeping: Pick<Keeping, 'sealing'>,
  { achievedSealed, lackingSealed, nextStepsSealed, ownProblemsSealed, ...row }: Row,
) => ({
  ...row,
  achieved: open(keeping, achievedSealed, places.achieved) ?? '',
  lacking: open(keeping, lackingSealed, places.lacking) ?? '',
  nextSteps: open(keeping, nextStepsSealed, places.nextSteps) ?? '',
  ownProblems: listFromText(open(keeping, ownProblemsSealed, places.ownProblems)),
})

export const sealReportText = (keeping: Pick<Keeping, 'sealing'>, { achieved, lacking, nextSteps, ownProblems }: ReportText) => ({
  achievedSealed: seal(keeping, achieved || null, places.achieved),
  lackingSealed: seal(keeping, lacking || null, places.lacking),
  nextStepsSealed: seal(keeping, nextSteps || null, places.nextSteps),
  ownProblemsSealed: seal(keeping, listAsText(ownProblems), places.ownProblems),
})
