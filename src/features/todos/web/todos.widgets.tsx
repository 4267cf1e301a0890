/** Work that waits (待办): the one list over all features, for the workbench. */
import { useRead } from '#platform/web/api-client.ts'
import { DataTable, type Column } from '#platform/web/DataTable.tsx'
import { Empty } from '#platform/web/Empty.tsx'
import { showDay } from '#platform/web/format.ts'
import { Lamp } from '#platform/web/Lamp.tsx'
import { Reading } from '#platform/web/Reading.tsx'
import { endpoints, type Todo } from '../todos.contract.ts'

const lampWords = { ok: '正常', soon: '临期', late: '逾期' } as const

function TodoLamp({ lamp, workingDays }: Todo) {
  if (lamp === null) return '没有定日子'
  const days = lamp === 'late' ? `过了${workingDays}个工作日` : `剩${workingDays}个工作日`
  return (
    <Lamp kind={lamp} text={workingDays === 0 ? `${lampWords[lamp]} ${lamp === 'late' ? '刚过' : '今天'}` : `${lampWords[lamp]} ${days}`} />
  )
}

const columns: readonly Column<Todo>[] = [
  {
    key: 'title',
    title: '要做的',
    show: ({ title, detail, link }) => (
      <>
        <a href={link}>{title}</a>
        <br />
        <span className="sub">{detail}</span>
      </>
    ),
  },
  { key: 'source', title: '来自', tight: true, show: ({ sourceName }) => sourceName },
  { key: 'due', title: '到期', tight: true, show: ({ dueOn }) => showDay(dueOn) },
  { key: 'lamp', title: '灯', tight: true, show: TodoLamp },
]

export const useTodos = () => useRead(endpoints.list, {})

/** Everything else that waits for me, beside the cases. An item goes when the work is done; there is nothing to tick. */
export function TodoPanel() {
  const todos = useTodos()
  return (
    <section className="panel" aria-label="其他待办">
      <Reading of={todos} lines={3}>
        {({ items, estimated }) => (
          <DataTable
            name="其他待办"
            columns={columns}
            rows={items}
            keyOf={({ source, id }) => `${source} ${id}`}
            heading={
              <>
                <h2>其他待办</h2>
                <span className="sub">做了就不再列出，不用打勾。{estimated && '下一年的放假安排还没有公布，工作日是估算的。'}</span>
              </>
            }
            onRefresh={() => void todos.refetch()}
            stale={todos.isPlaceholderData}
            empty={<Empty why="没有其他待办" todo="清单、计划里快到期的会列在这里。" />}
          />
        )}
      </Reading>
    </section>
  )
}
