/** What is being written (正在写的公示): its attachments, and what the gate found. */
import { Button } from 'antd'
import { useRead, useWrite } from '#platform/web/api-client.ts'
import { DataTable, type Column } from '#platform/web/DataTable.tsx'
import { Empty } from '#platform/web/Empty.tsx'
import { Attachments } from '#platform/web/Attachments.tsx'
import { useUpload } from '#platform/web/files.ts'
import { showDay } from '#platform/web/format.ts'
import { Lamp } from '#platform/web/Lamp.tsx'
import { Reading } from '#platform/web/Reading.tsx'
import { endpoints, type Notice, type NoticeFinding } from '../disclosures.contract.ts'
import { dayUnitNames, findingNames, noticeRule } from '../disclosures.words.ts'
import type { Asking } from './asking.ts'

interface Props {
  notice: Notice
  onAsk(asking: Asking): void
}

export function Work({ notice, onAsk }: Props) {
  const { fields, reason } = notice.work!
  const mayWrite = notice.allowedActions.includes('write')
  return (
    <section className="panel" aria-label="正在写的">
      <h2>{notice.number === 0 ? '正在写的' : `第${notice.number + 1}版，正在写`}</h2>
      {reason !== null && notice.number > 0 && <p>更正的原因：{reason}</p>}
      <p>
        <b>{fields.title}</b>
      </p>
      {fields.content !== '' && <p className="lines">{fields.content}</p>}
      <p className="sub">
        依据：{fields.basis || '还没写'}。公示{fields.days}
        {dayUnitNames[noticeRule(notice.type).unit]}。{fields.table && `名单${fields.table.rows.length}行。`}
        {fields.issuer && `${fields.issuer}，${showDay(fields.issuedOn)}。`}
      </p>
      {mayWrite && (
        <p>
          <Button type={notice.missing.length > 0 ? 'primary' : 'default'} onClick={() => onAsk('write')}>
            写公示
          </Button>
        </p>
      )}
      <NoticeFiles notice={notice} mayWrite={mayWrite} />
    </section>
  )
}

function NoticeFiles({ notice, mayWrite }: { notice: Notice; mayWrite: boolean }) {
  const upload = useUpload(endpoints.attach, { params: { noticeId: notice.id } })
  const detach = useWrite(endpoints.detach)
  return (
    <>
      <h3>附件</h3>
      <Attachments
        files={notice.work!.files}
        hrefOf={id => `/api/notices/${notice.id}/files/${id}`}
        upload={mayWrite ? upload : undefined}
        onDetach={mayWrite ? fileId => detach.mutate({ params: { noticeId: notice.id, fileId } }) : undefined}
        detaching={detach.error}
        accept=".docx,.xlsx,.pdf"
        kinds="docx、xlsx或pdf"
      />
    </>
  )
}

export function Findings({ notice, onAsk }: Props) {
  const found = useRead(endpoints.findings, { params: { noticeId: notice.id } })
  const may = (name: string) => notice.allowedActions.includes(name)
  const columns: readonly Column<NoticeFinding>[] = [
    { key: 'place', title: '在哪里', show: ({ place }) => place },
    { key: 'kind', title: '是什么', tight: true, show: ({ kind }) => findingNames[kind] },
    { key: 'shown', title: '前后文', show: ({ shown }) => shown },
    {
      key: 'state',
      title: '怎么办',
      tight: true,
      show: ({ accepted, mayBeAccepted }) =>
        accepted ? (
          <Lamp kind="done" text="已写评估" />
        ) : mayBeAccepted ? (
          <Lamp kind="soon" text="打星号，或写评估" />
        ) : (
          <Lamp kind="late" text="必须打星号" />
        ),
    },
    {
      key: 'does',
      title: '操作',
      does: true,
      show: finding =>
        may('acceptFinding') &&
        finding.mayBeAccepted &&
        !finding.accepted && (
          <Button type="link" size="small" aria-label={`写影响评估：${finding.place}`} onClick={() => onAsk({ accept: finding })}>
            写影响评估
          </Button>
        ),
    },
  ]
  return (
    <section className="panel" aria-label="个人信息检查">
      <Reading of={found}>
        {({ items }) => (
          <DataTable
            name="个人信息检查"
            columns={columns}
            rows={items}
            keyOf={({ digest }) => digest}
            heading={<h2>个人信息检查</h2>}
            tools={may('mask') && items.some(({ accepted }) => !accepted) && <Button onClick={() => onAsk('mask')}>按建议打星号</Button>}
            empty={<Empty why="没有找到个人信息" todo="机器会漏，请您再看一遍。" />}
          />
        )}
      </Reading>
    </section>
  )
}
