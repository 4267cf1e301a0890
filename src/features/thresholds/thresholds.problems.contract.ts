/** Thresholds (表决门槛): what may be wrong. */
import type { ProblemKind } from '#platform/shared/problem.ts'

export const problems = {
  easierThanAbove: {
    type: '/problems/thresholds/easier-than-above',
    status: 409,
    title: '比法律或上级的规定宽，不能用',
    remedy: '只能更严。请对照原来的数再改。',
  },
  townFirst: {
    type: '/problems/thresholds/town-first',
    status: 409,
    title: '这个数要由镇里先确认',
    remedy: '新法的数还没有确认。请镇党建办先确认。',
  },
  articleMissing: {
    type: '/problems/thresholds/article-missing',
    status: 409,
    title: '比原来的低，要写明新法哪一条',
    remedy: '请重新提出，写上新法的条文；没有这样的条文，就用原来的数。',
  },
  noProposal: {
    type: '/problems/thresholds/no-proposal',
    status: 409,
    title: '没有等着同意的修改',
    remedy: '请刷新页面看看是不是已经同意了。',
  },
} as const satisfies Record<string, ProblemKind>
