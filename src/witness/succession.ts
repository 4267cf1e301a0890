/**
 * What the town says of its record (镇里自己怎么说): that it was closed, or that what is stored is no longer what was signed.
 *
 * Of a record that was closed the witness says so, and whether it ended where the witness saw it last.
 * It never follows by itself: whoever could make it would choose what it forgets. A person asks the town and names the new key.
 */
import { areEqual, fromBase64 } from '#platform/record/bytes.ts'
import type { WatchedLog } from './judge.ts'
import type { Notebook } from './notebook.ts'
import { get } from './poll.ts'
import type { Shout } from './shout.ts'

interface Said {
  origin: string | null
  /** Not said by older towns. */
  isAsSigned?: boolean
  closed?: Closed[]
  logKeys: string[]
}

interface Closed {
  origin: string
  size: number
  root: string
  reason: string
}

/**
 * Asks the town whether it closed one of the records without telling this witness of the next, and whether its own check finds the record
 * altered: it goes on serving what was signed last, so the files alone would look well for ever. Throws when it cannot be reached.
 */
export async function askTown(town: string, logs: readonly WatchedLog[], notebook: Notebook, shout: Shout): Promise<void> {
  const answer = new TextDecoder().decode(await get(`${town}/api/record`))
  const { origin, isAsSigned, closed = [], logKeys } = JSON.parse(answer) as Said
  if (isAsSigned === false) shout.cry(`镇里的存证和签过名的对不上，有人动过。这里看的是最后签过名的那份。`)
  if (logs.some(log => log.origin === origin)) return
  const old = closed.find(each => logs.some(log => log.origin === each.origin))
  if (!old) return
  shout.cry(`镇里停了 ${old.origin}，另开了 ${origin}。镇里说的原因：${old.reason}`)
  shout.say(whereItEnded(old, notebook))
  shout.say('请打电话问镇里，核对下面的公钥，再用它重新启动（--log-key）：')
  for (const key of logKeys) shout.say(key)
}

function whereItEnded({ origin, size, root }: Closed, notebook: Notebook): string {
  const seen = notebook.seen(origin)
  if (seen.size > size) return `停在第${size}条，这里见证过${seen.size}条：少了${seen.size - size}条。请镇里说清楚少了什么。`
  if (seen.size === size && !areEqual(seen.root, fromBase64(root))) return '停的那一份，和这里见证过的不一样。不要换，先报告。'
  return `停在第${size}条，这里见证过${seen.size}条。`
}
