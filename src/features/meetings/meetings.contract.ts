/**
 * Meetings (组织生活): what crosses the wire about the meeting itself, its minutes and its actions.
 *
 * Attendance is what the recorder enters: no endpoint takes it from a device (UX-B6, domain §31).
 */
import { z } from 'zod'
import { defineEndpoint } from '#platform/shared/endpoint.ts'
import { Cursor, Id, Limit, LocalDate, pageOf, typed } from '#platform/shared/primitives.ts'
import { problems as common, type ProblemKind } from '#platform/shared/problem.ts'
import { rollEndpoints, Mark } from './meetings.roll.contract.ts'
import { Meeting, MeetingDetail, MeetingFields, MeetingKind, MeetingState } from './meetings.shapes.contract.ts'

export * from './meetings.roll.contract.ts'
export * from './meetings.shapes.contract.ts'

export const problems = {
  rollUnfinished: {
    type: '/problems/meetings/roll-unfinished',
    status: 409,
    title: '名册还没有记完',
    remedy: '请先记清每个人到会、请假还是缺席，再写会议记录。',
  },
  ballotsOpen: {
    type: '/problems/meetings/ballots-open',
    status: 409,
    title: '还有要表决的事项没有办完',
    remedy: '请先登记表决结果，或者撤下那一项，再写会议记录。',
  },
  itemTaken: {
    type: '/problems/meetings/item-taken',
    status: 409,
    title: '这一项已经有了，或者名额已满',
    remedy: '请核对已定的项目。',
  },
} as const satisfies Record<string, ProblemKind>

/** A pack of activities (活动包) and the items that the town has named so far. */
export const Pack = z.object({
  id: Id,
  name: z.string(),
  /** How many items the pack has when all are named. */
  size: z.number().int(),
  items: z.array(z.object({ id: Id, position: z.number().int(), name: z.string() })),
  allowedActions: z.array(z.string()),
})
export type Pack = z.infer<typeof Pack>

/** A body that the caller may convene. */
export const Host = z.object({ id: Id, name: z.string(), unitId: Id, unitName: z.string() })

const one = z.object({ meetingId: Id })
const oneAction = z.object({ actionId: Id })
const versioned = [common.editedMeanwhile, common.preconditionRequired]
const minutesText = typed('会议记录', 1, 5000)

export const endpoints = {
  list: defineEndpoint({
    name: 'meetings.list',
    method: 'GET',
    path: '/meetings',
    summary: 'Meetings that one may read, the latest first: of a unit and below, a body, a kind, a state, a stretch of days.',
    access: 'staff',
    query: z.object({
      below: Id.optional(),
      bodyId: Id.optional(),
      kind: MeetingKind.optional(),
      state: MeetingState.optional(),
      from: LocalDate.optional(),
      to: LocalDate.optional(),
      cursor: Cursor.optional(),
      limit: Limit,
    }),
    response: pageOf(Meeting).extend({ total: z.number().int() }),
  }),
  get: defineEndpoint({
    name: 'meetings.get',
    method: 'GET',
    path: '/meetings/:meetingId',
    summary: 'One meeting; agenda, minutes and actions only for the organisation and those on the roll.',
    access: 'staff',
    params: one,
    response: MeetingDetail,
  }),
  hosts: defineEndpoint({
    name: 'meetings.hosts',
    method: 'GET',
    path: '/meeting-hosts',
    summary: 'Party organisations whose meetings the caller keeps.',
    access: 'staff',
    response: z.object({ items: z.array(Host) }),
  }),
  create: defineEndpoint({
    name: 'meetings.create',
    method: 'POST',
    path: '/meetings',
    summary: 'Plan a meeting.',
    access: 'staff',
    body: MeetingFields,
    response: MeetingDetail,
    creates: true,
  }),
  edit: defineEndpoint({
    name: 'meetings.edit',
    method: 'PUT',
    path: '/meetings/:meetingId',
    summary: 'Change the plan, the notice or the agenda, until the minutes are written.',
    access: 'staff',
    params: one,
    body: MeetingFields,
    response: MeetingDetail,
    problems: versioned,
  }),
  cancel: defineEndpoint({
    name: 'meetings.cancel',
    method: 'PUT',
    path: '/meetings/:meetingId/cancellation',
    summary: 'Call a planned meeting off, with the reason; it stays on record.',
    access: 'staff',
    params: one,
    body: z.object({ reason: typed('原因', 2, 200) }),
    response: MeetingDetail,
  }),
  hold: defineEndpoint({
    name: 'meetings.hold',
    method: 'PUT',
    path: '/meetings/:meetingId/holding',
    summary: 'Say that the meeting took place; never before it has begun.',
    access: 'staff',
    params: one,
    response: MeetingDetail,
  }),
  writeMinutes: defineEndpoint({
    name: 'meetings.writeMinutes',
    method: 'PUT',
    path: '/meetings/:meetingId/minutes',
    summary: 'Write the minutes, once everyone on the roll is recorded.',
    access: 'staff',
    params: one,
    body: z.object({ text: minutesText }),
    response: MeetingDetail,
    problems: [problems.rollUnfinished, problems.ballotsOpen, ...versioned],
  }),
  correct: defineEndpoint({
    name: 'meetings.correct',
    method: 'POST',
    path: '/meetings/:meetingId/corrections',
    summary: 'Correct minutes or attendance with a reason, by someone else than who wrote them; the old text is kept.',
    access: 'staff',
    params: one,
    body: z.object({ text: minutesText, reason: typed('原因', 2, 200), marks: z.array(Mark).max(500).default([]) }),
    response: MeetingDetail,
    problems: versioned,
  }),
  addAction: defineEndpoint({
    name: 'meetings.addAction',
    method: 'POST',
    path: '/meetings/:meetingId/actions',
    summary: 'Give someone something to do, by a day.',
    access: 'staff',
    params: one,
    body: z.object({ title: typed('要做的事', 2, 100), ownerId: Id, dueOn: LocalDate }),
    response: MeetingDetail,
    creates: true,
  }),
  finishAction: defineEndpoint({
    name: 'meetings.finishAction',
    method: 'PUT',
    path: '/meeting-actions/:actionId/result',
    summary: 'Say what was done, by its owner.',
    access: 'staff',
    params: oneAction,
    body: z.object({ result: typed('结果', 2, 500) }),
    response: MeetingDetail,
  }),
  acceptAction: defineEndpoint({
    name: 'meetings.acceptAction',
    method: 'PUT',
    path: '/meeting-actions/:actionId/acceptance',
    summary: 'Accept what was done; never by the owner.',
    access: 'staff',
    params: oneAction,
    response: MeetingDetail,
  }),
  returnAction: defineEndpoint({
    name: 'meetings.returnAction',
    method: 'PUT',
    path: '/meeting-actions/:actionId/return',
    summary: 'Give back what is not done yet, with a new day; never by the owner.',
    access: 'staff',
    params: oneAction,
    body: z.object({ dueOn: LocalDate }),
    response: MeetingDetail,
  }),
  packs: defineEndpoint({
    name: 'meetings.packs',
    method: 'GET',
    path: '/activity-packs',
    summary: 'Packs of activities with the items that the town has named.',
    access: 'staff',
    response: z.object({ items: z.array(Pack) }),
  }),
  nameItem: defineEndpoint({
    name: 'meetings.nameItem',
    method: 'POST',
    path: '/activity-packs/:packId/items',
    summary: 'Name the next item of a pack; only the town does.',
    access: 'staff',
    params: z.object({ packId: Id }),
    body: z.object({ name: typed('名称', 2, 20) }),
    response: Pack,
    creates: true,
    problems: [problems.itemTaken],
  }),
  ...rollEndpoints,
}
