/** Volunteer Xiqiao (志愿西樵): its refusals. */
import type { ProblemKind } from '#platform/shared/problem.ts'

export const problems = {
  teamTaken: {
    type: '/problems/volunteering/team-taken',
    status: 409,
    title: '这里已有同名的队',
    remedy: '请直接用那个队，或换一个名称。',
  },
  noInsurance: {
    type: '/problems/volunteering/no-insurance',
    status: 409,
    title: '有风险的活动，要先买保险',
    remedy: '请填好保险单号，再公开报名。',
  },
  noContact: {
    type: '/problems/volunteering/no-contact',
    status: 409,
    title: '活动的联系电话按期删了',
    remedy: '请先改活动，写上联系人和电话，再排场次。',
  },
  notVolunteer: {
    type: '/problems/volunteering/not-volunteer',
    status: 409,
    title: '还没有登记为志愿者',
    remedy: '请先登记，本人同意就行。',
  },
  banned: {
    type: '/problems/volunteering/banned',
    status: 409,
    title: '现在不能参加志愿服务',
    remedy: '原因和期限写在“我的志愿服务”里。有不同意见可以提出。',
  },
  underAge: { type: '/problems/volunteering/under-age', status: 409, title: '年龄还没到', remedy: '请选年龄合适的活动。' },
  noGuardian: {
    type: '/problems/volunteering/no-guardian',
    status: 409,
    title: '未满18岁，要监护人同意',
    remedy: '请监护人到柜台，或在登记时填写。',
  },
  busy: {
    type: '/problems/volunteering/busy',
    status: 409,
    title: '同一时间已有别的志愿服务',
    remedy: '请先退掉那一场，再报这一场。',
  },
  codeUnknown: {
    type: '/problems/volunteering/code-unknown',
    status: 409,
    title: '换人码不对，或已经用过',
    remedy: '请向对方再要一次。',
  },
  nothingToGive: {
    type: '/problems/volunteering/nothing-to-give',
    status: 409,
    title: '对方想换的那一场，您没有报上名',
    remedy: '请先和对方商量好换哪一场。',
  },
  partnerUnfit: {
    type: '/problems/volunteering/partner-unfit',
    status: 409,
    title: '对方现在参加不了那一场',
    remedy: '请另找一位，或不换。',
  },
  rollUnfinished: {
    type: '/problems/volunteering/roll-unfinished',
    status: 409,
    title: '名册还没有记完',
    remedy: '请先记清每个人到没到，再公布时长。',
  },
} as const satisfies Record<string, ProblemKind>
