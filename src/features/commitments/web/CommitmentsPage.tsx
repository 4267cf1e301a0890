/** The ledger of duty (双报到与领岗履职): report-ins, posts, wishes and hours of a village. */
import './commitments.css'
import { getRouteApi, Link } from '@tanstack/react-router'
import { useHoldsAny } from '#features/accounts/web/accounts.widgets.tsx'
import { UnitSelect } from '#features/units/web/units.widgets.tsx'
import { ButtonLink } from '#platform/web/ButtonLink.tsx'
import { Page } from '#platform/web/Page.tsx'
import { QueryForm, type QueryField } from '#platform/web/QueryForm.tsx'
import { HoursTab } from './HoursTab.tsx'
import { OverviewTab } from './OverviewTab.tsx'
import { PostsTab } from './PostsTab.tsx'
import { ReportInsTab } from './ReportInsTab.tsx'
import { tabNames, tabs } from './tabs.ts'
import { WishesTab } from './WishesTab.tsx'

const route = getRouteApi('/commitments')
const fields: readonly QueryField[] = [{ name: 'below', label: '单位', field: <UnitSelect /> }]

export function CommitmentsPage() {
  const { tab = 'overview', below } = route.useSearch()
  const navigate = route.useNavigate()
  const keeps = useHoldsAny(['townClerk', 'villageSecretary', 'villageClerk', 'branchSecretary'])
  return (
    <Page title="双报到和岗位" actions={<ButtonLink to="/my-posts">我的岗位</ButtonLink>}>
      <QueryForm fields={fields} value={{ below }} onSearch={search => void navigate({ search: { ...search, tab } })} />
      <section className="panel" aria-label="履职台账">
        <nav className="ledger-parts" aria-label="台账的几部分">
          {tabs.map(key => (
            <Link
              key={key}
              to="/commitments"
              search={{ below, tab: key === 'overview' ? undefined : key }}
              activeProps={{}}
              aria-current={key === tab ? 'true' : undefined}
              activeOptions={{ explicitUndefined: true }}
            >
              {tabNames[key]}
            </Link>
          ))}
        </nav>
        {tab === 'overview' && <OverviewTab below={below} />}
        {tab === 'reportIns' && <ReportInsTab below={below} keeps={keeps} />}
        {tab === 'posts' && <PostsTab below={below} keeps={keeps} />}
        {tab === 'wishes' && <WishesTab below={below} />}
        {tab === 'hours' && <HoursTab below={below} />}
      </section>
    </Page>
  )
}
