/** The frame around every page (工作台框架): who is signed in, for which unit, and how many things to do. */
import type { ReactNode } from 'react'
import { problems as accountProblems } from '#features/accounts/accounts.contract.ts'
import { useMyAccount } from '#features/accounts/web/accounts.widgets.tsx'
import { useWaiting } from '#features/requests/web/requests.widgets.tsx'
import { dropVisitDrafts, VisitSender } from '#features/visits/web/visits.widgets.tsx'
import { useUnitsById } from '#features/units/web/units.widgets.tsx'
import { problems } from '#platform/shared/problem.ts'
import { isCutOff } from '#platform/web/api-client.ts'
import { dropAllDrafts } from '#platform/web/drafts.ts'
import { WaysOutContext, type WaysOut } from '#platform/web/ProblemAlert.tsx'
import { Shell } from '#platform/web/Shell.tsx'
import { signInAddress } from '#platform/web/sign-in-redirect.ts'
import { menu, type Offered } from './menu.ts'

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
