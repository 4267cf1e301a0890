/** Bringing a signed sheet (交签名表): a photo, and the code that stands on the paper. */
import { Button, Input } from 'antd'
import { useId, useRef, useState } from 'react'
import { useUpload } from '#platform/web/files.ts'
import { Icon } from '#platform/web/icons.tsx'
import { ProblemAlert } from '#platform/web/ProblemAlert.tsx'
import { endpoints } from '../signatures.contract.ts'

export function SheetUpload({ meetingId }: { meetingId: string }) {
  const field = useRef<HTMLInputElement>(null)
  const codeId = useId()
  const [file, setFile] = useState<File | null>(null)
  const [code, setCode] = useState('')
  const upload = useUpload(endpoints.bring, { params: { meetingId }, query: { code } })
  const send = () =>
    upload.mutate(file!, {
      onSuccess: () => {
        setFile(null)
        if (field.current) field.current.value = ''
      },
    })
  return (
    <>
      <div className="row">
        <label htmlFor={codeId}>表上的编号</label>
        <Input id={codeId} className="code-field" value={code} maxLength={20} onChange={event => setCode(event.target.value)} />
        <label className="file-field">
          <input
            ref={field}
            className="vh"
            type="file"
            aria-label="签名表照片"
            accept="image/jpeg,image/png,image/webp"
            disabled={upload.isPending}
            onChange={event => {
              upload.reset()
              setFile(event.target.files?.[0] ?? null)
            }}
          />
          <span className="pick">选择照片</span>
          <span>{file?.name ?? '还没有选'}</span>
        </label>
        <Button
          type={file && code ? 'primary' : 'default'}
          icon={<Icon name="upload" />}
          disabled={!file || !code}
          loading={upload.isPending}
          onClick={send}
        >
          交签名表
        </Button>
      </div>
      <p role="status">{upload.data && (upload.data.reason ?? '收下了。')}</p>
      <ProblemAlert problem={upload.error} onRetry={file ? send : undefined} />
    </>
  )
}
