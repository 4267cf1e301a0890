/** How far a run is (进度): in words and as a bar; a bar without an end while the file is being read. */
import { sheetNames, type Progress } from '../imports.contract.ts'
import { showCount } from '#platform/web/format.ts'

export function ProgressLine({ what, progress }: { what: string; progress: Progress | null }) {
  const known = progress !== null && progress.total > 0
  const sheet = progress?.sheet ? `“${sheetNames[progress.sheet]}”` : ''
  return (
    <div className="progress-line">
      <span role="status">
        {what}
        {known ? `${sheet}：${showCount(progress.done)}／${showCount(progress.total)}行` : '：先读文件'}
      </span>
      <progress aria-label={what} {...(known && { max: progress.total, value: progress.done })} />
      <span className="sub">可以离开这一页，回来还看得到。</span>
    </div>
  )
}
