/** What is being written (正在写的公示): its attachments, and what the gate found. */
import { Button } from 'antd'
import { useRef } from 'react'
import { useRead, useWrite } from '#platform/web/api-client.ts'
import { DataTable, type Column } from '#platform/web/DataTable.tsx'
import { Empty } from '#platform/web/Empty.tsx'
import { useUpload } from '#platform/web/files.ts'
import { showDay } from '#platform/web/format.ts'
import { Lamp } from '#platform/web/Lamp.tsx'
import { ProblemAlert } from '#platform/web/ProblemAlert.tsx'
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
      <Attachments notice={notice} mayWrite={mayWrite} />
    </section>
  )
}

function Attachments({ notice, mayWrite }: { notice: Notice; mayWrite: boolean }) {
  const field = useRef<HTMLInputElement>(null)
  const upload = useUpload(endpoints.attach, { params: { noticeId: notice.id } })
  const detach = useWrite(endpoints.detach)
  const { files } = notice.work!
  const send = (file: File | undefined) => file && upload.mutate(file, { onSettled: () => field.current && (field.current.value = '') })
  return (
    <>
      <h3>附件</h3>
      {files.length === 0 && <p className="sub">还没有附件。</p>}
      <ul>
        {files.map(({ id, name }) => (
          <li key={id}>
            <a href={`/api/notices/${notice.id}/files/${id}`}>{name}</a>
            {mayWrite && (
              <Button
                type="link"
                size="small"
                aria-label={`去掉：${name}`}
                onClick={() => detach.mutate({ params: { noticeId: notice.id, fileId: id } })}
              >
                去掉
              </Button>
            )}
          </li>
        ))}
      </ul>
      {mayWrite && (
        <label className="file-field">
          <input
            ref={field}
            className="vh"
            type="file"
            aria-label="附件文件"
            accept=".docx,.xlsx,.pdf"
            disabled={upload.isPending}
            onChange={event => send(event.target.files?.[0])}
          />
          <span className="pick">加附件</span>
          <span className="sub">docx、xlsx或pdf</span>
        </label>
      )}
      <ProblemAlert problem={upload.error ?? detach.error} />
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
