/** Rows of volunteer hours (志愿记录表), and all four sheets out. Nobody imports hours as confirmed on site. */
import { codesOfUnits } from '#features/units/units.export.actions.ts'
import type { Context } from '#platform/server/action.ts'
import { isPerson } from '#platform/shared/actor.ts'
import { byKey, type Applied, type RowFault } from '#platform/shared/applied.ts'
import { dayOf } from '#platform/shared/calendar.ts'
import { newId } from '#platform/shared/ids.ts'
import type { ReadRow } from '#platform/shared/sheet.ts'
import { listCaps } from './volunteering.hours.queries.ts'
import { capOn, creditLater, roundToHalfHours, type Cap } from './volunteering.hours.rules.ts'
import * as queries from './volunteering.rows.queries.ts'
import * as sheet from './volunteering.workbook.ts'
import { gradeNames, slotStateNames } from './volunteering.words.ts'

type RecordRow = ReadRow<sheet.VolunteerRecordRow>
interface Span {
  startsAt: Date
  endsAt: Date
}

/** Enters hours of slots that are over; the same person at the same slot stays as is. Later ones are bounded as at the desk. */
export async function applyVolunteerRecordRows(context: Context, rows: readonly RecordRow[]): Promise<Applied> {
  const { db, townId, today, actor } = context
  await queries.lockVolunteering(db, townId)
  const [slots, people, caps] = [await queries.slotsByKey(db), await queries.peopleByKey(db), await listCaps(db)]
  const registered = new Set((await queries.volunteersKnown(db)).map(({ personId }) => personId))
  const before = await queries.hoursKnown(db)
  const there = new Set(before.map(({ slotId, personId }) => `${slotId}/${personId}`))
  const spans = Map.groupBy<string, Span & { personId: string }>(before, ({ personId }) => personId)
  const months = new Map<string, number>()
  const monthOf = (personId: string, at: Date) => `${personId} ${dayOf(at).slice(0, 7)}`
  for (const { personId, startsAt, credited, grade } of before)
    if (grade === 'enteredLater') months.set(monthOf(personId, startsAt), (months.get(monthOf(personId, startsAt)) ?? 0) + credited)
  const enteredBy = isPerson(actor) ? actor.personId : null
  const faults: RowFault[] = []
  const created: queries.ToldHours[] = []
  let unchanged = 0
  for (const { row, values } of byKey(rows, sheet.volunteerRecordSheet.keyOf, 'personCode', faults).values()) {
    const [slot, person] = [slots.get(values.slotCode), people.get(values.personCode)]
    const grade = sheet.gradeOf(values.grade)
    const fault = (key: string, message: string) => faults.push({ row, key, message })
    if (!slot) fault('slotCode', `没有编号为“${values.slotCode}”的场次，或那一行有错。`)
    else if (!person) fault('personCode', `没有编码为“${values.personCode}”的人员。`)
    else if (there.has(`${slot.id}/${person.id}`)) unchanged += 1
    else if (!registered.has(person.id)) fault('personCode', '这个人还没有登记为志愿者。')
    else if (slot.postedOn === null) fault('slotCode', '这一场还没有公布时长。')
    else if (values.minutes > (slot.endsAt.getTime() - slot.startsAt.getTime()) / 60_000) fault('minutes', '比这一场的时间还长。')
    else if (grade === 'onSite' && enteredBy !== null) fault('grade', '①只能现场确认，导入的写②或③。')
    else if ((grade === 'enteredLater') !== (values.publicReason !== null && [...values.publicReason].length >= 4))
      fault('publicReason', '③的写补记的原因，至少4个字；别的留空。')
    else if ((spans.get(person.id) ?? []).some(span => span.startsAt < slot.endsAt && slot.startsAt < span.endsAt))
      fault('personCode', '这个人同一时间已有别的时长。')
    else {
      spans.set(person.id, [...(spans.get(person.id) ?? []), { ...slot, personId: person.id }])
      const month = monthOf(person.id, slot.startsAt)
      const told = tell(values, { ...slot, postedOn: slot.postedOn }, capOn(caps, dayOf(slot.startsAt)), months.get(month) ?? 0)
      if (grade === 'enteredLater') months.set(month, (months.get(month) ?? 0) + told.credited)
      // Someone who imports is one person, so what is entered later waits for a second, and the rest is looked at.
      const mark = enteredBy === null ? {} : { enteredBy, enteredOn: today, flags: [...told.flags, 'batch'] }
      const waits = enteredBy !== null && grade === 'enteredLater' && { state: 'pending', postedOn: null }
      const { id: personId, name, sortKey } = person
      created.push({ ...told, id: newId(slot.startsAt.getTime()), slotId: slot.id, personId, name, sortKey, ...mark, ...waits })
    }
  }
  await queries.insertToldHours(db, townId, created)
  return { created: created.length, updated: 0, unchanged, faults }
}

/** What a row says of the hours, as if it had come from before there was this system. */
function tell(
  values: RecordRow['values'],
  { startsAt, endsAt, postedOn }: Span & { postedOn: string },
  cap: Cap | undefined,
  before: number,
) {
  const grade = sheet.gradeOf(values.grade)
  const isLater = grade === 'enteredLater'
  const later = creditLater(values.minutes, cap, before)
  return {
    startsAt,
    endsAt,
    minutes: values.minutes,
    credited: isLater ? later.credited : roundToHalfHours(values.minutes),
    grade,
    state: 'standing',
    enteredBy: null,
    enteredOn: postedOn,
    publicReason: values.publicReason,
    postedOn,
    flags: [...(isLater ? ['enteredLater'] : []), ...(isLater && later.over ? ['overCap'] : [])],
  }
}

/** Grown-up volunteers whom the reader may see; children stay at the counter. */
export const exportVolunteerRows = async ({ db }: Context): Promise<sheet.VolunteerRow[]> =>
  (await queries.volunteersKnown(db))
    .filter(({ bornOn }) => bornOn === null)
    .map(({ code, consentedOn, skills, times }) => ({
      personCode: code,
      consentedOn,
      skills: skills === '' ? null : skills,
      times: times === '' ? null : times,
    }))

export async function exportTeamRows(context: Context): Promise<sheet.TeamRow[]> {
  const units = await codesOfUnits(context)
  return [...(await queries.teamsByKey(context.db))].map(([code, { unitId, name, leaderCode, foundedOn, closedOn }]) => ({
    code,
    unitCode: units.get(unitId)!,
    name,
    leaderCode,
    foundedOn,
    closedOn,
  }))
}

export async function exportVolunteerSlotRows(context: Context): Promise<sheet.VolunteerSlotRow[]> {
  const units = await codesOfUnits(context)
  return [...(await queries.slotsByKey(context.db))].map(([code, slot]) => ({
    code,
    unitCode: units.get(slot.unitId)!,
    teamCode: slot.teamCode,
    title: slot.title,
    place: slot.place,
    contactName: slot.contactName,
    contactPhone: slot.contactPhone,
    startsAt: shown(slot.startsAt),
    endsAt: shown(slot.endsAt),
    places: slot.places,
    minAge: slot.minAge === 0 ? null : slot.minAge,
    state: slotStateNames[slot.state],
    cancelReason: slot.cancelReason,
  }))
}

export const exportVolunteerRecordRows = async ({ db }: Context): Promise<sheet.VolunteerRecordRow[]> =>
  (await queries.hoursKnown(db)).map(({ slotCode, personCode, minutes, grade, publicReason }) => ({
    slotCode,
    personCode,
    minutes,
    grade: gradeNames[grade],
    publicReason,
  }))

const shanghaiOffset = 8 * 3_600_000
/** 2026-03-01 14:00 */
const shown = (instant: Date) => new Date(instant.getTime() + shanghaiOffset).toISOString().slice(0, 16).replace('T', ' ')
