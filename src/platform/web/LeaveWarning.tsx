/** The warning before leaving a page with something unsaved (离开提醒, UX-07). */
import { useBlocker } from '@tanstack/react-router'
import { Dialog } from './Dialog.tsx'

/** Asks also while it is being saved: until the answer is there, nothing is. */
export function LeaveWarning({ when }: { when(): boolean }) {
  const blocker = useBlocker({
    shouldBlockFn: ({ current, next }) => current.pathname !== next.pathname && when(),
    enableBeforeUnload: when,
    withResolver: true,
  })
  if (blocker.status !== 'blocked') return null
  return (
    <Dialog
      title="还没有保存"
      okText="留下来继续填"
      cancelText="不保存，离开"
      onOk={() => blocker.reset?.()}
      onCancel={() => blocker.proceed?.()}
      closable={false}
      staysOpen
    >
      <p>离开以后，刚才填的内容就没有了。</p>
    </Dialog>
  )
}
