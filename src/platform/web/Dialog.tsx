/** A dialog (对话框): keeps the focus while it is open and gives it back to where it came from. */
import { Modal, type ModalProps } from 'antd'
import { useEffect, useState } from 'react'

export function Dialog(props: Omit<ModalProps, 'open'>) {
  const [from] = useState(() => document.activeElement)
  useEffect(
    () => () => {
      if (from instanceof HTMLElement && from.isConnected) from.focus()
    },
    [from],
  )
  return <Modal open {...props} />
}
