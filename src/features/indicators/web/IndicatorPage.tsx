/** One number opened (看指标): its definition, its months, its parts by code, and its records; print it as it stands. */
import { getRouteApi, Link } from '@tanstack/react-router'
import { Input, Select } from 'antd'
import { UnitSelect, useUnits } from '#features/units/web/units.widgets.tsx'
import { useRead } from '#platform/web/api-client.ts'
import { Empty } from '#platform/web/Empty.tsx'
import { showDay } from '#platform/web/format.ts'
import { Page } from '#platform/web/Page.tsx'
import { QueryForm, type QueryField } from '#platform/web/QueryForm.tsx'
import { Reading } from '#platform/web/Reading.tsx'
import { endpoints, type IndicatorSummary } from '../indicators.contract.ts'
import { Months, Parts, Records, type Question } from './IndicatorParts.tsx'
import { localToday } from '#platform/web/local-time.ts'

const route = getRouteApi('/indicators')

export function IndicatorPage() {
  const { cursor, page, ...search } = route.useSearch()
  const navigate = route.useNavigate()
  const list = useRead(endpoints.list, {})
  const units = useUnits()
  const year = localToday().slice(0, 4)
  const town = units.data?.items.find(({ kind }) => kind === 'town')?.id
  const unitId = search.unitId ?? town
  const question: Question | null = unitId
    ? { unitId, from: search.from ?? `${year}-01-01`, to: search.to ?? `${year}-12-31`, ...(search.asOf && { asOf: search.asOf }) }
    : null
  return (
    <Page title="指标">
      <QueryForm fields={fieldsOf(list.data?.items ?? [])} value={search} onSearch={next => void navigate({ search: next })} />
      <Reading of={list}>
        {({ items }) =>
          search.id && question ? (
            <Opened
              key={search.id}
              id={search.id}
              question={question}
              place={{ cursor, page }}
              onTurn={place => void navigate({ search: { ...search, ...place } })}
            />
          ) : (
            <Choice items={items} />
          )
        }
      </Reading>
    </Page>
  )
}

const fieldsOf = (items: readonly IndicatorSummary[]): readonly QueryField[] => [
  {
    name: 'id',
    label: '哪个数',
    field: (
      <Select
        showSearch={{ optionFilterProp: 'label' }}
        placeholder="输入名称可查找"
        options={items.map(({ id, nameZh }) => ({ value: id, label: nameZh }))}
      />
    ),
  },
  { name: 'unitId', label: '哪里', field: <UnitSelect placeholder="全镇" /> },
  { name: 'from', label: '从哪天', field: <Input type="date" /> },
  { name: 'to', label: '到哪天', field: <Input type="date" /> },
  { name: 'asOf', label: '按哪天的单位划分', field: <Input type="date" /> },
]

const Choice = ({ items }: { items: readonly IndicatorSummary[] }) => (
  <section className="panel" aria-label="可以看的数">
    <h2>可以看的数</h2>
    <p className="sub">每个数都从记录算出来，没有人填。选一个，看它的每一条记录。</p>
    {items.length === 0 ? (
      <Empty why="还没有可以看的数" todo="有了记录就会出现在这里。" />
    ) : (
      <dl className="kv">
        {items.map(({ id, nameZh, definition }) => (
          <div key={id}>
            <dt>
              <Link to="/indicators" search={{ id }}>
                {nameZh}
              </Link>
            </dt>
            <dd>{definition}</dd>
          </div>
        ))}
      </dl>
    )}
  </section>
)

interface OpenedProps {
  id: string
  question: Question
  place: { cursor?: string | undefined; page?: number | undefined }
  onTurn(place: { cursor?: string | undefined; page?: number | undefined }): void
}

function Opened({ id, question, place, onTurn }: OpenedProps) {
  const asked = { params: { indicatorId: id }, query: question }
  const value = useRead(endpoints.value, asked)
  return (
    <Reading of={value}>
      {({ indicator, shown, period, notes, check }) => (
        <>
          <section className="panel" aria-labelledby="the-number">
            <h2 id="the-number">{indicator.nameZh}</h2>
            <p className="big-number">{shown}</p>
            <p>{indicator.definition}</p>
            <p className="sub">
              {period.unitName}，{showDay(period.from)}—{showDay(period.to)}，截至{showDay(period.asOf)}。算法第{indicator.version}版。
            </p>
            {notes.map(note => (
              <p key={note} className="note">
                {note}
              </p>
            ))}
            {check && (
              <p className={check.holds ? 'sub' : 'note late'}>
                {check.holds ? `${showDay(check.on)}对过账，和各处加起来一样。` : check.detail}
              </p>
            )}
          </section>
          <div className="two">
            <Months asked={asked} measure={indicator.measure} kind={indicator.kind} />
            <Parts asked={asked} id={id} question={question} />
          </div>
          <Records asked={asked} aggregate={indicator.aggregate} place={place} onTurn={onTurn} />
        </>
      )}
    </Reading>
  )
}
