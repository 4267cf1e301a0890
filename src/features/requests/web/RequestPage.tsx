/** One case (一件诉求): what it is, who has it, both clocks, every step, and what one may do now (UX-03). */
import './requests.css'
import { getRouteApi, Link } from '@tanstack/react-router'
import { Button, Tabs } from 'antd'
import { useState } from 'react'
import { useRead } from '#platform/web/api-client.ts'
import { ButtonLink } from '#platform/web/ButtonLink.tsx'
import { showDay } from '#platform/web/format.ts'
import { Icon } from '#platform/web/icons.tsx'
import { Lamp } from '#platform/web/Lamp.tsx'
import { Page } from '#platform/web/Page.tsx'
import { PageReading } from '#platform/web/Reading.tsx'
import { endpoints, type RequestDetail } from '../requests.contract.ts'
import { lampNames, meetingSentence, stateNames } from '../requests.words.ts'
import { clockInWords } from './clocks.ts'
import { Contact } from './Contact.tsx'
import { Photos } from './Photos.tsx'
import { buttonsFor, refusingVerbs, verbNames, type Verb } from './requests.verbs.ts'
import { RequestFacts } from './RequestFacts.tsx'
import { RequestSteps } from './RequestSteps.tsx'
import { beside } from './trail.ts'
import { VerbDialog } from './VerbDialog.tsx'

const route = getRouteApi('/requests/$requestId')

export function RequestPage() {
  const { requestId } = route.useParams()
  const reading = useRead(endpoints.get, { params: { requestId } })
  return (
    <PageReading of={reading} id={requestId} title="诉求" crumbs={[<Link to="/requests">诉求</Link>]}>
      {request => <RequestSheet key={requestId} request={request} />}
    </PageReading>
  )
}

function RequestSheet({ request }: { request: RequestDetail }) {
  const [verb, setVerb] = useState<Verb | null>(null)
  const { title, number, state, lamp, clock, photos } = request
  return (
    <Page
      title={number}
      heading={title}
      crumbs={[<Link to="/requests">诉求</Link>]}
      beside={
        <>
          {stateNames[state] !== lampNames[lamp] && <span className="state">{stateNames[state]}</span>}
          <Lamp kind={lamp} text={lampText(request)} />
        </>
      }
      actions={<Neighbours id={request.id} />}
    >
      <div className="two">
        <div>
          <section className="panel" aria-label="办理情况">
            {state === 'proposed' && request.answerDueOn && (
              <p className="note">居民还没回答。{showDay(request.answerDueOn)}后记为“未回应”，不算满意。</p>
            )}
            {request.meetingHold && request.closedAt === null && (
              <p className="note plain">{meetingSentence(request, request.meetingHold)}</p>
            )}
            {request.mergedIntoNumber && <p className="note plain">已并入{request.mergedIntoNumber}，在那一件里办。</p>}
            {clock.estimated && <p className="note plain">到期日是估算：国务院办公厅尚未公布该年放假安排。</p>}
            <blockquote className="said">{request.text}</blockquote>
            <Tabs
              items={[
                { key: 'steps', label: '办理流程', children: <RequestSteps request={request} /> },
                { key: 'photos', label: `照片 ${photos.length}`, children: <Photos photos={photos} /> },
              ]}
            />
          </section>
        </div>
        <div>
          <RequestFacts request={request} />
          <Contact request={request} />
        </div>
      </div>
      <Buttons request={request} onChoose={setVerb} />
      {verb && <VerbDialog verb={verb} request={request} onClose={() => setVerb(null)} />}
    </Page>
  )
}

function lampText({ lamp, clock }: RequestDetail): string {
  if (lamp === 'late') return `逾期${Math.abs(clock.remaining)}个工作日`
  if (lamp === 'soon') return `临期 剩${clock.remaining}个工作日`
  return lampNames[lamp]
}

function Neighbours({ id }: { id: string }) {
  const { previous, next } = beside(id)
  return (
    <>
      {previous && (
        <ButtonLink to="/requests/$requestId" params={{ requestId: previous }} icon={<Icon name="previous" />}>
          上一条
        </ButtonLink>
      )}
      {next && (
        <ButtonLink to="/requests/$requestId" params={{ requestId: next }} icon={<Icon name="next" />} iconPlacement="end">
          下一条
        </ButtonLink>
      )}
      <Button icon={<Icon name="print" />} onClick={() => window.print()}>
        打印
      </Button>
    </>
  )
}

function Buttons({ request, onChoose }: { request: RequestDetail; onChoose(verb: Verb): void }) {
  const { main, others } = buttonsFor(request.allowedActions)
  if (!main && others.length === 0) return null
  return (
    <section className="act" aria-label="办理">
      {main && (
        <Button type="primary" onClick={() => onChoose(main)}>
          {verbNames[main]}
        </Button>
      )}
      {others.map(verb => (
        <Button key={verb} danger={refusingVerbs.includes(verb)} onClick={() => onChoose(verb)}>
          {verbNames[verb]}
        </Button>
      ))}
      <span className="sub">{request.state === 'proposed' ? clockInWords(request.clock) : '办没办好由居民确认，这里没有“办结”按钮。'}</span>
    </section>
  )
}
