/** Meetings (组织生活): planning, changing, holding and calling off; and what other features may ask. */
import { z } from 'zod'
import { action, type Context } from '#platform/server/action.ts'
import { requireVersion } from '#platform/server/versions.ts'
import { dayOf } from '#platform/shared/calendar.ts'
import { cursorOf, placeOf } from '#platform/shared/cursor.ts'
import { newId } from '#platform/shared/ids.ts'
import { Id, Instant } from '#platform/shared/primitives.ts'
import { invalidField, Problem, problems as common, type FieldError } from '#platform/shared/problem.ts'
import { AgendaItem, endpoints, isCivil, type Meeting, type MeetingDetail, type MeetingFields } from './meetings.contract.ts'
import { actionPolicy, meetingPolicy, type MeetingFacts } from './meetings.policy.ts'
import * as minutes from './meetings.minutes.queries.ts'
import * as queries from './meetings.queries.ts'
import * as rolls from './meetings.roll.queries.ts'
import { countRoll } from './meetings.roll.rules.ts'
import { meetingMachine, planFaults } from './meetings.rules.ts'

const Place = z.tuple([Instant, Id])

export const list = action(endpoints.list, async (context, { query: { cursor, limit, ...filter } }) => {
  context.require(meetingPolicy, 'list', null)
  const after = cursor === undefined ? null : placeOf(cursor, Place)
  const rows = await queries.listMeetings(context.db, context.today, filter, limit, after)
  const items = rows.slice(0, limit)
  const last = rows.length > limit ? items.at(-1) : undefined
  return {
    items: items.map(row => present(context, row, null)),
    nextCursor: last ? cursorOf([last.startsAt.toISOString(), last.id]) : null,
    total: await queries.countMeetings(context.db, context.today, filter),
  }
})

export const get = action(endpoints.get, async (context, { params }) => {
  context.require(meetingPolicy, 'get', null)
  return show(context, params.meetingId)
})

export const hosts = action(endpoints.hosts, async context => {
  context.require(meetingPolicy, 'hosts', null)
  return { items: await queries.hostsOn(context.db, context.today, 'mine') }
})

export const create = action(endpoints.create, async (context, { body }) => {
  const { id, unitId } = await plan(context, body)
  await context.record('meetings.create', { kind: 'meeting', id, unitId }, { kind: body.kind, bodyId: body.bodyId })
  return show(context, id)
})

/** Plans a meeting and records no event. Throws forbidden (403), and invalid (422) for a body that does not hold such meetings. */
export async function plan(context: Context, fields: MeetingFields): Promise<{ id: string; unitId: string }> {
  const { unitId, path } = await homeOf(context, fields)
  const startsAt = new Date(fields.startsAt)
  context.require(meetingPolicy, 'create', { path, kind: fields.kind, state: 'planned', rollFixed: false, startsAt, lastWriterId: null })
  await requireSound(context, fields, unitId)
  const id = newId(context.now.getTime())
  await queries.insertMeeting(context, context.townId, id, unitId, fields)
  return { id, unitId }
}

export const edit = action(endpoints.edit, async (context, { params: { meetingId }, body }) => {
  const meeting = await lockFor(context, meetingId, 'edit')
  const before = await show(context, meetingId)
  requireVersion(context, before, body)
  // A board's meeting never becomes Party life, nor the reverse: other people read the roll.
  if (isCivil(body.kind) !== isCivil(meeting.kind)) throw invalidField('#/kind', '组织生活和别的会议不能互换')
  if (isCivil(meeting.kind) && body.bodyId !== meeting.bodyId) throw invalidField('#/bodyId', '换了组织就是另一次会议')
  // Who may decide, and whose roll it is, was settled when it was called; only its day may move.
  if ((body.kind !== meeting.kind || body.bodyId !== meeting.bodyId) && (await queries.votesOf(context.db, meetingId)).votes)
    throw invalidField(body.kind === meeting.kind ? '#/bodyId' : '#/kind', '这次会议要表决，不能改。请取消，另开一次')
  const home = await homeOf(context, body)
  // A meeting may not be handed to an organisation that one has no say in.
  context.require(meetingPolicy, 'edit', { ...meeting.facts, kind: body.kind, path: home.path })
  await requireSound(context, body, home.unitId)
  if (meeting.state === 'held' && new Date(body.startsAt) > context.now) throw invalidField('#/startsAt', '已经开过的会，时间不能在以后')
  await queries.updateMeeting(context, context.townId, meetingId, home.unitId, body)
  const changed = Object.keys(body).filter(
    key => JSON.stringify(body[key as keyof MeetingFields]) !== JSON.stringify(before[key as keyof MeetingDetail]),
  )
  await context.record('meetings.edit', { kind: 'meeting', id: meetingId, unitId: home.unitId }, { changed })
  return show(context, meetingId)
})

export const cancel = action(endpoints.cancel, async (context, { params: { meetingId }, body }) => {
  const { state, unitId } = await lockFor(context, meetingId, 'cancel')
  await queries.moveMeeting(context.db, meetingId, {
    state: meetingMachine.next(state, 'cancel') as 'cancelled',
    cancelReason: body.reason,
  })
  await context.record('meetings.cancel', { kind: 'meeting', id: meetingId, unitId })
  return show(context, meetingId)
})

export const hold = action(endpoints.hold, async (context, { params: { meetingId } }) => {
  const { state, unitId } = await lockFor(context, meetingId, 'hold')
  await queries.moveMeeting(context.db, meetingId, { state: meetingMachine.next(state, 'hold') as 'held' })
  await context.record('meetings.hold', { kind: 'meeting', id: meetingId, unitId })
  return show(context, meetingId)
})

/** The unit that the body stands for on the day of the meeting. Throws invalid (422) if there is no such body then. */
async function homeOf(context: Context, { kind, bodyId, startsAt }: Pick<MeetingFields, 'kind' | 'bodyId' | 'startsAt'>) {
  const civil = isCivil(kind)
  const [host] = await queries.hostsOn(context.db, dayOf(new Date(startsAt)), { bodyId }, civil ? queries.civilLines : queries.partyLine)
  if (!host) throw invalidField('#/bodyId', civil ? '那一天没有这个自治组织或集体经济组织' : '那一天没有这个党组织')
  return { unitId: host.unitId, path: await queries.authorityOver(context.db, context.today, host.unitId) }
}

/** Throws invalid (422) with every fault of the fields. */
async function requireSound(context: Context, fields: MeetingFields, unitId: string) {
  const errors: FieldError[] = planFaults(fields)
  if (fields.itemId !== null && !(await minutes.listItems(context.db)).some(({ id }) => id === fields.itemId))
    errors.push({ pointer: '#/itemId', detail: '没有这一项活动' })
  if (fields.venueId !== null && !(await queries.venueExists(context.db, fields.venueId)))
    errors.push({ pointer: '#/venueId', detail: '没有这个阵地' })
  const near = new Set((await rolls.peopleNear(context.db, unitId, dayOf(new Date(fields.startsAt)))).map(({ id }) => id))
  for (const field of ['chairId', 'recorderId'] as const)
    if (fields[field] !== null && !near.has(fields[field])) errors.push({ pointer: `#/${field}`, detail: '没有这个人，或不在这个组织' })
  if (errors.length > 0) throw new Problem(common.invalid, undefined, { errors })
}

type Row = NonNullable<Awaited<ReturnType<typeof queries.findMeeting>>>
export type FoundMeeting = Row & { facts: MeetingFacts }

/** A meeting that one may read, with what the policy asks. Throws not-found (404). */
export async function findMeeting(context: Context, id: string): Promise<FoundMeeting> {
  const row = await queries.findMeeting(context.db, context.today, id)
  if (!row) throw new Problem(common.notFound, '没有这次会议，或不归您看。')
  const lastWriterId = row.state === 'minuted' ? await minutes.lastWriterOf(context.db, id) : null
  return { ...row, facts: factsOf(row, lastWriterId) }
}

/** The same, locked. Only those who may change it can lock it, so the policy is asked before and again after the wait. */
export async function lockFor(context: Context, id: string, name: Parameters<typeof meetingPolicy.allows>[0]): Promise<FoundMeeting> {
  context.require(meetingPolicy, name, (await findMeeting(context, id)).facts)
  await queries.lockMeeting(context.db, id)
  const meeting = await findMeeting(context, id)
  context.require(meetingPolicy, name, meeting.facts)
  return meeting
}

const factsOf = ({ path, kind, state, rollFixedAt, startsAt }: Row, lastWriterId: string | null): MeetingFacts => ({
  path,
  kind,
  state,
  rollFixed: rollFixedAt !== null,
  startsAt,
  lastWriterId,
})

function present({ actor, now }: Context, row: Row, lastWriterId: string | null): Meeting {
  const { path: _, rollVersion: __, startsAt, endsAt, minutedAt, rollFixedAt, ...rest } = row
  return {
    ...rest,
    startsAt: startsAt.toISOString(),
    endsAt: endsAt?.toISOString() ?? null,
    minutedAt: minutedAt?.toISOString() ?? null,
    rollFixedAt: rollFixedAt?.toISOString() ?? null,
    allowedActions: meetingPolicy.allowed(actor, factsOf(row, lastWriterId), now),
  }
}

/** The meeting with everything that the reader may see of it. */
export async function show(context: Context, id: string): Promise<MeetingDetail> {
  const { db, actor, now } = context
  const { facts, ...row } = await findMeeting(context, id)
  const names = await queries.namesIn(db, id)
  const nameOf = (personId: string | null) => (personId === null ? null : (names.get(personId) ?? null))
  const actions = await minutes.actionsOf(db, id)
  return {
    ...present(context, row, facts.lastWriterId),
    chairName: nameOf(row.chairId),
    recorderName: nameOf(row.recorderId),
    opened: await queries.isOpened(db, id),
    agenda: (await queries.agendaOf(context, id)).map(item => AgendaItem.parse(item)),
    roll: countRoll(await rolls.rollOf(context, id)),
    minutes: (await minutes.minutesOf(context, id)).map(({ writtenBy, writtenAt, ...text }) => ({
      ...text,
      writtenBy: nameOf(writtenBy),
      writtenAt: writtenAt.toISOString(),
    })),
    actions: actions.map(({ acceptedBy, meetingId: _, ...item }) => ({
      ...item,
      ownerName: nameOf(item.ownerId) ?? '',
      acceptedBy: nameOf(acceptedBy),
      allowedActions: actionPolicy.allowed(
        actor,
        { path: row.path, kind: row.kind, ownerId: item.ownerId, done: item.doneOn !== null, accepted: item.acceptedOn !== null },
        now,
      ),
    })),
  }
}
