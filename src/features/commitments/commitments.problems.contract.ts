/** Commitments (双报到与领岗履职): the refusals of report-ins, notes and hours. */
import type { ProblemKind } from '#platform/shared/problem.ts'

export const problems = {
  alreadyReported: {
    type: '/problems/commitments/already-reported',
    status: 409,
    title: '这个人已经报到，或已经邀请',
    remedy: '请打开原来的；搬了家的先登记离开，邀错了的先撤回。',
  },
  noteExists: {
    type: '/problems/commitments/note-exists',
    status: 409,
    title: '这半年的反馈已经写了',
    remedy: '请打开那一份；本人有异议的，可以改写。',
  },
  hoursTaken: {
    type: '/problems/commitments/hours-taken',
    status: 409,
    title: '这个人这段时间已有认可的时数',
    remedy: '同一段时间只算一次。请核对时间，或不认可这一条。',
  },
  noteEarly: {
    type: '/problems/commitments/note-early',
    status: 409,
    title: '这半年还没过完',
    remedy: '请过完再写。人要离开的，先登记离开，再写。',
  },
  noteOutdated: {
    type: '/problems/commitments/note-outdated',
    status: 409,
    title: '写好以后，时数又变了',
    remedy: '请改写一次，重新算时数，再请本人看。',
  },
  noteUnread: {
    type: '/problems/commitments/note-unread',
    status: 409,
    title: '本人还没有看过',
    remedy: '请等本人看过，或满10个工作日再发。',
  },
} as const satisfies Record<string, ProblemKind>
