/** Rows of registers (表决权名册表): in by the one door, and out again. The caller asks its own policy and records it. */
import { bodiesByKey } from '#features/bodies/bodies.rows.actions.ts'
import { codesOfBodies } from '#features/bodies/bodies.export.actions.ts'
import { everyHost } from '#features/meetings/meetings.votes.actions.ts'
import type { Context } from '#platform/server/action.ts'
import { givingWay } from '#platform/server/giving-way.ts'
import { sortKeyOf } from '#platform/server/sort-key.ts'
import { byKey, type Applied, type RowFault } from '#platform/shared/applied.ts'
import { newId } from '#platform/shared/ids.ts'
import type { ReadRow } from '#platform/shared/sheet.ts'
import { VoterFields } from './votes.contract.ts'
import { kindOfBody } from './votes.queries.ts'
import * as registers from './votes.register.queries.ts'
import * as queries from './votes.rows.queries.ts'
import { hostKinds } from './votes.rules.ts'
import * as sheet from './votes.workbook.ts'

/** Puts people on registers and puts lines right. A roll that was drawn stays as it is. */
export async function applyVoterRows(context: Context, rows: readonly ReadRow<sheet.VoterSheetRow>[]): Promise<Applied> {
  const { db, townId, now } = context
  const faults: RowFault[] = []
  if (rows.length === 0) return { created: 0, updated: 0, unchanged: 0, faults }
  await queries.lockRegisters(db, townId)
  const [bodies, people, homes] = [await bodiesByKey(context), await queries.peopleByCode(db), await queries.homesByCode(db)]
  const hosts = new Map((await everyHost(context)).map(({ id, unitId }) => [id, unitId]))
  const there = await queries.votersByKey(db)
  const counts = { created: 0, updated: 0, unchanged: 0 }
  for await (const { row, values } of givingWay(byKey(rows, sheet.voterSheet.keyOf, 'code', faults).values())) {
    const say = (key: keyof sheet.VoterSheetRow, message: string) => void faults.push({ row, key, message })
    const bodyId = bodies.get(values.bodyCode)
    const unitId = bodyId && hosts.get(bodyId)
    const decidingBody = sheet.registerOf(values.meeting)
    const personId = values.personCode === null ? null : people.get(values.personCode)
    if (!bodyId || !unitId) {
      say('bodyCode', `没有编码为“${values.bodyCode}”的组织，或不归您管。`)
      continue
    }
    if (!hostKinds[decidingBody].includes((await kindOfBody(db, bodyId))!)) {
      say('meeting', '这个组织不开这种会。')
      continue
    }
    if (personId === undefined) {
      say('personCode', `没有编码为“${values.personCode}”的人员。`)
      continue
    }
    const before = there.get(queries.keyOf({ bodyId, decidingBody, code: values.code }))
    const read = VoterFields.safeParse({
      code: values.code,
      name: values.name,
      personId,
      // Who may not read homes, such as the town’s clerk, does not undo a link.
      householdId: (values.household !== null && homes.get(values.household)) || (before?.householdId ?? null),
      householdKey: values.household ?? '',
      represents: sheet.isRepresenting(values.represents),
      standing: sheet.standingOf(values.standing),
      standingReason: values.standingReason,
      from: values.from,
      to: values.to,
    })
    if (!read.success) {
      const [issue] = read.error.issues
      say(columnOf[String(issue!.path[0])] ?? 'code', `${issue!.message}。`)
      continue
    }
    const fields = read.data
    if (!before) {
      const id = newId(now.getTime())
      await registers.insertVoter(db, { townId, id, unitId, bodyId, decidingBody, sortKey: sortKeyOf(fields.name), fields })
      counts.created += 1
    } else if (isSame(before, fields)) counts.unchanged += 1
    else {
      await registers.updateVoter(db, before.id, sortKeyOf(fields.name), fields)
      counts.updated += 1
    }
  }
  return { ...counts, faults }
}

/** Columns of the sheet for the fields whose names differ. */
const columnOf: Record<string, keyof sheet.VoterSheetRow | undefined> = {
  name: 'name',
  householdKey: 'household',
  represents: 'represents',
  standing: 'standing',
  standingReason: 'standingReason',
  from: 'from',
  to: 'to',
}

const isSame = (before: registers.VoterRow, fields: VoterFields) =>
  Object.entries(fields).every(([key, value]) => before[key as keyof VoterFields] === value)

/** Every line of every register, those that ended by the day left out where a day is asked. */
export async function exportVoterRows(context: Context, day: string | null): Promise<sheet.VoterSheetRow[]> {
  const bodies = await codesOfBodies(context)
  const codes = await queries.codesOfPeople(context.db)
  return (await queries.everyVoter(context.db))
    .filter(({ from, to }) => day === null || (from <= day && (to === null || to > day)))
    .map(voter => ({
      bodyCode: bodies.get(voter.bodyId)!,
      meeting: sheet.registerName(voter.decidingBody),
      code: voter.code,
      name: voter.name,
      personCode: voter.personId === null ? null : (codes.get(voter.personId) ?? null),
      household: voter.householdKey === '' ? null : voter.householdKey,
      represents: voter.represents ? '是' : '否',
      standing: sheet.standingCell(voter.standing),
      standingReason: voter.standingReason,
      from: voter.from,
      to: voter.to,
    }))
}
