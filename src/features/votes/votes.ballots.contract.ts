/**
 * Ballots (表决事项): what crosses the wire about marks, votes and what two people say afterwards.
 *
 * Before the roll is fixed one person takes a matter off; after that only two break it off, and only two correct it.
 */
import { z } from 'zod'
import { defineEndpoint } from '#platform/shared/endpoint.ts'
import { Id, typed } from '#platform/shared/primitives.ts'
import type { ProblemKind } from '#platform/shared/problem.ts'
import { MarkManner, Method, Tally, VotingDetail } from './votes.shapes.contract.ts'

export const ballotProblems = {
  mayNotVote: {
    type: '/problems/votes/may-not-vote',
    status: 409,
    title: '这个人这次不能投票',
    remedy: '请对照名册：没有表决权、没有到会和回避的不投票。',
  },
  votedAlready: {
    type: '/problems/votes/voted-already',
    status: 409,
    title: '这个人已经投过票',
    remedy: '一人只记一次。请刷新页面核对。',
  },
  secretOnly: {
    type: '/problems/votes/secret-only',
    status: 409,
    title: '这件事要无记名投票',
    remedy: '请用无记名投票，再登记票数。',
  },
} as const satisfies Record<string, ProblemKind>

export const resolution = typed('决议草案', 1, 20_000)
const oneBallot = z.object({ ballotId: Id })

export const ballotEndpoints = {
  mark: defineEndpoint({
    name: 'votes.mark',
    method: 'POST',
    path: '/ballots/:ballotId/marks',
    summary: 'Mark who has cast a vote, each once; never what it was.',
    access: 'staff',
    params: oneBallot,
    body: z.object({
      marks: z
        .array(z.object({ lineId: Id, manner: MarkManner }))
        .min(1, '没有要记的人')
        .max(500, '一次最多记500人'),
    }),
    response: VotingDetail,
    problems: [ballotProblems.mayNotVote, ballotProblems.votedAlready],
  }),
  takeBackMark: defineEndpoint({
    name: 'votes.takeBackMark',
    method: 'PUT',
    path: '/ballots/:ballotId/marks/:lineId/correction',
    summary: 'Take back a mark that was entered in error, with the reason, before the vote is closed; it stays in sight.',
    access: 'staff',
    params: oneBallot.extend({ lineId: Id }),
    body: z.object({ reason: typed('原因', 2, 200) }),
    response: VotingDetail,
  }),
  close: defineEndpoint({
    name: 'votes.close',
    method: 'PUT',
    path: '/ballots/:ballotId/closing',
    summary: 'Enter the votes, which must add up to the marks, and close the ballot with its verdict; appended to the public record.',
    access: 'staff',
    params: oneBallot,
    body: z.object({ method: Method, tally: Tally }),
    response: VotingDetail,
    problems: [ballotProblems.secretOnly],
  }),
  cancel: defineEndpoint({
    name: 'votes.cancel',
    method: 'PUT',
    path: '/ballots/:ballotId/cancellation',
    summary: 'Take a matter off before the roll is fixed, with the reason; it stays in sight.',
    access: 'staff',
    params: oneBallot,
    body: z.object({ reason: typed('原因', 2, 200) }),
    response: VotingDetail,
  }),
  proposeCorrection: defineEndpoint({
    name: 'votes.proposeCorrection',
    method: 'POST',
    path: '/ballots/:ballotId/corrections',
    summary: 'Say what the closed result or the resolution should have been, and why; it holds once a second person agrees.',
    access: 'staff',
    params: oneBallot,
    body: z.object({
      tally: Tally,
      /** The resolution as it should have been written; null: it stays. */
      text: resolution.nullable().default(null),
      reason: typed('原因', 2, 200),
    }),
    response: VotingDetail,
    creates: true,
  }),
  confirmCorrection: defineEndpoint({
    name: 'votes.confirmCorrection',
    method: 'PUT',
    path: '/ballots/:ballotId/corrections/:correctionId/confirmation',
    summary: 'Agree to a correction as a second person; the old result stays in sight and both are in the public record.',
    access: 'staff',
    params: z.object({ ballotId: Id, correctionId: Id }),
    response: VotingDetail,
  }),
  dropCorrection: defineEndpoint({
    name: 'votes.dropCorrection',
    method: 'DELETE',
    path: '/ballots/:ballotId/corrections/:correctionId',
    summary: 'Take back a correction that waits, or refuse it as the second person; one that two have confirmed stays.',
    access: 'staff',
    params: z.object({ ballotId: Id, correctionId: Id }),
    response: VotingDetail,
  }),
  proposeCancellation: defineEndpoint({
    name: 'votes.proposeCancellation',
    method: 'POST',
    path: '/ballots/:ballotId/cancellations',
    summary: 'Say that the meeting broke off after the roll was fixed, and why; it holds once a second person agrees.',
    access: 'staff',
    params: oneBallot,
    body: z.object({ reason: typed('原因', 2, 200) }),
    response: VotingDetail,
    creates: true,
  }),
  confirmCancellation: defineEndpoint({
    name: 'votes.confirmCancellation',
    method: 'PUT',
    path: '/ballots/:ballotId/cancellations/confirmation',
    summary: 'Agree that the ballot broke off; one of the two is the chair of the meeting. It stays in sight and in the public record.',
    access: 'staff',
    params: oneBallot,
    response: VotingDetail,
  }),
  dropCancellation: defineEndpoint({
    name: 'votes.dropCancellation',
    method: 'DELETE',
    path: '/ballots/:ballotId/cancellations',
    summary: 'Take back that the ballot broke off, while it waits, or refuse it as the second person; the vote goes on.',
    access: 'staff',
    params: oneBallot,
    response: VotingDetail,
  }),
}
