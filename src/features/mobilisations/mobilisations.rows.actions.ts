/** Rows of past rosters (上岗记录表): what an import does with them. The caller asks its own policy and records the import. */
import { createHash } from 'node:crypto'
import { unitsByKey } from '#features/units/units.rows.actions.ts'
import type { Context } from '#platform/server/action.ts'
import { givingWay } from '#platform/server/giving-way.ts'
import { byKey, type Applied, type RowFault } from '#platform/shared/applied.ts'
import { addDays, startOf } from '#platform/shared/calendar.ts'
import { newId } from '#platform/shared/ids.ts'
import type { ReadRow } from '#platform/shared/sheet.ts'
import * as queries from './mobilisations.rows.queries.ts'
import { postingSheet, type PostingRow } from './mobilisations.workbook.ts'

type Row = ReadRow<PostingRow>

/** Enters past shifts and who stood there, by codes. What is there stays; people are never entered here. */
export async function applyPostingRows(context: Context, rows: readonly Row[]): Promise<Applied> {
  const { db, townId } = context
  const faults: RowFault[] = []
  const sources = await sourcesOf(context)
  const lines: Parameters<typeof queries.insertLines>[2][number][] = []
  let unchanged = 0
  for await (const { row, values } of givingWay(byKey(rows, postingSheet.keyOf, 'token', faults).values())) {
    const fault = faultOf(context, sources, values)
    if (fault) {
      faults.push({ row, ...fault })
      continue
    }
    const mobilisation = sources.mobilisation(values)
    const shift = sources.shift(values, mobilisation.id)
    const token = tokenOf(mobilisation.id, values.token)
    const key = `${shift.id}/${token}`
    if (sources.lines.has(key)) unchanged += 1
    else {
      shift.needed += 1
      lines.push({ id: newId(shift.startsAt.getTime()), shift, token, isMember: values.member === '是' })
    }
  }
  await queries.insertMobilisations(db, townId, sources.freshMobilisations)
  await queries.insertShifts(
    db,
    townId,
    sources.freshShifts.map(shift => ({ ...shift, needed: Math.min(200, Math.max(1, shift.needed)) })),
  )
  await queries.insertLines(db, townId, lines)
  return { created: lines.length, updated: 0, unchanged, faults }
}

type Sources = Awaited<ReturnType<typeof sourcesOf>>

async function sourcesOf(context: Context) {
  const { db } = context
  const known = await queries.mobilisationsByCode(db)
  const shifts = await queries.shiftsByKey(db)
  const units = await unitsByKey(context)
  const freshMobilisations: queries.ToldMobilisation[] = []
  const freshShifts: queries.ToldShift[] = []
  const told = new Map<string, queries.ToldShift>()
  return {
    known,
    units,
    lines: await queries.lineKeys(db),
    freshMobilisations,
    freshShifts,
    /** The mobilisation of a row, made when it is first named. */
    mobilisation({ mobilisationCode, title, number, startsOn, endsOn }: PostingRow): queries.KnownMobilisation {
      const found = known.get(mobilisationCode)
      if (found) return found
      const at = startOf(startsOn).getTime()
      const fresh = {
        id: newId(at),
        decisionId: newId(at),
        title,
        number,
        startsOn,
        endsOn,
        purgedAt: startOf(endsOn),
        externalCode: mobilisationCode,
      }
      known.set(mobilisationCode, fresh)
      freshMobilisations.push(fresh)
      return fresh
    },
    /** The shift of a row: a day at a place; the hours were not told. */
    shift({ unitCode, place, on }: PostingRow, mobilisationId: string): queries.ToldShift {
      const unitId = units.get(unitCode)!.id
      const startsAt = startOf(on)
      const key = queries.shiftKey({ mobilisationId, unitId, place, startsAt })
      const found = told.get(key)
      if (found) return found
      const there = shifts.get(key)
      const shift = {
        id: there ?? newId(startsAt.getTime()),
        mobilisationId,
        unitId,
        place,
        startsAt,
        endsAt: startOf(addDays(on, 1)),
        needed: 0,
      }
      told.set(key, shift)
      if (!there) freshShifts.push(shift)
      return shift
    },
  }
}

/** One's own within the mobilisation; a digest, so that the same file says the same again. */
function tokenOf(mobilisationId: string, code: string): string {
  const hex = createHash('sha256').update(`${mobilisationId}/${code}`).digest('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}

function faultOf({ today }: Context, { known, units }: Sources, values: PostingRow): { key: string; message: string } | null {
  const { mobilisationCode, title, startsOn, endsOn, unitCode, place, on } = values
  const there = known.get(mobilisationCode)
  if (there && (there.title !== title || there.startsOn !== startsOn || there.endsOn !== endsOn))
    return { key: 'mobilisationCode', message: '同一个编号的动员，名称和日期要一样。' }
  if (there && there.purgedAt === null) return { key: 'mobilisationCode', message: '这次动员还没结束，名单请在“动员”页里登记。' }
  if (endsOn > today) return { key: 'endsOn', message: '还没结束的动员，请在“动员”页里启动。' }
  if (endsOn <= startsOn) return { key: 'endsOn', message: '要在开始那天以后。' }
  if (on < startsOn || on >= endsOn) return { key: 'on', message: `要在${startsOn}起、${endsOn}前。` }
  if (!units.has(unitCode)) return { key: 'unitCode', message: `没有编码为“${unitCode}”的单位。` }
  if ([...title].length < 2) return { key: 'title', message: '名称至少写2个字。' }
  if ([...place].length < 2) return { key: 'place', message: '地点至少写2个字。' }
  return null
}
