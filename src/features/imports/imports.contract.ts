/**
 * Imports (工作簿导入导出): what crosses the wire.
 *
 * A workbook goes in by two steps: a trial that changes nothing and says what is wrong, then the entry, of all rows or of the
 * right ones. The file and its errors are sealed and deleted after a day.
 *
 * Source: conventions XLS-01 to XLS-07.
 */
import { z } from 'zod'
import { problems as accountProblems } from '#features/accounts/accounts.contract.ts'
import { defineEndpoint } from '#platform/shared/endpoint.ts'
import { FileAnswer, Id, Instant, Limit, LocalDate, pageOf, Cursor } from '#platform/shared/primitives.ts'
import type { ProblemKind } from '#platform/shared/problem.ts'
import { ExportedSheet, SheetKey } from './imports.sheets.contract.ts'

export * from './imports.sheets.contract.ts'

const xlsx = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

export const ImportState = z.enum(['uploaded', 'checked', 'done', 'discarded'])
export type ImportState = z.infer<typeof ImportState>

export const importStateNames: Record<ImportState, string> = {
  uploaded: '没有试算完',
  checked: '试算好了',
  done: '已导入',
  discarded: '已放弃',
}

/** What becomes of a sheet's rows; of a trial, what would. */
export const SheetOutcome = z.object({
  sheet: SheetKey,
  /** Data rows in the file. */
  rows: z.number().int(),
  created: z.number().int(),
  updated: z.number().int(),
  unchanged: z.number().int(),
  /** Wrong rows, and rows that hang on wrong ones. */
  leftOut: z.number().int(),
})
export type SheetOutcome = z.infer<typeof SheetOutcome>

export const RowError = z.object({
  /** The worksheet's name. */
  sheet: z.string(),
  row: z.number().int(),
  /** Column letter; "" when the whole row is meant. */
  column: z.string(),
  header: z.string(),
  message: z.string(),
})
export type RowError = z.infer<typeof RowError>

export const Progress = z.object({
  /** The sheet in hand; null while the file is being read or waits for another import. */
  sheet: SheetKey.nullable(),
  done: z.number().int(),
  total: z.number().int(),
})
export type Progress = z.infer<typeof Progress>

export const Import = z.object({
  id: Id,
  fileName: z.string(),
  state: ImportState,
  sheets: z.array(SheetOutcome),
  errorCount: z.number().int(),
  /** A trial or an entry is at work. */
  running: z.boolean(),
  /** Of the run in hand; what one that was interrupted has left: it wrote nothing. */
  progress: Progress.nullable(),
  uploadedAt: Instant,
  doneAt: Instant.nullable(),
  /** When the file and its errors are deleted. */
  expiresAt: Instant,
  /** The file is still there. */
  hasFile: z.boolean(),
  allowedActions: z.array(z.string()),
})
export type Import = z.infer<typeof Import>

/** The errors that a page shows; all of them are in the error workbook. */
export const mostShownErrors = 300

export const ImportWithErrors = Import.extend({
  /** The first 300. */
  errors: z.array(RowError),
  /** What was passed over, in sentences. */
  notes: z.array(z.string()),
})
export type ImportWithErrors = z.infer<typeof ImportWithErrors>

/** All rows or none; or the right rows, wrong ones left out. */
export const Choice = z.enum(['all', 'right'])

export const ExportPurpose = z.enum(['report', 'check', 'archive', 'move'])
export type ExportPurpose = z.infer<typeof ExportPurpose>
export const exportPurposeNames: Record<ExportPurpose, string> = {
  report: '报送上级',
  check: '核对台账',
  archive: '归档',
  move: '改好后再导入',
}

/** An export with more people than this asks once more. */
export const manyPeople = 200

export const problems = {
  running: {
    type: '/problems/imports/running',
    status: 409,
    title: '这份表格正在处理',
    remedy: '请等进度走完，再看结果。',
  },
  hasErrors: {
    type: '/problems/imports/has-errors',
    status: 409,
    title: '表格里有错，一行都没有导入',
    remedy: '请下载错误表格改好再上传，或选“只导入正确的行”。',
  },
  fileGone: {
    type: '/problems/imports/file-gone',
    status: 410,
    title: '文件已经删除',
    remedy: '上传的文件只留24小时。请重新上传。',
  },
  manyPeople: {
    type: '/problems/imports/many-people',
    status: 409,
    title: '要导出很多人的资料',
    remedy: '请先想想是不是都用得着。确认有必要，再导出一次。',
  },
} as const satisfies Record<string, ProblemKind>

const one = z.object({ importId: Id })
const ofRun = [problems.running, problems.fileGone]

export const endpoints = {
  template: defineEndpoint({
    name: 'imports.template',
    method: 'GET',
    path: '/imports/template',
    summary: 'The workbook to fill in: guide, dictionary, choice lists and a sample row; all sheets, or one.',
    access: 'staff',
    query: z.object({ sheet: SheetKey.optional() }),
    response: FileAnswer,
    download: [xlsx],
  }),
  upload: defineEndpoint({
    name: 'imports.upload',
    method: 'POST',
    path: '/imports',
    summary: 'Bring a filled-in workbook and try it: nothing is written but the record of the trial.',
    access: 'staff',
    upload: { mediaType: xlsx, mostBytes: 20 * 1024 * 1024 },
    response: ImportWithErrors,
    creates: true,
    limit: 'import',
  }),
  list: defineEndpoint({
    name: 'imports.list',
    method: 'GET',
    path: '/imports',
    summary: 'My imports, newest first.',
    access: 'staff',
    query: z.object({ cursor: Cursor.optional(), limit: Limit }),
    response: pageOf(Import),
  }),
  get: defineEndpoint({
    name: 'imports.get',
    method: 'GET',
    path: '/imports/:importId',
    summary: 'One import with its progress and the first of its errors.',
    access: 'staff',
    params: one,
    response: ImportWithErrors,
  }),
  check: defineEndpoint({
    name: 'imports.check',
    method: 'PUT',
    path: '/imports/:importId/trial',
    summary: 'Try the file again, as the town stands now; also after an interruption.',
    access: 'staff',
    params: one,
    response: ImportWithErrors,
    limit: 'import',
    problems: ofRun,
  }),
  commit: defineEndpoint({
    name: 'imports.commit',
    method: 'PUT',
    path: '/imports/:importId/entry',
    summary: 'Enter the rows in one transaction: all of them or none, or the right ones.',
    access: 'staff',
    params: one,
    body: z.object({ rows: Choice }),
    response: ImportWithErrors,
    limit: 'import',
    problems: [...ofRun, problems.hasErrors],
  }),
  discard: defineEndpoint({
    name: 'imports.discard',
    method: 'DELETE',
    path: '/imports/:importId',
    summary: 'Give up an import that is not entered; its file is deleted now.',
    access: 'staff',
    params: one,
    response: Import,
    problems: [problems.running],
  }),
  errorWorkbook: defineEndpoint({
    name: 'imports.errorWorkbook',
    method: 'GET',
    path: '/imports/:importId/error-workbook',
    summary: 'The same workbook with a first column 错误原因.',
    access: 'staff',
    params: one,
    response: FileAnswer,
    download: [xlsx],
    problems: [problems.fileGone],
  }),
  export: defineEndpoint({
    name: 'imports.export',
    method: 'POST',
    path: '/exports',
    summary: 'The sheets as a workbook that goes in again, or one of them as CSV; with a day, what stood on it.',
    access: 'staff',
    body: z.object({
      sheets: z.array(ExportedSheet).min(1, '请选要导出的表'),
      /** Only what stood on that day, by its names of then. Left out: everything, as it is today. */
      asOf: LocalDate.optional(),
      purpose: ExportPurpose,
      phones: z.enum(['masked', 'full']).default('masked'),
      format: z.enum(['xlsx', 'csv']).default('xlsx'),
      /** The person was told how many people it is about. */
      confirmed: z.boolean().default(false),
    }),
    response: FileAnswer,
    download: [xlsx, 'text/csv'],
    limit: 'export',
    problems: [problems.manyPeople, accountProblems.codeRequired],
  }),
}
