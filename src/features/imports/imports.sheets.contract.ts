/** Imports (工作簿导入导出): which sheets there are, which of them go out, and what they are called. */
import { z } from 'zod'

/** The sheets, in the order in which they refer to each other. */
export const SheetKey = z.enum([
  'units',
  'bodies',
  'people',
  'terms',
  'memberships',
  'grids',
  'venues',
  'households',
  'householdContacts',
  'visits',
  'plates',
  'requests',
  'steps',
  'jointMeetings',
  'meetings',
  'meetingRolls',
  'meetingActions',
  'trainings',
  'trainingRolls',
  'reportIns',
  'servicePosts',
  'postHoldings',
  'wishes',
  'appraisals',
  'postings',
  'volunteers',
  'volunteerTeams',
  'volunteerSlots',
  'volunteerRecords',
  'voters',
])
export type SheetKey = z.infer<typeof SheetKey>

/** Those whose rows a village's office may also enter one by one: it brings its own village's. */
export const villageSheets: readonly SheetKey[] = ['people', 'terms', 'venues']

/** Those that also go out: ledgers of cases come in once, when a town begins. Homes and plates go out village by village, by those who keep them. */
export const ExportedSheet = SheetKey.exclude([
  'requests',
  'steps',
  'jointMeetings',
  'households',
  'householdContacts',
  'visits',
  'plates',
  'postings',
])
export type ExportedSheet = z.infer<typeof ExportedSheet>

/** The worksheets' names in a file. */
export const sheetNames: Record<SheetKey, string> = {
  units: '组织单元',
  bodies: '党组织',
  people: '人员',
  terms: '任职',
  memberships: '党籍',
  grids: '入格',
  venues: '阵地',
  households: '户',
  householdContacts: '联系户',
  visits: '走访',
  plates: '挂牌',
  requests: '诉求',
  steps: '办理记录',
  jointMeetings: '联席会议',
  meetings: '会议',
  meetingRolls: '会议名册',
  meetingActions: '行动项',
  trainings: '培训场次',
  trainingRolls: '培训名册',
  reportIns: '双报到',
  servicePosts: '岗位',
  postHoldings: '领岗',
  wishes: '微心愿',
  appraisals: '述职',
  postings: '上岗记录',
  volunteers: '志愿者',
  volunteerTeams: '志愿队',
  volunteerSlots: '志愿活动',
  volunteerRecords: '志愿记录',
  voters: '表决权名册',
}
