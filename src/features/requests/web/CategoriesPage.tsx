/** Categories of requests (诉求类别): each with its limit, where it goes, who adopted that and why, and what it was before. */
import { Button } from 'antd'
import { useState } from 'react'
import { useRead } from '#platform/web/api-client.ts'
import { DataTable, type Column } from '#platform/web/DataTable.tsx'
import { Empty } from '#platform/web/Empty.tsx'
import { showDay } from '#platform/web/format.ts'
import { Page } from '#platform/web/Page.tsx'
import { Reading } from '#platform/web/Reading.tsx'
import { endpoints, type CategorySetting } from '../requests.contract.ts'
import { CategoryDialog, type CategoryAct } from './CategoryDialog.tsx'
import { CategoryHistory, grounds, nobodyYet } from './CategoryHistory.tsx'

const actNames = { changeCategory: '改', confirmCategory: '确认采用', retireCategory: '停用' } as const
const actsOf = { changeCategory: 'change', confirmCategory: 'confirm', retireCategory: 'retire' } as const
type Verb = keyof typeof actNames

type Asking = { act: CategoryAct; of: CategorySetting | null } | { act: 'history'; of: CategorySetting } | null

/** What holds now, or will. */
const standing = ({ current, coming }: CategorySetting) => current ?? coming

const columns = (ask: (asking: Asking) => void): readonly Column<CategorySetting>[] => [
  {
    key: 'name',
    title: '类别',
    show: ({ code, name, parentId }) => (
      <>
        <span className="num">{code}</span> {parentId === null ? <b>{name}</b> : name}
      </>
    ),
  },
  { key: 'limit', title: '几个工作日答复', tight: true, show: category => <Limit category={category} /> },
  { key: 'route', title: '先分给谁', show: category => standing(category)?.routeName ?? '不预先分' },
  { key: 'owner', title: '谁定的', show: category => <Owner category={category} /> },
  { key: 'from', title: '从哪天起', tight: true, show: category => sinceOf(category) },
  { key: 'open', title: '在办', tight: true, right: true, show: ({ openCases }) => openCases },
  {
    key: 'does',
    title: '操作',
    does: true,
    show: category => (
      <span className="row">
        {(Object.keys(actNames) as Verb[])
          .filter(verb => category.allowedActions.includes(verb))
          .map(verb => (
            <Button
              key={verb}
              type="link"
              size="small"
              aria-label={`${actNames[verb]}：${category.name}`}
              onClick={() => ask({ act: actsOf[verb], of: category })}
            >
              {actNames[verb]}
            </Button>
          ))}
        <Button type="link" size="small" aria-label={`以前的：${category.name}`} onClick={() => ask({ act: 'history', of: category })}>
          以前的
        </Button>
      </span>
    ),
  },
]

function Limit({ category: { current, coming } }: { category: CategorySetting }) {
  return (
    <>
      {current && `${current.workingDays}个`}
      {coming && (
        <span className="sub">
          {current && <br />}
          {showDay(coming.from)}起{coming.workingDays}个
        </span>
      )}
      {!current && !coming && '—'}
    </>
  )
}

function Owner({ category }: { category: CategorySetting }) {
  const version = standing(category)
  if (category.retired)
    return (
      <>
        {showDay(category.retired.on)}起停用
        <br />
        <span className="sub">{[category.retired.byName, grounds(category.retired)].filter(Boolean).join('：')}</span>
      </>
    )
  if (!version?.adoptedByName) return <b>{nobodyYet}</b>
  return (
    <>
      {version.adoptedByName}
      <br />
      <span className="sub">{grounds(version)}</span>
    </>
  )
}

function sinceOf(category: CategorySetting): string {
  const from = standing(category)?.from
  return from ? showDay(from) : '开始就有'
}

export function CategoriesPage() {
  const settings = useRead(endpoints.categorySettings, {})
  const [asking, setAsking] = useState<Asking>(null)
  return (
    <Page title="诉求类别">
      <section className="panel" aria-label="类别">
        <Reading of={settings}>
          {value => (
            <>
              <DataTable
                name="类别"
                columns={columns(setAsking)}
                rows={value.items}
                keyOf={({ id }) => id}
                heading={
                  <>
                    <h2>时限和分办</h2>
                    <span className="sub">改了只管以后新来的，在办的仍按原来的时限。</span>
                  </>
                }
                tools={
                  value.allowedActions.includes('addCategory') && (
                    <Button type="primary" onClick={() => setAsking({ act: 'add', of: null })}>
                      加一类
                    </Button>
                  )
                }
                onRefresh={() => void settings.refetch()}
                empty={<Empty why="还没有类别" todo="点“加一类”，先加大类，再加小类。" />}
              />
              {asking?.act === 'history' && <CategoryHistory category={asking.of} onClose={() => setAsking(null)} />}
              {asking && asking.act !== 'history' && (
                <CategoryDialog act={asking.act} category={asking.of} settings={value} onClose={() => setAsking(null)} />
              )}
            </>
          )}
        </Reading>
      </section>
    </Page>
  )
}
