/**
 * Types of notice (公示类型): how long each stands, in which days, what it must say; as data with its source.
 *
 * Source: conventions 2.2 (NOT-01 and the default periods). A period marked as custom is no law: the town may ask more.
 */
import type { DayUnit, NoticeElement, NoticeType } from './disclosures.shapes.contract.ts'

export interface NoticeRule {
  type: NoticeType
  name: string
  /** The least; a village may only lengthen it. */
  days: number
  unit: DayUnit
  /** Beyond what every notice says. */
  elements: readonly NoticeElement[]
  /** A list of persons: it comes down when its purpose ends (PIPL 47). */
  isPersonal: boolean
  /** The number stands in no statute. */
  isCustom: boolean
  /** Objections are taken for so many days after publication; null: until the period ends. */
  objectionDays: number | null
  /** Days before polling by which it must hang. */
  beforePolling: number | null
  source: string
  from: string
  /** The first day on which it no longer holds. */
  to: string | null
}

/** What every notice says (NOT-01). */
export const commonElements: readonly NoticeElement[] = [
  'title',
  'basis',
  'content',
  'period',
  'howToObject',
  'issuer',
  'issuedOn',
  'seal',
  'attachments',
]

const usual = {
  unit: 'day',
  elements: [],
  isPersonal: false,
  isCustom: true,
  objectionDays: null,
  beforePolling: null,
  to: null,
} as const

export const noticeRules: readonly NoticeRule[] = [
  {
    ...usual,
    type: 'decision',
    name: '决议公开',
    days: 7,
    elements: ['resultDueOn'],
    source: '四议两公开的通常做法，各地规定不一，可以加长',
    from: '2009-01-01',
  },
  {
    ...usual,
    type: 'result',
    name: '实施结果公开',
    days: 7,
    source: '四议两公开的通常做法，各地规定不一，可以加长',
    from: '2009-01-01',
  },
  {
    ...usual,
    type: 'general',
    name: '村务一般事项',
    days: 7,
    source: '村民委员会组织法第三十条：一般事项至少每季度公布一次；天数为惯例',
    from: '2018-12-29',
  },
  {
    ...usual,
    type: 'finance',
    name: '财务公开',
    days: 7,
    elements: ['table', 'audit'],
    source: '村民委员会组织法第三十条：收支较多的每月公布一次；天数为惯例',
    from: '2018-12-29',
  },
  {
    ...usual,
    type: 'special',
    name: '专项公开',
    days: 7,
    elements: ['table', 'audit'],
    source: '农村集体经济组织财务公开规定：征地补偿、发包出租、招投标逐项逐笔公开；天数为惯例',
    from: '2012-01-01',
  },
  {
    ...usual,
    type: 'voterList',
    name: '选民名单',
    days: 20,
    elements: ['table', 'pollingOn', 'purposeEndsOn'],
    isPersonal: true,
    isCustom: false,
    objectionDays: 5,
    beforePolling: 20,
    source: '村民委员会组织法第十四条：选举日的二十日前公布，五日内可以申诉',
    from: '2018-12-29',
  },
  {
    ...usual,
    type: 'memberAdmission',
    name: '发展党员',
    days: 5,
    unit: 'workingDay',
    elements: ['purposeEndsOn'],
    isPersonal: true,
    isCustom: false,
    source: '中国共产党发展党员工作细则：不少于5个工作日',
    from: '2014-05-28',
  },
  {
    ...usual,
    type: 'appointment',
    name: '任前公示',
    days: 5,
    unit: 'workingDay',
    elements: ['purposeEndsOn'],
    isPersonal: true,
    isCustom: false,
    source: '党政领导干部选拔任用工作条例：不少于5个工作日',
    from: '2019-03-03',
  },
  {
    ...usual,
    type: 'hardship',
    name: '低保特困初审',
    days: 7,
    elements: ['table', 'purposeEndsOn'],
    isPersonal: true,
    isCustom: false,
    source: '民政部最低生活保障审核确认办法：公示7天',
    from: '2021-07-01',
  },
  {
    ...usual,
    type: 'volunteerRecord',
    name: '志愿服务记录证明',
    days: 7,
    elements: ['table', 'purposeEndsOn'],
    isPersonal: true,
    isCustom: false,
    source: '志愿服务记录与证明出具办法：在本单位公示不少于7天',
    from: '2021-02-01',
  },
]

/** The rule of the type on the day; undefined before it began. */
export const noticeRuleOn = (type: NoticeType, day: string): NoticeRule | undefined =>
  noticeRules.find(rule => rule.type === type && rule.from <= day && (rule.to === null || day < rule.to))

/** The newest rule of the type: for names, and for what was published before. */
export const noticeRule = (type: NoticeType): NoticeRule => noticeRules.findLast(rule => rule.type === type)!
