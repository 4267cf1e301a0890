/** What became of a notice (公示的经过): objections, versions, and the sheet on the wall. */
import { Button } from 'antd'
import { DataTable, type Column } from '#platform/web/DataTable.tsx'
import { Empty } from '#platform/web/Empty.tsx'
import { useDownload } from '#platform/web/files.ts'
import { showDay } from '#platform/web/format.ts'
import { Lamp } from '#platform/web/Lamp.tsx'
import { endpoints, type Notice, type NoticeVersion, type Objection, type Posting } from '../disclosures.contract.ts'
import { channelNames, dayUnitNames, objectionStateNames, sideNames } from '../disclosures.words.ts'
import type { Asking } from './asking.ts'

interface Props {
  notice: Notice
  onAsk(asking: Asking): void
}

export function Objections({ notice, onAsk }: Props) {
  const columns: readonly Column<Objection>[] = [
    { key: 'number', title: '编号', tight: true, show: ({ number }) => `第${number}号` },
    {
      key: 'received',
      title: '收到',
      show: ({ receivedOn, channel, enteredLate, enteredOn }) => (
        <>
          {showDay(receivedOn)}，{channelNames[channel]}
          {enteredLate && <div className="sub">迟录：{showDay(enteredOn)}</div>}
        </>
      ),
    },
    {
      key: 'words',
      title: '说了什么',
      show: ({ words }) =>
        words ? (
          <>
            {words.text}
            <div className="sub">
              {words.name ?? '没有留名'}
              {words.phone && `，${words.phone}`}
            </div>
          </>
        ) : (
          <span className="sub">只给处理的人看</span>
        ),
    },
    {
      key: 'state',
      title: '处理',
      show: ({ state, decidedOn, reason, opinions }) => (
        <>
          <Lamp kind={state === 'open' ? 'paused' : 'done'} text={objectionStateNames[state]} /> {decidedOn && showDay(decidedOn)}
          {state === 'open'
            ? opinions.map(({ side, outcome, by, at }) => (
                <div key={at} className="sub">
                  {sideNames[side]}（{by}）：{objectionStateNames[outcome]}
                </div>
              ))
            : reason?.split('\n').map(line => (
                <div key={line} className="sub">
                  {line}
                </div>
              ))}
        </>
      ),
    },
    {
      key: 'does',
      title: '操作',
      does: true,
      show: objection =>
        objection.allowedActions.includes('decide') && (
          <Button type="link" size="small" aria-label={`处理：第${objection.number}号`} onClick={() => onAsk({ decide: objection })}>
            处理
          </Button>
        ),
    },
  ]
  return (
    <section className="panel" aria-label="异议">
      <DataTable
        name="异议"
        columns={columns}
        rows={notice.objections}
        keyOf={({ id }) => id}
        heading={<h2>异议</h2>}
        tools={notice.allowedActions.includes('receive') && <Button onClick={() => onAsk('receive')}>登记异议</Button>}
        empty={<Empty why="没有收到异议" todo="电话、书面、当面来的，点“登记异议”。" />}
      />
    </section>
  )
}

const versionColumns: readonly Column<NoticeVersion>[] = [
  { key: 'number', title: '版', tight: true, show: ({ number }) => `第${number}版` },
  { key: 'published', title: '发布', tight: true, show: ({ publishedOn }) => showDay(publishedOn) },
  { key: 'days', title: '公示', tight: true, show: ({ days, dayUnit }) => `${days}${dayUnitNames[dayUnit]}` },
  { key: 'people', title: '经手', show: ({ submittedBy, publishedBy }) => `${submittedBy}提交，${publishedBy}发布` },
  { key: 'reason', title: '为什么更正', show: ({ reason }) => reason },
  {
    key: 'check',
    title: '操作',
    does: true,
    show: ({ number, recordEntryId }) => (
      <a href={`/verify#${recordEntryId}`} aria-label={`核对：第${number}版`}>
        核对
      </a>
    ),
  },
]

export const Versions = ({ notice }: { notice: Notice }) => (
  <section className="panel" aria-label="各版">
    <DataTable
      name="各版"
      columns={versionColumns}
      rows={notice.versions}
      keyOf={({ number }) => String(number)}
      heading={<h2>各版</h2>}
      empty={<Empty why="还没有发布" todo="发布以后列在这里。" />}
    />
  </section>
)

export function Postings({ notice, onAsk }: Props) {
  const columns: readonly Column<Posting>[] = [
    { key: 'place', title: '贴在哪里', show: ({ place }) => place },
    { key: 'posted', title: '贴上', tight: true, show: ({ postedOn }) => showDay(postedOn) },
    { key: 'removed', title: '取下', tight: true, show: ({ removedOn }) => (removedOn ? showDay(removedOn) : '还贴着') },
    {
      key: 'does',
      title: '操作',
      does: true,
      show: ({ id, place, removedOn }) =>
        removedOn === null &&
        notice.allowedActions.includes('takeDown') && (
          <Button type="link" size="small" aria-label={`登记取下：${place}`} onClick={() => onAsk({ takeDown: id })}>
            登记取下
          </Button>
        ),
    },
  ]
  return (
    <section className="panel" aria-label="上墙">
      <DataTable
        name="上墙"
        columns={columns}
        rows={notice.postings}
        keyOf={({ id }) => id}
        heading={
          <>
            <h2>上墙</h2>
            <span className="sub">公开栏为主，网上为辅。不用拍照。</span>
          </>
        }
        tools={
          <>
            {notice.versions.length > 0 && notice.state !== 'withdrawn' && <Posters notice={notice} />}
            {notice.allowedActions.includes('post') && <Button onClick={() => onAsk('post')}>登记上墙</Button>}
          </>
        }
        empty={<Empty why="还没有登记上墙" todo="贴好以后，点“登记上墙”。" />}
      />
    </section>
  )
}

/** The newest version on A4, with the code that leads to its check. */
function Posters({ notice }: Pick<Props, 'notice'>) {
  const download = useDownload(endpoints.poster)
  const get = (form: 'pdf' | 'docx') => download.mutate({ params: { noticeId: notice.id }, query: { form } })
  return (
    <>
      <Button loading={download.isPending} onClick={() => get('pdf')}>
        海报（pdf）
      </Button>
      <Button loading={download.isPending} onClick={() => get('docx')}>
        海报（docx）
      </Button>
    </>
  )
}
