/** Rows of meetings, rolls and actions (会议表): what an import does with them. The caller asks its own policy and records the import. */
import { bodiesByKey } from '#features/bodies/bodies.rows.actions.ts'
import type { Context } from '#platform/server/action.ts'
import { givingWay } from '#platform/server/giving-way.ts'
import { isPerson } from '#platform/shared/actor.ts'
import { byKey, type Applied, type RowFault } from '#platform/shared/applied.ts'
import { addDays, dayOf, startOf } from '#platform/shared/calendar.ts'
import { newId } from '#platform/shared/ids.ts'
import type { ReadRow } from '#platform/shared/sheet.ts'
import { timeOf } from '#platform/shared/told-time.ts'
import type { Mark } from './meetings.contract.ts'
import { listItems } from './meetings.minutes.queries.ts'
import { hostsOn } from './meetings.queries.ts'
import { insertEntries, markEntries } from './meetings.roll.queries.ts'
import * as queries from './meetings.rows.queries.ts'
import { toldFault, type Fault } from './meetings.rows.rules.ts'
import * as sheet from './meetings.workbook.ts'

type Row = ReadRow<sheet.MeetingRow>

/** Enters meetings; those whose 编号 is known stay as they are. Rows with a fault are left out, the others are written. */
export async function applyMeetingRows(context: Context, rows: readonly Row[]): Promise<Applied> {
  const { db, townId } = context
  await queries.lockMeetings(db, townId)
  const known = await queries.meetingsByCode(db)
  const sources = await sourcesOf(context)
  const faults: RowFault[] = []
  const created: queries.ToldMeeting[] = []
  let unchanged = 0
  for await (const { row, values } of givingWay(byKey(rows, ({ code }: Row['values']) => code, 'code', faults).values())) {
    if (known.has(values.code)) unchanged += 1
    else {
      const told = await tell(context, sources, values)
      if ('message' in told) faults.push({ row, ...told })
      else created.push(told)
    }
  }
  await queries.insertMeetings(context, townId, created)
  return { created: created.length, updated: 0, unchanged, faults }
}

type Sources = Awaited<ReturnType<typeof sourcesOf>>

async function sourcesOf(context: Context) {
  const homes = new Map<string, Map<string, string>>()
  return {
    bodies: await bodiesByKey(context),
    people: await queries.peopleByCode(context.db),
    items: new Map((await listItems(context.db)).map(({ name, id }) => [name, id])),
    /** The unit that the body stands for: today, or on the day where it does not stand any more. */
    async homeOf(bodyId: string, day: string): Promise<string | undefined> {
      const on = async (asked: string) => {
        const found =
          homes.get(asked) ??
          new Map((await hostsOn(context.db, asked, isPerson(context.actor) ? 'mine' : 'all')).map(({ id, unitId }) => [id, unitId]))
        homes.set(asked, found)
        return found.get(bodyId)
      }
      return (await on(context.today)) ?? (await on(day))
    },
  }
}

async function tell(context: Context, sources: Sources, values: Row['values']): Promise<queries.ToldMeeting | Fault> {
  const startsAt = timeOf(values.startsAt)
  if (!startsAt) return { key: 'startsAt', message: '时间要写成2026-03-01 20:14这样。' }
  const endsAt = values.endsAt === null ? null : timeOf(values.endsAt)
  if (values.endsAt !== null && !endsAt) return { key: 'endsAt', message: '时间要写成2026-03-01 20:14这样。' }
  const bodyId = sources.bodies.get(values.bodyCode)
  const unitId = bodyId && (await sources.homeOf(bodyId, dayOf(startsAt)))
  if (!bodyId || !unitId) return { key: 'bodyCode', message: `没有编码为“${values.bodyCode}”的党组织，或不归您管。` }
  const chairId = values.chairCode === null ? null : sources.people.get(values.chairCode)?.id
  if (chairId === undefined) return { key: 'chairCode', message: `没有编码为“${values.chairCode}”的人员。` }
  const kind = sheet.kindOf(values.kind)
  const itemId = values.item === null ? null : (sources.items.get(values.item) ?? null)
  if (values.item !== null && itemId === null) return { key: 'item', message: `“${values.item}”还没有由镇里定名。` }
  const told = {
    kind,
    state: sheet.stateOf(values.state),
    title: values.title,
    itemId,
    startsAt,
    endsAt,
    firstTopic: values.firstTopic,
    documents: values.documents ?? [],
    minutes: values.minutes,
    minutedAt: values.minutedOn === null ? null : new Date(startOf(addDays(values.minutedOn, 1)).getTime() - 1),
    cancelReason: values.cancelReason,
  }
  const fault = toldFault(told, context.now)
  if (fault) return fault
  const id = newId(startsAt.getTime())
  const minutes = told.minutes === null ? null : { id: newId(startsAt.getTime()), text: told.minutes }
  return { ...told, id, minutes, bodyId, unitId, chairId, place: values.place ?? '', externalCode: values.code }
}

type RollRow = ReadRow<sheet.MeetingRollRow>

/** Puts people on rolls and enters who was there. A roll whose meeting has minutes takes new lines and no changes. */
export async function applyMeetingRollRows(context: Context, rows: readonly RollRow[]): Promise<Applied> {
  const { db, townId } = context
  await queries.lockMeetings(db, townId)
  const [meetings, people] = [await queries.meetingsByCode(db), await queries.peopleByCode(db)]
  const there = await queries.rolledPairs(context)
  const faults: RowFault[] = []
  const created: Parameters<typeof insertEntries>[2][number][] = []
  const marks: Mark[] = []
  let unchanged = 0
  for await (const { row, values } of givingWay(byKey(rows, sheet.meetingRollSheet.keyOf, 'personCode', faults).values())) {
    const meeting = meetings.get(values.meetingCode)
    const person = people.get(values.personCode)
    const attendance = sheet.attendanceOf(values.attendance)
    const old = meeting && person && there.get(`${meeting.id}/${person.id}`)
    if (!meeting) faults.push({ row, key: 'meetingCode', message: `没有编号为“${values.meetingCode}”的会议，或那一行有错。` })
    else if (!person) faults.push({ row, key: 'personCode', message: `没有编码为“${values.personCode}”的人员。` })
    else if (old && old.attendance === attendance && old.reason === values.reason) unchanged += 1
    else if ((attendance === 'excused') !== (values.reason !== null))
      faults.push({ row, key: 'reason', message: '请假的写原因，别的留空。' })
    else if (attendance !== 'unrecorded' && meeting.startsAt > context.now)
      faults.push({ row, key: 'attendance', message: '还没到开会时间，不能记到会。' })
    else if (meeting.state === 'minuted' && attendance === 'unrecorded')
      faults.push({ row, key: 'attendance', message: '会议已有记录，要写清到会、请假还是缺席。' })
    else if (old && meeting.state === 'minuted')
      faults.push({ row, key: 'attendance', message: '会议已有记录，请在会议页面由另一个人更正。' })
    else if (old) marks.push({ entryId: old.id, attendance, reason: values.reason })
    else
      created.push({
        id: newId(),
        meetingId: meeting.id,
        position: row,
        personId: person.id,
        name: person.name,
        sortKey: person.sortKey,
        part: sheet.partOf(values.part),
        attendance,
        reason: values.reason,
        excluded: null,
        excludedNote: null,
      })
  }
  await insertEntries(context, townId, created)
  await markEntries(context, marks)
  return { created: created.length, updated: marks.length, unchanged, faults }
}

type ActionRow = ReadRow<sheet.MeetingActionRow>

/** Enters what meetings gave people to do; an item that is there stays as it is. */
export async function applyMeetingActionRows(context: Context, rows: readonly ActionRow[]): Promise<Applied> {
  const { db, townId } = context
  await queries.lockMeetings(db, townId)
  const [meetings, people] = [await queries.meetingsByCode(db), await queries.peopleByCode(db)]
  const there = await queries.actionKeys(db)
  const faults: RowFault[] = []
  const created: Parameters<typeof queries.insertActions>[2][number][] = []
  let unchanged = 0
  for await (const { row, values } of givingWay(byKey(rows, sheet.meetingActionSheet.keyOf, 'title', faults).values())) {
    const meeting = meetings.get(values.meetingCode)
    const owner = people.get(values.ownerCode)
    if (!meeting) faults.push({ row, key: 'meetingCode', message: `没有编号为“${values.meetingCode}”的会议，或那一行有错。` })
    else if (!owner) faults.push({ row, key: 'ownerCode', message: `没有编码为“${values.ownerCode}”的人员。` })
    else if (there.has(`${meeting.id}/${values.title}/${owner.id}`)) unchanged += 1
    else if ([...values.title].length < 2) faults.push({ row, key: 'title', message: '要做什么，至少写2个字。' })
    else if ((values.doneOn === null) !== (values.result === null))
      faults.push({ row, key: 'result', message: '办好的，日期和结果要一起写。' })
    else
      created.push({
        id: newId(),
        meetingId: meeting.id,
        title: values.title,
        ownerId: owner.id,
        dueOn: values.dueOn,
        doneOn: values.doneOn,
        result: values.result,
      })
  }
  await queries.insertActions(db, townId, created)
  return { created: created.length, updated: 0, unchanged, faults }
}
