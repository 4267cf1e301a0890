/** A dialog (对话框): keeps the focus while it is open and gives it back to where it came from. */
import { Modal, type ModalProps } from 'antd'
import { useEffect, useState } from 'react'

/**
 * While it is sending, its own button cannot be pressed and says that it is busy; it keeps its name. antd's spinner would stand
 * in that name, and stays there when the end of its motion is missed.
 */
export function Dialog({ confirmLoading = false, okButtonProps, ...props }: Omit<ModalProps, 'open'>) {
  const [from] = useState(() => document.activeElement)
  useEffect(
    () => () => {
      if (from instanceof HTMLElement && from.isConnected) from.focus()
    },
    [from],
  )
  const disabled = confirmLoading || (okButtonProps?.disabled ?? false)
  return <Modal open {...props} okButtonProps={{ ...okButtonProps, disabled, 'aria-busy': confirmLoading }} />
}
