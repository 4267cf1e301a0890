/**
 * The figures of the yearly report (年度报告的数): the article's 43, each with the indicator that proves it.
 *
 * A figure whose indicator the town does not keep yet says what it waits for. `quote` is what the newspaper printed of 西樵镇's
 * 2020; it stands beside the number and is never the number. Source: article.txt; figures.tsv.
 */
import type { SectionId } from './reports.contract.ts'

export interface Figure {
  id: string
  section: SectionId
  title: string
  /** Indicators, in the order of the sentence. */
  parts: readonly string[]
  /** The year the report is about, or the one after it. */
  period: 'year' | 'next'
  /** Ends the sentence 等…, while there are no records. */
  waits: string
  quote: string
}

const figure =
  (section: SectionId, period: Figure['period'] = 'year') =>
  (id: string, title: string, parts: readonly string[], quote: string, waits: string): Figure => ({
    id,
    section,
    title,
    parts,
    period,
    quote,
    waits,
  })
const overview = figure('overview')
const appraisal = figure('appraisal')
const identity = figure('identity')
const voice = figure('voice')
const action = figure('action')
const village = figure('closeUp')
const plan = figure('plan', 'next')

// oxfmt-ignore
export const figures: readonly Figure[] = [
  overview('T25', '三年行动计划，每个方面都有数', ['plans.aspects'], '五个方面', '三年行动计划录进来'),

  appraisal('T01', '村（社区）书记轮番述职', ['appraisals.reports'], '33个村（社区）党组织书记轮番上台', '述职会议的记录'),

  identity('T02', '“六个一”活动', ['meetings.packActivities'], '约180场次', '活动记录录进来'),
  identity('T03', '党员培训', ['trainings.sessions'], '200多场次', '培训班次录进来'),
  identity('T04', '书记专题轮训', ['trainings.secretaryAttendances'], '超1000人次', '轮训名册录进来'),
  identity('T05', '镇级党群服务中心', ['venues.townCentre'], '1个', '阵地录进来'),
  identity('T06', '村（社区）党群服务中心', ['venues.villageCentre'], '33个', '阵地录进来'),
  identity('T07', '经济社党群服务站', ['venues.station'], '281个', '阵地录进来'),
  identity('T08', '党建主题公园', ['venues.partyPark'], '3个', '阵地录进来'),
  identity('T09', '红色基因教育阵地', ['venues.redBase'], '2个', '阵地录进来'),
  identity('T10', '推广先进工作法的城市社区', ['standards.methodCommunities'], '推广到6个城市社区', '工作法的推广记录'),
  identity('T11', '在用的“红房子”', ['venues.redHouse'], '10个“红房子”投入使用', '阵地录进来'),
  identity('T12', '五类企业单独建党组织', [], '单建率达26%', '“两新”企业名册'),
  identity('T13', '五类企业党建覆盖', [], '党建覆盖率100%', '“两新”企业名册'),
  identity('T14', '“两委”干部', [], '181名“两委”干部', '换届和任职记录'),
  identity('T15', '党组织换届人选当选（只指党组织选举）', [], '当选率100%', '党组织换届记录'),
  identity('T16', '副书记、副主任和妇女干部配齐', [], '100%配齐', '换届和任职记录'),
  identity('T17', '党员户挂牌', ['plates.mounted'], '近4000名', '党员户挂牌记录'),

  voice('T18', '企业参加金点子活动', [], '521家', '商圈议事厅功能'),
  voice('T19', '员工参加金点子活动', [], '6210名', '商圈议事厅功能'),

  action('T20', '新成立的临时党支部', ['bodies.temporaryBranches'], '先后成立临时党支部26个', '组织录进来'),
  action('T21', '基层党组织', ['bodies.partyOrganisationsInPeriod'], '550多个', '组织录进来'),
  action('T22', '党员志愿者上岗', ['mobilisations.memberVolunteers'], '3千多名', '志愿服务记录'),
  action('T23', '农贸市场升级开工', [], '五大农贸市场', '工程项目功能'),
  action('T24', '配置垃圾分类设施的村（社区）和小区', [], '4个村（社区）及3个居住小区', '工程项目功能'),

  village('V01', '入格的无职党员', ['memberships.withoutPostInGrid', 'memberships.withoutPostGridShare'], '110名', '党员入格记录'),
  village('V02', '入格的在职党员', ['memberships.inServiceInGrid', 'memberships.inServiceGridShare'], '54名', '党员入格记录'),
  village('V03', '走访的家庭', ['visits.households'], '742户', '入户走访记录'),
  village('V04', '新建主题公园', ['venues.openedPark'], '4个', '阵地录进来'),
  village('V05', '道路和管网改造投入', [], '250万元', '工程项目功能'),
  village('V06', '新建和改建厕所', [], '115万元，7座', '工程项目功能'),
  village('V07', '民生工程，定下的和办好的', ['decisions.worksResolved', 'decisions.worksDone'], '十大民生工程，7项竣工', '民生工程的表决和公开记录'),
  village('V08', '整治的卫生黑点', [], '10多处', '卫生黑点整治功能'),
  village('V09', '项目获得的荣誉', [], '优秀项目', '荣誉记录'),
  village('V10', '获得的荣誉', [], '3项', '荣誉记录'),
  village('V11', '联席会议协调解决的事', ['requests.solvedByJointMeeting'], '2件', '联席会议的记录'),
  village('V12', '获得的资金支持', [], '1项', '资助记录'),
  village('V13', '首个村级党建主题公园和教育基地', ['venues.partyPark', 'venues.antiCrimeBase'], '1个和1个', '阵地录进来'),

  plan('P01', '党群服务中心规范提升', ['plans.centreItems'], '33个', '下一年的计划录进来'),
  plan('P02', '示范党群服务中心', ['plans.modelCentrePlaces'], '十大', '下一年的计划录进来'),
  plan('P03', '星级站点', ['plans.starStationPlaces'], '100个', '下一年的计划录进来'),
  plan('P04', '镇党校新校区', [], '2000多万元，4206平方米', '工程项目功能'),
  plan('P05', '下一年的村级工程', ['plans.villageProjects'], '十项', '下一年的计划录进来'),
]

export const figureById: ReadonlyMap<string, Figure> = new Map(figures.map(each => [each.id, each]))

/** The newspaper told of this town and year. */
export const isArticle = (townCode: string, year: number) => townCode === '440605122000' && year === 2020
