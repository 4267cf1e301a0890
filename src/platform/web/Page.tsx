/** A page of the console (页面): its place, its name, and what it holds. The name takes the focus when one has gone to the page. */
import { Link } from '@tanstack/react-router'
import { useEffect, useRef, type ReactNode } from 'react'

export interface PageProps {
  title: string
  /** The page's first line, where it says more than the title. */
  heading?: string
  /** Links from the first page to the one above this. */
  crumbs?: readonly ReactNode[]
  /** Beside the title: lamps. */
  beside?: ReactNode
  /** At the right: what one can do with the whole page. */
  actions?: ReactNode
  children: ReactNode
}

/** The first page leaves the focus at the top of the document, where 跳到正文 is; those after it take it. */
let arrived = false

export function Page({ title, heading = title, crumbs = [], beside, actions, children }: PageProps) {
  const top = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    document.title = `${title} · 三亮工作台`
  }, [title])
  useEffect(() => {
    if (arrived) top.current?.focus({ preventScroll: true })
    arrived = true
  }, [])
  return (
    <div className="page">
      <nav aria-label="位置">
        <ol className="crumb">
          <li>
            <Link to="/" activeProps={{}}>
              首页
            </Link>
          </li>
          {crumbs.map((crumb, index) => (
            <li key={index}>{crumb}</li>
          ))}
          <li>
            <span aria-current="page">{title}</span>
          </li>
        </ol>
      </nav>
      <div className="row">
        <h1 ref={top} tabIndex={-1}>
          {heading}
        </h1>
        {beside}
        {actions && <span className="row end no-print">{actions}</span>}
      </div>
      {children}
    </div>
  )
}
