/** Accounts (账号): what may be wrong. */
import type { ProblemKind } from '#platform/shared/problem.ts'

export const problems = {
  signInFailed: {
    type: '/problems/accounts/sign-in-failed',
    status: 401,
    title: '登录名或密码不对',
    remedy: '请检查大小写，再试一次。忘了密码请找系统管理员。',
  },
  codeWrong: {
    type: '/problems/accounts/code-wrong',
    status: 401,
    title: '动态口令不对',
    remedy: '请等手机上出现新的6位数字，再输入。',
  },
  locked: {
    type: '/problems/accounts/locked',
    status: 429,
    title: '试的次数太多，先锁住了',
    remedy: '最多15分钟就会自动解锁。急用请找安全管理员。',
  },
  linkSpent: {
    type: '/problems/accounts/link-spent',
    status: 410,
    title: '这个链接不能用了',
    remedy: '链接只能用一次，过期也会作废。请找系统管理员再发一个。',
  },
  notBound: {
    type: '/problems/accounts/not-bound',
    status: 403,
    title: '统一登录没有成功',
    remedy: '请先用密码登录，再绑定统一登录。绑定过的请重试一次。',
  },
  codeRequired: {
    type: '/problems/accounts/code-required',
    status: 403,
    title: '请先输入动态口令',
    remedy: '这件事涉及个人信息。请打开“动态口令”页面，输入手机上的6位数字。',
  },
} as const satisfies Record<string, ProblemKind>
