/** A long table behind a line (收起的表): open where there is room, shut on a phone until asked for, and always open on paper. */
import './fold.css'
import { useState, type ReactNode } from 'react'

export function Fold({ name, children }: { name: string; children: ReactNode }) {
  const [isWide] = useState(() => matchMedia('(min-width: 48em)').matches)
  return (
    <details className="fold" open={isWide}>
      <summary>{name}</summary>
      {children}
    </details>
  )
}
