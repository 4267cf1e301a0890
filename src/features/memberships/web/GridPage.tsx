/** One grid (一个网格): who leads it, who lives and serves there, and whom its households chose; each with its days. */
import { getRouteApi, Link } from '@tanstack/react-router'
import { GridHomes } from '#features/households/web/contacts.widgets.tsx'
import { Holders } from '#features/people/web/posts.widgets.tsx'
import { useRead } from '#platform/web/api-client.ts'
import { DataTable, type Column } from '#platform/web/DataTable.tsx'
import { Empty } from '#platform/web/Empty.tsx'
import { showDay } from '#platform/web/format.ts'
import { Page } from '#platform/web/Page.tsx'
import { Reading } from '#platform/web/Reading.tsx'
import { endpoints, type GridPerson } from '../memberships.contract.ts'
import { gridPartNames, gridStateNames } from '../memberships.words.ts'

const route = getRouteApi('/members/grids/$unitId')

const columns: readonly Column<GridPerson>[] = [
  { key: 'part', title: '做什么', tight: true, show: ({ part }) => gridPartNames[part] },
  {
    key: 'name',
    title: '姓名',
    tight: true,
    show: ({ name, membershipId }) =>
      membershipId ? (
        <Link to="/members/$membershipId" params={{ membershipId }}>
          {name}
        </Link>
      ) : (
        name
      ),
  },
  { key: 'as', title: '岗位或户号', show: ({ as, state }) => as ?? (state && gridStateNames[state]) },
  { key: 'from', title: '从', tight: true, show: ({ from }) => showDay(from) },
  { key: 'to', title: '到', tight: true, show: ({ to }) => (to ? showDay(to) : '没有定') },
]

export function GridPage() {
  const { unitId } = route.useParams()
  const people = useRead(endpoints.gridPeople, { params: { unitId } })
  return (
    <Page title={people.data?.unitName ?? '网格'} crumbs={[<Link to="/members">党员与入格</Link>]}>
      <Holders unitId={unitId} role="gridLeader" title="组长" />
      <section className="panel" aria-label="网格里的人">
        <Reading of={people}>
          {({ items }) => (
            <DataTable
              name="网格里的人"
              columns={columns}
              rows={items}
              keyOf={({ part, name, as, from }) => `${part}${name}${as}${from}`}
              heading={
                <>
                  <h2>网格里的人</h2>
                  <span className="sub">党员在党员页面编入，联系户由双方选定，组长在上面安排。</span>
                </>
              }
              onRefresh={() => void people.refetch()}
              empty={<Empty why="这个网格里还没有人" todo="打开一位党员，点“编入网格”。" />}
            />
          )}
        </Reading>
      </section>
      <GridHomes unitId={unitId} key={unitId} />
      <Reading of={people} lines={4}>
        {({ past }) =>
          past.length > 0 && (
            <section className="panel" aria-label="以前的人">
              <DataTable
                name="以前在网格里的人"
                columns={columns}
                rows={past}
                keyOf={({ part, name, as, from }) => `${part}${name}${as}${from}`}
                heading={<h2>以前的人</h2>}
                empty={null}
              />
            </section>
          )
        }
      </Reading>
    </Page>
  )
}
