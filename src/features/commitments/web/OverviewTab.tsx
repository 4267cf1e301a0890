/** Of each village, by code (一览): how many reported, which posts are open, which wishes wait. Never a ranking. */
import { useRead } from '#platform/web/api-client.ts'
import { DataTable, type Column } from '#platform/web/DataTable.tsx'
import { Empty } from '#platform/web/Empty.tsx'
import { Reading } from '#platform/web/Reading.tsx'
import type { OutputOf } from '#platform/shared/endpoint.ts'
import { endpoints } from '../commitments.contract.ts'
import { postClassNames } from '../commitments.words.ts'

type Row = OutputOf<typeof endpoints.overview>['villages'][number]

const columns: readonly Column<Row>[] = [
  { key: 'unit', title: '村（社区）', show: ({ unitName }) => unitName },
  { key: 'reported', title: '已报到／应报到', tight: true, right: true, show: ({ reported, expected }) => `${reported}／${expected}` },
  {
    key: 'posts',
    title: '岗位',
    show: ({ posts }) =>
      posts.length === 0
        ? '没有设岗'
        : posts.map(({ class: kind, filled, places }) => `${postClassNames[kind]}：${places}岗，${filled}岗有人`).join('；'),
  },
  { key: 'without', title: '没有领岗', tight: true, right: true, show: ({ withoutPost }) => `${withoutPost}人` },
  { key: 'wishes', title: '等人认领的心愿', tight: true, right: true, show: ({ openWishes }) => `${openWishes}个` },
]

export function OverviewTab({ below }: { below: string | undefined }) {
  const overview = useRead(endpoints.overview, { query: { below } })
  const missing = useRead(endpoints.membersWithoutPost, { query: { below } })
  return (
    <>
      <Reading of={overview}>
        {({ villages }) => (
          <DataTable
            name="履职一览"
            columns={columns}
            rows={villages}
            keyOf={({ unitId }) => unitId}
            heading={<h2>一览</h2>}
            onRefresh={() => void overview.refetch()}
            empty={<Empty why="没有村（社区）" todo="请先导入组织单元。" />}
          />
        )}
      </Reading>
      <p className="sub">按代码排，不是名次。只数您看得到的记录。</p>
      <Reading of={missing} lines={2}>
        {({ items }) =>
          items.length > 0 && (
            <>
              <h2>还没有领岗的无职党员</h2>
              <p className="sub">年纪大、生病的可以免领岗，不用证明。</p>
              <ul className="lines">
                {items.map(({ personId, name, unitName }) => (
                  <li key={personId}>
                    {name}，{unitName}
                  </li>
                ))}
              </ul>
            </>
          )
        }
      </Reading>
    </>
  )
}
