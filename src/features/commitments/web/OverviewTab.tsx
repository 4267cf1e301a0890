/** Of each village, by code (一览): how many reported, which posts are open, which wishes wait. Never a ranking. */
import { Select } from 'antd'
import { useRead } from '#platform/web/api-client.ts'
import { DataTable, type Column } from '#platform/web/DataTable.tsx'
import { Empty } from '#platform/web/Empty.tsx'
import { Field } from '#platform/web/fields.tsx'
import { showDay } from '#platform/web/format.ts'
import { FormDialog } from '#platform/web/FormDialog.tsx'
import { Reading } from '#platform/web/Reading.tsx'
import type { OutputOf } from '#platform/shared/endpoint.ts'
import { endpoints, PostExemptionReason } from '../commitments.contract.ts'
import { postClassNames, postExemptionNames } from '../commitments.words.ts'
import { useLedgerPlace, useOtherPlace } from './places.tsx'
import { Act, Ask } from './verbs.tsx'

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
  const { query, page, pager } = useLedgerPlace(below)
  const missing = useRead(endpoints.membersWithoutPost, { query: { below, cursor: query.cursor } })
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
            empty={<Empty why="没有归您统计的村（社区）" todo="村（社区）书记看自己的，镇里看全部。" />}
          />
        )}
      </Reading>
      <p className="sub">按代码排，不是名次。只数您看得到的记录。</p>
      <Reading of={missing} lines={2}>
        {({ items, nextCursor }) =>
          (items.length > 0 || page) && (
            <>
              <h2>还没有领岗的无职党员</h2>
              <p className="sub">年纪大、生病的可以免领岗，不用证明。</p>
              <ul className="lines">
                {items.map(({ personId, name, unitName }) => (
                  <li key={personId} className="across">
                    <p>
                      {name}，{unitName}
                    </p>
                    <ExemptButton personId={personId} name={name} />
                  </li>
                ))}
              </ul>
              {pager(nextCursor)}
            </>
          )
        }
      </Reading>
      <Exempt below={below} />
    </>
  )
}

/** Who is let off now, and the way back. */
function Exempt({ below }: { below: string | undefined }) {
  const { query, pager } = useOtherPlace(below)
  const exempt = useRead(endpoints.postExemptions, { query })
  return (
    <Reading of={exempt} lines={2}>
      {({ items, nextCursor }) =>
        items.length > 0 && (
          <>
            <h2>免领岗的</h2>
            <ul className="lines">
              {items.map(({ id, name, unitName, reason, begunOn, allowedActions }) => (
                <li key={id} className="across">
                  <p>
                    {name}，{unitName}，{postExemptionNames[reason]}，{showDay(begunOn)}起
                  </p>
                  {allowedActions.includes('liftPostExemption') && (
                    <Act of={name} verb="取消免领岗" endpoint={endpoints.liftPostExemption} input={{ params: { exemptionId: id } }} />
                  )}
                </li>
              ))}
            </ul>
            {pager(nextCursor)}
          </>
        )
      }
    </Reading>
  )
}

const ExemptButton = ({ personId, name }: { personId: string; name: string }) => (
  <Ask of={name} verb="免领岗">
    {close => (
      <FormDialog<typeof endpoints.exemptFromPosts, { reason: PostExemptionReason }>
        title={`免领岗：${name}`}
        verb="登记"
        endpoint={endpoints.exemptFromPosts}
        input={({ reason }) => ({ body: { personId, reason } })}
        onClose={close}
      >
        <Field name="reason" label="原因" required>
          <Select options={PostExemptionReason.options.map(value => ({ value, label: postExemptionNames[value] }))} />
        </Field>
      </FormDialog>
    )}
  </Ask>
)
