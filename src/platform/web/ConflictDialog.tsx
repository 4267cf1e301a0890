/** Two people edited one thing (两份都改了): both versions beside each other; nothing is lost silently (UX-07). */
import { Button } from 'antd'
import type { ReactNode } from 'react'
import { Dialog } from './Dialog.tsx'

export interface ConflictLine {
  label: string
  mine: ReactNode
  theirs: ReactNode
}

export interface ConflictDialogProps {
  lines: readonly ConflictLine[]
  /** Saves mine over theirs, or does with it what `keeps` says. */
  onKeepMine(): void
  keeps?: string
  /** Drops mine and shows theirs. */
  onTakeTheirs(): void
  /** Goes back to the form. */
  onClose(): void
}

export const ConflictDialog = ({ lines, onKeepMine, keeps = '用我的保存', onTakeTheirs, onClose }: ConflictDialogProps) => (
  <Dialog
    width={760}
    title="别人刚刚改过，请对照"
    onCancel={onClose}
    footer={[
      <Button key="back" onClick={onClose}>
        回去再改
      </Button>,
      <Button key="theirs" onClick={onTakeTheirs}>
        用对方的
      </Button>,
      <Button key="mine" type="primary" onClick={onKeepMine}>
        {keeps}
      </Button>,
    ]}
  >
    <table>
      <caption>两份内容对照</caption>
      <thead>
        <tr>
          <th scope="col">项目</th>
          <th scope="col">我写的</th>
          <th scope="col">对方刚保存的</th>
        </tr>
      </thead>
      <tbody>
        {lines.map(({ label, mine, theirs }) => (
          <tr key={label}>
            <th scope="row">{label}</th>
            <td>{mine}</td>
            <td>{theirs}</td>
          </tr>
        ))}
      </tbody>
    </table>
  </Dialog>
)
