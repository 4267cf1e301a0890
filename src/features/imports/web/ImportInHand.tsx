/** One import (一次导入): its figures, its errors, and what one can do with it now. */
import { Button, Popconfirm } from 'antd'
import { useEffect } from 'react'
import { useWrite } from '#platform/web/api-client.ts'
import { useDownload } from '#platform/web/files.ts'
import { showCount, showInstant } from '#platform/web/format.ts'
import { Icon } from '#platform/web/icons.tsx'
import { ProblemAlert } from '#platform/web/ProblemAlert.tsx'
import { endpoints, mostShownErrors, sheetNames, type ImportWithErrors, type SheetOutcome } from '../imports.contract.ts'
import { ProgressLine } from './ProgressLine.tsx'

interface ImportInHandProps {
  one: ImportWithErrors
  /** Asks to be told of the import's progress, or no longer. */
  onWatch(watching: boolean): void
  /** A refusal has found more than the last trial. */
  onReread(): void
  onClose(): void
}

export function ImportInHand({ one, onWatch, onReread, onClose }: ImportInHandProps) {
  const commit = useWrite(endpoints.commit)
  const check = useWrite(endpoints.check)
  const discard = useWrite(endpoints.discard)
  const atWork = one.running || commit.isPending || check.isPending
  useEffect(() => onWatch(atWork), [atWork, onWatch])
  const params = { importId: one.id }
  if (atWork) return <ProgressLine what={check.isPending || one.state === 'uploaded' ? '正在试算' : '正在导入'} progress={one.progress} />
  const may = (name: string) => one.allowedActions.includes(name)
  const right = one.sheets.reduce((sum, sheet) => sum + sheet.rows - sheet.leftOut, 0)
  return (
    <>
      <Verdict one={one} />
      <ProblemAlert problem={commit.error ?? check.error ?? discard.error} />
      {one.sheets.length > 0 && <Outcomes sheets={one.sheets} done={one.state === 'done'} />}
      {one.notes.length > 0 && (
        <ul className="note plain">
          {one.notes.map(note => (
            <li key={note}>{note}</li>
          ))}
        </ul>
      )}
      {one.errors.length > 0 && <ErrorTable one={one} />}
      <div className="buttons">
        {may('commit') && one.errorCount === 0 && (
          <Button type="primary" onClick={() => commit.mutate({ params, body: { rows: 'all' } }, { onError: onReread })}>
            导入
          </Button>
        )}
        {may('commit') && one.errorCount > 0 && right > 0 && (
          <Popconfirm
            title={`导入${showCount(right)}行，其余的留在错误表格里？`}
            okText="导入这些行"
            cancelText="先不"
            onConfirm={() => commit.mutate({ params, body: { rows: 'right' } }, { onError: onReread })}
          >
            <Button>只导入正确的{showCount(right)}行</Button>
          </Popconfirm>
        )}
        {may('check') && <Button onClick={() => check.mutate({ params })}>重新试算</Button>}
        {may('discard') && <Button onClick={() => discard.mutate({ params }, { onSuccess: onClose })}>放弃并删除文件</Button>}
        <Button type="link" onClick={onClose}>
          收起
        </Button>
      </div>
    </>
  )
}

/** What it comes to, in a sentence. */
function Verdict({ one: { fileName, state, errorCount, hasFile, expiresAt, progress, doneAt } }: { one: ImportWithErrors }) {
  const sentence =
    state === 'done'
      ? `${showInstant(doneAt)}导入好了${errorCount > 0 ? `，有${showCount(errorCount)}处错误的行没有导入` : ''}。`
      : state === 'discarded'
        ? '已经放弃，文件删掉了。'
        : progress !== null || state === 'uploaded'
          ? '上次没有做完，什么都没有写入。请重新试算，再导入。'
          : errorCount > 0
            ? `有${showCount(errorCount)}处要改。可以下载错误表格改好再上传，也可以先导入正确的行。`
            : '没有错误，可以导入。'
  return (
    <div className="stack">
      <p>
        <b>{fileName}</b>
      </p>
      <p role="status">{sentence}</p>
      <p className="sub">
        {hasFile
          ? `文件留到${showInstant(expiresAt)}，过后删除。`
          : state === 'checked'
            ? '文件已经删除。要导入，请重新上传。'
            : '文件已经删除。'}
      </p>
    </div>
  )
}

const figures = [
  ['rows', '行数'],
  ['created', '新增'],
  ['updated', '更新'],
  ['unchanged', '没有变'],
  ['leftOut', '不导入'],
] as const satisfies readonly (readonly [keyof SheetOutcome, string])[]

const Outcomes = ({ sheets, done }: { sheets: readonly SheetOutcome[]; done: boolean }) => (
  <div className="scroll">
    <table className="cards" role="table">
      <caption>{done ? '导入结果' : '试算结果'}</caption>
      <thead role="rowgroup">
        <tr role="row">
          <th role="columnheader" scope="col">
            表
          </th>
          {figures.map(([key, title]) => (
            <th key={key} role="columnheader" scope="col" className="right nw">
              {title}
            </th>
          ))}
        </tr>
      </thead>
      <tbody role="rowgroup">
        {sheets.map(sheet => (
          <tr key={sheet.sheet} role="row">
            <td role="cell" data-heading="表">
              <div>{sheetNames[sheet.sheet]}</div>
            </td>
            {figures.map(([key, title]) => (
              <td key={key} role="cell" data-heading={title} className="right nw">
                <div>{showCount(sheet[key])}</div>
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  </div>
)

function ErrorTable({ one }: { one: ImportWithErrors }) {
  const download = useDownload(endpoints.errorWorkbook)
  return (
    <div className="stack">
      <div className="row">
        <h4>要改的地方</h4>
        {one.allowedActions.includes('errorWorkbook') && (
          <span className="row end">
            <Button
              icon={<Icon name="download" />}
              loading={download.isPending}
              onClick={() => download.mutate({ params: { importId: one.id } })}
            >
              下载错误表格
            </Button>
          </span>
        )}
      </div>
      <ProblemAlert problem={download.error} />
      <div className="scroll errors" tabIndex={0} role="region" aria-label="错误清单">
        <table className="cards" role="table">
          <caption>错误清单</caption>
          <thead role="rowgroup">
            <tr role="row">
              {['表', '行', '列', '怎么改'].map(title => (
                <th key={title} role="columnheader" scope="col" className={title === '怎么改' ? undefined : 'nw'}>
                  {title}
                </th>
              ))}
            </tr>
          </thead>
          <tbody role="rowgroup">
            {one.errors.map(({ sheet, row, column, header, message }, at) => (
              <tr key={at} role="row">
                <td role="cell" data-heading="表" className="nw">
                  <div>{sheet}</div>
                </td>
                <td role="cell" data-heading="行" className="nw">
                  <div>第{row}行</div>
                </td>
                <td role="cell" data-heading="列" className="nw">
                  <div>{column ? `${column}列 ${header}` : '整行'}</div>
                </td>
                <td role="cell" data-heading="怎么改">
                  <div>{message}</div>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {one.errorCount > mostShownErrors && (
        <p className="sub">
          只列出前{mostShownErrors}处，全部{showCount(one.errorCount)}处在错误表格里。
        </p>
      )}
    </div>
  )
}
