/** Words for thresholds (表决门槛用语): bodies, shares and rules as people read them. */
import type { Base, DecidingBody, LegalMatter, Majority, Part, Quorum, Route, Rule, Share } from './thresholds.shapes.contract.ts'

export const bodyNames: Record<DecidingBody, string> = {
  villagersAssembly: '村民会议',
  villagerRepresentatives: '村民代表会议',
  villagersGroup: '村民小组会议',
  villageElectors: '村民委员会选举',
  residentsAssembly: '居民会议',
  residentRepresentatives: '居民代表会议',
  collectiveMembers: '成员大会',
  collectiveRepresentatives: '成员代表大会',
  collectiveBoard: '理事会（社委会）',
  branchMeeting: '支部党员大会',
  membersReview: '党员大会审议',
  branchCommittee: '支部委员会',
  jointCommittees: '“两委”联席会议',
}

export const matterNames: Record<LegalMatter, string> = {
  ordinary: '一般事项',
  charter: '章程',
  membership: '成员确认',
  landContracting: '土地承包',
  homestead: '宅基地使用',
  incomeShares: '集体收益量化',
  landCompensation: '征地补偿费的分配使用',
  mergerOrDivision: '合并、分立',
  nonMemberBenefit: '非成员享有权益',
  election: '选举',
  recall: '罢免',
}

export const partNames: Record<Part, string> = { quorum: '到会人数', majority: '同意票数', noticeDays: '提前通知的天数' }
export const baseNames: Record<Base, string> = { present: '到会', eligible: '应到会', all: '全体' }
export const routeNames: Record<Route, string> = { voters: '按人算', households: '按户算', groups: '按小组代表算' }
/** What one counts on each route. */
export const routeUnits: Record<Route, string> = { voters: '人', households: '户', groups: '人' }
export const methodNames = { hands: '举手表决', secret: '无记名投票' } as const

const digits = ['', '一', '二', '三', '四', '五', '六', '七', '八', '九']
/** 1 to 100 in Chinese. */
export function chineseNumber(count: number): string {
  if (count === 100) return '一百'
  const ten = (count - (count % 10)) / 10
  return `${ten > 1 ? digits[ten] : ''}${ten > 0 ? '十' : ''}${digits[count % 10]}`
}

/** 过半数, 三分之二, 超过五分之三: as the number is called. */
export function shareName({ numerator, denominator, strict }: Share): string {
  if (numerator === denominator) return '全部'
  if (numerator * 2 === denominator) return strict ? '过半数' : '半数'
  const share = `${chineseNumber(denominator)}分之${chineseNumber(numerator)}`
  return strict ? `超过${share}` : share
}

/** 过半数, 三分之二以上: as a rule says it. */
const shareOfRule = (share: Share) => (share.strict || share.numerator === share.denominator ? shareName(share) : `${shareName(share)}以上`)

const quorumBases: Record<Route, Record<Quorum['base'], string>> = {
  voters: { all: '应到的人', eligible: '应到会的人' },
  households: { all: '户的代表', eligible: '户的代表' },
  groups: { all: '小组代表', eligible: '小组代表' },
}

/** E.g. "过半数应到的人到会；或者三分之二以上户的代表到会". */
export const quorumSentence = (quorum: readonly Quorum[]): string =>
  quorum.map(({ route, share, base }) => `${shareOfRule(share)}${quorumBases[route][base]}到会`).join('；或者')

/** E.g. "到会的人过半数同意". */
export const majoritySentence = ({ share, base }: Majority): string =>
  `${{ present: '到会的人', eligible: '应到会的人', all: '全体' }[base]}${shareOfRule(share)}同意`

/** Stands behind a number that nobody has confirmed yet. */
export const toBeConfirmed = '（待镇里确认）'

/** The rule in three short sentences; what is not known is said to be so. */
export function ruleSentences({
  quorum,
  majority,
  noticeDays,
  unsettled,
}: Pick<Rule, 'quorum' | 'majority' | 'noticeDays' | 'unsettled'>): string[] {
  const open = (part: Part) => (unsettled[part] === 'charter' ? '（按章程，待镇里确认）' : unsettled[part] ? toBeConfirmed : '')
  return [
    `${quorum === null ? '到会人数还不知道' : quorumSentence(quorum)}${open('quorum')}`,
    `${majority === null ? '同意票数还不知道' : majoritySentence(majority)}${open('majority')}`,
    `${noticeSentence(noticeDays, 'noticeDays' in unsettled)}${open('noticeDays')}`,
  ]
}

function noticeSentence(days: number | null, isOpen: boolean): string {
  if (days === null) return isOpen ? '提前几天通知还不知道' : '法律没有写提前几天通知'
  return days === 0 ? '不要求提前通知' : `提前${days}天通知`
}
