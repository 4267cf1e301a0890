/** One household (一户): what is known, opened by a click with a reason; who listens; what changed, and taking it back. */
import { getRouteApi, Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { useState } from 'react'
import { useRead } from '#platform/web/api-client.ts'
import { showDay, showInstant } from '#platform/web/format.ts'
import { Page } from '#platform/web/Page.tsx'
import { PageReading } from '#platform/web/Reading.tsx'
import { endpoints, type Household } from '../households.contract.ts'
import { fieldNames, preferenceNames, revealReasonNames, stateNames } from '../households.words.ts'
import { CardDialog } from './CardDialog.tsx'
import { Changes } from './Changes.tsx'
import { Contacts } from './Contacts.tsx'
import { Sealed } from './Sealed.tsx'
import { ChangeHeadDialog, ErrorDialog, MergeDialog, MoveOutDialog, ReachDialog, RelocateDialog, SplitDialog } from './VerbDialogs.tsx'

const route = getRouteApi('/households/$householdId')
const crumbs = [<Link to="/households">户</Link>]

const dialogs = {
  changeHead: ['换户主', ChangeHeadDialog],
  relocate: ['搬家', RelocateDialog],
  split: ['分户', SplitDialog],
  merge: ['并户', MergeDialog],
  moveOut: ['迁出', MoveOutDialog],
  enterInError: ['误录', ErrorDialog],
  reachBy: ['怎么联系', ReachDialog],
} as const
type Verb = keyof typeof dialogs

export function HouseholdPage() {
  const { householdId } = route.useParams()
  const reading = useRead(endpoints.get, { params: { householdId } })
  return (
    <PageReading of={reading} id={householdId} title="户" crumbs={crumbs}>
      {home => <HouseholdSheet key={householdId} home={home} />}
    </PageReading>
  )
}

function HouseholdSheet({ home }: { home: Household }) {
  const navigate = route.useNavigate()
  const [asking, setAsking] = useState<Verb | 'issueCard' | null>(null)
  const may = (name: string) => home.allowedActions.includes(name)
  const offered = (Object.keys(dialogs) as Verb[]).filter(may)
  const Asked = asking !== null && asking !== 'issueCard' ? dialogs[asking][1] : null
  const close = () => setAsking(null)
  return (
    <Page
      title={home.code}
      heading={`户 ${home.code}`}
      crumbs={crumbs}
      beside={<span className="state">{stateNames[home.state]}</span>}
      actions={may('issueCard') && <Button onClick={() => setAsking('issueCard')}>{home.cardIssuedOn ? '换联系卡' : '发联系卡'}</Button>}
    >
      <div className="two">
        <div>
          <section className="panel" aria-labelledby="facts">
            <h2 id="facts">这一户</h2>
            <dl className="desc">
              <div>
                <dt>网格</dt>
                <dd>{home.unitName}</dd>
              </div>
              <Sealed home={home} />
              <div>
                <dt>怎么联系</dt>
                <dd>{preferenceNames[home.contactPreference]}</dd>
              </div>
              <div>
                <dt>住在这里</dt>
                <dd>
                  {showDay(home.occupiedFrom)}起{home.occupiedTo && `，到${showDay(home.occupiedTo)}`}
                </dd>
              </div>
              {home.mergedIntoCode && (
                <div>
                  <dt>并到</dt>
                  <dd>{home.mergedIntoCode}</dd>
                </div>
              )}
            </dl>
            <p className="sub">
              {home.forgottenOn === null
                ? '每次查看都记下来，这一户看得到是谁、为什么。'
                : `${showDay(home.forgottenOn)}按期删了姓名、地址和电话。户号和日子还在。`}
            </p>
          </section>
          {offered.length > 0 && (
            <section className="panel no-print" aria-labelledby="verbs">
              <h2 id="verbs">登记变动</h2>
              <div className="row">
                {offered.map(verb => (
                  <Button key={verb} onClick={() => setAsking(verb)}>
                    {dialogs[verb][0]}
                  </Button>
                ))}
              </div>
            </section>
          )}
          <Contacts home={home} />
        </div>
        <div>
          <Changes home={home} />
          <Readers home={home} />
        </div>
      </div>
      {Asked && (
        <Asked
          home={home}
          onClose={close}
          onDone={done => void navigate({ to: '/households/$householdId', params: { householdId: done.id } })}
        />
      )}
      {asking === 'issueCard' && <CardDialog home={home} onClose={close} />}
    </Page>
  )
}

const Readers = ({ home }: { home: Household }) => (
  <section className="panel" aria-labelledby="readers">
    <h2 id="readers">谁看过</h2>
    {home.readers.length === 0 && <p className="sub">还没有人看过。</p>}
    <ul className="plain">
      {home.readers.map(({ at, name, field, reason }) => (
        <li key={`${at}${field}`}>
          {showInstant(at)} {name ?? '一位工作人员'}看了{fieldNames[field]}：{revealReasonNames[reason]}
        </li>
      ))}
    </ul>
  </section>
)
