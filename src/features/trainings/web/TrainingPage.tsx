/** One training session (一场培训): what it is, its roll, and the hours that it earned. */
import { getRouteApi, Link } from '@tanstack/react-router'
import { Button, Input } from 'antd'
import { useState } from 'react'
import { AttendanceGrid, NamesDialog } from '#features/meetings/web/meetings.widgets.tsx'
import { call, useRead, useWrite } from '#platform/web/api-client.ts'
import { Empty } from '#platform/web/Empty.tsx'
import { Field } from '#platform/web/fields.tsx'
import { FormDialog } from '#platform/web/FormDialog.tsx'
import { showSpan } from '#platform/web/local-time.ts'
import { Page } from '#platform/web/Page.tsx'
import { ProblemAlert } from '#platform/web/ProblemAlert.tsx'
import { PageReading, Reading } from '#platform/web/Reading.tsx'
import { endpoints, type Session, type TrainingRoll } from '../trainings.contract.ts'
import { audienceNames, placeKindNames, rollSentence, stateNames } from '../trainings.words.ts'
import { EntryDialog } from './EntryDialog.tsx'
import { SessionDialog } from './SessionDialog.tsx'

const route = getRouteApi('/trainings/$sessionId')

export function TrainingPage() {
  const { sessionId } = route.useParams()
  const reading = useRead(endpoints.get, { params: { sessionId } })
  return (
    <PageReading of={reading} id={sessionId} title="培训" crumbs={[<Link to="/trainings">培训</Link>]}>
      {session => <SessionSheet key={sessionId} session={session} />}
    </PageReading>
  )
}

function SessionSheet({ session }: { session: Session }) {
  const roll = useRead(endpoints.roll, { params: { sessionId: session.id } })
  const { unitName, audience, concentrated, placeKind, place, teacher, hours } = session
  const facts: [string, string][] = [
    ['时间', showSpan(session.startsAt, session.endsAt)],
    ['主办', unitName],
    ['对象', `${audienceNames[audience]}${concentrated ? '，集中培训' : ''}`],
    ['地点', [placeKindNames[placeKind], place].filter(Boolean).join('，')],
    ['讲课人', teacher || '没有写'],
    ['学时', `每人${hours}学时，按名册记，不按上网时间记`],
  ]
  return (
    <Page
      title={session.title}
      crumbs={[<Link to="/trainings">培训</Link>]}
      beside={<span className="state">{stateNames[session.state]}</span>}
    >
      {session.cancelReason && <p className="note plain">已取消：{session.cancelReason}</p>}
      <section className="panel" aria-label="这场培训">
        <dl className="desc">
          {facts.map(([label, value]) => (
            <div key={label}>
              <dt>{label}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
      </section>
      <section className="panel" aria-labelledby="roll">
        <h2 id="roll">名册</h2>
        <Reading of={roll}>{found => <SessionRoll session={session} roll={found} />}</Reading>
      </section>
      <Buttons session={session} />
    </Page>
  )
}

function SessionRoll({ session, roll }: { session: Session; roll: TrainingRoll }) {
  const params = { sessionId: session.id }
  const [asking, setAsking] = useState<string | null>(null)
  const taking = useWrite(endpoints.takeAttendance)
  const may = (name: string) => roll.allowedActions.includes(name)
  const chosen = roll.items.find(({ id }) => id === asking)
  return (
    <div className="stack">
      <p role="status">{rollSentence(roll)}</p>
      {may('enterNames') && <Button onClick={() => setAsking('paste')}>粘贴名单</Button>}
      {roll.items.length === 0 ? (
        <Empty why="名册上没有您能看的人" todo={may('enterNames') ? '把名单粘贴进来。' : '名册只给主办单位看；别人看自己的和本单位的。'} />
      ) : (
        <AttendanceGrid
          entries={roll.items.map(({ hours, clash, ...entry }) => ({
            ...entry,
            note: [hours !== null && `${hours}学时`, clash && `同一时间还在“${clash}”`].filter(Boolean).join('，'),
          }))}
          version={roll.version}
          mayMark={may('takeAttendance')}
          {...(may('changeEntry') && { onChange: setAsking })}
          save={(marks, ifMatch) => taking.mutateAsync({ params, body: { marks }, ifMatch })}
          read={() => call(endpoints.roll, { params })}
        />
      )}
      {asking === 'paste' && <PasteNames session={session} version={roll.version} onClose={() => setAsking(null)} />}
      {chosen && <EntryDialog sessionId={session.id} entry={chosen} version={roll.version} onClose={() => setAsking(null)} />}
    </div>
  )
}

function PasteNames({ session, version, onClose }: { session: Session; version: number; onClose(): void }) {
  const entering = useWrite(endpoints.enterNames)
  return (
    <NamesDialog
      problem={entering.error}
      isSending={entering.isPending}
      entered={entering.data}
      onSend={text => entering.mutate({ params: { sessionId: session.id }, body: { text }, ifMatch: version })}
      onClose={onClose}
    />
  )
}

function Buttons({ session }: { session: Session }) {
  const [asking, setAsking] = useState<'edit' | 'cancel' | null>(null)
  const holding = useWrite(endpoints.hold)
  const crediting = useWrite(endpoints.credit)
  const reopening = useWrite(endpoints.reopen)
  const input = { params: { sessionId: session.id } }
  const may = (name: string) => session.allowedActions.includes(name)
  if (!['hold', 'credit', 'reopen', 'edit', 'cancel'].some(may)) return null
  return (
    <>
      <ProblemAlert problem={holding.error ?? crediting.error ?? reopening.error} />
      <section className="act" aria-label="办理">
        {may('hold') && (
          <Button type="primary" loading={holding.isPending} onClick={() => holding.mutate(input)}>
            记为已开课
          </Button>
        )}
        {may('credit') && (
          <Button type="primary" loading={crediting.isPending} onClick={() => crediting.mutate(input)}>
            按名册记学时
          </Button>
        )}
        {may('edit') && <Button onClick={() => setAsking('edit')}>修改</Button>}
        {may('reopen') && (
          <Button danger loading={reopening.isPending} onClick={() => reopening.mutate(input)}>
            收回学时，改名册
          </Button>
        )}
        {may('cancel') && (
          <Button danger onClick={() => setAsking('cancel')}>
            取消这一场
          </Button>
        )}
      </section>
      {asking === 'edit' && <SessionDialog session={session} onClose={() => setAsking(null)} />}
      {asking === 'cancel' && (
        <FormDialog<typeof endpoints.cancel, { reason: string }>
          title={`取消${session.title}`}
          verb="取消这一场"
          refusing
          endpoint={endpoints.cancel}
          input={body => ({ ...input, body })}
          onClose={() => setAsking(null)}
        >
          <Field name="reason" label="为什么取消" required>
            <Input maxLength={200} />
          </Field>
        </FormDialog>
      )}
    </>
  )
}
