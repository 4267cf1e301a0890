/** What the desk offers for a matter now (能办的事), the most needed first. */
import { isVote } from '../decisions.rules.ts'
import type { Decision } from '../decisions.contract.ts'

export const verbNames = {
  submit: '登记',
  advise: '登记首议意见',
  answerOpinion: '答复首议意见',
  preCheck: '登记镇里的答复',
  table: '放进会议',
  conclude: '登记结果',
  followCorrection: '按更正登记',
  draftNotice: '起草公开',
  enterListing: '登记挂牌',
  implement: '开始办',
  close: '办结',
  archive: '归档',
  confirmUrgency: '同意紧急先办',
  write: '改议题',
  declare: '登记回避说明',
  sendBack: '退回重办',
  urge: '申请紧急先办',
  replaceSupervisor: '换人监督',
  order: '登记撤销或责令改正',
  refuse: '不受理',
  withdraw: '撤回',
} as const
export type Verb = keyof typeof verbNames
const inOrder = Object.keys(verbNames) as Verb[]

/** Those that the policy allows and that the state of things makes sense of. What was listed is listed again only where it found no buyer. */
export function verbsOf(decision: Decision): Verb[] {
  const apt = inOrder.filter(verb => decision.allowedActions.includes(verb) && isApt(verb, decision))
  const isListed = decision.stages.some(({ stage, past }) => stage === 'listing' && !past)
  return isListed ? [...apt.filter(verb => verb !== 'enterListing'), ...apt.filter(verb => verb === 'enterListing')] : apt
}

/**
 * What may be done at any time, beside the way of the matter: never the button that stands out. A statement of interest is on the way while
 * someone has still to be asked.
 */
const aside: readonly Verb[] = ['write', 'declare', 'urge', 'replaceSupervisor', 'order', 'refuse', 'withdraw']

/** The step that brings the matter on from here; null: nothing on this page does. */
export function stepOf(decision: Decision): Verb | null {
  const first = verbsOf(decision)[0]
  if (first === undefined) return null
  const isOnTheWay = !aside.includes(first) || (first === 'declare' && decision.declarationsDue.length > 0)
  return isOnTheWay ? first : null
}

/** Where the matter goes on when it does so on another page: the notice of this round that is open, else the meeting that has not voted. */
export function goesOnAt(decision: Decision): { notice: Decision['notices'][number] } | { ballot: Decision['ballots'][number] } | null {
  const notice = decision.notices.find(({ past, state }) => !past && state !== 'concluded' && state !== 'withdrawn')
  if (notice) return { notice }
  const ballot = openBallot(decision)
  return ballot && ballot.state !== 'closed' ? { ballot } : null
}

/** A ballot of this round of which nothing was made yet. */
const openBallot = ({ ballots, next, urgent }: Decision) =>
  ballots.find(
    ({ past, used, stage, state }) => !past && !used && (stage === next || urgent?.signedTwice === true) && state !== 'cancelled',
  )

function isApt(verb: Verb, decision: Decision): boolean {
  const { next, advice, notices, state, steps, urgent } = decision
  const decisions = notices.filter(({ past, stage }) => !past && stage === 'decisionDisclosure')
  const isOwed = ({ stage, isDone }: Decision['steps'][number]) => stage === 'decisionDisclosure' && !isDone
  const toRatify = urgent?.signedTwice === true && urgent.ratifiedOn === null
  switch (verb) {
    case 'table':
      return (toRatify || (next !== null && isVote(next))) && openBallot(decision) === undefined
    case 'conclude':
      return next === 'partyResearch' || openBallot(decision)?.state === 'closed' || toRatify
    case 'preCheck':
      return decision.asks.preCheck
    case 'enterListing':
      return decision.asks.listing
    case 'advise':
      return next === 'membersFirst' || (toRatify && steps.some(({ stage, isDone }) => stage === 'membersFirst' && !isDone))
    case 'answerOpinion':
      return advice.at(-1) !== undefined && advice.at(-1)!.adoption === null && advice.at(-1)!.opinion !== 'support'
    case 'draftNotice':
      if (state === 'implementing') return !toRatify && !decisions.some(({ upheld }) => upheld !== null)
      return !toRatify && steps.some(isOwed) && decisions.every(({ state: at, upheld }) => at === 'withdrawn' && upheld === null)
    case 'implement':
      // before the resolution is out the server refuses, whoever asks
      return notices.some(
        ({ past, stage, state: at }) => !past && stage === 'decisionDisclosure' && (at === 'published' || at === 'concluded'),
      )
    case 'sendBack':
      return state === 'correctionOrdered' || notices.some(({ past, upheld }) => !past && upheld !== null)
    default:
      return true
  }
}
