/** Words for important matters (重要事权清单用语): states, levels, categories and steps as people read them. */
import type { MatterLevel, MatterListState, Stage } from './matters.shapes.contract.ts'

export { categoryNames, stageNames } from './matters.names.contract.ts'

export const stateNames: Record<MatterListState, string> = {
  draft: '草稿',
  consulted: '已征求意见',
  adopted: '已通过',
  filed: '已备案',
  inForce: '施行',
  superseded: '已被新的替代',
}

export const levelNames: Record<MatterLevel, string> = { village: '村（社区）', collective: '经济社', both: '村（社区）和经济社' }

/** Who acts at each step. */
export const stageActors: Record<Stage, string> = {
  proposal: '居民、代表或组织',
  branchProposal: '村（社区）党组织',
  boardConsultation: '社委会，支部书记列席',
  committeeConsultation: '党组织和村（居）委会',
  membersFirst: '经济社党支部的党员',
  partyResearch: '村（社区）党组织',
  membersReview: '全体有表决权的党员',
  assembly: '',
  decisionDisclosure: '村（居）委会或社委会',
  resultDisclosure: '村（居）委会或社委会',
}

/** 5万元, 1200元: an amount in whole yuan, or in 万 where it is round. */
export function yuan(fen: number): string {
  if (fen % 1_000_000 === 0) return `${fen / 1_000_000}万元`
  return fen % 100 === 0 ? `${fen / 100}元` : `${(fen / 100).toFixed(2)}元`
}
