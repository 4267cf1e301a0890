/** Words for disclosure (公示公开用语): states, elements, findings and channels as people read them. */
import { personalDataNames } from '#platform/shared/personal-data-names.ts'
import type {
  DayUnit,
  FindingKind,
  NoticeElement,
  NoticeStateName,
  ObjectionChannel,
  NoticeObjectionState,
  Side,
} from './disclosures.shapes.contract.ts'

export { noticeRule, noticeRules } from './disclosures.types.rules.ts'

export const stateNames: Record<NoticeStateName, string> = {
  draft: '草稿',
  checked: '等监督委员发布',
  published: '正在公示',
  ended: '期满，等填结果',
  concluded: '已填公示结果',
  withdrawn: '已撤下',
}

export const dayUnitNames: Record<DayUnit, string> = { day: '天', workingDay: '个工作日' }

/** After "还缺": what the office must still write. */
export const elementNames: Record<NoticeElement, string> = {
  title: '写成“关于…的公示”的标题',
  basis: '依据（文件或会议）',
  content: '内容或名单',
  table: '逐项的表格',
  period: '够长的公示期',
  howToObject: '提异议的电话、地址和窗口',
  issuer: '公示单位',
  issuedOn: '落款日期',
  seal: '盖章扫描件或“无需盖章”',
  attachments: '附件，或写明“没有附件”',
  resultDueOn: '结果最晚哪天公开',
  pollingOn: '选举日',
  purposeEndsOn: '名单用到哪天',
  audit: '民主理财小组的预审',
}

export const findingNames: Record<FindingKind, string> = {
  ...personalDataNames,
  unread: '没有文字的扫描件',
}

export const channelNames: Record<ObjectionChannel, string> = { phone: '电话', paper: '书面', counter: '当面', form: '网上' }
export const objectionStateNames: Record<NoticeObjectionState, string> = { open: '在处理', dismissed: '不成立', upheld: '成立' }
export const sideNames: Record<Side, string> = { supervisor: '村务监督委员会', town: '镇' }

/** 还缺3样：依据（文件或会议）、公示单位、落款日期。 */
export const missingSentence = (missing: readonly NoticeElement[]): string =>
  `还缺${missing.length}样：${missing.map(element => elementNames[element]).join('、')}。`
