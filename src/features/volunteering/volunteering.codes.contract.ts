/** Signing up with a code by telephone (手机验证码报名): what crosses the wire, where a message gateway is configured. */
import { z } from 'zod'
import { defineEndpoint } from '#platform/shared/endpoint.ts'
import { Id, Mobile, typed } from '#platform/shared/primitives.ts'
import type { ProblemKind } from '#platform/shared/problem.ts'
import { problems } from './volunteering.problems.contract.ts'

export const codeProblems = {
  noGateway: {
    type: '/problems/volunteering/no-gateway',
    status: 409,
    title: '这里还不能用验证码报名',
    remedy: '请登录后报名，或打电话、到站点，我们替您登记。',
  },
  codeWrong: {
    type: '/problems/volunteering/code-wrong',
    status: 409,
    title: '验证码不对、用过或过期了',
    remedy: '请核对短信，或重新要一个。',
  },
} as const satisfies Record<string, ProblemKind>

export const codeEndpoints = {
  askCode: defineEndpoint({
    name: 'volunteering.askCode',
    method: 'POST',
    path: '/volunteer-slots/:slotId/codes',
    summary: 'Ask for a code to the telephone on record. The answer is the same whether or not such a volunteer is on record.',
    access: 'public',
    params: z.object({ slotId: Id }),
    body: z.object({ name: typed('姓名', 1, 50), phone: Mobile }),
    response: z.object({ codeId: Id, minutes: z.number().int() }),
    limit: 'submit',
    problems: [codeProblems.noGateway],
  }),
  signUpByCode: defineEndpoint({
    name: 'volunteering.signUpByCode',
    method: 'PUT',
    path: '/volunteer-slots/:slotId/codes/:codeId',
    summary: 'Sign up with the code; whoever comes after the last place waits in order.',
    access: 'public',
    params: z.object({ slotId: Id, codeId: Id }),
    body: z.object({
      code: z
        .string()
        .trim()
        .regex(/^\d{6}$/, '验证码是6位数字'),
    }),
    response: z.object({ place: z.number().int(), waits: z.boolean() }),
    limit: 'lookUp',
    problems: [codeProblems.codeWrong, problems.notVolunteer, problems.banned, problems.underAge, problems.noGuardian, problems.busy],
  }),
}
