/** The public record at the desk (公开存证): how far it has come, who watches it, and how many must have seen it. */
import { Alert, Button, Input, InputNumber } from 'antd'
import { useState } from 'react'
import { useRead } from '#platform/web/api-client.ts'
import { DataTable, type Column } from '#platform/web/DataTable.tsx'
import { Empty } from '#platform/web/Empty.tsx'
import { Field } from '#platform/web/fields.tsx'
import { showInstant } from '#platform/web/format.ts'
import { FormDialog } from '#platform/web/FormDialog.tsx'
import { Page } from '#platform/web/Page.tsx'
import { Reading } from '#platform/web/Reading.tsx'
import { endpoints, type RecordState, type Witness } from '../record.contract.ts'

type Proposal = NonNullable<RecordState['proposal']>
/** A dialog keeps what it is about: the page is read anew, without it, before the dialog has gone. */
type Asking =
  | { what: 'add' | 'require' | 'rotate' | 'anew' }
  | { what: 'begin' | 'drop'; proposal: Proposal }
  | { what: 'end'; witness: Witness }
  | null

export function RecordPage() {
  const state = useRead(endpoints.get, {})
  const [asking, setAsking] = useState<Asking>(null)
  const close = () => setAsking(null)
  return (
    <Page title="公开存证" actions={<Button href="/record">居民看到的</Button>}>
      <Reading of={state} lines={8}>
        {value => (
          <>
            <Progress state={value} onAsk={setAsking} />
            <Volumes state={value} onAsk={setAsking} />
            <Witnesses state={value} onAsk={setAsking} onRefresh={() => void state.refetch()} />
            {asking?.what === 'add' && <AddDialog onClose={close} />}
            {asking?.what === 'require' && <RequireDialog required={value.required} onClose={close} />}
            {asking?.what === 'rotate' && <RotateDialog onClose={close} />}
            {asking?.what === 'anew' && <AnewDialog onClose={close} />}
            {asking?.what === 'begin' && <BeginDialog proposal={asking.proposal} onClose={close} />}
            {asking?.what === 'drop' && <DropDialog proposal={asking.proposal} onClose={close} />}
            {asking?.what === 'end' && <EndDialog witness={asking.witness} onClose={close} />}
          </>
        )}
      </Reading>
    </Page>
  )
}

interface Part {
  state: RecordState
  onAsk(asking: Asking): void
}

const Progress = ({ state: { size, madeAt, isAsSigned, origin, logKeys, required, allowedActions }, onAsk }: Part) => (
  <section className="panel" aria-labelledby="progress">
    <div className="row">
      <h2 id="progress">{size === null ? '还没有签过名' : `共${size}条`}</h2>
      <span className="row end">
        {allowedActions.includes('require') && <Button onClick={() => onAsk({ what: 'require' })}>定要几个见证人</Button>}
        {allowedActions.includes('rotateKey') && <Button onClick={() => onAsk({ what: 'rotate' })}>换签名的钥匙</Button>}
        {allowedActions.includes('proposeVolume') && <Button onClick={() => onAsk({ what: 'anew' })}>提出另开一本</Button>}
      </span>
    </div>
    {!isAsSigned && <Alert type="error" showIcon title="存证和签过名的对不上，有人动过。不再签名，请查清楚，再另开一本。" />}
    <p>
      {madeAt !== null && `最近一次签名：${showInstant(madeAt)}。`}要{required}个见证人看过，核对页才说“没有改过”。
    </p>
    {origin !== null && <p className="sub">名称：{origin}</p>}
    {logKeys.map(key => (
      <p className="sub" key={key} style={{ overflowWrap: 'anywhere' }}>
        公钥：{key}
      </p>
    ))}
  </section>
)

function Volumes({ state: { closed, proposal, allowedActions }, onAsk }: Part) {
  if (closed.length === 0 && proposal === null) return null
  return (
    <section className="panel" aria-labelledby="volumes">
      <h2 id="volumes">另开存证</h2>
      {proposal && (
        <div className="row">
          <p>
            {showInstant(proposal.at)}提出另开一本。原因：{proposal.reason}
          </p>
          <span className="row end">
            {allowedActions.includes('beginVolume') && (
              <Button type="primary" onClick={() => onAsk({ what: 'begin', proposal })}>
                同意另开
              </Button>
            )}
            {allowedActions.includes('dropVolume') && <Button onClick={() => onAsk({ what: 'drop', proposal })}>不开了</Button>}
          </span>
        </div>
      )}
      {closed.map(({ origin, size, closedAt, reason }) => (
        <p key={origin}>
          {showInstant(closedAt)}停了{origin}，停在第{size}条。原因：{reason}
        </p>
      ))}
    </section>
  )
}

function Witnesses({ state: { witnesses, allowedActions }, onAsk, onRefresh }: Part & { onRefresh(): void }) {
  const columns: readonly Column<Witness>[] = [
    { key: 'name', title: '见证人', show: ({ name }) => name },
    { key: 'seen', title: '看到', show: ({ seen }) => (seen ? `第${seen.size}条，${showInstant(seen.at)}` : '还没有看过') },
    { key: 'how', title: '怎么看', show: ({ url }) => (url === null ? '自己来取' : '系统送去') },
    { key: 'vkey', title: '公钥', extra: true, show: ({ vkey }) => vkey },
    {
      key: 'end',
      title: '办理',
      tight: true,
      show: witness =>
        allowedActions.includes('endWitness') && (
          <Button size="small" aria-label={`不再请${witness.name}见证`} onClick={() => onAsk({ what: 'end', witness })}>
            不再请
          </Button>
        ),
    },
  ]
  return (
    <section className="panel" aria-label="见证人">
      <DataTable
        name="见证人"
        columns={columns}
        rows={witnesses}
        keyOf={({ id }) => id}
        heading={<h2>见证人</h2>}
        tools={
          allowedActions.includes('addWitness') && (
            <Button type="primary" onClick={() => onAsk({ what: 'add' })}>
              登记见证人
            </Button>
          )
        }
        onRefresh={onRefresh}
        empty={<Empty why="还没有见证人" todo="请村（社区）运行见证程序，把它显示的公钥登记在这里。" />}
      />
    </section>
  )
}

interface Closing {
  onClose(): void
}

const AddDialog = ({ onClose }: Closing) => (
  <FormDialog<typeof endpoints.addWitness, { name: string; vkey: string; url?: string }>
    title="登记见证人"
    verb="登记"
    endpoint={endpoints.addWitness}
    input={({ url, ...body }) => ({ body: { ...body, url: url?.trim() || null } })}
    onClose={onClose}
  >
    <Field name="name" label="哪个单位" required hint="同一个单位的几把公钥只算一个见证人。">
      <Input maxLength={40} />
    </Field>
    <Field name="vkey" label="公钥" required hint="见证程序第一次启动时显示的一整行。">
      <Input maxLength={400} />
    </Field>
    <Field name="url" label="送到哪里" hint="见证人自己来取的，不用填。">
      <Input maxLength={300} placeholder="http://" />
    </Field>
  </FormDialog>
)

const RequireDialog = ({ required, onClose }: Closing & { required: number }) => (
  <FormDialog<typeof endpoints.require, { required: number }>
    title="定要几个见证人"
    verb="定下来"
    endpoint={endpoints.require}
    input={body => ({ body })}
    initial={{ required }}
    onClose={onClose}
  >
    <Field name="required" label="几个" required hint="看过的见证人不够，核对页会说“还不能算数”。">
      <InputNumber min={0} max={100} precision={0} />
    </Field>
  </FormDialog>
)

const RotateDialog = ({ onClose }: Closing) => (
  <FormDialog<typeof endpoints.rotateKey, object>
    title="换签名的钥匙"
    verb="换"
    endpoint={endpoints.rotateKey}
    input={() => ({})}
    onClose={onClose}
  >
    <p>新旧两把一起签，再换一次，旧的就不用了。请把新的公钥告诉每个见证人。</p>
  </FormDialog>
)

const AnewDialog = ({ onClose }: Closing) => (
  <FormDialog<typeof endpoints.proposeVolume, { reason: string }>
    title="提出另开一本存证"
    verb="提出"
    endpoint={endpoints.proposeVolume}
    input={body => ({ body })}
    onClose={onClose}
  >
    <p>备份恢复后见证人报警，或者钥匙被偷，才另开。要另一位系统管理员同意。</p>
    <Field name="reason" label="原因" required hint="会公开，写进新的一本的第一条。">
      <Input.TextArea rows={3} maxLength={200} />
    </Field>
  </FormDialog>
)

interface OfProposal extends Closing {
  proposal: Proposal
}

const BeginDialog = ({ proposal: { id, reason }, onClose }: OfProposal) => (
  <FormDialog<typeof endpoints.beginVolume, object>
    title="同意另开一本存证"
    verb="另开"
    endpoint={endpoints.beginVolume}
    input={() => ({ params: { volumeId: id } })}
    onClose={onClose}
    refusing
  >
    <p>原因：{reason}</p>
    <p>旧的一本到此为止，原样留着，不能再续。每个见证人都要换用新的公钥。</p>
  </FormDialog>
)

const DropDialog = ({ proposal: { id, reason }, onClose }: OfProposal) => (
  <FormDialog<typeof endpoints.dropVolume, object>
    title="不另开了"
    verb="不开了"
    endpoint={endpoints.dropVolume}
    input={() => ({ params: { volumeId: id } })}
    onClose={onClose}
  >
    <p>提出的原因：{reason}</p>
  </FormDialog>
)

const EndDialog = ({ witness, onClose }: Closing & { witness: Witness }) => (
  <FormDialog<typeof endpoints.endWitness, object>
    title={`不再请${witness.name}见证`}
    verb="不再请"
    endpoint={endpoints.endWitness}
    input={() => ({ params: { witnessId: witness.id } })}
    onClose={onClose}
    refusing
  >
    <p>它签过的名还在，以后的不再算。</p>
  </FormDialog>
)
