/** What a table scrolls in when it is wider than its page (横向滚动): by keyboard too, where nothing in it takes the focus (WCAG 2.1.1). */
import { useEffect, useRef, useState, type ReactNode } from 'react'

interface Props {
  name: string
  stale: boolean
  children: ReactNode
}

export function ScrollBox({ name, stale, children }: Props) {
  const box = useRef<HTMLDivElement>(null)
  const [isReached, setReached] = useState(false)
  useEffect(() => {
    const at = box.current!
    const look = () => setReached(at.scrollWidth > at.clientWidth && at.querySelector('a[href], button, input') === null)
    const watcher = new ResizeObserver(look)
    watcher.observe(at)
    if (at.firstElementChild) watcher.observe(at.firstElementChild)
    return () => watcher.disconnect()
  }, [])
  return (
    <div
      ref={box}
      className={`scroll${stale ? ' stale' : ''}`}
      aria-busy={stale}
      {...(isReached && { role: 'group', tabIndex: 0, 'aria-label': `${name}，可以左右滚动` })}
    >
      {children}
    </div>
  )
}
