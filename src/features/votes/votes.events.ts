/** What the audit calls the events of votes (表决的事件). */
import type { EventWords } from '#platform/server/event-words.ts'

export const voteEvents: EventWords = {
  kinds: { ballot: '表决', voter: '登记的人', votingMeeting: '表决会议' },
  names: {
    convene: '召集会议',
    attach: '加材料',
    detach: '去掉材料',
    table: '列入表决',
    cancel: '撤下议题',
    enterVoter: '登记有表决权的人',
    changeVoter: '改登记',
    leaveOut: '不列入应到',
    drawRoll: '列名单',
    fixRoll: '定名单',
    mark: '登记谁投了票',
    takeBackMark: '改正误记的投票',
    giveProxy: '登记委托',
    observe: '登记列席',
    minuteOpinion: '记列席意见',
    recuse: '回避',
    declare: '登记有无利害关系',
    close: '登记票数',
    proposeCorrection: '提议更正',
    confirmCorrection: '确认更正',
    dropCorrection: '放弃更正',
    proposeCancellation: '提议作废',
    confirmCancellation: '确认作废',
    dropCancellation: '放弃作废',
  },
}
