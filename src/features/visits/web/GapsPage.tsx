/** Counts of visits (走访统计): a village or a grid as counts, by code; which homes wait, only for those who keep them. Never a ranking. */
import { getRouteApi, Link } from '@tanstack/react-router'
import { useMyAccount } from '#features/accounts/web/accounts.widgets.tsx'
import { UnitSelect } from '#features/units/web/units.widgets.tsx'
import { useRead } from '#platform/web/api-client.ts'
import { cursorPaging, type PagePlace } from '#platform/web/cursor-paging.ts'
import { DataTable, type Column } from '#platform/web/DataTable.tsx'
import { Empty } from '#platform/web/Empty.tsx'
import { showDay } from '#platform/web/format.ts'
import { Page } from '#platform/web/Page.tsx'
import { CursorPager } from '#platform/web/Pager.tsx'
import { QueryForm } from '#platform/web/QueryForm.tsx'
import { Reading } from '#platform/web/Reading.tsx'
import { endpoints, type PlaceVisits } from '../visits.contract.ts'
import { topicsSentence } from '../visits.words.ts'

const route = getRouteApi('/visits/gaps')
const pageSize = 25

export function GapsPage() {
  const { unitId, ...page } = route.useSearch()
  const navigate = route.useNavigate()
  const overview = useRead(endpoints.overview, {})
  const own = useMyAccount().data?.posts[0]?.unitId
  const villages = overview.data?.items ?? []
  const place = unitId ?? (villages.length === 1 ? villages[0]!.unitId : villages.length === 0 ? own : undefined)
  return (
    <Page title="走访统计" crumbs={[<Link to="/visits">走访</Link>]}>
      <QueryForm
        fields={[{ name: 'unitId', label: '村（社区）或网格', field: <UnitSelect /> }]}
        value={{ unitId }}
        onSearch={search => void navigate({ search })}
      />
      <p className="note plain">近半年的户数。没有指标，不排名；不想谈的不问原因。</p>
      {villages.length > 1 && unitId === undefined && <Places places={villages} title="各村（社区），按代码排" />}
      {overview.data && place !== undefined && (
        <Place unitId={place} page={page} onPage={next => void navigate({ search: { unitId, ...next } })} />
      )}
    </Page>
  )
}

const count = (title: string, key: Exclude<keyof PlaceVisits, 'unitId' | 'name' | 'shortName'>): Column<PlaceVisits> => ({
  key,
  title,
  right: true,
  show: place => place[key],
})
const columns: readonly Column<PlaceVisits>[] = [
  {
    key: 'name',
    title: '哪里',
    show: ({ name, unitId }) => (
      <Link to="/visits/gaps" search={{ unitId }}>
        {name}
      </Link>
    ),
  },
  count('在住户数', 'households'),
  count('谈过的', 'reached'),
  count('不想谈的', 'declined'),
  count('还没谈的', 'notReached'),
  count('走访提的事，在办', 'openItems'),
  count('其中过期', 'lateItems'),
]

const Places = ({ places, title }: { places: readonly PlaceVisits[]; title: string }) => (
  <section className="panel" aria-label={title}>
    <DataTable
      name={title}
      columns={columns}
      rows={places}
      keyOf={({ unitId }) => unitId}
      heading={<h2>{title}</h2>}
      empty={<Empty why="没有网格" todo="请先录入组织架构。" />}
    />
  </section>
)

function Place({ unitId, page, onPage }: { unitId: string; page: PagePlace; onPage(page: PagePlace): void }) {
  const gaps = useRead(endpoints.gaps, { query: { unitId, cursor: page.cursor, limit: pageSize } })
  const paging = cursorPaging(`visits.gaps ${unitId}`, page, gaps.data?.homes.nextCursor ?? null, onPage)
  return (
    <Reading of={gaps} lines={8}>
      {({ whole, grids, topics, homes }) => (
        <>
          <section className="panel" aria-labelledby="whole">
            <h2 id="whole">
              {whole.households}户在住，{whole.reached}户谈过
            </h2>
            <p>
              {whole.declined}户不想谈，{whole.notReached}户还没谈。走访里提的事，{whole.openItems}件在办，其中{whole.lateItems}件过了期。
            </p>
            <p className="sub">{topicsSentence(topics)}</p>
          </section>
          <Places places={grids} title="各网格，按代码排" />
          <section className="panel" aria-labelledby="homes">
            <h2 id="homes">还没谈的户</h2>
            {homes.items.length === 0 && whole.notReached > 0 ? (
              <p className="sub">名单由村（社区）和网格看，这里只有户数。</p>
            ) : (
              <DataTable
                name="还没谈的户"
                columns={homeColumns}
                rows={homes.items}
                keyOf={({ householdId }) => householdId}
                first={(paging.page - 1) * pageSize + 1}
                stale={gaps.isPlaceholderData}
                pager={<CursorPager total={null} {...paging} />}
                empty={<Empty why="每一户都谈过了" todo="半年没谈的会出现在这里。" />}
              />
            )}
          </section>
        </>
      )}
    </Reading>
  )
}

interface Home {
  householdId: string
  code: string
  unitName: string
  lastVisitedOn: string | null
}
const homeColumns: readonly Column<Home>[] = [
  {
    key: 'code',
    title: '户号',
    show: ({ householdId, code }) => (
      <Link to="/visits/households/$householdId" params={{ householdId }}>
        {code}
      </Link>
    ),
  },
  { key: 'unit', title: '网格', show: ({ unitName }) => unitName },
  { key: 'last', title: '上次', tight: true, show: ({ lastVisitedOn }) => (lastVisitedOn === null ? '没有记录' : showDay(lastVisitedOn)) },
]
