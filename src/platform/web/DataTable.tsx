/**
 * The list of a page (列表): toolbar, table, and how many there are (UX-02). In a narrow place each row is a card.
 * Order is by name, code or due day; there is no order by a person's figures (UX-B2).
 */
import { Button, Checkbox, Dropdown } from 'antd'
import { useState, type ReactNode } from 'react'
import { Icon } from './icons.tsx'
import { ScrollBox } from './ScrollBox.tsx'

export interface Column<Row> {
  key: string
  title: string
  /** Under the title: where the column comes from. */
  note?: string
  show(row: Row): ReactNode
  /** Does not break within words. */
  tight?: boolean
  right?: boolean
  /** What one can do with the row: stays in sight, cannot be hidden. */
  does?: boolean
  /** Hidden until chosen in 列设置. */
  extra?: boolean
}

export interface DataTableProps<Row> {
  /** Names the table for screen readers, and its column settings. */
  name: string
  columns: readonly Column<Row>[]
  rows: readonly Row[]
  keyOf(row: Row): string
  /** The number of the first row, from 1. */
  first?: number
  /** Left of the toolbar: the list's heading. */
  heading?: ReactNode
  /** Right of the toolbar, before the table's own buttons. */
  tools?: ReactNode
  onRefresh?: (() => void) | undefined
  /** A newer answer is on its way. */
  stale?: boolean
  /** Shown instead of the table when there are no rows. */
  empty: ReactNode
  pager?: ReactNode
}

const settingsOf = (name: string): { hidden?: string[]; dense?: boolean } => {
  try {
    return JSON.parse(localStorage.getItem(`table.${name}`) ?? '{}') as { hidden?: string[]; dense?: boolean }
  } catch {
    return {}
  }
}

export function DataTable<Row>(props: DataTableProps<Row>) {
  const { name, columns, rows, keyOf, first = 1, heading, tools, onRefresh, stale = false, empty, pager } = props
  const [settings, setSettings] = useState(() => settingsOf(name))
  const change = (next: typeof settings) => {
    setSettings(next)
    localStorage.setItem(`table.${name}`, JSON.stringify(next))
  }
  const hidden = settings.hidden ?? columns.filter(column => column.extra).map(({ key }) => key)
  const shown = columns.filter(column => column.does || !hidden.includes(column.key))
  return (
    <>
      <div className="row no-print">
        {heading}
        <span className="row end">
          {tools}
          <ColumnChoice columns={columns} hidden={hidden} onChange={next => change({ ...settings, hidden: next })} />
          <Button
            className="wide-only"
            icon={<Icon name="dense" />}
            aria-pressed={settings.dense ?? false}
            title="行距"
            aria-label="紧凑行距"
            onClick={() => change({ ...settings, dense: !settings.dense })}
          />
          {onRefresh && <Button icon={<Icon name="refresh" />} title="刷新" aria-label="刷新" onClick={onRefresh} />}
        </span>
      </div>
      {rows.length === 0 ? (
        empty
      ) : (
        <ScrollBox name={name} stale={stale}>
          <table className={`cards${settings.dense ? ' dense' : ''}`} role="table">
            <caption>{name}</caption>
            <Head columns={shown} />
            <tbody role="rowgroup">
              {rows.map((row, index) => (
                <tr key={keyOf(row)} role="row">
                  <td role="cell" className="serial nw right">
                    {first + index}
                  </td>
                  {shown.map(column => (
                    <td key={column.key} role="cell" data-heading={column.title} className={classOf(column)}>
                      <div>{column.show(row)}</div>
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </ScrollBox>
      )}
      {pager}
    </>
  )
}

function Head<Row>({ columns }: { columns: readonly Column<Row>[] }) {
  return (
    <thead role="rowgroup">
      <tr role="row">
        <th role="columnheader" scope="col" className="nw right">
          序号
        </th>
        {columns.map(column => (
          <th key={column.key} role="columnheader" scope="col" className={classOf(column)}>
            {column.title}
            {column.note && <span className="from">{column.note}</span>}
          </th>
        ))}
      </tr>
    </thead>
  )
}

const classOf = <Row,>({ tight, right, does }: Column<Row>) => [tight && 'nw', right && 'right', does && 'does'].filter(Boolean).join(' ')

function ColumnChoice<Row>(props: { columns: readonly Column<Row>[]; hidden: readonly string[]; onChange(hidden: string[]): void }) {
  const { columns, hidden, onChange } = props
  const choices = columns.filter(column => !column.does).map(({ key, title }) => ({ value: key, label: title }))
  const visible = choices.map(({ value }) => value).filter(key => !hidden.includes(key))
  return (
    <Dropdown
      trigger={['click']}
      popupRender={() => (
        <fieldset className="panel">
          <legend className="vh">要看的列</legend>
          <Checkbox.Group
            className="choices"
            options={choices}
            value={visible}
            onChange={wanted => onChange(choices.map(({ value }) => value).filter(key => !wanted.includes(key)))}
          />
        </fieldset>
      )}
    >
      <Button className="wide-only" icon={<Icon name="columns" />}>
        列设置
      </Button>
    </Dropdown>
  )
}
