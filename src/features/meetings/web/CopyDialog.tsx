/** Copying an earlier roll (抄以前的名册): who moved away since is shown with the reason and does not count. */
import { Radio } from 'antd'
import { useState } from 'react'
import { useRead, useWrite } from '#platform/web/api-client.ts'
import { Dialog } from '#platform/web/Dialog.tsx'
import { Empty } from '#platform/web/Empty.tsx'
import { showInstant } from '#platform/web/format.ts'
import { Reading } from '#platform/web/Reading.tsx'
import { endpoints } from '../meetings.contract.ts'
import { ListOutcome, type ListDialogProps } from './PasteDialog.tsx'

export function CopyDialog({ meetingId, version, onClose }: ListDialogProps) {
  const [fromId, setFromId] = useState<string | null>(null)
  const rolls = useRead(endpoints.earlierRolls, { params: { meetingId } })
  const copying = useWrite(endpoints.copyRoll)
  if (copying.data) return <ListOutcome entered={copying.data} onClose={onClose} />
  return (
    <Dialog
      title="抄以前的名册"
      okText="抄过来"
      cancelText="不做了"
      confirmLoading={copying.isPending}
      okButtonProps={{ disabled: fromId === null }}
      onOk={() => fromId !== null && copying.mutate({ params: { meetingId }, body: { fromId }, ifMatch: version })}
      onCancel={onClose}
      problem={copying.error}
    >
      <Reading of={rolls} lines={3}>
        {({ items }) =>
          items.length === 0 ? (
            <Empty why="以前的会议没有名册" todo="请把名单粘贴进来。" />
          ) : (
            <Radio.Group
              vertical
              aria-label="抄哪一次的"
              value={fromId}
              options={items.map(({ id, title, startsAt, people }) => ({
                value: id,
                label: `${showInstant(startsAt)} ${title}（${people}人）`,
              }))}
              onChange={event => setFromId(event.target.value as string)}
            />
          )
        }
      </Reading>
    </Dialog>
  )
}
