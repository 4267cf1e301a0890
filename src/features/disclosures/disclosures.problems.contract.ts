/** Disclosure (公示公开): what stands in the way of a publication or an objection, and what to do about it. */
import type { ProblemKind } from '#platform/shared/problem.ts'

export const problems = {
  incomplete: {
    type: '/problems/disclosures/incomplete',
    status: 409,
    title: '公示还没写全',
    remedy: '请补上列出的各样，再提交。',
  },
  personalFindings: {
    type: '/problems/disclosures/personal-findings',
    status: 409,
    title: '里面有个人信息，不能发布',
    remedy: '请按建议打上星号。确实要公开的，先写影响评估。',
  },
  nothingToPost: {
    type: '/problems/disclosures/nothing-to-post',
    status: 409,
    title: '现在没有可以张贴的',
    remedy: '发布以后才有海报。撤下的不再张贴。',
  },
  neverAccepted: {
    type: '/problems/disclosures/never-accepted',
    status: 409,
    title: '身份证号和银行卡号不能公开',
    remedy: '请打上星号，或删去。',
  },
  findingGone: {
    type: '/problems/disclosures/finding-gone',
    status: 409,
    title: '这一处已经改过了',
    remedy: '请重新检查一遍。',
  },
  tooLateForPolling: {
    type: '/problems/disclosures/too-late-for-polling',
    status: 409,
    title: '离选举日太近了',
    remedy: '选民名单要在选举日的20日前公布。请改选举日。',
  },
  periodOver: {
    type: '/problems/disclosures/period-over',
    status: 409,
    title: '提异议的期限过了',
    remedy: '还有疑问，可以向镇里反映。',
  },
  fileUnknown: {
    type: '/problems/disclosures/file-unknown',
    status: 422,
    title: '只收Word、Excel和PDF文件',
    remedy: '请另存为docx、xlsx或pdf，再上传。',
  },
} as const satisfies Record<string, ProblemKind>
