/**
 * The log (运行日志): one JSON line a request, in a file a day.
 *
 * Files are kept for 200 days: 网络安全法 art. 21 asks for six months at least. A full disk loses lines, never
 * requests.
 */
import { mkdirSync, readdirSync, rmSync } from 'node:fs'
import { appendFile } from 'node:fs/promises'
import { join } from 'node:path'
import { jsonLog, type Log } from '#platform/server/log.ts'
import { addDays, dayOf } from '#platform/shared/calendar.ts'

const keptDays = 200

/** Opens the log in `folder`; `flush` resolves once everything said so far is in the file. */
export function openLogFile(folder: string, now: () => Date): Log & { flush(): Promise<void> } {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const waiting: string[] = []
  let day = ''
  let writing = Promise.resolve()
  const write = async () => {
    const lines = waiting.splice(0)
    if (lines.length === 0) return
    const today = dayOf(now())
    if (today !== day) dropOld(folder, addDays(today, -keptDays))
    day = today
    await appendFile(join(folder, `${today}.jsonl`), `${lines.join('\n')}\n`, { mode: 0o600 }).catch(() => undefined)
  }
  const flush = () => (writing = writing.then(write))
  const log = jsonLog(line => {
    waiting.push(line)
    if (waiting.length === 1) setTimeout(() => void flush(), 200).unref()
  })
  return { ...log, flush }
}

function dropOld(folder: string, before: string) {
  for (const file of readdirSync(folder)) {
    if (/^\d{4}-\d{2}-\d{2}\.jsonl$/.test(file) && file.slice(0, 10) < before) rmSync(join(folder, file), { force: true })
  }
}
