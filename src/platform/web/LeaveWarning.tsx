/** The warning before leaving a page with something unsaved (离开提醒, UX-07). */
import { useBlocker } from '@tanstack/react-router'
import { Dialog } from './Dialog.tsx'

export function LeaveWarning({ when }: { when: boolean }) {
  const blocker = useBlocker({
    shouldBlockFn: ({ current, next }) => when && current.pathname !== next.pathname,
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
      mask={{ closable: false }}
      keyboard={false}
    >
      <p>离开以后，刚才填的内容就没有了。</p>
    </Dialog>
  )
}
