/** One unit (单元详情) as it stood on a day. */
import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { useState } from 'react'
import { Empty } from '#platform/web/Empty.tsx'
import { showCount, showDay } from '#platform/web/format.ts'
import { unitKindNames, type Unit } from '../units.contract.ts'
import { ChangeDialog } from './ChangeDialog.tsx'
import { verbNames, verbs, type Verb } from './changes.ts'
import { countsBelow } from './tree.ts'
import { UnitHistory } from './UnitHistory.tsx'

type ShownUnit = Unit & { allowedActions: readonly string[] }

interface UnitSheetProps {
  unit: ShownUnit | undefined
  items: readonly Unit[]
  day: string
  onChoose(unitId: string): void
}

export function UnitSheet({ unit, items, day, onChoose }: UnitSheetProps) {
  const [verb, setVerb] = useState<Verb | null>(null)
  if (!unit) return <Empty why={`${showDay(day)}还没有这个单元`} todo="请换一天，或在左边的树里选一个。" />
  const below = items.filter(({ parentId }) => parentId === unit.id)
  const parent = items.find(({ id }) => id === unit.parentId)
  return (
    <div className="panels">
      <section className="panel" aria-labelledby="unit">
        <div className="row">
          <h2 id="unit">{unit.name}</h2>
          <span className="sub">{unitKindNames[unit.kind]}</span>
          <span className="row end">
            {verbs
              .filter(each => unit.allowedActions.includes(each) && fits(each, unit.kind, below.length > 0))
              .map(each => (
                <Button key={each} danger={each === 'close'} onClick={() => setVerb(each)}>
                  {verbNames[each]}
                </Button>
              ))}
          </span>
        </div>
        <dl className="desc">
          <div>
            <dt>简称</dt>
            <dd>{unit.shortName}</dd>
          </div>
          <div>
            <dt>统计代码</dt>
            <dd className="num">{unit.code ?? '没有'}</dd>
          </div>
          <div>
            <dt>上级</dt>
            <dd>{parent?.name ?? '没有'}</dd>
          </div>
          <div>
            <dt>设立</dt>
            <dd>{showDay(unit.openedOn)}</dd>
          </div>
          {unit.closedOn && (
            <div>
              <dt>撤销</dt>
              <dd>{showDay(unit.closedOn)}</dd>
            </div>
          )}
          {countsBelow(items, unit.id).map(({ kind, count }) => (
            <div key={kind}>
              <dt>{kind}</dt>
              <dd className="num">{showCount(count)}个</dd>
            </div>
          ))}
        </dl>
        {below.length > 0 && (
          <>
            <h3>下一级</h3>
            <ul className="names">
              {below.map(({ id, name }) => (
                <li key={id}>
                  <Link to="/units" search={before => ({ ...before, unitId: id })}>
                    {name}
                  </Link>
                </li>
              ))}
            </ul>
          </>
        )}
      </section>
      <UnitHistory unitId={unit.id} />
      {verb && <ChangeDialog key={unit.id} verb={verb} unit={unit} below={below} onClose={() => setVerb(null)} onDone={onChoose} />}
    </div>
  )
}

/** What can be done to it at all: the town is moved, merged, split and closed by none; what has units below it is not closed. */
const fits = (verb: Verb, kind: Unit['kind'], hasBelow: boolean) =>
  kind === 'town' ? verb === 'create' || verb === 'rename' : verb !== 'close' || !hasBelow
