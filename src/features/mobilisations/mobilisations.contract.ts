/**
 * Mobilisations (动员): what crosses the wire.
 *
 * Danger is the one case in which a town may ask people to posts for a time: by a decision with a number, for at most 30 days
 * each, and what is known of people by it goes when it ends. Source: domain §21; PIPL art. 13(4), 19, 47.
 */
import { z } from 'zod'
import { defineEndpoint } from '#platform/shared/endpoint.ts'
import { Id, Instant, LocalDate, typed } from '#platform/shared/primitives.ts'
import { problems as common, type ProblemKind } from '#platform/shared/problem.ts'
import { Mobilisation, MobilisationDetail, RosterLine, Shift, TemporaryBranch } from './mobilisations.shapes.contract.ts'

export * from './mobilisations.shapes.contract.ts'

export const problems = {
  tooLong: {
    type: '/problems/mobilisations/too-long',
    status: 422,
    title: '一次决定最多管30天',
    remedy: '请把截止日改到30天以内。到期还要继续，再作一次决定。',
  },
  twoPlaces: {
    type: '/problems/mobilisations/two-places',
    status: 409,
    title: '这个人那段时间已在别的地方值守',
    remedy: '请换一个人，或换一个班次。',
  },
  full: { type: '/problems/mobilisations/full', status: 409, title: '这个班次的人已经够了', remedy: '请安排到别的班次。' },
  ownShift: {
    type: '/problems/mobilisations/own-shift',
    status: 409,
    title: '自己的值守要由另一个人确认',
    remedy: '请让村里的另一名工作人员确认。',
  },
  notYet: { type: '/problems/mobilisations/not-yet', status: 409, title: '班次还没有开始', remedy: '请在开始以后再确认。' },
  onlyAppointed: {
    type: '/problems/mobilisations/only-appointed',
    status: 409,
    title: '临时党支部只有一名书记',
    remedy: '请先免去现在的书记，再任命新的。',
  },
} as const satisfies Record<string, ProblemKind>

const one = z.object({ mobilisationId: Id })
const oneShift = z.object({ shiftId: Id })
const oneLine = z.object({ lineId: Id })
const oneBranch = z.object({ branchId: Id })
const versioned = [common.editedMeanwhile, common.preconditionRequired]
const decision = {
  number: typed('文号', 2, 40),
  decidedOn: LocalDate,
  /** Who decided for the town. */
  deciderId: Id,
}
const task = typed('任务', 2, 500)

export const endpoints = {
  list: defineEndpoint({
    name: 'mobilisations.list',
    method: 'GET',
    path: '/mobilisations',
    summary: 'Mobilisations, the latest first.',
    access: 'staff',
    response: z.object({ items: z.array(Mobilisation), allowedActions: z.array(z.string()) }),
  }),
  get: defineEndpoint({
    name: 'mobilisations.get',
    method: 'GET',
    path: '/mobilisations/:mobilisationId',
    summary:
      'One mobilisation with its decisions and the shifts of one of its days, by hour and place; today if left out, or its last day.',
    access: 'staff',
    params: one,
    query: z.object({ on: LocalDate.optional() }),
    response: MobilisationDetail,
  }),
  declare: defineEndpoint({
    name: 'mobilisations.declare',
    method: 'POST',
    path: '/mobilisations',
    summary: 'Declare a mobilisation by the town’s decision, for at most 30 days.',
    access: 'staff',
    body: z.object({ title: typed('名称', 2, 60), task, startsOn: LocalDate, endsOn: LocalDate, ...decision }),
    response: MobilisationDetail,
    creates: true,
    problems: [problems.tooLong],
  }),
  extend: defineEndpoint({
    name: 'mobilisations.extend',
    method: 'PUT',
    path: '/mobilisations/:mobilisationId/extension',
    summary: 'Let it go on by another decision, for at most 30 days from that day.',
    access: 'staff',
    params: one,
    body: z.object({ endsOn: LocalDate, ...decision }),
    response: MobilisationDetail,
    problems: [problems.tooLong, ...versioned],
  }),
  end: defineEndpoint({
    name: 'mobilisations.end',
    method: 'PUT',
    path: '/mobilisations/:mobilisationId/end',
    summary: 'End it before its time; people are cleared from the roster the same night.',
    access: 'staff',
    params: one,
    body: z.object(decision),
    response: MobilisationDetail,
    problems: versioned,
  }),
  addShift: defineEndpoint({
    name: 'mobilisations.addShift',
    method: 'POST',
    path: '/mobilisations/:mobilisationId/shifts',
    summary: 'Add a shift: a place, hours and how many are needed.',
    access: 'staff',
    params: one,
    body: z.object({
      unitId: Id,
      place: typed('地点', 2, 60),
      startsAt: Instant,
      hours: z.number().int().min(1, '最少1小时').max(24, '最多24小时'),
      needed: z.number().int().min(1, '最少1人').max(200, '最多200人'),
    }),
    response: Shift,
    creates: true,
  }),
  roster: defineEndpoint({
    name: 'mobilisations.roster',
    method: 'GET',
    path: '/mobilisation-shifts/:shiftId/roster',
    summary: 'Who stands in a shift; without names when the mobilisation is over and cleared.',
    access: 'staff',
    params: oneShift,
    response: z.object({ shift: Shift, items: z.array(RosterLine) }),
  }),
  assign: defineEndpoint({
    name: 'mobilisations.assign',
    method: 'POST',
    path: '/mobilisation-shifts/:shiftId/roster',
    summary: 'Put someone who is willing on a shift.',
    access: 'staff',
    params: oneShift,
    body: z.object({ personId: Id }),
    response: RosterLine,
    creates: true,
    problems: [problems.twoPlaces, problems.full],
  }),
  withdraw: defineEndpoint({
    name: 'mobilisations.withdraw',
    method: 'PUT',
    path: '/mobilisation-roster/:lineId/withdrawal',
    summary: 'Take someone off a shift, without asking why: by the office or the person.',
    access: 'staff',
    params: oneLine,
    response: RosterLine,
  }),
  confirm: defineEndpoint({
    name: 'mobilisations.confirm',
    method: 'PUT',
    path: '/mobilisation-roster/:lineId/confirmation',
    summary: 'Confirm that someone stood there; never oneself, never before it began, and without a photo.',
    access: 'staff',
    params: oneLine,
    response: RosterLine,
    problems: [problems.ownShift, problems.notYet],
  }),
  branches: defineEndpoint({
    name: 'mobilisations.branches',
    method: 'GET',
    path: '/temporary-branches',
    summary: 'Temporary branches, the latest proposed first.',
    access: 'staff',
    response: z.object({ items: z.array(TemporaryBranch), allowedActions: z.array(z.string()) }),
  }),
  proposeBranch: defineEndpoint({
    name: 'mobilisations.proposeBranch',
    method: 'POST',
    path: '/temporary-branches',
    summary: 'Propose a temporary branch for a task with an expected end.',
    access: 'staff',
    body: z.object({
      unitId: Id,
      parentId: Id,
      mobilisationId: Id.nullable().default(null),
      name: typed('名称', 2, 80),
      task,
      endsOn: LocalDate,
    }),
    response: TemporaryBranch,
    creates: true,
  }),
  approveBranch: defineEndpoint({
    name: 'mobilisations.approveBranch',
    method: 'PUT',
    path: '/temporary-branches/:branchId/approval',
    summary: 'Enter the superior committee’s approval: the branch is founded, with its last day; never by who proposed it.',
    access: 'staff',
    params: oneBranch,
    body: z.object({ foundedOn: LocalDate, endsOn: LocalDate, ...decision }),
    response: TemporaryBranch,
    problems: versioned,
  }),
  declineBranch: defineEndpoint({
    name: 'mobilisations.declineBranch',
    method: 'PUT',
    path: '/temporary-branches/:branchId/refusal',
    summary: 'Enter that the superior committee does not approve, with the reason.',
    access: 'staff',
    params: oneBranch,
    body: z.object({ reason: typed('理由', 2, 200), decidedOn: LocalDate, deciderId: Id }),
    response: TemporaryBranch,
    problems: versioned,
  }),
  extendBranch: defineEndpoint({
    name: 'mobilisations.extendBranch',
    method: 'PUT',
    path: '/temporary-branches/:branchId/extension',
    summary: 'Give an approved branch a later last day, by another decision.',
    access: 'staff',
    params: oneBranch,
    body: z.object({ endsOn: LocalDate, ...decision }),
    response: TemporaryBranch,
    problems: versioned,
  }),
  appoint: defineEndpoint({
    name: 'mobilisations.appoint',
    method: 'POST',
    path: '/temporary-branches/:branchId/seats',
    summary: 'Appoint someone to the committee of a temporary branch.',
    access: 'staff',
    params: oneBranch,
    body: z.object({ personId: Id, role: z.enum(['secretary', 'deputy', 'member']) }),
    response: TemporaryBranch,
    creates: true,
    problems: [problems.onlyAppointed],
  }),
  dismiss: defineEndpoint({
    name: 'mobilisations.dismiss',
    method: 'PUT',
    path: '/temporary-branches/:branchId/seats/:seatId/end',
    summary: 'End a seat in the committee from today on.',
    access: 'staff',
    params: oneBranch.extend({ seatId: Id }),
    response: TemporaryBranch,
  }),
}
