/** A file to bring (选文件): a button to choose one, and beside it what was chosen or what may be. */
import { useId, type ReactNode } from 'react'
import './file-field.css'

interface FileFieldProps {
  /** What is brought, for who does not see the button. */
  name: string
  pick: string
  /** As the file field wants it, e.g. ".docx,.pdf". */
  accept: string
  busy: boolean
  /** Undefined: none was chosen. */
  onChoose(file: File | undefined): void
  children: ReactNode
}

export function FileField({ name, pick, accept, busy, onChoose, children }: FileFieldProps) {
  const besideId = useId()
  return (
    <label className="file-field">
      <input
        className="vh"
        type="file"
        aria-label={name}
        aria-describedby={besideId}
        accept={accept}
        disabled={busy}
        onChange={event => {
          const file = event.target.files?.[0]
          // or the same file, corrected, could not be chosen again
          event.target.value = ''
          onChoose(file)
        }}
      />
      <span className="pick">{pick}</span>
      <span id={besideId}>{children}</span>
    </label>
  )
}
