/** One member (一位党员): where the membership is kept, what it rests on, transfers, exclusions from 应到会, and the grid. */
import { getRouteApi, Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { useState } from 'react'
import { useRead } from '#platform/web/api-client.ts'
import { showDay } from '#platform/web/format.ts'
import { Page } from '#platform/web/Page.tsx'
import { PageReading } from '#platform/web/Reading.tsx'
import { endpoints, type Decision, type MembershipDetail } from '../memberships.contract.ts'
import { endReasonNames, memberKindNames, stageNames } from '../memberships.words.ts'
import { Exclusions } from './Exclusions.tsx'
import { Grids } from './Grids.tsx'
import { BecomeFullDialog, ChangeKindDialog, EndDialog } from './StandingDialogs.tsx'
import { Transfers } from './Transfers.tsx'

const route = getRouteApi('/members/$membershipId')
const crumbs = [<Link to="/members">党员与入格</Link>]

const dialogs = {
  becomeFull: ['转正', BecomeFullDialog],
  changeKind: ['换类别', ChangeKindDialog],
  end: ['党籍不在本镇了', EndDialog],
} as const
type Verb = keyof typeof dialogs

export function MemberPage() {
  const { membershipId } = route.useParams()
  const reading = useRead(endpoints.get, { params: { membershipId } })
  return (
    <PageReading of={reading} id={membershipId} title="党员" crumbs={crumbs}>
      {member => <MemberSheet key={membershipId} member={member} />}
    </PageReading>
  )
}

function MemberSheet({ member }: { member: MembershipDetail }) {
  const [asking, setAsking] = useState<Verb | null>(null)
  const offered = (Object.keys(dialogs) as Verb[]).filter(name => member.allowedActions.includes(name))
  const Asked = asking && dialogs[asking][1]
  return (
    <Page
      title={member.name}
      crumbs={crumbs}
      beside={<span className="state">{stageNames[member.stage]}</span>}
      actions={offered.map(verb => (
        <Button key={verb} onClick={() => setAsking(verb)}>
          {dialogs[verb][0]}
        </Button>
      ))}
    >
      <div className="two">
        <div>
          <Facts member={member} />
          <Grids member={member} />
        </div>
        <div>
          <Transfers member={member} />
          <Exclusions member={member} />
          <Periods member={member} />
        </div>
      </div>
      {Asked && <Asked member={member} onClose={() => setAsking(null)} />}
    </Page>
  )
}

const Facts = ({ member }: { member: MembershipDetail }) => (
  <section className="panel" aria-labelledby="facts">
    <h2 id="facts">党籍</h2>
    <dl className="desc">
      <div>
        <dt>党支部</dt>
        <dd>{member.bodyName ?? `支部在镇外，报到${member.unitName}`}</dd>
      </div>
      <div>
        <dt>类别</dt>
        <dd>{memberKindNames[member.kind]}</dd>
      </div>
      <div>
        <dt>入党</dt>
        <dd>
          {showDay(member.admittedOn)}
          <RestsOn meeting={member.admittedAt} />
        </dd>
      </div>
      <div>
        <dt>转正</dt>
        <dd>
          {member.fullOn ? showDay(member.fullOn) : '还没有'}
          <RestsOn meeting={member.fullAt} />
        </dd>
      </div>
      {member.endedOn && member.endReason && (
        <div>
          <dt>到此为止</dt>
          <dd>
            {showDay(member.endedOn)}起，{endReasonNames[member.endReason]}
          </dd>
        </div>
      )}
    </dl>
    <p className="sub">只给本支部、村（社区）党组织、镇党建办和本人看。</p>
  </section>
)

const RestsOn = ({ meeting }: { meeting: Decision | null }) =>
  meeting && (
    <>
      ，依据
      <Link to="/meetings/$meetingId" params={{ meetingId: meeting.id }}>
        {showDay(meeting.heldOn)}
        {meeting.title}
      </Link>
    </>
  )

const Periods = ({ member }: { member: MembershipDetail }) => (
  <section className="panel" aria-labelledby="periods">
    <h2 id="periods">以前和现在</h2>
    <ol className="timeline">
      {member.periods.map(({ bodyName, kind, from, to }) => (
        <li key={from} className={to === null ? 'now' : undefined}>
          <p className="sub num">
            {showDay(from)}起{to && `，到${showDay(to)}`}
          </p>
          <p>
            {bodyName ?? '镇外的支部'}，{memberKindNames[kind]}
          </p>
        </li>
      ))}
    </ol>
  </section>
)
