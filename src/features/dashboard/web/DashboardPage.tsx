/**
 * The dashboard (全镇一览): cases, duties and the course of a year on one page, for the town or for one's own unit.
 *
 * Every number opens to its records. Units stand by code, never by merit (UX-B2); nothing runs by itself, and it prints on A4.
 * Source: design.md D5; domain §28; anchors 5.14.
 */
import './dashboard.css'
import { getRouteApi } from '@tanstack/react-router'
import { Button, Select } from 'antd'
import { useMyAccount } from '#features/accounts/web/accounts.widgets.tsx'
import { UnitSelect, useUnits } from '#features/units/web/units.widgets.tsx'
import type { Unit } from '#features/units/units.contract.ts'
import { Empty } from '#platform/web/Empty.tsx'
import { showDay } from '#platform/web/format.ts'
import { Icon } from '#platform/web/icons.tsx'
import { Page } from '#platform/web/Page.tsx'
import { QueryForm, type QueryField } from '#platform/web/QueryForm.tsx'
import { Reading } from '#platform/web/Reading.tsx'
import { DutiesPart } from './DutiesPart.tsx'
import { stretchOf, yearsUntil } from './period.ts'
import { RequestsPart } from './RequestsPart.tsx'
import { TrendsPart } from './TrendsPart.tsx'
import { localToday } from '#platform/web/local-time.ts'

const route = getRouteApi('/dashboard')

export function DashboardPage() {
  const account = useMyAccount()
  const units = useUnits()
  return (
    <Reading of={account} lines={12}>
      {({ posts }) => (
        <Reading of={units} lines={12}>
          {({ items }) => {
            const own = highest(
              posts.map(({ unitId }) => unitId),
              items,
            )
            return own ? <Dashboard own={own} units={items} /> : <Nothing />
          }}
        </Reading>
      )}
    </Reading>
  )
}

const Nothing = () => (
  <Page title="全镇一览">
    <Empty why="您还没有任职" todo="请找系统管理员核对您的任职。" />
  </Page>
)

/** Of the units where one holds a post the one that is highest: the town before a village. */
const highest = (ids: readonly string[], units: readonly Unit[]) =>
  units.filter(({ id }) => ids.includes(id)).toSorted((a, b) => a.path.length - b.path.length)[0]

function Dashboard({ own, units }: { own: Unit; units: readonly Unit[] }) {
  const search = route.useSearch()
  const navigate = route.useNavigate()
  const today = localToday()
  const stretch = stretchOf(search, today)
  const isTown = own.kind === 'town'
  const unit = (isTown && units.find(({ id }) => id === search.unitId)) || own
  // The town sees a row for each village; a village is one row.
  const only = unit.kind === 'town' ? null : (unit.path[1] ?? unit.id)
  return (
    <Page
      title="全镇一览"
      heading={isTown && unit === own ? '全镇一览' : `${unit.name}一览`}
      actions={
        <Button icon={<Icon name="print" />} onClick={() => window.print()}>
          打印
        </Button>
      }
    >
      <QueryForm
        fields={fieldsOf(isTown, today)}
        value={{ year: search.year ?? Number(today.slice(0, 4)), month: search.month, unitId: search.unitId }}
        onSearch={next => void navigate({ search: next })}
      />
      <p className="sub">
        {stretch.name}。截至{showDay(today)}。每个数点开就是记录。按代码排，不是名次。
      </p>
      <div className="dashboard">
        <RequestsPart stretch={stretch} only={only} />
        <DutiesPart stretch={stretch} only={only} unit={unit} />
        <TrendsPart unitId={unit.id} year={search.year ?? Number(today.slice(0, 4))} today={today} />
      </div>
    </Page>
  )
}

const fieldsOf = (isTown: boolean, today: string): readonly QueryField[] => [
  {
    name: 'year',
    label: '年份',
    field: <Select options={yearsUntil(today).map(year => ({ value: year, label: `${year}年` }))} />,
  },
  {
    name: 'month',
    label: '月份',
    field: (
      <Select
        allowClear
        placeholder="全年"
        options={Array.from({ length: 12 }, (_, index) => ({ value: index + 1, label: `${index + 1}月` }))}
      />
    ),
  },
  ...(isTown ? [{ name: 'unitId', label: '哪里', field: <UnitSelect kinds={['community', 'village', 'zone']} placeholder="全镇" /> }] : []),
]
