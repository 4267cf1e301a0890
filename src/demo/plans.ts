/**
 * Demonstration plans (示例计划): the three-year plan that ended in 2020 with its five aspects, and the plans for 2021.
 *
 * Source: the article, 总述 (T25) and 点亮2021 (P01–P05). Goals are the article's; what no record counts yet has no indicator.
 */
import { type GoalFields } from '#features/plans/plans.contract.ts'
import type { LoadedPlan } from '#features/plans/plans.load.actions.ts'
import { theVillages, townCode } from './places.ts'

type Goal = GoalFields
type Given = Partial<Goal> & { figure?: string | null }

const goal = (name: string, given: Given = {}): Goal => ({
  name,
  target: null,
  measure: '',
  indicator: null,
  templateId: null,
  selection: null,
  figure: null,
  dueOn: null,
  eachVenue: null,
  items: [],
  ...given,
})

const threeYears: LoadedPlan = {
  unitCode: townCode,
  name: '加强党的基层组织建设三年行动计划（2018—2020年）',
  from: '2018-01-01',
  to: '2020-12-31',
  aspects: [
    {
      name: '理论学习',
      goals: [
        goal('调查研究、问题检视等“六个一”活动', { target: 180, measure: '场次', figure: 'T02' }),
        goal('分层分类开展党员培训', { target: 200, measure: '场次', figure: 'T03' }),
        goal('党组织书记专题轮训', { target: 1000, measure: '人次', figure: 'T04' }),
      ],
    },
    {
      name: '队伍建设',
      goals: [
        goal('选好“两委”干部', { target: 181, measure: '人', figure: 'T14' }),
        goal('副书记、副主任和妇女干部配齐', { target: 100, measure: '%', figure: 'T16' }),
        goal('“党员户”挂牌', { target: 3900, measure: '户', figure: 'T17' }),
      ],
    },
    {
      name: '支部建设',
      goals: [
        goal('基层党组织全覆盖', { target: 550, measure: '个', indicator: 'bodies.partyOrganisations', figure: 'T21' }),
        goal('“五类企业”党组织单独组建', { target: 26, measure: '%', figure: 'T12' }),
        goal('党建覆盖', { target: 100, measure: '%', figure: 'T13' }),
      ],
    },
    {
      name: '阵地建设',
      goals: [
        goal('建成镇级党群服务中心', { target: 1, measure: '个', indicator: 'venues.townCentre', figure: 'T05' }),
        goal('建成村（社区）党群服务中心', { target: 33, measure: '个', indicator: 'venues.villageCentre', figure: 'T06' }),
        goal('建成经济社党群服务站', { target: 281, measure: '个', indicator: 'venues.station', figure: 'T07' }),
        goal('建成党建主题公园', { target: 3, measure: '个', indicator: 'venues.partyPark', figure: 'T08' }),
        goal('建成红色基因教育阵地', { target: 2, measure: '个', indicator: 'venues.redBase', figure: 'T09' }),
        goal('“红房子”投入使用', { target: 10, measure: '个', indicator: 'venues.redHouse', figure: 'T11' }),
      ],
    },
    {
      name: '基层治理',
      goals: [
        goal('应急时成立临时党支部', { measure: '个', indicator: 'bodies.temporaryBranches', figure: 'T20' }),
        goal('五大农贸市场升级改造', { target: 5, measure: '个', figure: 'T23' }),
        goal('生活垃圾分类收集设施', { target: 7, measure: '处', figure: 'T24' }),
      ],
    },
  ],
}

const year2021: LoadedPlan = {
  unitCode: townCode,
  name: '点亮2021党建工作',
  from: '2021-01-01',
  to: '2021-12-31',
  doneOn: '2021-11-30',
  aspects: [
    {
      name: '优化党建阵地，强化党员担当',
      goals: [
        goal('规范提升村（社区）党群服务中心', {
          target: 33,
          measure: '个',
          eachVenue: 'villageCentre',
          figure: 'P01',
          dueOn: '2021-12-31',
        }),
        goal('打造十大示范党群服务中心', { target: 10, measure: '个', selection: 'modelCentre', figure: 'P02', dueOn: '2021-12-31' }),
        goal('评选星级站点', { target: 100, measure: '个', selection: 'starStation', figure: 'P03', dueOn: '2021-12-31' }),
        goal('改造公有物业，建成党校新校区', { target: 4206, measure: '平方米', figure: 'P04', dueOn: '2021-06-30' }),
        goal('在职党员报到、无职党员领岗、党员联系群众'),
      ],
    },
    {
      name: '重点建设党建“云”平台',
      goals: [goal('形成线上党建工作清单'), goal('重要事权清单管理制度'), goal('“志愿西樵”服务平台')],
    },
    { name: '塑造“一村一品牌”党建品牌', goals: [goal('一村（社区）一品牌', { target: 33, measure: '个' })] },
  ],
}

/** 新田's ten projects (P05). Which they were is not known: three go on from the year before, the others are invented. */
const newField = (code: string): LoadedPlan => ({
  unitCode: code,
  name: '新田村2021年十项工程',
  from: '2021-01-01',
  to: '2021-12-31',
  aspects: [{ name: '美化环境，完善设施', goals: [goal('十项工程', { target: 10, measure: '项', figure: 'P05', dueOn: '2021-12-31' })] }],
  projects: [
    '巷道路灯改造',
    '河涌清淤和护栏',
    '村级停车位规划',
    '旧厂房周边绿化',
    '村心公园翻新',
    '公厕翻新',
    '垃圾分类收集点改造',
    '机耕路修补',
    '雨水管疏通',
    '祠堂前空地整治',
  ],
  doneOn: '2021-12-20',
})

export const demoPlans = (): LoadedPlan[] => [
  threeYears,
  year2021,
  ...theVillages.filter(({ shortName }) => shortName === '新田').map(({ code }) => newField(code)),
]
