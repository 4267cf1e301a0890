/** Rows of volunteers, teams and slots (志愿者、志愿队、志愿活动表): what an import does with them. The caller asks its own policy. */
import { unitsByKey } from '#features/units/units.rows.actions.ts'
import type { Context } from '#platform/server/action.ts'
import { givingWay } from '#platform/server/giving-way.ts'
import { isPerson } from '#platform/shared/actor.ts'
import { byKey, type Applied, type RowFault } from '#platform/shared/applied.ts'
import { dayOf } from '#platform/shared/calendar.ts'
import { newId } from '#platform/shared/ids.ts'
import { timeOf } from '#platform/shared/told-time.ts'
import { relationsSince } from '#platform/shared/retention.ts'
import type { ReadRow } from '#platform/shared/sheet.ts'
import { teamPolicy } from './volunteering.policy.ts'
import { authorityOver } from './volunteering.queries.ts'
import { renewContacts } from './volunteering.forget.queries.ts'
import * as queries from './volunteering.rows.queries.ts'
import * as sheet from './volunteering.workbook.ts'

const mayOrganise = async ({ actor, db, today }: Context, unitId: string) =>
  !isPerson(actor) || teamPolicy.allows('createTeam', actor, { path: await authorityOver(db, today, unitId) })
const notYours = '这个单元的志愿服务不归您登记。'

/** Registers people who agreed; whoever is a volunteer already stays as they are. */
export async function applyVolunteerRows(context: Context, rows: readonly ReadRow<sheet.VolunteerRow>[]): Promise<Applied> {
  const { db, townId, today } = context
  await queries.lockVolunteering(db, townId)
  const [people, known] = [await queries.peopleByKey(db), new Set((await queries.volunteersKnown(db)).map(({ personId }) => personId))]
  const faults: RowFault[] = []
  const created: Parameters<typeof queries.insertVolunteers>[2][number][] = []
  let unchanged = 0
  for await (const { row, values } of givingWay(byKey(rows, sheet.volunteerSheet.keyOf, 'personCode', faults).values())) {
    const person = people.get(values.personCode)
    if (!person) faults.push({ row, key: 'personCode', message: `没有编码为“${values.personCode}”的人员。` })
    else if (known.has(person.id)) unchanged += 1
    else if (values.consentedOn > today) faults.push({ row, key: 'consentedOn', message: '同意的日子不能在以后。' })
    else if (!(await mayOrganise(context, person.unitId))) faults.push({ row, key: 'personCode', message: '这个人不归您登记。' })
    else {
      const enteredBy = isPerson(context.actor) ? context.actor.personId : null
      created.push({
        personId: person.id,
        consentedOn: values.consentedOn,
        enteredBy,
        skills: values.skills ?? '',
        times: values.times ?? '',
      })
    }
  }
  await queries.insertVolunteers(db, townId, created)
  return { created: created.length, updated: 0, unchanged, faults }
}

/** Enters teams; those whose 编号 is known stay as they are. */
export async function applyTeamRows(context: Context, rows: readonly ReadRow<sheet.TeamRow>[]): Promise<Applied> {
  const { db, townId } = context
  await queries.lockVolunteering(db, townId)
  const [known, units, people] = [await queries.teamsByKey(db), await unitsByKey(context), await queries.peopleByKey(db)]
  const names = new Set([...known.values()].map(({ unitId, name }) => `${unitId}/${name}`))
  const faults: RowFault[] = []
  const created: queries.ToldTeam[] = []
  let unchanged = 0
  for await (const { row, values } of givingWay(byKey(rows, sheet.teamSheet.keyOf, 'code', faults).values())) {
    const unitId = units.get(values.unitCode)?.id
    const leaderId = values.leaderCode === null ? null : people.get(values.leaderCode)?.id
    if (known.has(values.code)) unchanged += 1
    else if (!unitId) faults.push({ row, key: 'unitCode', message: `没有编码为“${values.unitCode}”的单元。` })
    else if (leaderId === undefined) faults.push({ row, key: 'leaderCode', message: `没有编码为“${values.leaderCode}”的人员。` })
    else if ([...values.name].length < 2) faults.push({ row, key: 'name', message: '队名至少写2个字。' })
    else if (names.has(`${unitId}/${values.name}`)) faults.push({ row, key: 'name', message: '这个单元已有同名的队。' })
    else if (!(await mayOrganise(context, unitId))) faults.push({ row, key: 'unitCode', message: notYours })
    else {
      names.add(`${unitId}/${values.name}`)
      const { name, foundedOn, closedOn, code: externalCode } = values
      created.push({ id: newId(), unitId, name, leaderId, foundedOn, closedOn, externalCode })
    }
  }
  await queries.insertTeams(db, townId, created)
  return { created: created.length, updated: 0, unchanged, faults }
}

type SlotRow = ReadRow<sheet.VolunteerSlotRow>
type Fault = { key: string; message: string }
interface Found {
  unitId: string
  teamId: string | null
}

/** Enters slots and the activities that they need; those whose 场次编号 is known stay as they are. */
export async function applyVolunteerSlotRows(context: Context, rows: readonly SlotRow[]): Promise<Applied> {
  const { db, townId } = context
  await queries.lockVolunteering(db, townId)
  const [known, units, teams] = [await queries.slotsByKey(db), await unitsByKey(context), await queries.teamsByKey(db)]
  const keyOf = ({ unitId, teamId, title }: Found & { title: string }) => [unitId, teamId ?? '', title].join('/')
  const there = await queries.activitiesKnown(db)
  const activities = new Map(there.map(each => [keyOf(each), each.id]))
  const silent = new Set(there.filter(({ contactPhone }) => contactPhone === null).map(({ id }) => id))
  const renewed = new Map<string, { contactName: string; contactPhone: string }>()
  const faults: RowFault[] = []
  const fresh: queries.ToldActivity[] = []
  const created: queries.ToldSlot[] = []
  let unchanged = 0
  for await (const { row, values } of givingWay(byKey(rows, sheet.volunteerSlotSheet.keyOf, 'code', faults).values())) {
    const unitId = units.get(values.unitCode)?.id
    const team = values.teamCode === null ? null : teams.get(values.teamCode)
    if (known.has(values.code)) unchanged += 1
    else if (!unitId) faults.push({ row, key: 'unitCode', message: `没有编码为“${values.unitCode}”的单元。` })
    else if (team === undefined || (team && team.unitId !== unitId)) faults.push({ row, key: 'teamCode', message: '这个单元没有这支队。' })
    else if (!(await mayOrganise(context, unitId))) faults.push({ row, key: 'unitCode', message: notYours })
    else {
      const at = { unitId, teamId: team?.id ?? null }
      const told = tell(context, values, at)
      if ('message' in told) faults.push({ row, ...told })
      else {
        const key = keyOf({ ...at, title: values.title })
        const activityId = activities.get(key) ?? newId(told.startsAt.getTime())
        if (!activities.has(key)) fresh.push(activityOf(context, activityId, values, at))
        activities.set(key, activityId)
        const { contactName, contactPhone } = values
        if (silent.has(activityId) && contactPhone !== null && isReached(context, told))
          renewed.set(activityId, { contactName, contactPhone })
        created.push({ ...told, activityId })
      }
    }
  }
  await queries.insertActivities(db, townId, fresh)
  await renewContacts(db, renewed)
  await queries.insertToldSlots(db, townId, created)
  return { created: created.length, updated: 0, unchanged, faults }
}

/** Is it to come, or over for so short a time that people still ask about it? */
const isReached = ({ today }: Context, { endsAt }: { endsAt: Date }) => dayOf(endsAt) > relationsSince(today)

const activityOf = ({ now }: Context, id: string, values: SlotRow['values'], at: Found): queries.ToldActivity => {
  const state = sheet.stateOf(values.state)
  return {
    id,
    ...at,
    title: values.title,
    place: values.place,
    contactName: values.contactName,
    contactPhone: values.contactPhone,
    minAge: values.minAge ?? 0,
    checkedAt: state === 'draft' ? null : now,
    openedAt: state === 'draft' || state === 'checked' ? null : now,
  }
}

const posted: readonly string[] = ['hoursPosted', 'disputeWindow', 'locked', 'corrected']

function tell(context: Context, values: SlotRow['values'], at: Found): Omit<queries.ToldSlot, 'activityId'> | Fault {
  const { now, today } = context
  const [startsAt, endsAt] = [timeOf(values.startsAt), timeOf(values.endsAt)]
  if (!startsAt || !endsAt) return { key: startsAt ? 'endsAt' : 'startsAt', message: '时间要写成2026-03-01 14:00这样。' }
  const state = sheet.stateOf(values.state)
  if (endsAt <= startsAt || endsAt.getTime() - startsAt.getTime() > 12 * 3_600_000)
    return { key: 'endsAt', message: '结束要晚于开始，一场最多12小时。' }
  if ([...values.title].length < 2 || [...values.place].length < 2) return { key: 'title', message: '名称和地点至少写2个字。' }
  if (posted.includes(state) && endsAt > now) return { key: 'state', message: '还没到时间，不能写办过了。' }
  if (values.contactPhone === null && isReached(context, { endsAt }))
    return { key: 'contactPhone', message: '要办的、办完不到6个月的，写联系电话。' }
  if ((state === 'cancelled') !== (values.cancelReason !== null)) return { key: 'cancelReason', message: '已取消的写原因，别的留空。' }
  // What is still in its seven days begins them anew: the volunteers have not seen it here yet.
  const postedOn = !posted.includes(state) ? null : state === 'hoursPosted' || state === 'disputeWindow' ? today : dayOf(endsAt)
  return {
    id: newId(startsAt.getTime()),
    ...at,
    startsAt,
    endsAt,
    places: values.places,
    state,
    cancelReason: values.cancelReason,
    postedOn,
    externalCode: values.code,
  }
}
