/** The frame around every page (工作台框架): who is signed in, for which unit, and how many things to do. */
import type { ReactNode } from 'react'
import { problems as accountProblems } from '#features/accounts/accounts.contract.ts'
import { useMyAccount } from '#features/accounts/web/accounts.widgets.tsx'
import { useWaiting } from '#features/requests/web/requests.widgets.tsx'
import { dropVisitDrafts, VisitSender } from '#features/visits/web/visits.widgets.tsx'
import { useUnitsById } from '#features/units/web/units.widgets.tsx'
import type { Role } from '#platform/shared/actor.ts'
import { problems } from '#platform/shared/problem.ts'
import { isCutOff } from '#platform/web/api-client.ts'
import { dropAllDrafts } from '#platform/web/drafts.ts'
import { WaysOutContext, type WaysOut } from '#platform/web/ProblemAlert.tsx'
import { Shell, type MenuEntry } from '#platform/web/Shell.tsx'
import { signInAddress } from '#platform/web/sign-in-redirect.ts'

type Offered = MenuEntry & {
  /** Only those who hold one of the posts are offered the page; the server decides who may read it. */
  for?: readonly Role[]
}

const menu: readonly { title: string | null; entries: readonly Offered[] }[] = [
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
      { to: '/votes', title: '会议与表决', icon: 'meetings' },
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
      { to: '/duties', title: '工作清单', icon: 'duties' },
      { to: '/plans', title: '工作计划', icon: 'plans' },
      { to: '/visits', title: '走访', icon: 'visits' },
      { to: '/commitments', title: '双报到和岗位', icon: 'commitments' },
      { to: '/my-posts', title: '我的岗位', icon: 'person' },
      { to: '/volunteering', title: '志愿服务', icon: 'volunteering' },
      { to: '/mobilisations', title: '动员', icon: 'mobilisations' },
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

const waysOut: WaysOut = {
  [problems.signInRequired.type]: { label: '去登录', address: signInAddress },
  [accountProblems.codeRequired.type]: {
    label: '去输入动态口令',
    address: here => `/sign-in/second-factor?next=${encodeURIComponent(here)}`,
  },
}

/** Signing out is a form of the server, as on the sign-in pages: the cookie ends there. */
async function signOut() {
  if (!(await dropVisitDrafts())) return
  dropAllDrafts()
  const form = document.createElement('form')
  form.method = 'post'
  form.action = '/sign-out'
  document.body.append(form)
  form.submit()
}

export function ConsoleFrame({ children }: { children: ReactNode }) {
  const account = useMyAccount()
  const tasks = useWaiting()?.waiting
  const units = useUnitsById()
  const places = new Set(account.data?.posts.map(({ unitId }) => units.get(unitId)?.name).filter(Boolean))
  const isOffered = (entry: Offered) => !entry.for || account.data?.posts.some(({ role }) => entry.for!.includes(role))
  const offered = menu
    .map(({ title, entries }) => ({
      title,
      entries: entries.filter(isOffered).map(entry => (entry.to === '/' ? { ...entry, badge: tasks } : entry)),
    }))
    .filter(({ entries }) => entries.length > 0)
  return (
    <Shell
      menu={offered}
      person={account.data?.name ?? '我的账号'}
      place={[...places].join('、')}
      tasks={tasks}
      myAccount="/my-account"
      onSignOut={() => void signOut()}
    >
      <WaysOutContext value={waysOut}>
        <VisitSender personId={account.data?.personId} isCutOff={isCutOff(account)} />
        {children}
      </WaysOutContext>
    </Shell>
  )
}
