/** Requests (诉求): the endpoints of the resident, by number and query code. */
import { z } from 'zod'
import { defineEndpoint } from '#platform/shared/endpoint.ts'
import { Id, typed } from '#platform/shared/primitives.ts'
import { problems, ResidentView } from './requests.shapes.contract.ts'

/** Which answer of the office is meant: the id of the step that the page shows. Nobody closes a case by an answer unread. */
const answers = Id

const asResident = { access: 'receipt', response: ResidentView } as const

export const residentEndpoints = {
  lookUp: defineEndpoint({
    name: 'requests.lookUp',
    method: 'POST',
    path: '/receipts',
    summary: 'Open a case by number and query code: a pass for 30 minutes.',
    access: 'public',
    limit: 'lookUp',
    body: z.object({ number: typed('编号', 2, 40), code: typed('查询码', 4, 40) }),
    response: z.object({ pass: z.string() }),
    problems: [problems.wrongReceipt],
  }),
  track: defineEndpoint({
    ...asResident,
    name: 'requests.track',
    method: 'GET',
    path: '/receipts/mine',
    summary: 'My case, step by step.',
  }),
  confirm: defineEndpoint({
    ...asResident,
    name: 'requests.confirm',
    method: 'PUT',
    path: '/receipts/mine/confirmation',
    summary: 'It is solved: only the resident says so; with a remark, if there is one.',
    body: z.object({ answers, text: typed('补充', 1, 500).optional() }),
    problems: [problems.answeredAnew],
  }),
  reject: defineEndpoint({
    ...asResident,
    name: 'requests.reject',
    method: 'PUT',
    path: '/receipts/mine/rejection',
    summary: 'It is not solved: it goes back, with the reason.',
    body: z.object({ answers, text: typed('哪里没办好', 2, 500) }),
    problems: [problems.answeredAnew],
  }),
  remark: defineEndpoint({
    ...asResident,
    name: 'requests.remark',
    method: 'POST',
    path: '/receipts/mine/remarks',
    summary: 'Add a remark without deciding.',
    creates: true,
    limit: 'submit',
    body: z.object({ text: typed('补充', 2, 500) }),
  }),
  withdraw: defineEndpoint({
    ...asResident,
    name: 'requests.withdraw',
    method: 'PUT',
    path: '/receipts/mine/withdrawal',
    summary: 'Take the case back while it is open.',
  }),
  reopen: defineEndpoint({
    ...asResident,
    name: 'requests.reopen',
    method: 'PUT',
    path: '/receipts/mine/reopening',
    summary: 'Once within 30 days: it came back.',
    body: z.object({ text: typed('出了什么问题', 2, 500) }),
  }),
  separate: defineEndpoint({
    ...asResident,
    name: 'requests.separate',
    method: 'PUT',
    path: '/receipts/mine/separation',
    summary: 'The case that mine was merged into is said to be done, and mine is not solved: it is handled by itself, with the reason.',
    body: z.object({ text: typed('哪里没办好', 2, 500) }),
  }),
}
