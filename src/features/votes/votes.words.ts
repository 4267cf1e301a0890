/** Words for votes (表决用语): bodies, standings, states and verdicts as people read them. */
import type { BallotState, LeftOut, MarkManner, Method, Standing, VotingDetail } from './votes.contract.ts'

export const standingNames: Record<Standing, string> = {
  voter: '有表决权',
  probationary: '预备党员，没有表决权',
  onProbation: '留党察看，没有表决权',
  incapable: '没有表决权',
}

export const leftOutNames: Record<LeftOut, string> = {
  cannotExpress: '因病不能表达意志',
  abroad: '出国半年以上',
  servingSentence: '正在服刑',
  bedridden: '年老或长期生病，不能自理',
  relationNotMoved: '外出半年以上，关系没转走',
}

export const mannerNames: Record<MarkManner, string> = { inPerson: '本人', proxy: '委托' }
export const methodNames: Record<Method, string> = { hands: '举手表决', secret: '无记名投票' }
export const ballotStateNames: Record<BallotState, string> = {
  tabled: '等定名册',
  rollFixed: '正在表决',
  closed: '已有结果',
  cancelled: '已撤下',
}
export const verdictNames = { passed: '通过', rejected: '没有通过', noQuorum: '到会人数不够', refused: '不能计票' } as const

type Numbers = VotingDetail['numbers']

/** E.g. "应到30人，到会24人". */
export const numbersSentence = ({ route, all, eligible, present, recused }: Numbers): string => {
  const unit = route === 'households' ? '户' : '人'
  const out = all === eligible ? '' : `，全体${all}${unit}`
  return `应到${eligible}${unit}，到会${present}${unit}${out}${recused > 0 ? `，回避${recused}${unit}` : ''}`
}

/** E.g. "同意20票，反对2票，弃权2票". */
export const tallySentence = (tally: { for: number; against: number; abstain: number }): string =>
  `同意${tally.for}票，反对${tally.against}票，弃权${tally.abstain}票`
