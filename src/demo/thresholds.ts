/**
 * Demonstration thresholds (示例表决门槛): what the town settled where the law leaves a number open. Invented, each a common number.
 */
import type { Parts } from '#features/thresholds/thresholds.contract.ts'

const twoThirds = { numerator: 2, denominator: 3, strict: false }
const half = { numerator: 1, denominator: 2, strict: true }
const quorum: Parts['quorum'] = [{ route: 'voters', share: twoThirds, base: 'all' }]
const open: Parts = { quorum: null, majority: null, noticeDays: null }

interface Settled extends Parts {
  ruleKey: string
  inForceOn: string
  basis: string
}
const first = { basis: '镇党委会议纪要第9号', inForceOn: '2019-07-01' }
const law2025 = { basis: '各经济社章程示范文本', inForceOn: '2025-05-01' }

export const settledThresholds: readonly Settled[] = [
  { ...open, ...first, ruleKey: 'branchCommittee.2018', majority: { share: half, base: 'present' } },
  { ...open, ...first, ruleKey: 'jointCommittees.2018', quorum, majority: { share: half, base: 'present' } },
  { ...open, ...first, ruleKey: 'membersReview.2018', quorum: [{ ...quorum[0]!, base: 'eligible' }], noticeDays: 3 },
  { ...first, ruleKey: 'collectiveBoard.2020', quorum, majority: { share: half, base: 'all' }, noticeDays: 0 },
  { ...first, ruleKey: 'collectiveRepresentatives.2020', quorum, majority: { share: half, base: 'all' }, noticeDays: 3 },
  { ...open, ...law2025, ruleKey: 'collectiveBoard.2025', noticeDays: 0 },
  { ...open, ...law2025, ruleKey: 'collectiveRepresentatives.2025', quorum, noticeDays: 3 },
]
