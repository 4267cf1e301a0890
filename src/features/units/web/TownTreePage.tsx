/** The town tree (组织架构): units as they stood on a day, the tree at the left, one unit at the right (UX-04). */
import './units.css'
import { getRouteApi } from '@tanstack/react-router'
import { Input, Tree } from 'antd'
import { useMemo } from 'react'
import { Empty } from '#platform/web/Empty.tsx'
import { Page } from '#platform/web/Page.tsx'
import { Reading } from '#platform/web/Reading.tsx'
import type { Unit } from '../units.contract.ts'
import { branchesOf, matching } from './tree.ts'
import { UnitSheet } from './UnitSheet.tsx'
import { useUnits } from './units.widgets.tsx'
import { localToday } from '#platform/web/local-time.ts'

const route = getRouteApi('/units')

export function TownTreePage() {
  const { asOf, unitId, q } = route.useSearch()
  const navigate = route.useNavigate()
  const units = useUnits(asOf)
  const go = (search: { asOf?: string | undefined; unitId?: string | undefined; q?: string | undefined }) =>
    void navigate({ search: { asOf, unitId, q, ...search } })
  return (
    <Page
      title="组织架构"
      actions={
        <label className="row">
          看哪一天的
          <Input
            type="date"
            className="day"
            value={asOf ?? units.data?.asOf ?? localToday()}
            onChange={event => go({ asOf: event.target.value || undefined })}
          />
        </label>
      }
    >
      <Reading of={units} lines={12}>
        {({ items, asOf: day }) => (
          <div className="tree-and-sheet">
            <UnitTree
              items={items}
              chosen={unitId}
              q={q}
              onChoose={id => go({ unitId: id })}
              onFind={text => go({ q: text || undefined })}
            />
            <UnitSheet
              unit={items.find(({ id }) => id === unitId) ?? items.find(({ kind }) => kind === 'town')}
              items={items}
              day={day}
              onChoose={id => go({ unitId: id })}
            />
          </div>
        )}
      </Reading>
    </Page>
  )
}

interface UnitTreeProps {
  items: readonly Unit[]
  chosen: string | undefined
  q: string | undefined
  onChoose(id: string): void
  onFind(text: string): void
}

function UnitTree({ items, chosen, q, onChoose, onFind }: UnitTreeProps) {
  const { branches, opened } = useMemo(() => {
    const shown = q ? matching(items, q) : items
    const chosenPath = items.find(({ id }) => id === chosen)?.path ?? []
    const top = items.filter(({ parentId }) => parentId === null).map(({ id }) => id)
    return { branches: branchesOf(shown), opened: q ? shown.map(({ id }) => id) : [...top, ...chosenPath] }
  }, [items, q, chosen])
  return (
    <nav className="panel" aria-label="组织树">
      <Input.Search allowClear defaultValue={q ?? ''} aria-label="查找" placeholder="名称或代码" onSearch={onFind} />
      {branches.length === 0 ? (
        <Empty why="没有找到" todo="请换一个名称，或换一天再看。" />
      ) : (
        <Tree
          key={opened.join()}
          treeData={branches}
          defaultExpandedKeys={opened}
          selectedKeys={chosen ? [chosen] : []}
          onSelect={([key]) => key && onChoose(String(key))}
          height={560}
          blockNode
        />
      )}
    </nav>
  )
}
