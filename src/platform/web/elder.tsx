/** The elder edition (长辈版): one attribute on <html>, chosen for a year in a cookie that the public pages share (A11Y-07). */
import { createContext, useContext, useState, type ReactNode } from 'react'

const attribute = 'data-elder'

interface Elder {
  on: boolean
  toggle(): void
}
const ElderContext = createContext<Elder>({ on: false, toggle: () => undefined })
export const useElder = () => useContext(ElderContext)

export function ElderProvider({ children }: { children: ReactNode }) {
  const [on, setOn] = useState(() => document.documentElement.hasAttribute(attribute))
  const toggle = () => {
    const size = on ? 0 : 20
    if (size) document.documentElement.setAttribute(attribute, String(size))
    else document.documentElement.removeAttribute(attribute)
    setOn(!on)
    // The server keeps the choice; without it the page still changes, for now.
    void fetch(`/console?elder=${size}`).catch(() => undefined)
  }
  return <ElderContext value={{ on, toggle }}>{children}</ElderContext>
}
