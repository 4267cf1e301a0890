/** The four steps of an import (导入四步): 下载模板, 填, 上传试算, 导入. The one in hand is marked. */
import { Button, Select } from 'antd'
import { useState, type ReactNode } from 'react'
import { useRead } from '#platform/web/api-client.ts'
import { FileField } from '#platform/web/FileField.tsx'
import { useDownload, useUpload } from '#platform/web/files.ts'
import { Icon } from '#platform/web/icons.tsx'
import { ProblemAlert } from '#platform/web/ProblemAlert.tsx'
import { Reading } from '#platform/web/Reading.tsx'
import { endpoints, SheetKey, sheetNames } from '../imports.contract.ts'
import { ImportInHand } from './ImportInHand.tsx'
import { ProgressLine } from './ProgressLine.tsx'

interface ImportStepsProps {
  /** Those that the reader may bring. */
  sheets: readonly SheetKey[]
  /** The import that is looked at. */
  importId: string | undefined
  onOpen(id: string | undefined): void
}

export function ImportSteps({ sheets, importId, onOpen }: ImportStepsProps) {
  return (
    <section className="panel" aria-labelledby="steps">
      <h2 id="steps">把表格导进来</h2>
      <ol className="import-steps">
        <Step title="下载模板" current={!importId}>
          <TemplateButtons sheets={sheets} />
        </Step>
        <Step title="填表">
          <p>照“填写说明”填，带*的必填。编码一经使用不要改，系统靠它认出同一行。</p>
          <p className="sub">标题、合计和表尾里的公式不要紧。数据列里不要用公式。</p>
          {sheets.length < SheetKey.options.length && <p className="sub">只填本村（社区）的。别处的行不会导入。</p>}
        </Step>
        <Step title="上传试算">
          <UploadForm onDone={onOpen} />
        </Step>
        <Step title="导入" current={importId !== undefined}>
          {importId ? (
            <OneImport key={importId} importId={importId} onOpen={onOpen} />
          ) : (
            <p className="sub">试算好了，结果在这里。看过再导入。</p>
          )}
        </Step>
      </ol>
    </section>
  )
}

const Step = ({ title, current = false, children }: { title: string; current?: boolean; children: ReactNode }) => (
  <li aria-current={current ? 'step' : undefined}>
    <h3>{title}</h3>
    {children}
  </li>
)

function TemplateButtons({ sheets }: { sheets: readonly SheetKey[] }) {
  const [sheet, setSheet] = useState<SheetKey>()
  const download = useDownload(endpoints.template)
  return (
    <>
      <div className="row">
        <Select
          className="which-sheet"
          aria-label="要哪张表"
          allowClear
          placeholder="全部表格"
          options={sheets.map(value => ({ value, label: sheetNames[value] }))}
          value={sheet ?? null}
          onChange={value => setSheet(value ?? undefined)}
        />
        <Button icon={<Icon name="download" />} loading={download.isPending} onClick={() => download.mutate({ query: { sheet } })}>
          下载模板
        </Button>
      </div>
      <ProblemAlert problem={download.error} />
    </>
  )
}

function UploadForm({ onDone }: { onDone(id: string): void }) {
  const [file, setFile] = useState<File | null>(null)
  const upload = useUpload(endpoints.upload)
  // The trial's record is there, and tells how far it is, before the upload has been answered.
  const newest = useRead(endpoints.list, { query: { limit: 1 } }, { enabled: upload.isPending, every: upload.isPending && 700 })
  const atWork = newest.data?.items.find(({ running }) => running)
  const send = () =>
    upload.mutate(file!, {
      onSuccess: ({ id }) => {
        setFile(null)
        onDone(id)
      },
    })
  return (
    <>
      <p className="note plain">试算不会改动任何数据。上传的文件加密保存，24小时后删除，只有您自己看得到。</p>
      <div className="row">
        <FileField
          name="填好的表格"
          pick="选择文件"
          accept=".xlsx"
          busy={upload.isPending}
          onChoose={chosen => {
            upload.reset()
            setFile(chosen ?? null)
          }}
        >
          {file?.name ?? '还没有选'}
        </FileField>
        <Button
          type={file ? 'primary' : 'default'}
          icon={<Icon name="upload" />}
          disabled={!file}
          loading={upload.isPending}
          onClick={send}
        >
          上传试算
        </Button>
      </div>
      {upload.isPending && <ProgressLine what="正在试算" progress={atWork?.progress ?? null} />}
      <ProblemAlert problem={upload.error} onRetry={file ? send : undefined} />
    </>
  )
}

function OneImport({ importId, onOpen }: { importId: string; onOpen(id: string | undefined): void }) {
  const [watching, setWatching] = useState(false)
  const found = useRead(endpoints.get, { params: { importId } }, { every: watching && 700 })
  return (
    <Reading of={found} lines={4}>
      {one => <ImportInHand one={one} onWatch={setWatching} onReread={() => void found.refetch()} onClose={() => onOpen(undefined)} />}
    </Reading>
  )
}
