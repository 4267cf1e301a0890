/** Imports (工作簿导入): what each endpoint does. */
import { action, Later, type Context } from '#platform/server/action.ts'
import { writeErrorWorkbook, writeTemplate, xlsxMediaType } from '#platform/server/workbook.ts'
import { isPerson } from '#platform/shared/actor.ts'
import { cursorOf, placeOf } from '#platform/shared/cursor.ts'
import { newId } from '#platform/shared/ids.ts'
import { Id } from '#platform/shared/primitives.ts'
import { Problem, problems as common } from '#platform/shared/problem.ts'
import type { CellError } from '#platform/shared/sheet.ts'
import { z } from 'zod'
import { endpoints, mostShownErrors, problems, sheetNames, type Progress, type SheetOutcome } from './imports.contract.ts'
import { bringing, importPolicy, sheetsOf, writing } from './imports.policy.ts'
import * as queries from './imports.queries.ts'
import { expiryOf, importMachine } from './imports.rules.ts'
import { entry, readImport, toRecord, trial, type Run } from './imports.run.actions.ts'
import { importedSheets } from './imports.workbook.ts'

const filePlace = 'import.file'
const errorsPlace = 'import.errors'
/** One import at a time: each needs two connections. */

export const template = action(endpoints.template, async (context, { query: { sheet } }) => {
  context.require(importPolicy, 'template', null)
  const bytes = await writeTemplate((sheet ? [sheet] : sheetsOf(context.actor)).map(key => importedSheets[key]))
  return { fileName: `${sheet ? sheetNames[sheet] : '全部台账'}模板.xlsx`, mediaType: xlsxMediaType, bytes }
})

export const upload = action(
  endpoints.upload,
  async (context, { body: { fileName, bytes } }) => {
    context.require(importPolicy, 'upload', null)
    if (!isPerson(context.actor)) throw new Problem(common.signInRequired)
    const { townId, now, sealing, actor } = context
    const book = await readImport(bytes)
    const id = newId(now.getTime())
    await takeRun(context, id)
    await context.beside(async ({ db }) => {
      await queries.insertImport(db, {
        townId,
        id,
        personId: actor.personId,
        fileName: fileName || '工作簿.xlsx',
        state: importMachine.initial,
        progress: JSON.stringify({ sheet: null, done: 0, total: 0 } satisfies Progress),
        uploadedAt: now,
        expiresAt: expiryOf(now),
        fileSealed: sealing.seal(Buffer.from(bytes).toString('base64'), filePlace),
      })
    })
    const run = await trial(context, book, toRecord(context, id))
    await keepRun(context, id, run, { state: importMachine.next(importMachine.initial, 'check') })
    await context.record('imports.upload', { kind: 'import', id }, figuresOf(run))
    return present(context, await find(context, id))
  },
  bringing,
)

export const list = action(endpoints.list, async (context, { query: { cursor, limit } }) => {
  context.require(importPolicy, 'list', null)
  const rows = await queries.listImports(context.db, limit, cursor === undefined ? null : placeOf(cursor, z.tuple([Id]))[0])
  const items = rows.slice(0, limit)
  return { items: items.map(row => present(context, row)), nextCursor: rows.length > limit ? cursorOf([items.at(-1)!.id]) : null }
})

export const get = action(endpoints.get, async (context, { params }) => {
  const found = await find(context, params.importId)
  context.require(importPolicy, 'get', found)
  return present(context, found)
})

export const check = action(
  endpoints.check,
  async (context, { params: { importId } }) => {
    const { file, state } = await begin(context, importId, 'check')
    const run = await trial(context, await readImport(file), toRecord(context, importId))
    await keepRun(context, importId, run, { state: importMachine.next(state, 'check') })
    await context.record('imports.check', { kind: 'import', id: importId }, figuresOf(run))
    return present(context, await find(context, importId))
  },
  bringing,
)

export const commit = action(
  endpoints.commit,
  async (context, { params: { importId }, body: { rows } }) => {
    const { file, state } = await begin(context, importId, 'commit')
    const run = await entry(context, await readImport(file), toRecord(context, importId))
    if (rows === 'all' && run.errors.length > 0) {
      // What was written is undone by the refusal; what was found stays.
      context.afterwards(async after => void (await keepRun(after, importId, run, {})))
      throw new Problem(problems.hasErrors, `有${run.errors.length}处要改。`)
    }
    await keepRun(context, importId, run, {
      state: importMachine.next(state, 'commit'),
      doneAt: context.now,
      // With nothing left to correct nobody needs the file any more.
      ...(run.errors.length === 0 && { fileSealed: null }),
    })
    await context.record('imports.commit', { kind: 'import', id: importId }, { rows, ...figuresOf(run) })
    return present(context, await find(context, importId))
  },
  bringing,
)

export const discard = action(endpoints.discard, async (context, { params: { importId } }) => {
  context.require(importPolicy, 'discard', await find(context, importId))
  if (!(await queries.lockRun(context.db, context.townId, importId))) throw new Problem(problems.running)
  const now = await find(context, importId)
  context.require(importPolicy, 'discard', now)
  await queries.updateImport(context.db, importId, {
    state: importMachine.next(now.state, 'discard'),
    progress: null,
    fileSealed: null,
    errorsSealed: null,
  })
  await context.record('imports.discard', { kind: 'import', id: importId })
  return present(context, await find(context, importId))
})

export const errorWorkbook = action(
  endpoints.errorWorkbook,
  async (context, { params: { importId } }) => {
    const found = await find(context, importId)
    context.require(importPolicy, 'errorWorkbook', found)
    const file = await openFile(context, found)
    const { errors } = findingsOf(context, found)
    const fileName = `错误_${found.fileName.replace(/(\.xlsx)?$/i, '.xlsx')}`
    return new Later(async () => ({
      fileName,
      mediaType: xlsxMediaType,
      bytes: await writeErrorWorkbook(file, Object.values(importedSheets), errors),
    }))
  },
  writing,
)

/** Looks up, asks the policy, takes the run, asks again about the state as it is now, and opens the file. */
async function begin(context: Context, id: string, name: 'check' | 'commit') {
  context.require(importPolicy, name, await find(context, id))
  await takeRun(context, id)
  const found = await find(context, id)
  context.require(importPolicy, name, found)
  return { file: await openFile(context, found), state: found.state }
}

/** Throws running (409) when another call has the run of this import, and unavailable (503) while another program imports. */
async function takeRun(context: Context, id: string) {
  if (!(await queries.lockRun(context.db, context.townId, id))) throw new Problem(problems.running)
  if (!(await queries.lockImports(context.db, context.townId)))
    throw new Problem(common.unavailable, '别的表格正在导入，请稍后再试。', { retryAfter: 10 })
}

async function find({ db }: Context, id: string): Promise<queries.ImportRow> {
  const found = await queries.findImport(db, id)
  if (!found) throw new Problem(common.notFound)
  return found
}

/** Throws file-gone (410) from the moment of expiry on, whether or not the night has been there yet. */
async function openFile({ db, now, sealing }: Context, { id, expiresAt }: queries.ImportRow): Promise<Buffer> {
  const sealed = expiresAt > now ? await queries.readFile(db, id) : null
  if (!sealed) throw new Problem(problems.fileGone)
  return Buffer.from(sealing.open(sealed, filePlace), 'base64')
}

const figuresOf = ({ sheets, errors }: Run) => ({ sheets, errors: errors.length })

const keepRun = ({ db, sealing }: Context, id: string, { sheets, errors, notes }: Run, set: Parameters<typeof queries.updateImport>[2]) =>
  queries.updateImport(db, id, {
    sheets: JSON.stringify(sheets),
    errorCount: errors.length,
    errorsSealed: sealing.seal(JSON.stringify({ errors, notes }), errorsPlace),
    progress: null,
    ...set,
  })

function findingsOf({ now, sealing }: Context, { errorsSealed, expiresAt }: queries.ImportRow): { errors: CellError[]; notes: string[] } {
  if (!errorsSealed || expiresAt <= now) return { errors: [], notes: [] }
  return JSON.parse(sealing.open(errorsSealed, errorsPlace)) as { errors: CellError[]; notes: string[] }
}

/** What one can do with an import; all but giving it up needs its file. */
const verbs = ['check', 'commit', 'discard', 'errorWorkbook']

function present(context: Context, row: queries.ImportRow) {
  const { errors, notes } = findingsOf(context, row)
  const hasFile = row.hasFile && row.expiresAt > context.now
  const allowed = importPolicy
    .allowed(context.actor, row, context.now)
    .filter(name => verbs.includes(name) && (hasFile || name === 'discard'))
  return {
    id: row.id,
    fileName: row.fileName,
    state: row.state,
    sheets: row.sheets as SheetOutcome[],
    errorCount: row.errorCount,
    running: row.running,
    progress: row.progress as Progress | null,
    uploadedAt: row.uploadedAt.toISOString(),
    doneAt: row.doneAt?.toISOString() ?? null,
    expiresAt: row.expiresAt.toISOString(),
    hasFile,
    allowedActions: row.running ? [] : allowed,
    errors: errors.slice(0, mostShownErrors),
    notes,
  }
}
