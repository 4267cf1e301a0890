/** Attachments of a voting meeting (会议附件): papers and photos, never asked for; each with what anyone can compare it by. */
import { Select } from 'antd'
import { useState } from 'react'
import { useWrite } from '#platform/web/api-client.ts'
import { Attachments } from '#platform/web/Attachments.tsx'
import { useUpload } from '#platform/web/files.ts'
import { endpoints, type VotingDetail } from '../votes.contract.ts'

export function VotingFiles({ meeting }: { meeting: VotingDetail }) {
  const { id: meetingId } = meeting
  const [ballotId, setBallotId] = useState<string | undefined>()
  const upload = useUpload(endpoints.attach, { params: { meetingId }, query: { ballotId } })
  const detach = useWrite(endpoints.detach)
  const may = (name: string) => meeting.allowedActions.includes(name)
  const numberOf = (ballotId: string | null) => meeting.items.find(({ id }) => id === ballotId)?.number
  return (
    <section className="panel" aria-label="附件">
      <h2>附件</h2>
      <p className="sub">签到表、照片、方案都可以放，不放也可以。</p>
      {may('attach') && meeting.items.length > 0 && (
        <Select
          allowClear
          aria-label="附件是哪一项的"
          placeholder="整次会议的"
          value={ballotId ?? null}
          onChange={(id: string | null) => setBallotId(id ?? undefined)}
          options={meeting.items.map(({ id, number, title }) => ({ value: id, label: `第${number}项：${title}` }))}
        />
      )}
      <Attachments
        files={meeting.files.map(({ id, name, digest, ballotId: of }) => ({
          id,
          name,
          beside: (
            <span className="sub">
              {of !== null && `第${numberOf(of)}项，`}摘要{digest.slice(0, 16)}…
            </span>
          ),
        }))}
        hrefOf={id => `/api/voting-meetings/${meetingId}/files/${id}`}
        upload={may('attach') ? upload : undefined}
        onDetach={may('detach') ? fileId => detach.mutate({ params: { meetingId, fileId } }) : undefined}
        detaching={detach.error}
        accept=".docx,.xlsx,.pdf,.jpg,.jpeg,.png,.webp"
        kinds="Word、Excel、PDF或照片"
      />
    </section>
  )
}
