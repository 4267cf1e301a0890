/** Attachments (附件): the files of a thing, each to be opened, and where one may, a field to add one and buttons to take one away. */
import type { UseMutationResult } from '@tanstack/react-query'
import { Button } from 'antd'
import type { ReactNode } from 'react'
import type { Problem } from '#platform/shared/problem.ts'
import { FileField } from './FileField.tsx'
import { ProblemAlert } from './ProblemAlert.tsx'

interface AttachmentsProps {
  files: readonly { id: string; name: string; beside?: ReactNode }[]
  /** Where a file is read. */
  hrefOf(id: string): string
  /** Undefined: one may not. */
  upload?: Pick<UseMutationResult<unknown, Problem, File>, 'mutate' | 'isPending' | 'error'> | undefined
  onDetach?: ((id: string) => void) | undefined
  detaching: Problem | null
  /** As the file field wants it, e.g. ".docx,.pdf"; and in words. */
  accept: string
  kinds: string
}

export function Attachments({ files, hrefOf, upload, onDetach, detaching, accept, kinds }: AttachmentsProps) {
  return (
    <>
      {files.length === 0 && <p className="sub">还没有附件。</p>}
      <ul>
        {files.map(({ id, name, beside }) => (
          <li key={id}>
            <a href={hrefOf(id)}>{name}</a>
            {onDetach && (
              <Button type="link" size="small" aria-label={`去掉：${name}`} onClick={() => onDetach(id)}>
                去掉
              </Button>
            )}
            {beside && <div>{beside}</div>}
          </li>
        ))}
      </ul>
      {upload && (
        <FileField name="附件文件" pick="加附件" accept={accept} busy={upload.isPending} onChoose={file => file && upload.mutate(file)}>
          <span className="sub">{kinds}</span>
        </FileField>
      )}
      <ProblemAlert problem={upload?.error ?? detaching} />
    </>
  )
}
