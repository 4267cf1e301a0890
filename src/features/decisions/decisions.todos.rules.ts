/**
 * Decisions (四议两公开): what of a matter waits for somebody (待办). Pure.
 *
 * What may be done says whose turn it is: who may not take the step is not asked for it. What waits for a meeting or for the days of a
 * disclosure waits for nobody here.
 */
import type { Stage } from '#features/matters/matters.contract.ts'
import type { Due } from './decisions.gates.rules.ts'
import { isVote } from './decisions.rules.ts'
import type { DecisionState } from './decisions.shapes.contract.ts'
import { stepName } from './decisions.words.ts'

export interface Waiting {
  state: DecisionState
  next: Stage | null
  /** Is the text before a meeting that has not come to its end? */
  isTabled: boolean
  /** Did the newest ballot of the open step close? */
  isVoted: boolean
  decisionDone: boolean
  decisionFell: boolean
  resultDone: boolean
  resultFell: boolean
  /** Is the notice of it written, and those asked by it who check and publish it? */
  decisionBegun: boolean
  resultBegun: boolean
  isUrgent: boolean
  /** The entry asks for the town's word on the text, which is not there yet. */
  isPreCheckOwed: boolean
  isAnswerOwed: boolean
  dues: readonly Due[]
}
export interface Turn {
  detail: string
  dueOn: string | null
}

/** What the reader is asked for, each with its day. */
export function turnsOf(matter: Waiting, may: (name: string) => boolean): Turn[] {
  const day = (what: Due['what']) => matter.dues.find(each => each.what === what)?.on ?? null
  const answers = matter.dues.filter(({ what }) => what === 'comment')
  const turn = (name: string, detail: string | null, dueOn: string | null = null): Turn[] =>
    detail !== null && may(name) ? [{ detail, dueOn }] : []
  return [
    ...turn('confirmUrgency', '申请紧急先办，等您同意。'),
    ...turn('preCheck', matter.isPreCheckOwed ? '要先报镇里看，等您答复。' : null),
    ...turn('answerOpinion', matter.isAnswerOwed ? '党员首议的意见，等答复。' : null),
    ...turn('reply', answers.length > 0 ? `有${answers.length}条居民意见，等答复。` : null, answers[0]?.on),
    ...turn('submit', '还是草稿，写好就登记。'),
    ...stepTurns(matter, turn, day),
  ]
}

function stepTurns(
  { state, next, isTabled, isVoted, decisionDone, decisionFell, resultDone, resultFell, decisionBegun, resultBegun, isUrgent }: Waiting,
  turn: (name: string, detail: string | null, dueOn?: string | null) => Turn[],
  day: (what: Due['what']) => string | null,
): Turn[] {
  const ratifyBy = day('ratification')
  // ratified while it was carried out, an emergency owes the disclosure of the decision beside that of its result
  const ratified = turn('draftNotice', day('decision') === null || decisionBegun ? null : '追认了，请写决议公开。', day('decision'))
  switch (state) {
    case 'draft':
      return []
    case 'resolved':
      return turn('draftNotice', decisionBegun ? null : '通过了，请写决议公开。', day('decision'))
    case 'disclosed':
    case 'objected':
      if (decisionFell) return turn('sendBack', '异议成立，请退回重办。')
      return turn('implement', decisionDone ? '公开满期了，可以开始办。' : null)
    case 'verdictTurned':
      return turn('followCorrection', '表决结果更正过，请按更正的结果登记。')
    case 'correctionOrdered':
      return turn('sendBack', '责令改正，请退回重办。')
    case 'implementing':
      if (decisionFell) return turn('sendBack', '异议成立，请退回重办。')
      if (resultFell) return turn('draftNotice', '结果公开的异议成立，请改好再公开。', day('result'))
      return ratifyBy === null
        ? [...ratified, ...turn('draftNotice', resultBegun ? null : '办好了，请公开结果。', day('result'))]
        : turn('table', '紧急先办的，请开会追认。', ratifyBy)
    case 'resultDisclosed':
      return ratifyBy === null
        ? [...ratified, ...turn('close', resultDone && day('decision') === null ? '结果公开满期了，可以办结。' : null)]
        : turn('table', '紧急先办的，请开会追认。', ratifyBy)
    default:
      if (next === null || isUrgent) return []
      if (next === 'membersFirst') return turn('advise', `下一步：${stepName(next)}。`)
      if (!isVote(next)) return turn('conclude', `下一步：${stepName(next)}。`)
      if (isVoted) return turn('conclude', `“${stepName(next)}”表决完了，请登记结果。`)
      return isTabled ? [] : turn('table', `下一步：${stepName(next)}，请开会。`)
  }
}
