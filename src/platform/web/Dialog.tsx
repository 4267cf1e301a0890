/** A dialog (对话框): keeps the focus while it is open and gives it back to where it came from. */
import { Modal, type ModalProps } from 'antd'
import { useEffect, useState } from 'react'
import type { Problem } from '#platform/shared/problem.ts'
import { giveFocusBack, originNow } from './focus-back.ts'
import { ProblemAlert } from './ProblemAlert.tsx'

export interface DialogProps extends Omit<ModalProps, 'open' | 'footer' | 'mask' | 'keyboard'> {
  /** Closed by its buttons alone, because what it holds would be gone: neither by Escape nor by a press beside it. */
  staysOpen?: boolean
  /** Buttons of its own in place of the two; null for none. */
  footer?: Exclude<ModalProps['footer'], (...args: never) => unknown>
  /** What was refused. It stands under the buttons: above them its coming and going would move them away from a pointer. */
  problem?: Problem | null | undefined
  /** Field errors that no field shows. */
  rest?: readonly string[]
}

/**
 * While it is sending, its own button cannot be pressed and says that it is busy; it keeps its name. antd's spinner would stand
 * in that name, and stays there when the end of its motion is missed.
 */
export function Dialog({ staysOpen = false, confirmLoading = false, okButtonProps, footer, problem, rest = [], ...props }: DialogProps) {
  const [origin] = useState(originNow)
  useEffect(() => () => giveFocusBack(origin), [origin])
  const disabled = confirmLoading || (okButtonProps?.disabled ?? false)
  return (
    <Modal
      open
      mask={{ closable: !staysOpen }}
      keyboard={!staysOpen}
      {...props}
      okButtonProps={{ ...okButtonProps, disabled, 'aria-busy': confirmLoading }}
      footer={
        footer === null
          ? null
          : own => (
              <>
                {footer ?? own}
                <ProblemAlert problem={problem} rest={rest} />
              </>
            )
      }
    />
  )
}
