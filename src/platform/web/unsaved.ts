/** What is typed and not saved yet (没保存的内容): leaving asks about it until it is saved. */
import { useRef, useState } from 'react'

export interface Unsaved {
  /** As the page was last drawn. */
  isThere: boolean
  /** As it stands: what saves and leaves in one go is not drawn in between, and must not be asked. */
  isThereNow(): boolean
  typed(): void
  saved(): void
}

export function useUnsaved(): Unsaved {
  const [isThere, setThere] = useState(false)
  const now = useRef(false)
  const set = (value: boolean) => {
    now.current = value
    setThere(value)
  }
  return { isThere, isThereNow: () => now.current, typed: () => set(true), saved: () => set(false) }
}
