/**
 * Requests (诉求): what crosses the wire.
 *
 * A request is a resident's trouble. It enters at the lowest level that has a handler, always has
 * an owner, and only the resident closes it as solved.
 * Source: design D1; domain §14.4; anchors 5.3.
 */
import { z } from 'zod'
import { defineEndpoint } from '#platform/shared/endpoint.ts'
import { Cursor, Id, Instant, Limit, LocalDate, Mobile, pageOf, typed } from '#platform/shared/primitives.ts'
import type { ProblemKind } from '#platform/shared/problem.ts'

export const RequestState = z.enum([
  'submitted',
  'accepted',
  'notAccepted',
  'assigned',
  'inProgress',
  'paused',
  'proposed',
  'rejectedByResident',
  'solved',
  'unanswered',
  'returned',
  'withdrawn',
  'merged',
])
export type RequestState = z.infer<typeof RequestState>

export const Lamp = z.enum(['ok', 'soon', 'late', 'paused', 'waiting', 'done'])
export type Lamp = z.infer<typeof Lamp>
export const Channel = z.enum(['web', 'counter', 'phone', 'visit', 'hotline'])
export type Channel = z.infer<typeof Channel>
export const ConsentBasis = z.enum(['present', 'byPhone', 'atHome', 'hotlineRecord'])
export type ConsentBasis = z.infer<typeof ConsentBasis>
export const RefusalReason = z.enum(['otherAuthority', 'inCourt', 'petition', 'emergency', 'unclear', 'notPlace'])
export type RefusalReason = z.infer<typeof RefusalReason>
export const ReturnReason = z.enum(['notOurDuty', 'notOurPlace', 'otherOwner', 'needsJoint'])
export type ReturnReason = z.infer<typeof ReturnReason>
export const PauseReason = z.enum(['parts', 'weather', 'survey', 'approval', 'residentAway'])
export type PauseReason = z.infer<typeof PauseReason>
export const RevealReason = z.enum(['callBack', 'visit', 'proof', 'urgent'])
export type RevealReason = z.infer<typeof RevealReason>
export const SealedField = z.enum(['name', 'phone', 'address'])
export type SealedField = z.infer<typeof SealedField>

const Text = typed('什么事', 4, 1000)
const Words = typed('说明', 2, 500)
const optionalText = <S extends z.ZodType>(schema: S) =>
  z.preprocess(value => (value === '' || value === null ? undefined : value), schema.optional())
/** A checkbox of a plain form, or a boolean. */
const Tick = z.preprocess(value => value === true || value === 'on' || value === 'true' || value === '1', z.boolean())

const what = {
  text: Text,
  unitId: z.uuid('请选村（社区）'),
  near: typed('附近有什么', 1, 100),
  contactName: optionalText(typed('称呼', 1, 50)),
  contactPhone: optionalText(Mobile),
  /** Agreed that the matter is shown to the public, without the reporter. */
  publicAgreed: Tick,
  /** About the village's own officials: it goes around the village. */
  aboutOfficials: Tick,
  photoIds: z.array(Id).max(3, '最多3张照片').default([]),
}
export const Submission = z.object({
  ...what,
  formKey: z
    .string()
    .regex(/^[0-9a-f]{32}$/)
    .optional(),
})
export const Entry = z.object({
  ...what,
  address: optionalText(typed('住址', 2, 100)),
  channel: z.enum(['counter', 'phone', 'visit', 'hotline']),
  outsideNumber: optionalText(typed('热线编号', 1, 40)),
  consentBasis: ConsentBasis,
})

/** Shown once; the code is nowhere afterwards. */
export const Receipt = z.object({ id: Id, number: z.string(), code: z.string() })

export const Clock = z.object({
  state: z.enum(['running', 'paused', 'waiting', 'ended']),
  /** Working days: allowed, used, and left (negative when late). */
  limit: z.number().int(),
  used: z.number().int(),
  remaining: z.number().int(),
  /** The last day in time; null while the clock stands still. */
  dueOn: LocalDate.nullable(),
  /** A year without published holidays was counted Monday to Friday. */
  estimated: z.boolean(),
  startedOn: LocalDate,
  stops: z.array(
    z.object({
      from: LocalDate,
      to: LocalDate.nullable(),
      kind: z.enum(['pause', 'waiting']),
      reason: PauseReason.nullable(),
      authorName: z.string().nullable(),
    }),
  ),
})

export const RequestRow = z.object({
  id: Id,
  number: z.string(),
  title: z.string(),
  state: RequestState,
  lamp: Lamp,
  /** Last day in time of the unit's clock; null while it stands still. */
  dueOn: LocalDate.nullable(),
  categoryName: z.string().nullable(),
  unitId: Id,
  unitName: z.string(),
  villageName: z.string(),
  handlerName: z.string(),
  submittedAt: Instant,
  returnCount: z.number().int(),
  jointMeetingOn: LocalDate.nullable(),
  aboutOfficials: z.boolean(),
  allowedActions: z.array(z.string()),
})
export type RequestRow = z.infer<typeof RequestRow>

export const Step = z.object({
  id: Id,
  at: Instant,
  name: z.string(),
  /** What happened, in plain words. */
  sentence: z.string(),
  actorName: z.string().nullable(),
  text: z.string().nullable(),
})
export type Step = z.infer<typeof Step>

export const Photo = z.object({ id: Id, width: z.number().int(), height: z.number().int() })

const story = {
  id: Id,
  number: z.string(),
  title: z.string(),
  text: z.string(),
  near: z.string(),
  state: RequestState,
  lamp: Lamp,
  unitName: z.string(),
  villageName: z.string(),
  categoryName: z.string().nullable(),
  handlerName: z.string(),
  submittedAt: Instant,
  closedAt: Instant.nullable(),
  solvedBy: z.enum(['resident', 'onBehalf']).nullable(),
  /** Days since the resident spoke; it never stops until the case ends. */
  residentDays: z.number().int(),
  clock: Clock,
  answerDueOn: LocalDate.nullable(),
  photos: z.array(Photo),
  steps: z.array(Step),
  mergedIntoNumber: z.string().nullable(),
  version: z.number().int(),
  allowedActions: z.array(z.string()),
}

/** What staff see of a case. Contact fields are masked. */
export const RequestDetail = z.object({
  ...story,
  unitId: Id,
  channel: Channel,
  outsideNumber: z.string().nullable(),
  enteredByName: z.string().nullable(),
  consentBasis: ConsentBasis.nullable(),
  contact: z.object({ name: z.string().nullable(), phone: z.string().nullable(), address: z.string().nullable() }),
  publicAgreed: z.boolean(),
  publicLine: z.string().nullable(),
  aboutOfficials: z.boolean(),
  returnCount: z.number().int(),
  jointMeetingOn: LocalDate.nullable(),
  level: z.object({ unitId: Id, unitName: z.string(), since: Instant, dueOn: LocalDate.nullable() }),
  suggestedBodyId: Id.nullable(),
})
export type RequestDetail = z.infer<typeof RequestDetail>

/** What the resident sees: every step, both clocks, and who opened the sealed fields. */
export const ResidentView = z.object({
  ...story,
  readers: z.array(z.object({ at: Instant, sentence: z.string() })),
  reopenUntil: LocalDate.nullable(),
})
export type ResidentView = z.infer<typeof ResidentView>

export const Category = z.object({
  id: Id,
  parentId: Id.nullable(),
  code: z.string(),
  name: z.string(),
  workingDays: z.number().int(),
  owner: z.string(),
  reason: z.string(),
})

export const problems = {
  wrongReceipt: {
    type: '/problems/requests/wrong-receipt',
    status: 404,
    title: '编号和查询码对不上',
    remedy: '请照着回执再输一次。查询码丢了，可到窗口重新打印。',
  },
  emergency: {
    type: '/problems/requests/emergency',
    status: 422,
    title: '这件事请打报警电话',
    remedy: '有危险请马上打110、119或120。这里不能马上到场，所以没有记下。',
  },
  notCapable: { type: '/problems/requests/not-capable', status: 422, title: '不能交给这个人或单位', remedy: '请从列出的人和单位里选。' },
  topLevel: { type: '/problems/requests/top-level', status: 409, title: '已经在镇里，不能再往上转', remedy: '请交给镇里的部门办。' },
  merged: {
    type: '/problems/requests/cannot-merge',
    status: 422,
    title: '这两件事不能合并',
    remedy: '请选另一件还在办的、同一个地方的事。',
  },
  notSealed: { type: '/problems/requests/nothing-sealed', status: 409, title: '居民没有留这一项', remedy: '没有可看的内容。' },
} as const satisfies Record<string, ProblemKind>

const one = z.object({ requestId: Id })
const asStaff = { access: 'staff', params: one, response: RequestDetail } as const
const asResident = { access: 'receipt', response: ResidentView } as const
/** To whom: exactly one of a department, a person, or a unit's desk. */
const Handler = { bodyId: Id.optional(), personId: Id.optional(), unitId: Id.optional() }

export const Filters = z.object({
  q: z.string().max(60).optional(),
  unitId: Id.optional(),
  state: z.enum([...RequestState.options, 'open', 'closed']).optional(),
  categoryId: Id.optional(),
  lamp: Lamp.optional(),
  from: LocalDate.optional(),
  to: LocalDate.optional(),
  handlerId: Id.optional(),
  jointMeeting: z.stringbool().optional(),
  sort: z.enum(['due', 'newest', 'number']).default('due'),
})
export const Box = z.enum(['todo', 'done', 'mine', 'copied'])

export const endpoints = {
  submit: defineEndpoint({
    name: 'requests.submit',
    method: 'POST',
    path: '/requests',
    summary: 'Say what is wrong and where; anyone, no account.',
    access: 'public',
    creates: true,
    limit: 'submit',
    body: Submission,
    response: Receipt,
    problems: [problems.emergency],
  }),
  enter: defineEndpoint({
    name: 'requests.enter',
    method: 'POST',
    path: '/requests/entered',
    summary: 'Enter a case for a resident who came, called or was visited.',
    access: 'staff',
    creates: true,
    body: Entry,
    response: Receipt,
    problems: [problems.emergency],
  }),
  list: defineEndpoint({
    name: 'requests.list',
    method: 'GET',
    path: '/requests',
    summary: 'Cases within my scope, filtered.',
    access: 'staff',
    query: Filters.extend({ cursor: Cursor.optional(), limit: Limit }),
    response: pageOf(RequestRow),
  }),
  inbox: defineEndpoint({
    name: 'requests.inbox',
    method: 'GET',
    path: '/inbox',
    summary: 'My work: 待办, 已办, 我发起 or 抄送我, by due day.',
    access: 'staff',
    query: z.object({ box: Box.default('todo'), cursor: Cursor.optional(), limit: Limit }),
    response: pageOf(RequestRow),
  }),
  countInbox: defineEndpoint({
    name: 'requests.countInbox',
    method: 'GET',
    path: '/inbox/counts',
    summary: 'How many cases lie in each box.',
    access: 'staff',
    response: z.object({
      todo: z.number().int(),
      done: z.number().int(),
      mine: z.number().int(),
      copied: z.number().int(),
      late: z.number().int(),
    }),
  }),
  overview: defineEndpoint({
    name: 'requests.overview',
    method: 'GET',
    path: '/requests/overview',
    summary: 'Open cases of each village by lamp, sorted by code, never a ranking.',
    access: 'staff',
    response: z.object({
      asOf: LocalDate,
      items: z.array(
        z.object({
          unitId: Id,
          code: z.string().nullable(),
          name: z.string(),
          ok: z.number().int(),
          soon: z.number().int(),
          late: z.number().int(),
          paused: z.number().int(),
          waiting: z.number().int(),
        }),
      ),
    }),
  }),
  get: defineEndpoint({
    ...asStaff,
    name: 'requests.get',
    method: 'GET',
    path: '/requests/:requestId',
    summary: 'One case with its steps.',
  }),
  categories: defineEndpoint({
    name: 'requests.categories',
    method: 'GET',
    path: '/request-categories',
    summary: 'The categories with their limits.',
    access: 'public',
    response: z.object({ items: z.array(Category) }),
  }),
  listHandlers: defineEndpoint({
    name: 'requests.listHandlers',
    method: 'GET',
    path: '/requests/:requestId/handlers',
    summary: 'To whom this case can be given.',
    access: 'staff',
    params: one,
    response: z.object({
      bodies: z.array(z.object({ id: Id, name: z.string() })),
      people: z.array(z.object({ id: Id, name: z.string(), title: z.string() })),
      units: z.array(z.object({ id: Id, name: z.string() })),
    }),
  }),

  accept: defineEndpoint({
    ...asStaff,
    name: 'requests.accept',
    method: 'PUT',
    path: '/requests/:requestId/acceptance',
    summary: 'Accept a case and choose its category.',
    body: z.object({ categoryId: Id, title: optionalText(typed('标题', 2, 40)), publicLine: optionalText(typed('公开的一句话', 2, 80)) }),
  }),
  refuse: defineEndpoint({
    ...asStaff,
    name: 'requests.refuse',
    method: 'PUT',
    path: '/requests/:requestId/refusal',
    summary: 'Not accept a case: the reason, and where to go.',
    body: z.object({ reason: RefusalReason, text: Words }),
  }),
  assign: defineEndpoint({
    ...asStaff,
    name: 'requests.assign',
    method: 'PUT',
    path: '/requests/:requestId/assignment',
    summary: 'Give a case to a department, a person or a desk.',
    body: z.object({ ...Handler, text: optionalText(Words) }),
    problems: [problems.notCapable],
  }),
  take: defineEndpoint({
    ...asStaff,
    name: 'requests.take',
    method: 'PUT',
    path: '/requests/:requestId/work',
    summary: 'Take a case that was given to me.',
  }),
  giveBack: defineEndpoint({
    ...asStaff,
    name: 'requests.giveBack',
    method: 'PUT',
    path: '/requests/:requestId/return',
    summary: 'Return a case (退回) with a listed reason and the rule it cites.',
    body: z.object({ reason: ReturnReason, citedRule: typed('依据', 2, 100), text: Words }),
  }),
  passOn: defineEndpoint({
    ...asStaff,
    name: 'requests.passOn',
    method: 'PUT',
    path: '/requests/:requestId/passing',
    summary: 'Pass a case on (转办).',
    body: z.object({ ...Handler, text: Words }),
    problems: [problems.notCapable],
  }),
  climb: defineEndpoint({
    ...asStaff,
    name: 'requests.climb',
    method: 'PUT',
    path: '/requests/:requestId/level',
    summary: 'Send a case one level up.',
    body: z.object({ text: Words }),
    problems: [problems.topLevel],
  }),
  pause: defineEndpoint({
    ...asStaff,
    name: 'requests.pause',
    method: 'PUT',
    path: '/requests/:requestId/pause',
    summary: 'Pause a case (暂缓) for a listed reason until a day.',
    body: z.object({ reason: PauseReason, until: LocalDate, text: Words }),
  }),
  resume: defineEndpoint({
    ...asStaff,
    name: 'requests.resume',
    method: 'DELETE',
    path: '/requests/:requestId/pause',
    summary: 'End a pause.',
  }),
  propose: defineEndpoint({
    ...asStaff,
    name: 'requests.propose',
    method: 'PUT',
    path: '/requests/:requestId/proposal',
    summary: 'Say that it is done, and how; the resident decides.',
    body: z.object({ text: typed('怎么办好的', 4, 500) }),
  }),
  confirmOnBehalf: defineEndpoint({
    ...asStaff,
    name: 'requests.confirmOnBehalf',
    method: 'PUT',
    path: '/requests/:requestId/confirmation-on-behalf',
    summary: "Enter the resident's own confirmation (代为登记); never by the unit that handled the case.",
    body: z.object({ basis: ConsentBasis }),
  }),
  merge: defineEndpoint({
    ...asStaff,
    name: 'requests.merge',
    method: 'PUT',
    path: '/requests/:requestId/merger',
    summary: 'Merge a duplicate into another case; the original stays.',
    body: z.object({ intoNumber: typed('编号', 2, 40) }),
    problems: [problems.merged],
  }),
  edit: defineEndpoint({
    ...asStaff,
    name: 'requests.edit',
    method: 'PUT',
    path: '/requests/:requestId/wording',
    summary: 'Change title, category and public line. Needs If-Match.',
    body: z.object({
      title: typed('标题', 2, 40),
      categoryId: Id.nullable(),
      publicLine: z.preprocess(value => value || null, typed('公开的一句话', 2, 80).nullable()),
    }),
  }),
  copyTo: defineEndpoint({
    ...asStaff,
    name: 'requests.copyTo',
    method: 'PUT',
    path: '/requests/:requestId/copies/:personId',
    summary: 'Let someone follow a case (抄送).',
    params: one.extend({ personId: Id }),
    problems: [problems.notCapable],
  }),
  reveal: defineEndpoint({
    name: 'requests.reveal',
    method: 'POST',
    path: '/requests/:requestId/reveals',
    summary: 'Open one sealed field with a reason; the resident sees it.',
    access: 'staff',
    params: one,
    body: z.object({ field: SealedField, reason: RevealReason }),
    response: z.object({ field: SealedField, value: z.string() }),
    problems: [problems.notSealed],
  }),
  reissueCode: defineEndpoint({
    name: 'requests.reissueCode',
    method: 'POST',
    path: '/requests/:requestId/codes',
    summary: 'A new query code at the counter, after checking identity; the old one ends.',
    access: 'staff',
    params: one,
    body: z.object({ identityChecked: z.literal(true, '请先核对身份') }),
    response: Receipt,
  }),

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
    summary: 'It is solved: only the resident says so.',
  }),
  reject: defineEndpoint({
    ...asResident,
    name: 'requests.reject',
    method: 'PUT',
    path: '/receipts/mine/rejection',
    summary: 'It is not solved: it goes back, with the reason.',
    body: z.object({ text: typed('哪里没办好', 2, 500) }),
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

  publicCases: defineEndpoint({
    name: 'requests.publicCases',
    method: 'GET',
    path: '/units/:unitId/requests',
    summary: "A unit's cases of a period for anyone: counts, and lines where the reporter agreed.",
    access: 'public',
    params: z.object({ unitId: Id }),
    query: z.object({ from: LocalDate.optional(), to: LocalDate.optional() }),
    response: z.object({
      from: LocalDate,
      to: LocalDate,
      asked: z.number().int(),
      open: z.number().int(),
      proposed: z.number().int(),
      solved: z.number().int(),
      solvedOnBehalf: z.number().int(),
      unanswered: z.number().int(),
      withdrawn: z.number().int(),
      notAccepted: z.number().int(),
      medianDays: z.number().nullable(),
      lines: z.array(
        z.object({
          number: z.string(),
          line: z.string(),
          state: RequestState,
          categoryName: z.string().nullable(),
          submittedOn: LocalDate,
        }),
      ),
      hidden: z.number().int(),
    }),
  }),
}
