/** Rectification items (整改): problem, measure, owner and day; done by the owner, verified by another. */
import { Button, Input } from 'antd'
import { useState } from 'react'
import { useWrite } from '#platform/web/api-client.ts'
import { Empty } from '#platform/web/Empty.tsx'
import { Field } from '#platform/web/fields.tsx'
import { FormDialog } from '#platform/web/FormDialog.tsx'
import { showDay } from '#platform/web/format.ts'
import { Lamp } from '#platform/web/Lamp.tsx'
import { ProblemAlert } from '#platform/web/ProblemAlert.tsx'
import { endpoints, type RectificationItem } from '../appraisals.contract.ts'
import { localToday } from '#platform/web/local-time.ts'

interface ItemListProps {
  items: readonly RectificationItem[]
  /** Say of which village and meeting each is. */
  from?: boolean
  empty: string
}

export function ItemList({ items, from = false, empty }: ItemListProps) {
  const [asking, setAsking] = useState<{ verb: 'finish' | 'return'; item: RectificationItem } | null>(null)
  const verifying = useWrite(endpoints.verifyItem)
  const close = () => setAsking(null)
  if (items.length === 0) return <Empty why={empty} todo="整改由镇党建办在反馈以后交给人办。" />
  return (
    <div className="stack">
      <ProblemAlert problem={verifying.error} />
      <ul className="lines">
        {items.map(item => (
          <li key={item.id} className="stack">
            <p>
              <b>{item.problem}</b> <ItemLamp item={item} />
            </p>
            {from && (
              <p className="sub">
                {item.unitName}，{item.roundTitle}
              </p>
            )}
            <p>{item.measure}</p>
            <p className="sub">
              {item.ownerName}，{showDay(item.dueOn)}前改好
              {item.verifiedBy !== null && `；${item.verifiedBy}核实，${showDay(item.verifiedOn)}`}
            </p>
            {item.returnedReason !== null && item.verifiedOn === null && <p className="note plain">没有通过：{item.returnedReason}</p>}
            {item.result && <p className="said">{item.result}</p>}
            <Verbs
              item={item}
              verifying={verifying.isPending}
              onAsk={setAsking}
              onVerify={itemId => verifying.mutate({ params: { itemId } })}
            />
          </li>
        ))}
      </ul>
      {asking?.verb === 'finish' && <FinishDialog item={asking.item} onClose={close} />}
      {asking?.verb === 'return' && <ReturnDialog item={asking.item} onClose={close} />}
    </div>
  )
}

interface VerbsProps {
  item: RectificationItem
  verifying: boolean
  onAsk(asking: { verb: 'finish' | 'return'; item: RectificationItem }): void
  onVerify(itemId: string): void
}

function Verbs({ item, verifying, onAsk, onVerify }: VerbsProps) {
  const may = (name: string) => item.allowedActions.includes(name)
  if (item.allowedActions.length === 0) return null
  return (
    <div className="buttons">
      {may('finishItem') && (
        <Button type="primary" aria-label={`改好了：${item.problem}`} onClick={() => onAsk({ verb: 'finish', item })}>
          改好了
        </Button>
      )}
      {may('verifyItem') && (
        <Button type="primary" loading={verifying} aria-label={`核实，通过：${item.problem}`} onClick={() => onVerify(item.id)}>
          核实，通过
        </Button>
      )}
      {may('returnItem') && (
        <Button danger aria-label={`没改好：${item.problem}`} onClick={() => onAsk({ verb: 'return', item })}>
          没改好
        </Button>
      )}
    </div>
  )
}

function ItemLamp({ item }: { item: RectificationItem }) {
  if (item.verifiedOn !== null) return <Lamp kind="done" text="已核实" />
  if (item.doneOn !== null) return <Lamp kind="waiting" text="等另一个人核实" />
  return item.dueOn < localToday() ? <Lamp kind="late" text="逾期" /> : <Lamp kind="ok" text="在改" />
}

interface DialogProps {
  item: RectificationItem
  onClose(): void
}

const FinishDialog = ({ item, onClose }: DialogProps) => (
  <FormDialog<typeof endpoints.finishItem, { result: string }>
    title={item.problem}
    verb="改好了"
    endpoint={endpoints.finishItem}
    input={body => ({ params: { itemId: item.id }, body })}
    onClose={onClose}
  >
    <Field name="result" label="怎么改好的" required hint="不用拍照。由另一个人去核实。">
      <Input.TextArea rows={3} maxLength={500} showCount />
    </Field>
  </FormDialog>
)

const ReturnDialog = ({ item, onClose }: DialogProps) => (
  <FormDialog<typeof endpoints.returnItem, { reason: string; dueOn: string }>
    title={`没改好：${item.problem}`}
    verb="请接着改"
    refusing
    endpoint={endpoints.returnItem}
    input={body => ({ params: { itemId: item.id }, body })}
    onClose={onClose}
  >
    <Field name="reason" label="哪里没改好" required>
      <Input maxLength={200} />
    </Field>
    <Field name="dueOn" label="新的期限" required>
      <Input type="date" />
    </Field>
  </FormDialog>
)
