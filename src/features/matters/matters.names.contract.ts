/** What the categories and steps of the list are called (类别和步骤的名称), here and in every feature that walks them. */
import type { MatterCategory, Stage } from './matters.shapes.contract.ts'

export const categoryNames: Record<MatterCategory, string> = {
  planning: '规划和预算',
  charter: '章程和村规',
  finance: '集体收益和开支',
  works: '公共工程',
  land: '土地',
  assets: '集体资产',
  members: '成员身份',
  people: '用人和推荐',
  welfare: '待遇和评议',
}

export const stageNames: Record<Stage, string> = {
  proposal: '登记议题',
  branchProposal: '党组织提议',
  boardConsultation: '社委会商议',
  committeeConsultation: '“两委”商议',
  membersFirst: '党员首议',
  partyResearch: '党组织研究讨论',
  membersReview: '党员大会审议',
  assembly: '会议表决',
  decisionDisclosure: '决议公开',
  resultDisclosure: '结果公开',
}
