/** Visits (入户走访): the words people read. */
import type { NoteReason, VisitOutcome, VisitRule, VisitState, VisitTopic, VisitWay } from './visits.contract.ts'

export const visitStateNames: Record<VisitState, string> = {
  planned: '打算去',
  attempted: '没人在家',
  declined: '不想谈',
  done: '谈过了',
  itemsRaised: '有事在办',
  allFollowed: '事都办完了',
  closed: '已办结',
}

/** Why this household today. */
export const ruleSentences: Record<VisitRule, string> = {
  asked: '这一户请您来一趟',
  monthly: '这一户希望每月来一次',
  again: '上次没人在家',
  newcomer: '刚搬来，去认识一下',
  halfYear: '半年没去过了',
  unplanned: '临时去的',
}

export const outcomeNames: Record<VisitOutcome, string> = { met: '谈过了', nobodyHome: '没人在家', declined: '不想谈' }

export const wayNames: Record<VisitWay, string> = { atHome: '上门', byPhone: '打电话' }

export const topicNames: Record<VisitTopic, string> = {
  publicService: '公共服务',
  environment: '环境卫生',
  safety: '安全隐患',
  policy: '问政策',
  hardship: '有困难',
  idea: '有点子',
}

/** What was talked about, as far as it was noted: it need not be, and a ledger that is brought along holds none of it. */
export function topicsSentence(topics: readonly { topic: VisitTopic; visits: number }[]): string {
  const noted = topics.filter(({ visits }) => visits > 0).map(({ topic, visits }) => `${topicNames[topic]}${visits}次`)
  return noted.length > 0 ? `记下谈了什么的：${noted.join('，')}。` : '没有走访记下谈了什么。可以不记，导入的台账里也没有。'
}

export const noteReasonNames: Record<NoteReason, string> = { followUp: '跟进这件事', handover: '接手联系这一户', check: '核对、改正' }

/** Stands beside the note's field (domain §8). */
export const noteWarning = '不写健康、信仰、政治、信访和别人的事。这一户看得到。'
