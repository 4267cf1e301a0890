/** Requests (诉求): the words people read, in one place. A state without a word does not compile. */
import type {
  Channel,
  ConsentBasis,
  Lamp,
  PauseReason,
  RefusalReason,
  RequestState,
  ReturnReason,
  RevealReason,
  SealedField,
  SolvedBy,
  CallAbout,
  DecisionKind,
  CallOutcome,
} from './requests.contract.ts'

/** For staff. */
export const stateNames: Record<RequestState, string> = {
  submitted: '待接手',
  accepted: '待分派',
  notAccepted: '不受理',
  assigned: '待签收',
  inProgress: '在办',
  paused: '暂缓',
  proposed: '等居民确认',
  rejectedByResident: '居民说没解决',
  solved: '解决了',
  unanswered: '未回应',
  returned: '已退回',
  withdrawn: '已撤回',
  merged: '已并案',
}

/** For the resident: what is going on, in plain words. */
export const stateSentences: Record<RequestState, string> = {
  submitted: '收到了，等人接手。',
  accepted: '有人接手了，正在安排谁来办。',
  notAccepted: '这件事不归这里办。',
  assigned: '已经交给人办，等他签收。',
  inProgress: '正在办。',
  paused: '先停一停，原因写在下面。',
  proposed: '说已办好，等您确认。',
  rejectedByResident: '您说没解决，重新办。',
  solved: '您说解决了。',
  unanswered: '没等到您的回答，记为“未回应”。',
  returned: '办的人退回了，正在另找人办。',
  withdrawn: '您撤回了。',
  merged: '和另一件一样的事合在一起办。',
}

export const lampNames: Record<Lamp, string> = { ok: '正常', soon: '临期', late: '逾期', paused: '停表', waiting: '等确认', done: '办结' }

export const channelNames: Record<Channel, string> = { web: '网上', counter: '窗口', phone: '电话', visit: '上门', hotline: '12345热线' }

export const consentBasisNames: Record<ConsentBasis, string> = {
  present: '本人当面同意',
  byPhone: '本人电话里同意',
  atHome: '上门时本人同意',
  hotlineRecord: '热线工单转来',
}

export const solvedByNames: Record<SolvedBy, string> = { resident: '居民本人', sharedCode: '凭经手窗口给的码', onBehalf: '代为登记' }

export const refusalReasonNames: Record<RefusalReason, string> = {
  otherAuthority: '依法归别的机关办',
  inCourt: '已进入诉讼、仲裁或复议',
  petition: '属于信访事项',
  emergency: '属于警情或急救',
  unclear: '写得不清楚，联系不上',
  notPlace: '不在本镇',
}

/** Where to go instead, printed for the resident. */
export const refusalDirections: Record<RefusalReason, string> = {
  otherAuthority: '请按下面写的机关去办。需要帮忙请打我们的电话。',
  inCourt: '请等办理机关的结果，有疑问可问承办人。',
  petition: '请到镇信访窗口，或走国家信访平台。',
  emergency: '有危险请马上打110、119或120。',
  unclear: '请重新写清楚三点：什么事，在哪里，多久了。',
  notPlace: '请向事情所在地的镇街反映，或打12345。',
}

/** Whoever took part in a case gives no new code for it: a walk to the wrong counter is spared by a call. */
export const lostCodeWords = '先打电话，问到哪个窗口换。办这件事的单位，自己不能换。带上身份证，核对后换一个新的。'

/** Whom to ring when there is danger now, and for what. */
export const dangerNumbers = [
  ['110', '报警'],
  ['119', '火警、救人'],
  ['120', '急救'],
  ['12345', '别的急事'],
  ['12338', '妇女儿童受欺负'],
  ['12356', '心里难受，想找人说'],
] as const
export const noDangerName = '没有危险，继续提交'

export const returnReasonNames: Record<ReturnReason, string> = {
  notOurDuty: '职责不在本单位',
  notOurPlace: '地点不归本单位管',
  otherOwner: '设施产权属别家',
  needsJoint: '要几家一起办',
}

export const decisionNames: Record<DecisionKind, string> = { handler: '交给一家办', split: '分着办', answer: '直接答复' }

export const pauseReasonNames: Record<PauseReason, string> = {
  parts: '等配件或材料到货',
  weather: '等天气好转',
  survey: '等检测或鉴定结果',
  approval: '等审批或招标手续',
  residentAway: '等和居民约好的日子',
}

export const revealReasonNames: Record<RevealReason, string> = {
  callBack: '回电确认情况',
  visit: '安排上门',
  proof: '核对身份',
  urgent: '情况紧急',
}

export const sealedFieldNames: Record<SealedField, string> = { name: '称呼', phone: '电话', address: '住址' }

export const callAboutNames: Record<CallAbout, string> = {
  accepted: '接手了，谁来办',
  notAccepted: '不归这里办，该找谁',
  proposed: '办好了，请他确认',
  unanswered: '没等到回答，已记为未回应',
  merged: '和另一件一样的事合在一起办',
  mergedProposed: '合在一起办的那件说已办好。没解决，可另外办',
  separated: '合在一起办的那件不办了，这件另外办',
}
export const callOutcomeNames: Record<CallOutcome, string> = { reached: '告诉了', notReached: '没打通', declined: '他说不用打' }

/** What the clerk reads of a case that a joint meeting chose someone for, or is to. */
export function meetingSentence({ state, handlerName }: { state: RequestState; handlerName: string }, hold: 'chosen' | 'waiting'): string {
  const rejected = state === 'rejectedByResident'
  if (hold === 'waiting') return `${rejected ? '居民还不满意。' : ''}等联席会议定由谁办，会前不改派。`
  return rejected ? `居民还不满意。联席会议定了由${handlerName}来办，请接着办。` : `联席会议定了由${handlerName}来办，不改派。`
}
