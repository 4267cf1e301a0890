/** The joint meeting (联席会议): the cases that wait for it with their returns, and what the last ones decided. */
import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { useState } from 'react'
import { useRead } from '#platform/web/api-client.ts'
import { DataTable, type Column } from '#platform/web/DataTable.tsx'
import { Empty } from '#platform/web/Empty.tsx'
import { showDay } from '#platform/web/format.ts'
import { Page } from '#platform/web/Page.tsx'
import { Reading } from '#platform/web/Reading.tsx'
import { endpoints, type JointCase, type JointMeeting } from '../requests.contract.ts'
import { decisionNames, stateNames } from '../requests.words.ts'
import { DecideDialog } from './DecideDialog.tsx'

const columns: readonly Column<JointCase>[] = [
  {
    key: 'case',
    title: '哪一件',
    show: ({ id, number, title }) => (
      <Link to="/requests/$requestId" params={{ requestId: id }}>
        {number} {title}
      </Link>
    ),
  },
  { key: 'place', title: '地点', show: ({ villageName }) => villageName },
  { key: 'category', title: '类别', extra: true, show: ({ categoryName }) => categoryName ?? '还没定' },
  {
    key: 'reasons',
    title: '为什么上会',
    show: ({ reasons, returnCount }) => (
      <>
        {returnCount > 0 && `退回${returnCount}次`}
        <ul>
          {reasons.map(({ at, sentence, actorName, text }) => (
            <li key={at + sentence}>
              {sentence} <span className="sub">{[actorName, text].filter(Boolean).join('：')}</span>
            </li>
          ))}
        </ul>
      </>
    ),
  },
  { key: 'state', title: '现在', tight: true, show: ({ state, handlerName }) => `${stateNames[state]}，${handlerName}` },
  { key: 'since', title: '列入', tight: true, show: ({ jointMeetingOn }) => showDay(jointMeetingOn) },
]

export function JointMeetingPage() {
  const list = useRead(endpoints.jointList, {})
  const [deciding, setDeciding] = useState(false)
  return (
    <Page title="联席会议">
      <Reading of={list}>
        {value => {
          const decidable = value.items.filter(({ allowedActions }) => allowedActions.includes('decide'))
          return (
            <>
              <section className="panel" aria-label="等联席会议的">
                <DataTable
                  name="等联席会议的"
                  columns={columns}
                  rows={value.items}
                  keyOf={({ id }) => id}
                  heading={
                    <>
                      <h2>等联席会议的</h2>
                      <span className="sub">退回三次的，和镇里提请的。按编码排。</span>
                    </>
                  }
                  tools={
                    decidable.length > 0 && (
                      <Button type="primary" onClick={() => setDeciding(true)}>
                        登记会议结果
                      </Button>
                    )
                  }
                  onRefresh={() => void list.refetch()}
                  stale={list.isPlaceholderData}
                  empty={<Empty why="没有等联席会议的" todo="退回三次的会自动列入，镇里也可以在那一件里提请。" />}
                />
              </section>
              <section className="panel" aria-labelledby="held">
                <h2 id="held">开过的会</h2>
                {value.meetings.length === 0 && <p className="sub">还没有登记过。</p>}
                {value.meetings.map(meeting => (
                  <Held key={meeting.id} meeting={meeting} />
                ))}
              </section>
              {deciding && (
                <DecideDialog
                  cases={decidable}
                  list={value}
                  onRead={async () => (await list.refetch({ throwOnError: true })).data!}
                  onClose={() => setDeciding(false)}
                />
              )}
            </>
          )
        }}
      </Reading>
    </Page>
  )
}

const Held = ({ meeting: { heldOn, present, decisions } }: { meeting: JointMeeting }) => (
  <>
    <h3>{showDay(heldOn)}</h3>
    <p className="sub">到会：{present.join('、')}</p>
    <ul className="stack">
      {decisions.map(({ requestId, number, title, kind, handlerName, withNames, decidedByName }) => (
        <li key={requestId}>
          <Link to="/requests/$requestId" params={{ requestId }}>
            {number} {title}
          </Link>
          ：{decisionNames[kind]}
          {handlerName && `，${handlerName}${withNames.length > 0 ? `牵头，${withNames.join('、')}一起办` : '办'}`}。
          <span className="sub">{decidedByName}定</span>
        </li>
      ))}
    </ul>
  </>
)
