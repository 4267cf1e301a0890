/** Requests (诉求): each step of the log as a sentence anyone can read. A step without a sentence is a fault. */
import { plainDate } from '#platform/shared/calendar.ts'
import { exportPurposeNames, type ExportPurpose } from './requests.export.contract.ts'
import type { PauseReason, RefusalReason, ReturnReason, RevealReason, SealedField } from './requests.contract.ts'
import {
  channelNames,
  pauseReasonNames,
  refusalReasonNames,
  returnReasonNames,
  revealReasonNames,
  sealedFieldNames,
  solvedByNames,
} from './requests.words.ts'

interface Naming {
  unit(id: string): string
  body(id: string): string
  person(id: string): string
}
type Details = Readonly<Record<string, string | undefined>>
type Sentence = (details: Details, naming: Naming) => string

const to = ({ personId, bodyId, unitId }: Details, naming: Naming) =>
  personId ? naming.person(personId) : bodyId ? naming.body(bodyId) : unitId ? naming.unit(unitId) : ''

/** "3月2日联席会议". Ledgers that came in early did not tell the day. */
const meeting = ({ heldOn }: Details) => `${heldOn ? plainDate(heldOn).replace(/^\d+年/, '') : ''}联席会议`

/** A step of the resident’s, by a code that the office that handles the case knows: nobody can tell which of the two it was. */
const byCode = (code: string | undefined) => (code === 'shared' ? `（${solvedByNames.sharedCode}）` : '')

const toldAbout: Readonly<Record<string, string>> = {
  proposed: '说已办好',
  solved: '居民说解决了',
  unanswered: '没等到回答',
  referred: '转给镇纪委',
}

const sentences: Readonly<Record<string, Sentence>> = {
  'requests.submit': ({ unitId }, naming) => `提交，送到${unitId ? naming.unit(unitId) : ''}`,
  'requests.enter': ({ channel }) => `工作人员代为登记（${channelNames[channel as 'counter'] ?? '窗口'}）`,
  'requests.accept': () => '已接手',
  'requests.refuse': ({ reason }) => `不受理：${refusalReasonNames[reason as RefusalReason]}`,
  'requests.assign': (details, naming) => `交给${to(details, naming)}办`,
  'requests.take': () => '签收，开始办',
  'requests.giveBack': ({ reason }) => `退回：${returnReasonNames[reason as ReturnReason]}`,
  'requests.passOn': (details, naming) => `转给${to(details, naming)}`,
  'requests.climb': ({ toUnitId }, naming) => `往上转到${toUnitId ? naming.unit(toUnitId) : ''}`,
  'requests.climbOverdue': ({ toUnitId }, naming) => `到时限没人接，自动转到${toUnitId ? naming.unit(toUnitId) : ''}`,
  'requests.pause': ({ reason }) => `暂缓：${pauseReasonNames[reason as PauseReason]}`,
  'requests.resume': () => '接着办',
  'requests.propose': () => '说已办好，等居民确认',
  'requests.confirm': ({ code }) => `居民说：解决了${byCode(code)}`,
  'requests.confirmOnBehalf': () => '代为登记：居民说解决了',
  'requests.reject': () => '居民说：没解决，请再办',
  'requests.remark': () => '居民补充',
  'requests.lapse': () => '没等到居民回答，记为“未回应”',
  'requests.withdraw': ({ code }) => `居民撤回${byCode(code)}`,
  'requests.reopen': () => '居民要求再办一次',
  'requests.referToDiscipline': () => '和干部有关，转给镇纪委，村里看不到了',
  'requests.merge': ({ into }) => `和${into ?? '另一件'}合在一起办`,
  'requests.separate': ({ ended }) =>
    ended === 'notSolved' ? '居民说没解决，这件另外办' : `合在一起办的那件${ended === 'withdrawn' ? '撤回了' : '不受理'}，这件另外办`,
  'requests.absorb': ({ number }) => `并入了同样的一件${number ?? ''}`,
  'requests.tell': ({ about }) => `合在一起办的那件：${toldAbout[about ?? '']}`,
  'requests.edit': () => '改了标题或分类',
  'requests.copyTo': ({ personId }, naming) => `抄送${personId ? naming.person(personId) : ''}`,
  'requests.reissueCode': () => '窗口核对身份后，换了新的查询码',
  'requests.forgetContact': () => '办结满一年，称呼、电话和住址已删除',
  'requests.putOnJointList': () => '提请联席会议讨论',
  'requests.decide': (details, naming) => {
    const others = (details.withBodyIds as unknown as readonly string[] | undefined) ?? []
    const lead = to(details, naming)
    return `${meeting(details)}决定由${others.length > 0 ? `${lead}牵头，和${others.map(naming.body).join('、')}分着办` : `${lead}接着办`}`
  },
  'requests.decideAnswer': details => `${meeting(details)}决定直接答复，请居民确认`,
  'requests.reassign': (details, naming) => `承办人离任，由${to(details, naming)}接着办`,
}

/** Throws for a step nobody wrote a sentence for. */
export function sentenceOf(name: string, details: Details, naming: Naming): string {
  const sentence = sentences[name]
  if (!sentence) throw new Error(`no sentence for ${name}`)
  return sentence(details, naming)
}

export const sentencedEvents = Object.keys(sentences)

/** "爱国社区 黄志强查看了您的电话：安排上门" */
export const readingSentence = ({ field, reason, purpose }: Details, reader: string, village: string) => {
  const why =
    reason === 'export' ? `导出清单，用于${exportPurposeNames[purpose as ExportPurpose]}` : revealReasonNames[reason as RevealReason]
  return `${village} ${reader}查看了您的${sealedFieldNames[field as SealedField]}：${why}`
}
