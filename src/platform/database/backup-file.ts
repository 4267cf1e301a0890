/**
 * The backup file (备份文件): gzip of plain text that `zcat` shows.
 *
 *   {"format":"sanliang-backup", …}            one line: when, which migrations, which sealing keys, which tables
 *   copy public.town                           then the rows as PostgreSQL's COPY writes them
 *   1	440605122000	西樵镇	…
 *   \.
 *   …
 *   {"tables":{"public.town":{"rows":1,"digest":"…"}}}   one line at the end: a file without it was cut off
 */
import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { createGunzip } from 'node:zlib'

export const format = 'sanliang-backup'
export const formatVersion = 1
export const endOfRows = '\\.'

export interface BackupHead {
  format: typeof format
  version: number
  createdAt: string
  migrations: string[]
  /** Fingerprints of the keys that the sealed values need; the keys are not in the file. */
  sealingKeys: { fingerprint: string; makesIndex: boolean }[]
  /** Each table with the columns that its rows carry; generated columns are computed again. */
  tables: { name: string; columns: string[] }[]
  sequences: { name: string; value: number }[]
}

export interface TableCount {
  rows: number
  digest: string
}

/**
 * Counts rows and sums their SHA-256, so that the same rows in another order give the same digest.
 * A row lost, added or changed gives another.
 */
export function rowSum() {
  let rows = 0
  let sum = 0n
  return {
    add(row: Buffer) {
      rows += 1
      sum = (sum + BigInt(`0x${createHash('sha256').update(row).digest('hex')}`)) & ((1n << 256n) - 1n)
    },
    total: (): TableCount => ({ rows, digest: sum.toString(16).padStart(64, '0') }),
  }
}

/** The lines of a stream, without their ends. */
export async function* linesOf(stream: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let rest: Buffer[] = []
  for await (const chunk of stream) {
    let from = 0
    for (let end = chunk.indexOf(10); end !== -1; end = chunk.indexOf(10, from)) {
      const piece = chunk.subarray(from, end)
      yield rest.length > 0 ? Buffer.concat([...rest, piece]) : piece
      rest = []
      from = end + 1
    }
    if (from < chunk.length) rest.push(chunk.subarray(from))
  }
  if (rest.length > 0) yield Buffer.concat(rest)
}

/** What a reader of the file is handed, in its order. */
export interface BackupReader {
  head?(head: BackupHead): Promise<void> | void
  table?(name: string): Promise<void> | void
  row?(name: string, row: Buffer): Promise<void> | void
  tableEnd?(name: string): Promise<void> | void
  /** What the file promises, from its last line. */
  counts?(tables: Record<string, TableCount>): void
}

/** Reads the file once from start to end. Throws a sentence for people if it is no backup, or not whole. */
export async function readBackup(file: string, reader: BackupReader): Promise<BackupHead> {
  const found = new Map<string, TableCount>()
  let head: BackupHead | undefined
  let promised: Record<string, TableCount> | undefined
  let table: { name: string; sum: ReturnType<typeof rowSum> } | null = null
  const stream = createReadStream(file)
  const unpacked = createGunzip()
  stream.on('error', error => unpacked.destroy(error))
  try {
    for await (const line of linesOf(stream.pipe(unpacked))) {
      if (!head) {
        head = parseHead(line)
        await reader.head?.(head)
      } else if (table && line.equals(endLine)) {
        found.set(table.name, table.sum.total())
        await reader.tableEnd?.(table.name)
        table = null
      } else if (table) {
        table.sum.add(line)
        await reader.row?.(table.name, line)
      } else if (line.subarray(0, 5).equals(copyWord)) {
        table = { name: line.subarray(5).toString(), sum: rowSum() }
        await reader.table?.(table.name)
      } else {
        promised = (JSON.parse(line.toString()) as { tables: Record<string, TableCount> }).tables
        reader.counts?.(promised)
      }
    }
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'ENOENT') throw new Error(`没有这个备份文件：${file}`, { cause: error })
    if (code?.startsWith('Z_') || error instanceof SyntaxError) throw new Error('备份文件坏了，没有读完。请换一份备份。', { cause: error })
    throw error
  }
  if (!head || !promised) throw new Error('备份文件不完整，末尾缺了一段。请换一份备份。')
  requireEqual(promised, Object.fromEntries(found), '备份文件和它自己的清单对不上')
  return head
}

const endLine = Buffer.from(endOfRows)
const copyWord = Buffer.from('copy ')

function parseHead(line: Buffer): BackupHead {
  const head = line[0] === 0x7b ? (JSON.parse(line.toString()) as BackupHead) : null
  if (head?.format !== format) throw new Error('这不是三亮的备份文件。')
  if (head.version !== formatVersion) throw new Error(`备份文件的格式是第${head.version}版，本程序只认第${formatVersion}版。请先升级程序。`)
  return head
}

/** Throws a sentence that names the first table whose count or digest differs. */
export function requireEqual(expected: Record<string, TableCount>, actual: Record<string, TableCount>, sentence: string): void {
  for (const name of new Set([...Object.keys(expected), ...Object.keys(actual)])) {
    const [was, is] = [expected[name], actual[name]]
    if (was?.rows !== is?.rows || was?.digest !== is?.digest)
      throw new Error(
        `${sentence}：表 ${name} 应有${was?.rows ?? 0}行，实有${is?.rows ?? 0}行${was?.rows === is?.rows ? '，但内容不同' : ''}。`,
      )
  }
}
