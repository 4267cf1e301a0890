/** Bringing a signed sheet (交签名表): a photo, and the code that stands on the paper. */
import { Button, Input } from 'antd'
import { useId, useState } from 'react'
import { FileField } from '#platform/web/FileField.tsx'
import { useUpload } from '#platform/web/files.ts'
import { Icon } from '#platform/web/icons.tsx'
import { ProblemAlert } from '#platform/web/ProblemAlert.tsx'
import { endpoints } from '../signatures.contract.ts'

export function SheetUpload({ meetingId }: { meetingId: string }) {
  const codeId = useId()
  const [file, setFile] = useState<File | null>(null)
  const [code, setCode] = useState('')
  const upload = useUpload(endpoints.bring, { params: { meetingId }, query: { code } })
  const send = () =>
    upload.mutate(file!, {
      onSuccess: () => setFile(null),
    })
  return (
    <>
      <div className="row">
        <label htmlFor={codeId}>表上的编号</label>
        <Input id={codeId} className="code-field" value={code} maxLength={20} onChange={event => setCode(event.target.value)} />
        <FileField
          name="签名表照片"
          pick="选择照片"
          accept="image/jpeg,image/png,image/webp"
          busy={upload.isPending}
          onChoose={chosen => {
            upload.reset()
            setFile(chosen ?? null)
          }}
        >
          {file?.name ?? '还没有选'}
        </FileField>
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
