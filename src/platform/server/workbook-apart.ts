/**
 * Workbooks written apart (另开线程生成表格): exceljs writes a sheet in one go, and ten thousand rows keep the server from everybody for a
 * second or more. Few rows are written here: a thread begins by loading exceljs anew.
 */
import type { CellError, Sheet } from '../shared/sheet.ts'
import { inQueue } from './queues.ts'
import { inThread } from './thread.ts'
import * as errors from './workbook-errors.ts'
import type { Surroundings } from './workbook-layout.ts'
import { readRawSheets } from './workbook-raw.ts'
import * as writing from './workbook-write.ts'

/** Rows that take no longer to write than a thread to begin. */
const few = 500
/** Bytes of an xlsx of about that many rows. */
const small = 40_000
/** Cells of such rows. */
const fewCells = 20 * few
const memoryMegabytes = 2_048

/** What the thread is asked; its answer are the file's bytes. */
export type Writing =
  | { what: 'export'; sheets: readonly writing.SheetRows[]; around: Surroundings }
  | { what: 'errors'; bytes: Uint8Array; sheets: readonly Sheet[]; found: readonly CellError[] }

/** An xlsx of rows in the template's shape; with `around.stamp` it says who exported it and when. */
export function writeExport(pages: readonly writing.SheetRows[], around: Surroundings): Promise<Buffer> {
  if (pages.reduce((sum, { rows }) => sum + rows.length, 0) <= few) return writing.writeExport(pages, around)
  return apart({ what: 'export', sheets: pages.map(({ sheet, rows }) => ({ sheet: declared(sheet), rows })), around })
}

/** The file again with its errors marked. `found` are those of its reading, and any found afterwards. */
export async function writeErrorWorkbook(bytes: Uint8Array, sheets: readonly Sheet[], found: readonly CellError[]): Promise<Buffer> {
  if (bytes.length <= small && (await isShort(bytes))) return errors.writeErrorWorkbook(bytes, sheets, found)
  return apart({ what: 'errors', bytes, sheets: sheets.map(declared), found })
}

/** Few bytes can tell of many rows, or of one far down: exceljs goes through all above it. */
async function isShort(bytes: Uint8Array): Promise<boolean> {
  const raw = await readRawSheets(bytes)
  const rows = raw.reduce((sum, sheet) => sum + (sheet.rows.at(-1)?.row ?? 0), 0)
  const cells = raw.reduce((sum, sheet) => sum + sheet.rows.reduce((all, row) => all + row.cells.size, 0), 0)
  return rows <= 2 * few && cells <= fewCells
}

/** No writer asks for a row's key, and no function can go to a thread. */
const declared = ({ name, title, columns }: Sheet) => ({ name, title, columns }) as Sheet

/** Written one at a time, in their order: fifty who press at once take the memory of one thread, and one core stays the server's. */
const threads = {}
const apart = (writing: Writing): Promise<Buffer> =>
  inQueue(threads, 'workbooks', async () =>
    Buffer.from(await inThread<Uint8Array>(new URL('./workbook-thread.ts', import.meta.url), writing, { memoryMegabytes })),
  )
