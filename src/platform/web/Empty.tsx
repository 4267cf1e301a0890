/** An empty place (空状态): why it is empty, and what to do (UX-19). */
import type { ReactNode } from 'react'

export const Empty = ({ why, todo, children }: { why: string; todo: string; children?: ReactNode }) => (
  <div className="empty">
    <p>
      <b>{why}</b>
    </p>
    <p className="sub">{todo}</p>
    {children && <div className="row">{children}</div>}
  </div>
)
