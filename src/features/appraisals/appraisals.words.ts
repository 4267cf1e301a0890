/** Words for appraisals (述职评议用语): states, grades and groups as people read them. */
import type { AppraisalReportState, EarlierProblem, Grade, Voters } from './appraisals.contract.ts'

export const stateNames: Record<AppraisalReportState | 'vacant', string> = {
  scheduled: '等写报告',
  drafted: '报告写好了',
  presented: '已述职',
  commented: '已点评',
  fedBack: '已反馈',
  rectifying: '整改中',
  verified: '已了结',
  vacant: '书记岗位空着',
}

export const gradeNames: Record<Grade, string> = { good: '好', fairlyGood: '较好', average: '一般', poor: '差' }

export const votersNames: Record<Voters, string> = { leaders: '领导', peers: '同级书记', members: '党员代表', residents: '群众代表' }

export const earlierNames: Record<EarlierProblem['state'], string> = {
  unlisted: '没有列入整改',
  open: '还在改',
  done: '说改好了，等核实',
  verified: '已核实',
}
