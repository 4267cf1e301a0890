/** The thread that writes a workbook (表格生成线程). */
import { parentPort, workerData } from 'node:worker_threads'
import type { Writing } from './workbook-apart.ts'
import { writeErrorWorkbook } from './workbook-errors.ts'
import { writeExport } from './workbook-write.ts'

const asked = workerData as Writing
const written =
  asked.what === 'export' ? await writeExport(asked.sheets, asked.around) : await writeErrorWorkbook(asked.bytes, asked.sheets, asked.found)
// of its own memory, which can be handed over
const bytes = new Uint8Array(written)
parentPort!.postMessage(bytes, [bytes.buffer])
