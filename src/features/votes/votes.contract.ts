/**
 * Votes (表决会议): what crosses the wire about the meeting, its roll and its ballots.
 *
 * Nothing takes a vote from a device: the office enters what happened in the room, and what it enters later is shown as late.
 */
import { z } from 'zod'
import { LegalMatter, DecidingBody } from '#features/thresholds/thresholds.contract.ts'
import { defineEndpoint } from '#platform/shared/endpoint.ts'
import { Cursor, FileAnswer, Id, Limit, LocalDate, pageOf, typed } from '#platform/shared/primitives.ts'
import type { ProblemKind } from '#platform/shared/problem.ts'
import { ballotEndpoints, ballotProblems, resolution } from './votes.ballots.contract.ts'
import { fileEndpoints, fileProblems } from './votes.files.contract.ts'
import { registerEndpoints } from './votes.register.contract.ts'
import { LeftOut, VotingDetail, VotingFields, VotingMeeting } from './votes.shapes.contract.ts'

export * from './votes.ballots.contract.ts'
export * from './votes.files.contract.ts'
export * from './votes.register.contract.ts'
export * from './votes.shapes.contract.ts'

export const problems = {
  ...ballotProblems,
  ...fileProblems,
  noticeTooShort: {
    type: '/problems/votes/notice-too-short',
    status: 409,
    title: '通知的天数不够',
    remedy: '请改开会的日子，或者重新通知。',
  },
  noRule: {
    type: '/problems/votes/no-rule',
    status: 409,
    title: '表决的规则还不能用',
    remedy: '请镇里先确认这个组织的表决门槛。',
  },
  otherBody: {
    type: '/problems/votes/other-body',
    status: 409,
    title: '这件事不能由这个会议决定',
    remedy: '请提交成员大会。',
  },
  undeclared: {
    type: '/problems/votes/undeclared',
    status: 409,
    title: '还有人没有申报利益关系',
    remedy: '请先问清社委会每个人，再提交表决。',
  },
  rollUnready: {
    type: '/problems/votes/roll-unready',
    status: 409,
    title: '名册还不能定',
    remedy: '请先取好名册、记清到会，再定名册。',
  },
  proxyRefused: {
    type: '/problems/votes/proxy-refused',
    status: 409,
    title: '这个委托不算数',
    remedy: '请按规定委托，或者本人到会。',
  },
} as const satisfies Record<string, ProblemKind>

const one = z.object({ meetingId: Id })
const oneLine = z.object({ meetingId: Id, lineId: Id })

/** What is put to the vote. */
export const TabledItem = z.object({
  title: typed('议题', 2, 80),
  text: resolution,
  legalMatter: LegalMatter.default('ordinary'),
  /** Are officials' own interests involved? Then the vote is secret. */
  ownInterests: z.boolean().default(false),
})
export type TabledItem = z.infer<typeof TabledItem>

export const endpoints = {
  list: defineEndpoint({
    name: 'votes.list',
    method: 'GET',
    path: '/voting-meetings',
    summary: 'Meetings that vote, of those one may read, the latest first.',
    access: 'staff',
    query: z.object({
      below: Id.optional(),
      decidingBody: DecidingBody.optional(),
      from: LocalDate.optional(),
      to: LocalDate.optional(),
      cursor: Cursor.optional(),
      limit: Limit,
    }),
    /** `total`: null where there are more than anyone counts. */
    response: pageOf(VotingMeeting).extend({ total: z.number().int().nullable() }),
  }),
  get: defineEndpoint({
    name: 'votes.get',
    method: 'GET',
    path: '/voting-meetings/:meetingId',
    summary: 'One meeting with its roll, ballots and verdicts; the names only for the staff of the unit and its supervisors.',
    access: 'staff',
    params: one,
    response: VotingDetail,
  }),
  convene: defineEndpoint({
    name: 'votes.convene',
    method: 'POST',
    path: '/voting-meetings',
    summary: 'Call a meeting that votes, with its notice; one that was held already is entered as it was.',
    access: 'staff',
    body: VotingFields,
    response: VotingDetail,
    creates: true,
    problems: [problems.noticeTooShort, problems.noRule],
  }),
  drawRoll: defineEndpoint({
    name: 'votes.drawRoll',
    method: 'PUT',
    path: '/voting-meetings/:meetingId/roll',
    summary: 'Draw the roll from the register, or from the memberships, as they stand on the day of the meeting; again to add who is new.',
    access: 'staff',
    params: one,
    response: VotingDetail,
    problems: [problems.rollUnready],
  }),
  leaveOut: defineEndpoint({
    name: 'votes.leaveOut',
    method: 'PUT',
    path: '/voting-meetings/:meetingId/roll/:lineId/exclusion',
    summary: 'Leave a member out of those who ought to come, by a decision of the branch; null takes it back.',
    access: 'staff',
    params: oneLine,
    body: z.object({ exclusion: z.object({ reason: LeftOut, decision: typed('支部的决定', 2, 100) }).nullable() }),
    response: VotingDetail,
  }),
  giveProxy: defineEndpoint({
    name: 'votes.giveProxy',
    method: 'PUT',
    path: '/voting-meetings/:meetingId/roll/:lineId/proxy',
    summary: 'Enter a written proxy to someone else on the roll; null takes it back before the roll is fixed.',
    access: 'staff',
    params: oneLine,
    body: z.object({
      proxy: z
        .object({
          holderId: Id,
          /** What the holder is to the voter, e.g. 配偶. */
          relation: typed('关系', 1, 20),
          isNearRelative: z.boolean().default(false),
          writtenOn: LocalDate.nullable(),
        })
        .nullable(),
    }),
    response: VotingDetail,
    problems: [problems.proxyRefused, problems.noRule],
  }),
  recuse: defineEndpoint({
    name: 'votes.recuse',
    method: 'PUT',
    path: '/ballots/:ballotId/recusals/:lineId',
    summary: 'Enter that someone steps out of one matter, before the roll is fixed.',
    access: 'staff',
    params: z.object({ ballotId: Id, lineId: Id }),
    body: z.object({ reason: typed('原因', 2, 200) }),
    response: VotingDetail,
  }),
  fixRoll: defineEndpoint({
    name: 'votes.fixRoll',
    method: 'PUT',
    path: '/voting-meetings/:meetingId/fixed-roll',
    summary: 'Fix the roll with who is there, append it to the public record and open the ballots. It never changes again.',
    access: 'staff',
    params: one,
    response: VotingDetail,
    problems: [problems.rollUnready, problems.noticeTooShort, problems.noRule],
  }),
  table: defineEndpoint({
    name: 'votes.table',
    method: 'POST',
    path: '/voting-meetings/:meetingId/ballots',
    summary: 'Put a matter to the vote, before the roll is fixed.',
    access: 'staff',
    params: one,
    body: TabledItem,
    response: VotingDetail,
    creates: true,
    problems: [problems.otherBody, problems.noRule, problems.undeclared],
  }),
  observe: defineEndpoint({
    name: 'votes.observe',
    method: 'POST',
    path: '/voting-meetings/:meetingId/observers',
    summary: 'Enter who attends without a vote, and as what.',
    access: 'staff',
    params: one,
    body: z.object({ name: typed('姓名', 1, 50), capacity: typed('身份', 2, 40) }),
    response: VotingDetail,
    creates: true,
  }),
  minuteOpinion: defineEndpoint({
    name: 'votes.minuteOpinion',
    method: 'PUT',
    path: '/vote-observers/:observerId/opinion',
    summary: 'Write down what an observer said and what was answered, until the minutes are written.',
    access: 'staff',
    params: z.object({ observerId: Id }),
    body: z.object({ opinion: typed('意见', 1, 1000), reply: typed('答复', 1, 1000).nullable().default(null) }),
    response: VotingDetail,
  }),
  document: defineEndpoint({
    name: 'votes.document',
    method: 'GET',
    path: '/voting-meetings/:meetingId/document',
    summary: 'The minutes as an official document, with roll, observers and results.',
    access: 'staff',
    params: one,
    response: FileAnswer,
    download: ['application/vnd.openxmlformats-officedocument.wordprocessingml.document'],
  }),
  ...ballotEndpoints,
  ...fileEndpoints,
  ...registerEndpoints,
}
