/** A person's leave (请假与代理): who acts meanwhile. A deputy has the inbox of the one on leave, from the first day to the last. */
import { Button, Input, Select } from 'antd'
import { useState } from 'react'
import type { OutputOf } from '#platform/shared/endpoint.ts'
import { useRead } from '#platform/web/api-client.ts'
import { Field } from '#platform/web/fields.tsx'
import { FormDialog } from '#platform/web/FormDialog.tsx'
import { Reading } from '#platform/web/Reading.tsx'
import type { Person } from '../people.contract.ts'
import { endpoints } from '../people.posts.contract.ts'
import { showDays } from './terms.ts'
import { localToday } from '#platform/web/local-time.ts'

type Leaves = OutputOf<typeof endpoints.listLeaves>
type Leave = Leaves['items'][number]

export function PersonLeaves({ person }: { person: Person }) {
  const leaves = useRead(endpoints.listLeaves, { params: { personId: person.id } })
  const [taking, setTaking] = useState(false)
  const [ending, setEnding] = useState<Leave | null>(null)
  const today = localToday()
  const mayTake = leaves.data?.allowedActions.includes('takeLeave') && person.terms.length > 0
  return (
    <section className="panel" aria-labelledby="leaves">
      <div className="row">
        <h2 id="leaves">请假</h2>
        {mayTake && (
          <span className="row end">
            <Button onClick={() => setTaking(true)}>登记请假</Button>
          </span>
        )}
      </div>
      <Reading of={leaves} lines={2}>
        {({ items, allowedActions }) =>
          items.length === 0 ? (
            <p className="sub">没有请假。请假时指定代理人，待办由代理人办。</p>
          ) : (
            <ul className="lines">
              {items.map(leave => (
                <li key={leave.id} className="row">
                  <span>
                    <b className="num">{showDays(leave)}</b>，由{leave.deputyName ?? '同事'}代理{leave.lastOn < today && '（已结束）'}
                  </span>
                  {allowedActions.includes('endLeave') && leave.lastOn >= today && (
                    <Button size="small" onClick={() => setEnding(leave)} aria-label={`${endingVerb(leave, today)}：${showDays(leave)}`}>
                      {endingVerb(leave, today)}
                    </Button>
                  )}
                </li>
              ))}
            </ul>
          )
        }
      </Reading>
      {taking && <TakeLeaveDialog person={person} deputies={leaves.data?.deputies ?? []} onClose={() => setTaking(false)} />}
      {ending && <EndLeaveDialog leave={ending} today={today} onClose={() => setEnding(null)} />}
    </section>
  )
}

const endingVerb = ({ from }: Leave, today: string) => (from > today ? '取消请假' : '提前结束')

interface TakeLeaveDialogProps {
  person: Person
  deputies: Leaves['deputies']
  onClose(): void
}

const TakeLeaveDialog = ({ person, deputies, onClose }: TakeLeaveDialogProps) => (
  <FormDialog<typeof endpoints.takeLeave, { from: string; lastOn: string; deputyId: string }>
    title={`登记请假：${person.name}`}
    verb="登记"
    endpoint={endpoints.takeLeave}
    input={body => ({ params: { personId: person.id }, body })}
    initial={{ from: localToday() }}
    onClose={onClose}
  >
    <Field name="from" label="第一天" required>
      <Input type="date" />
    </Field>
    <Field name="lastOn" label="最后一天" required>
      <Input type="date" />
    </Field>
    <Field name="deputyId" label="代理人" required hint="这些天里，代理人看得到并能办这个人的待办。过后自动停止。">
      <Select
        showSearch={{ optionFilterProp: 'label' }}
        placeholder="输入姓名可查找"
        options={deputies.map(({ id, name, title }) => ({ value: id, label: `${name}（${title}）` }))}
      />
    </Field>
  </FormDialog>
)

function EndLeaveDialog({ leave, today, onClose }: { leave: Leave; today: string; onClose(): void }) {
  const verb = endingVerb(leave, today)
  const begun = leave.from <= today
  return (
    <FormDialog<typeof endpoints.endLeave, { lastOn?: string }>
      title={verb}
      verb={verb}
      endpoint={endpoints.endLeave}
      input={({ lastOn }) => ({ params: { leaveId: leave.id }, body: { lastOn: lastOn ?? null } })}
      initial={begun ? { lastOn: today } : {}}
      onClose={onClose}
    >
      {begun ? (
        <Field name="lastOn" label="最后一天" required hint="从第二天起，代理停止。">
          <Input type="date" />
        </Field>
      ) : (
        <p>这次请假还没有开始，取消后不再代理。</p>
      )}
    </FormDialog>
  )
}
