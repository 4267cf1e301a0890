/** One list at the desk (一份事权清单): its entries, its life, and what comes next. */
import { getRouteApi, Link } from '@tanstack/react-router'
import { Button, Input } from 'antd'
import { useState } from 'react'
import { bodyNames } from '#features/thresholds/thresholds.words.ts'
import { useRead } from '#platform/web/api-client.ts'
import { DataTable, type Column } from '#platform/web/DataTable.tsx'
import { Empty } from '#platform/web/Empty.tsx'
import { Field } from '#platform/web/fields.tsx'
import { showDay } from '#platform/web/format.ts'
import { FormDialog } from '#platform/web/FormDialog.tsx'
import { Page } from '#platform/web/Page.tsx'
import { Reading } from '#platform/web/Reading.tsx'
import { endpoints, type MatterEntry, type MatterList } from '../matters.contract.ts'
import { categoryNames, levelNames, stageNames, stateNames, yuan } from '../matters.words.ts'
import { EntryDialog } from './EntryDialog.tsx'

const route = getRouteApi('/matter-lists/$listId')

/** Each step forward: what the button says, what it asks. */
const moves = {
  consult: { verb: '登记征求意见', endpoint: endpoints.consult, hint: '什么会、什么公告上征求了意见。' },
  adopt: { verb: '登记通过', endpoint: endpoints.adopt, hint: '哪一次会议通过的。' },
  file: { verb: '备案', endpoint: endpoints.file, hint: '备案的登记号。' },
  enforce: { verb: '施行', endpoint: endpoints.enforce, hint: '印发的文件。施行以后不能再改。' },
} as const
type Move = keyof typeof moves
const inOrder = Object.keys(moves) as Move[]

type Asking = Move | 'revise' | 'add' | { change: MatterEntry } | { remove: MatterEntry } | null

export function MatterListPage() {
  const { listId } = route.useParams()
  const list = useRead(endpoints.get, { params: { listId } })
  const [asking, setAsking] = useState<Asking>(null)
  const close = () => setAsking(null)
  return (
    <Page
      title={list.data ? `${list.data.unitName}第${list.data.number}版` : '重要事权清单'}
      crumbs={[
        <Link key="all" to="/matter-lists">
          重要事权清单
        </Link>,
      ]}
      actions={list.data && <Actions list={list.data} onAsk={setAsking} />}
    >
      <Reading of={list}>
        {value => (
          <>
            <Life list={value} />
            <Entries list={value} onAsk={setAsking} />
            {asking === 'add' && <EntryDialog list={value} entry={null} onClose={close} />}
            {typeof asking === 'string' && asking !== 'add' && asking !== 'revise' && (
              <MoveDialog list={value} move={asking} onClose={close} />
            )}
            {asking === 'revise' && <ReviseDialog list={value} onClose={close} />}
            {isAsking(asking, 'change') && <EntryDialog list={value} entry={asking.change} onClose={close} />}
            {isAsking(asking, 'remove') && <RemoveDialog list={value} entry={asking.remove} onClose={close} />}
          </>
        )}
      </Reading>
    </Page>
  )
}

const isAsking = <K extends 'change' | 'remove'>(asking: Asking, key: K): asking is Extract<Asking, Record<K, MatterEntry>> =>
  typeof asking === 'object' && asking !== null && key in asking

function Actions({ list, onAsk }: { list: MatterList; onAsk(asking: Asking): void }) {
  const next = inOrder.find(move => list.allowedActions.includes(move))
  return (
    <>
      {list.allowedActions.includes('add') && <Button onClick={() => onAsk('add')}>加一项</Button>}
      {list.allowedActions.includes('revise') && <Button onClick={() => onAsk('revise')}>退回草稿</Button>}
      {next && (
        <Button type="primary" onClick={() => onAsk(next)}>
          {moves[next].verb}
        </Button>
      )}
    </>
  )
}

const Life = ({ list }: { list: MatterList }) => (
  <section className="panel" aria-label="到了哪一步">
    <h2>{stateNames[list.state]}</h2>
    {list.seeded && <p>这是范本，还没有人通过。请按本地的规定改。</p>}
    <ol>
      {list.steps.map(({ state, reachedOn, document, recordedBy }) => (
        <li key={state}>
          {stateNames[state]}：{showDay(reachedOn)}，{document}
          {recordedBy && <span className="sub">（{recordedBy}登记）</span>}
        </li>
      ))}
      {list.supersededOn && <li>被新的一版替代：{showDay(list.supersededOn)}</li>}
    </ol>
  </section>
)

const columns = (list: MatterList, onAsk: (asking: Asking) => void): readonly Column<MatterEntry>[] => [
  {
    key: 'name',
    title: '事项',
    show: ({ code, name, basis }) => (
      <>
        <b>
          {code} {name}
        </b>
        <br />
        <span className="sub">{basis}</span>
      </>
    ),
  },
  { key: 'category', title: '类别', tight: true, extra: true, show: ({ category }) => categoryNames[category] },
  { key: 'level', title: '哪一级', tight: true, show: ({ level }) => levelNames[level] },
  { key: 'bodies', title: '谁来决定', show: ({ bodies }) => bodies.map(body => bodyNames[body]).join('、') },
  {
    key: 'bands',
    title: '金额',
    show: ({ bands }) =>
      bands.length === 0 ? '不论金额' : bands.map(({ fromFen, body }) => `满${yuan(fromFen)}：${bodyNames[body]}`).join('；'),
  },
  { key: 'stages', title: '步骤', extra: true, show: ({ stages }) => stages.map(stage => stageNames[stage]).join('→') },
  { key: 'days', title: '公开', tight: true, right: true, show: ({ disclosureDays }) => `${disclosureDays}天` },
  {
    key: 'does',
    title: '操作',
    does: true,
    show: entry => (
      <span className="row">
        {list.allowedActions.includes('write') && (
          <Button type="link" size="small" aria-label={`改：${entry.code}`} onClick={() => onAsk({ change: entry })}>
            改
          </Button>
        )}
        {list.allowedActions.includes('remove') && (
          <Button type="link" size="small" aria-label={`删去：${entry.code}`} onClick={() => onAsk({ remove: entry })}>
            删去
          </Button>
        )}
        <a href={`/matters/${entry.listId}/${entry.code}`} aria-label={`流程图：${entry.code}`}>
          流程图
        </a>
      </span>
    ),
  },
]

const Entries = ({ list, onAsk }: { list: MatterList; onAsk(asking: Asking): void }) => (
  <section className="panel" aria-label="事项">
    <DataTable
      name="事项"
      columns={columns(list, onAsk)}
      rows={list.entries}
      keyOf={({ code }) => code}
      heading={
        <>
          <h2>事项</h2>
          <span className="sub">按编号排。到会人数和票数见“表决门槛”。</span>
        </>
      }
      empty={<Empty why="还没有事项" todo="点“加一项”，一项一项写。" />}
    />
  </section>
)

interface DialogProps {
  list: MatterList
  onClose(): void
}

const MoveDialog = ({ list, move, onClose }: DialogProps & { move: Move }) => (
  <FormDialog<(typeof moves)[Move]['endpoint'], { onDay: string; document: string }>
    title={moves[move].verb}
    verb={moves[move].verb}
    endpoint={moves[move].endpoint}
    input={body => ({ params: { listId: list.id }, body, ifMatch: list.version })}
    onClose={onClose}
  >
    <Field name="onDay" label="哪一天" required>
      <Input type="date" />
    </Field>
    <Field name="document" label="依据的文件或会议" required hint={moves[move].hint}>
      <Input maxLength={100} />
    </Field>
  </FormDialog>
)

const ReviseDialog = ({ list, onClose }: DialogProps) => (
  <FormDialog<typeof endpoints.revise, object>
    title="退回草稿"
    verb="退回"
    refusing
    endpoint={endpoints.revise}
    input={() => ({ params: { listId: list.id }, ifMatch: list.version })}
    onClose={onClose}
  >
    <p>退回以后可以改，前面各步要重新走。</p>
  </FormDialog>
)

const RemoveDialog = ({ list, entry, onClose }: DialogProps & { entry: MatterEntry }) => (
  <FormDialog<typeof endpoints.remove, object>
    title={`删去${entry.code} ${entry.name}`}
    verb="删去"
    refusing
    endpoint={endpoints.remove}
    input={() => ({ params: { listId: list.id, code: entry.code }, ifMatch: list.version })}
    onClose={onClose}
  >
    <p>只从这份草稿里删去。</p>
  </FormDialog>
)
