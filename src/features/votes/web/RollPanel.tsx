/** The roll of a voting meeting (表决名册): who is eligible, who stands in for whom, and who was there. */
import { Button, Checkbox, Input, Select } from 'antd'
import { useState } from 'react'
import { useWrite } from '#platform/web/api-client.ts'
import { DataTable, type Column } from '#platform/web/DataTable.tsx'
import { Empty } from '#platform/web/Empty.tsx'
import { Field } from '#platform/web/fields.tsx'
import { FormDialog } from '#platform/web/FormDialog.tsx'
import { ProblemAlert } from '#platform/web/ProblemAlert.tsx'
import { endpoints, LeftOut, type Line, type VotingDetail } from '../votes.contract.ts'
import { leftOutNames, standingNames } from '../votes.words.ts'

type Asking = { proxy: Line } | { leaveOut: Line } | null

export function RollPanel({ meeting }: { meeting: VotingDetail }) {
  const [asking, setAsking] = useState<Asking>(null)
  const taking = useWrite(endpoints.giveProxy)
  const may = (name: string) => meeting.allowedActions.includes(name)
  if (!meeting.opened)
    return (
      <section className="panel" aria-label="表决名册">
        <h2>表决名册</h2>
        <Empty why="名册不归您看" todo="名册只给本单元的工作人员和监督委员看。" />
      </section>
    )
  const columns: readonly Column<Line>[] = [
    { key: 'name', title: '姓名', show: ({ name }) => name },
    { key: 'household', title: '户号', tight: true, show: ({ householdKey }) => householdKey || '没有写' },
    { key: 'standing', title: '表决权', show: line => standingOf(line) },
    { key: 'proxy', title: '委托', show: line => proxyOf(line, meeting.lines) },
    { key: 'present', title: '到会', tight: true, show: ({ present }) => (present === null ? '还没有定' : present ? '到会' : '没有到会') },
    {
      key: 'does',
      title: '操作',
      does: true,
      show: line => (
        <span className="row">
          {may('giveProxy') && line.standing === 'voter' && line.holderId === null && (
            <Button type="link" size="small" aria-label={`登记委托：${line.name}`} onClick={() => setAsking({ proxy: line })}>
              登记委托
            </Button>
          )}
          {may('giveProxy') && line.holderId !== null && (
            <Button
              type="link"
              size="small"
              aria-label={`取消委托：${line.name}`}
              onClick={() => taking.mutate({ params: { meetingId: meeting.id, lineId: line.id }, body: { proxy: null } })}
            >
              取消委托
            </Button>
          )}
          {may('leaveOut') && line.standing === 'voter' && line.leftOut === null && (
            <Button type="link" size="small" aria-label={`不计入应到：${line.name}`} onClick={() => setAsking({ leaveOut: line })}>
              不计入应到
            </Button>
          )}
        </span>
      ),
    },
  ]
  return (
    <section className="panel" aria-label="表决名册">
      <ProblemAlert problem={taking.error} />
      <DataTable
        name="表决名册"
        columns={columns}
        rows={meeting.lines}
        keyOf={({ id }) => id}
        heading={<h2>表决名册</h2>}
        empty={<Empty why="还没有名册" todo="请点“从名册取人”。" />}
      />
      {asking && 'proxy' in asking && <ProxyDialog meeting={meeting} line={asking.proxy} onClose={() => setAsking(null)} />}
      {asking && 'leaveOut' in asking && <LeaveOutDialog meeting={meeting} line={asking.leaveOut} onClose={() => setAsking(null)} />}
    </section>
  )
}

const standingOf = ({ standing, leftOut, leftOutDecision }: Line) =>
  leftOut === null ? standingNames[standing] : `不计入应到：${leftOutNames[leftOut]}（${leftOutDecision}）`

function proxyOf({ holderId, proxyRelation }: Line, lines: readonly Line[]): string {
  const holder = lines.find(({ id }) => id === holderId)
  return holder ? `${holder.name}（${proxyRelation}）` : '没有'
}

interface LineDialogProps {
  meeting: VotingDetail
  line: Line
  onClose(): void
}

const ProxyDialog = ({ meeting, line, onClose }: LineDialogProps) => (
  <FormDialog<typeof endpoints.giveProxy, { holderId: string; relation: string; isNearRelative?: boolean[]; writtenOn?: string }>
    title={`${line.name}的委托`}
    verb="登记委托"
    endpoint={endpoints.giveProxy}
    input={({ holderId, relation, isNearRelative = [], writtenOn }) => ({
      params: { meetingId: meeting.id, lineId: line.id },
      body: { proxy: { holderId, relation, isNearRelative: isNearRelative.includes(true), writtenOn: writtenOn || null } },
    })}
    onClose={onClose}
  >
    <Field name="holderId" label="委托给谁" required>
      <Select
        showSearch={{ optionFilterProp: 'label' }}
        options={meeting.lines.filter(({ id }) => id !== line.id).map(({ id, name }) => ({ value: id, label: name }))}
      />
    </Field>
    <Field name="relation" label="是什么关系" required>
      <Input maxLength={20} />
    </Field>
    <Field name="isNearRelative" label="近亲属">
      <Checkbox.Group options={[{ value: true, label: '是配偶、父母、子女或兄弟姐妹' }]} />
    </Field>
    <Field name="writtenOn" label="委托书的日期" hint="没有书面委托书的，不算数。">
      <Input type="date" />
    </Field>
  </FormDialog>
)

const LeaveOutDialog = ({ meeting, line, onClose }: LineDialogProps) => (
  <FormDialog<typeof endpoints.leaveOut, { reason: LeftOut; decision: string }>
    title={`${line.name}不计入应到`}
    verb="登记"
    endpoint={endpoints.leaveOut}
    input={exclusion => ({ params: { meetingId: meeting.id, lineId: line.id }, body: { exclusion } })}
    onClose={onClose}
  >
    <Field name="reason" label="哪一种情况" required>
      <Select options={LeftOut.options.map(value => ({ value, label: leftOutNames[value] }))} />
    </Field>
    <Field name="decision" label="支部哪一次会决定的" required>
      <Input maxLength={100} />
    </Field>
  </FormDialog>
)
