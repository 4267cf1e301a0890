/** My imports (我的导入): what was brought, newest first. */
import { Link } from '@tanstack/react-router'
import { useRead } from '#platform/web/api-client.ts'
import { cursorPaging, type PagePlace } from '#platform/web/cursor-paging.ts'
import { DataTable, type Column } from '#platform/web/DataTable.tsx'
import { Empty } from '#platform/web/Empty.tsx'
import { showCount, showInstant } from '#platform/web/format.ts'
import { CursorPager } from '#platform/web/Pager.tsx'
import { Reading } from '#platform/web/Reading.tsx'
import { endpoints, importStateNames, type Import } from '../imports.contract.ts'

const pageSize = 10

interface ImportListProps {
  importId: string | undefined
  place: PagePlace
  onPlace(place: PagePlace): void
}

export function ImportList({ importId, place, onPlace }: ImportListProps) {
  const mine = useRead(endpoints.list, { query: { cursor: place.cursor, limit: pageSize } })
  const paging = cursorPaging('imports', place, mine.data?.nextCursor ?? null, onPlace)
  const columns: readonly Column<Import>[] = [
    { key: 'at', title: '时间', tight: true, show: ({ uploadedAt }) => showInstant(uploadedAt) },
    { key: 'file', title: '文件', show: ({ fileName }) => <b>{fileName}</b> },
    { key: 'state', title: '结果', tight: true, show: ({ state, running }) => (running ? '正在处理' : importStateNames[state]) },
    {
      key: 'rows',
      title: '行数',
      tight: true,
      right: true,
      show: ({ sheets }) => showCount(sheets.reduce((sum, { rows }) => sum + rows, 0)),
    },
    { key: 'errors', title: '错误', tight: true, right: true, show: ({ errorCount }) => showCount(errorCount) },
    {
      key: 'does',
      title: '操作',
      does: true,
      show: ({ id, fileName, uploadedAt }) =>
        id === importId ? (
          '正在看'
        ) : (
          <Link to="/imports" search={{ importId: id, ...place }} aria-label={`看${showInstant(uploadedAt)}的${fileName}`}>
            看
          </Link>
        ),
    },
  ]
  return (
    <section className="panel" aria-label="我的导入">
      <Reading of={mine} lines={4}>
        {({ items }) => (
          <DataTable
            name="我的导入"
            columns={columns}
            rows={items}
            keyOf={({ id }) => id}
            first={(paging.page - 1) * pageSize + 1}
            heading={<h2>我的导入</h2>}
            onRefresh={() => void mine.refetch()}
            stale={mine.isPlaceholderData}
            empty={<Empty why="还没有导入过" todo="下载模板，填好，从上面第3步上传。" />}
            pager={<CursorPager total={null} {...paging} />}
          />
        )}
      </Reading>
    </section>
  )
}
