/**
 * Polling (自己去取): a witness behind a router fetches the checkpoint, proves its growth from tiles, and posts its cosignature.
 *
 * Where few entries are new it reads them all, works the root out itself, and looks at their dates: an entry that says it is
 * older than what was cosigned before it was back-dated.
 */
import { areEqual, joined } from '#platform/record/bytes.ts'
import { openCheckpoint } from '#platform/record/checkpoint.ts'
import { decodeEntry } from '#platform/record/entry.ts'
import { decodeEntries, decodeTile, folded, longestEntry, tileOfNode, tilePath, tileWidth, widthIn } from '#platform/record/tiles.ts'
import { grown } from '#platform/record/grow.ts'
import { consistencyRanges, leafHash, nodesOf, rangeHash, type Hash, type Range } from '#platform/record/tree.ts'
import type { Seen, WatchedLog } from './judge.ts'
import type { Notebook } from './notebook.ts'
import type { Shout } from './shout.ts'

export interface PolledLog extends WatchedLog {
  /** Where the files stand, e.g. "https://town.example/log". */
  url: string
  /** Where cosignatures are posted; null: it is only watched. */
  cosignatures: string | null
}

const fetchWithin = 15_000
/** A bundle of entries is the longest file that there is. A witness that ran out of memory would be silent, and that is what a liar wants. */
const longestFile = tileWidth * (longestEntry + 2)
/** More new entries than that are proved, and not read one by one. */
const mostRead = 5_000
/** An entry is written by a transaction that may take a while, and merged within a minute. */
const lateBySeconds = 900

/** One round: 'seen' when the record grew or stood still, 'refused' when it was shouted at. Throws when it cannot be reached. */
export async function poll(log: PolledLog, notebook: Notebook, shout: Shout): Promise<'seen' | 'refused'> {
  const signed = new TextDecoder().decode(await get(`${log.url}/checkpoint`))
  const seen = notebook.seen(log.origin)
  const { size, root } = opened(signed, log)
  const read = readerOf(log, size)
  const oldSize = seen.size
  const proof = oldSize > 0 && oldSize < size ? await Promise.all(consistencyRanges(oldSize, size).map(read)) : []
  const { judgement, line } = await notebook.take({ oldSize, proof, signed })
  if (judgement.kind !== 'cosign') {
    await shout.at(notebook, judgement, signed)
    return 'refused'
  }
  if (size > oldSize && size - oldSize <= mostRead) await readEntries(log, shout, read, seen, { size, root })
  if (log.cosignatures !== null) await post(log.cosignatures, { origin: log.origin, size, lines: line! })
  shout.say(`见证了 ${log.origin}：${size}条${size > oldSize ? `，新${size - oldSize}条` : ''}`)
  return 'seen'
}

function opened(signed: string, { origin, keys }: PolledLog) {
  try {
    return openCheckpoint(signed, origin, keys)
  } catch {
    throw new Error('快照不是登记的公钥签的。镇里换过钥匙吗？')
  }
}

/** Hashes of ranges out of tiles, each fetched once. */
function readerOf({ url }: PolledLog, size: number): (range: Range) => Promise<Hash> {
  const fetched = new Map<string, Promise<Hash[]>>()
  return async range => {
    const hashes = nodesOf(range).map(async node => {
      const { tile, from, to } = tileOfNode(node, size)
      const path = tilePath(tile)
      if (!fetched.has(path))
        fetched.set(
          path,
          get(`${url}/tile/${path}`).then(bytes => decodeTile(bytes, tile.width)),
        )
      return folded((await fetched.get(path)!).slice(from, to))
    })
    return rangeHash(await Promise.all(hashes))
  }
}

/** Are the new entries those of the signed tree, and do their dates come in order, but for what a slow transaction may be late? */
async function readEntries(log: PolledLog, shout: Shout, read: (range: Range) => Promise<Hash>, seen: Seen, now: Seen) {
  const edge = await Promise.all(nodesOf({ from: 0, to: seen.size }).map(({ level, position }) => read(spanOf(level, position))))
  const leaves: Hash[] = []
  let newest = 0
  for (let index = Math.floor(Math.max(0, seen.size - 1) / tileWidth); index * tileWidth < now.size; index += 1) {
    const tile = { level: 'entries', index, width: widthIn(now.size, { level: 'entries', index }) } as const
    const entries = decodeEntries(await get(`${log.url}/tile/${tilePath(tile)}`), tile.width)
    entries.forEach((entry, at) => {
      const number = index * tileWidth + at
      const seconds = secondOf(entry)
      if (number >= seen.size) leaves.push(leafHash(entry))
      if (seconds === null) return
      if (number >= seen.size && seconds < newest - lateBySeconds) shout.cry(`第${number + 1}条写的日期比它前面的早，可能是倒填的。`)
      newest = Math.max(newest, seconds)
    })
  }
  if (!areEqual(grown(seen.size, edge, leaves).root, now.root)) shout.cry('给出来的条目，和签了名的存证对不上。')
}

const spanOf = (level: number, position: number): Range => ({ from: position * 2 ** level, to: (position + 1) * 2 ** level })

function secondOf(entry: Uint8Array): number | null {
  try {
    return Date.parse(decodeEntry(entry).at) / 1000
  } catch {
    return null
  }
}

export async function get(url: string): Promise<Uint8Array> {
  const answer = await fetch(url, { signal: AbortSignal.timeout(fetchWithin) })
  if (!answer.ok) throw new Error(`${url} 答复 ${answer.status}`)
  const parts: Uint8Array[] = []
  let length = 0
  for await (const part of answer.body ?? []) {
    parts.push(part)
    length += part.length
    if (length > longestFile) throw new Error(`${url} 的答复长得没有道理，没有读完。`)
  }
  return joined(...parts)
}

async function post(url: string, body: object): Promise<void> {
  const answer = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
    signal: AbortSignal.timeout(fetchWithin),
  })
  if (!answer.ok) throw new Error(`签名没有送到：${url} 答复 ${answer.status}。镇里登记了这个见证人吗？`)
}
