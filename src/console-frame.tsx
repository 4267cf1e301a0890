/** The frame around every page (工作台框架): who is signed in, for which unit, and how many things to do. */
import type { ReactNode } from 'react'
import { useMyAccount } from '#features/accounts/web/accounts.widgets.tsx'
import { useInboxCounts } from '#features/requests/web/requests.widgets.tsx'
import { useUnitsById } from '#features/units/web/units.widgets.tsx'
import { dropAllDrafts } from '#platform/web/drafts.ts'
import { Shell, type MenuEntry } from '#platform/web/Shell.tsx'

const menu: readonly MenuEntry[] = [
  { to: '/', title: '工作台', icon: 'workbench' },
  { to: '/requests', title: '诉求', icon: 'requests' },
  { to: '/overview', title: '全镇在办', icon: 'overview' },
  { to: '/units', title: '组织架构', icon: 'units' },
]

/** Signing out is a form of the server, as on the sign-in pages: the cookie ends there. */
function signOut() {
  dropAllDrafts()
  const form = document.createElement('form')
  form.method = 'post'
  form.action = '/sign-out'
  document.body.append(form)
  form.submit()
}

export function ConsoleFrame({ children }: { children: ReactNode }) {
  const account = useMyAccount()
  const tasks = useInboxCounts().data?.todo
  const units = useUnitsById()
  const places = new Set(account.data?.posts.map(({ unitId }) => units.get(unitId)?.name).filter(Boolean))
  return (
    <Shell
      menu={menu.map(entry => (entry.to === '/' ? { ...entry, badge: tasks } : entry))}
      person={account.data?.name ?? '我的账号'}
      place={[...places].join('、')}
      tasks={tasks}
      myAccount="/accounts/mine"
      onSignOut={signOut}
    >
      {children}
    </Shell>
  )
}
