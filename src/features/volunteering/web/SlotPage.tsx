/** One slot (一场志愿服务): its list in order, who served, posting the hours, and calling it off. */
import { getRouteApi, Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { useState } from 'react'
import { AttendanceGrid, NamesDialog } from '#features/meetings/web/meetings.widgets.tsx'
import { call, useRead, useWrite } from '#platform/web/api-client.ts'
import { Empty } from '#platform/web/Empty.tsx'
import { showSpan } from '#platform/web/local-time.ts'
import { Page } from '#platform/web/Page.tsx'
import { PageReading, Reading } from '#platform/web/Reading.tsx'
import { endpoints, type Slot, type SlotRoll } from '../volunteering.contract.ts'
import { placesText, slotStateNames } from '../volunteering.words.ts'
import { CancelDialog, CounterDialog, LaterDialog, PostDialog } from './SlotDialogs.tsx'

const route = getRouteApi('/volunteering/slots/$slotId')

export function SlotPage() {
  const { slotId } = route.useParams()
  const reading = useRead(endpoints.slot, { params: { slotId } })
  return (
    <PageReading of={reading} id={slotId} title="一场志愿服务" crumbs={[<Link to="/volunteering">志愿服务</Link>]}>
      {slot => <SlotSheet key={slotId} slot={slot} />}
    </PageReading>
  )
}

function SlotSheet({ slot }: { slot: Slot }) {
  const roll = useRead(endpoints.roll, { params: { slotId: slot.id } })
  const facts: [string, string][] = [
    ['时间', showSpan(slot.startsAt, slot.endsAt)],
    ['谁组织', slot.teamName === null ? slot.unitName : `${slot.unitName}，${slot.teamName}`],
    ['地点', slot.place],
    ['名额', `${slot.places}个，${placesText(slot)}`],
  ]
  return (
    <Page
      title={slot.title}
      crumbs={[
        <Link to="/volunteering">志愿服务</Link>,
        <Link to="/volunteering/activities/$activityId" params={{ activityId: slot.activityId }}>
          {slot.title}
        </Link>,
      ]}
      beside={<span className="state">{slotStateNames[slot.state]}</span>}
    >
      {slot.cancelReason && (
        <p className="note plain">
          已取消：{slot.cancelReason}。
          {slot.movedTo && (
            <Link to="/volunteering/slots/$slotId" params={{ slotId: slot.movedTo }}>
              改到这一场
            </Link>
          )}
        </p>
      )}
      <section className="panel" aria-label="这一场">
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
        <Reading of={roll}>{found => <Roll slot={slot} roll={found} />}</Reading>
      </section>
      <Buttons slot={slot} roll={roll.data} />
    </Page>
  )
}

function Roll({ slot, roll }: { slot: Slot; roll: SlotRoll }) {
  const params = { slotId: slot.id }
  const [pasting, setPasting] = useState(false)
  const taking = useWrite(endpoints.takeAttendance)
  const entering = useWrite(endpoints.enterNames)
  const may = (name: string) => roll.allowedActions.includes(name)
  const close = () => {
    setPasting(false)
    entering.reset()
  }
  return (
    <div className="stack">
      <p role="status">
        名册{roll.items.length}人，到场{roll.present}人{roll.unrecorded > 0 && `，没有记${roll.unrecorded}人`}。
      </p>
      {may('enterNames') && <Button onClick={() => setPasting(true)}>粘贴名单</Button>}
      {roll.items.length === 0 ? (
        <Empty why="名册上没有您能看的人" todo={may('enterNames') ? '等人报名，或把名单粘贴进来。' : '名册只给组织者看，别人看自己的。'} />
      ) : (
        <AttendanceGrid
          entries={roll.items.map(({ confirmed, waits, ...entry }) => ({
            ...entry,
            note: [waits && '候补', confirmed && '本人已在现场确认'].filter(Boolean).join('，'),
          }))}
          version={roll.version}
          mayMark={may('takeAttendance')}
          save={(marks, ifMatch) => taking.mutateAsync({ params, body: { marks }, ifMatch })}
          read={() => call(endpoints.roll, { params })}
        />
      )}
      {pasting && (
        <NamesDialog
          problem={entering.error}
          isSending={entering.isPending}
          entered={entering.data}
          onSend={text => entering.mutate({ params, body: { text }, ifMatch: roll.version })}
          onClose={close}
        />
      )}
    </div>
  )
}

function Buttons({ slot, roll }: { slot: Slot; roll: SlotRoll | undefined }) {
  const [asking, setAsking] = useState<'post' | 'counter' | 'later' | 'cancel' | null>(null)
  const may = (name: string) => slot.allowedActions.includes(name)
  const close = () => setAsking(null)
  if (!['postHours', 'signUp', 'enterLater', 'cancelSlot'].some(may)) return null
  return (
    <>
      <section className="act" aria-label="办理">
        {may('postHours') && (
          <Button type="primary" onClick={() => setAsking('post')}>
            公布时长
          </Button>
        )}
        {may('signUp') && <Button onClick={() => setAsking('counter')}>代为登记</Button>}
        {may('enterLater') && <Button onClick={() => setAsking('later')}>事后补记</Button>}
        {may('cancelSlot') && (
          <Button danger onClick={() => setAsking('cancel')}>
            取消或改时间
          </Button>
        )}
      </section>
      {asking === 'post' && <PostDialog slot={slot} roll={roll} onClose={close} />}
      {asking === 'counter' && <CounterDialog slot={slot} onClose={close} />}
      {asking === 'later' && <LaterDialog slot={slot} onClose={close} />}
      {asking === 'cancel' && <CancelDialog slot={slot} onClose={close} />}
    </>
  )
}
