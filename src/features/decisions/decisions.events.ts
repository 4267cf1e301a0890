/** What the audit calls the events of decisions (四议两公开的事件). */
import type { EventWords } from '#platform/server/event-words.ts'

export const decisionEvents: EventWords = {
  kinds: { decision: '议事事项', decisionComment: '居民意见' },
  names: {
    begin: '起草',
    write: '改文稿',
    submit: '登记',
    withdraw: '撤回',
    attach: '加附件',
    detach: '去掉附件',
    close: '办结',
    archive: '归档',
    declare: '说明有无利害关系',
    preCheck: '镇里看过',
    advise: '党员首议',
    answerOpinion: '答复首议意见',
    conclude: '登记一步的结果',
    followCorrection: '按更正的结果登记',
    table: '列入会议',
    refuse: '没有通过',
    sendBack: '退回重办',
    order: '责令改正',
    implement: '开始办',
    urge: '申请紧急先办',
    confirmUrgency: '同意紧急先办',
    enterListing: '登记挂牌',
    draftNotice: '写公开稿',
    comment: '居民提意见',
    reply: '答复意见',
    replaceSupervisor: '换监督人',
  },
}
