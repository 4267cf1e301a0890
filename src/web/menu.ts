/** The menu of the console (主菜单): its lines, in groups, and whom they are offered to. */
import type { Role } from '#platform/shared/actor.ts'
import type { MenuEntry } from '#platform/web/menu-line.ts'

export type Offered = MenuEntry & {
  /** Only those who hold one of the posts are offered the page; the server decides who may read it. */
  for?: readonly Role[]
}

export const menu: readonly { title: string | null; entries: readonly Offered[] }[] = [
  {
    title: null,
    entries: [
      { to: '/', title: '工作台', icon: 'workbench' },
      { to: '/dashboard', title: '全镇一览', icon: 'dashboard' },
    ],
  },
  {
    title: '诉求',
    entries: [
      { to: '/requests', title: '诉求', icon: 'requests' },
      { to: '/calls', title: '待告知', icon: 'calls' },
      { to: '/overview', title: '全镇在办', icon: 'overview' },
      { to: '/joint-meeting', title: '联席会议', icon: 'joint' },
      { to: '/request-categories', title: '诉求类别', icon: 'categories' },
    ],
  },
  {
    title: '议事和公开',
    entries: [
      { to: '/decisions', title: '四议两公开', icon: 'matters' },
      { to: '/votes', title: '会议与表决', icon: 'meetings', holds: ['/voting-registers'] },
      { to: '/notices', title: '公示公开', icon: 'notices' },
      { to: '/matter-lists', title: '事权清单', icon: 'matters' },
      { to: '/thresholds', title: '表决门槛', icon: 'thresholds' },
      { to: '/standards', title: '制度', icon: 'standards' },
      { to: '/record', title: '公开存证', icon: 'record' },
    ],
  },
  {
    title: '行动',
    entries: [
      { to: '/duties', title: '工作清单', icon: 'duties', holds: ['/guard'] },
      { to: '/plans', title: '工作计划', icon: 'plans' },
      { to: '/visits', title: '走访', icon: 'visits' },
      { to: '/commitments', title: '双报到和岗位', icon: 'commitments' },
      { to: '/my-posts', title: '我的岗位', icon: 'person' },
      { to: '/volunteering', title: '志愿服务', icon: 'volunteering', holds: ['/certificates'] },
      { to: '/mobilisations', title: '动员', icon: 'mobilisations', holds: ['/temporary-branches'] },
    ],
  },
  {
    title: '党建',
    entries: [
      {
        to: '/members',
        title: '党员与入格',
        icon: 'people',
        for: ['townClerk', 'villageSecretary', 'villageClerk', 'branchSecretary'],
      },
      { to: '/plates', title: '党员户', icon: 'plates' },
      { to: '/meetings', title: '会议', icon: 'meetings' },
      { to: '/trainings', title: '培训', icon: 'trainings' },
      { to: '/appraisals', title: '述职评议', icon: 'appraisals' },
      { to: '/ratings', title: '评星定级', icon: 'ratings' },
    ],
  },
  {
    title: '组织',
    entries: [
      { to: '/units', title: '组织架构', icon: 'units' },
      { to: '/bodies', title: '党组织和部门', icon: 'units' },
      { to: '/people', title: '人员与任职', icon: 'people' },
      { to: '/households', title: '户和联系户', icon: 'households' },
      { to: '/venues', title: '阵地', icon: 'venues' },
    ],
  },
  {
    title: '数字',
    entries: [
      { to: '/indicators', title: '指标', icon: 'indicators' },
      { to: '/reports', title: '年度报告', icon: 'reports' },
    ],
  },
  {
    title: '管理',
    entries: [
      { to: '/imports', title: '导入导出', icon: 'imports', for: ['townClerk', 'villageSecretary', 'villageClerk'] },
      { to: '/rights', title: '个人信息申请', icon: 'people', for: ['privacyOfficer', 'townClerk'] },
      { to: '/accounts', title: '账号', icon: 'accounts', for: ['systemAdministrator', 'securityAdministrator'] },
      { to: '/events', title: '审计', icon: 'audit', for: ['auditAdministrator'] },
    ],
  },
]
