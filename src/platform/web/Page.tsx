/** A page of the console (页面): its place, its name, and what it holds. The name takes the focus when the page opens. */
import { useEffect, useRef, type ReactNode } from 'react'

export interface PageProps {
  title: string
  /** Links from the first page to the one above this. */
  crumbs?: readonly ReactNode[]
  /** Beside the title: lamps. */
  beside?: ReactNode
  /** At the right: what one can do with the whole page. */
  actions?: ReactNode
  children: ReactNode
}

export function Page({ title, crumbs = [], beside, actions, children }: PageProps) {
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    document.title = `${title} · 三亮工作台`
  }, [title])
  useEffect(() => heading.current?.focus({ preventScroll: true }), [])
  return (
    <div className="page">
      <nav aria-label="位置">
        <ol className="crumb">
          {crumbs.map((crumb, index) => (
            <li key={index}>{crumb}</li>
          ))}
          <li>
            <span aria-current="page">{title}</span>
          </li>
        </ol>
      </nav>
      <div className="row">
        <h1 ref={heading} tabIndex={-1}>
          {title}
        </h1>
        {beside}
        {actions && <span className="row end no-print">{actions}</span>}
      </div>
      {children}
    </div>
  )
}

