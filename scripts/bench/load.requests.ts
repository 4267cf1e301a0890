/** What the clients of the load bench ask (请求), one list of requests for each operation; a client walks its list again and again. */
import { randomUUID } from 'node:crypto'
import type { Request } from 'autocannon'

/** Who and what is there to ask with; travels to the driver as JSON. */
export interface Stage {
  origin: string
  /** A village's clerk: the cookie, the places of the village, and some of its cases. */
  clerks: { cookie: string; unitIds: string[]; caseIds: string[] }[]
  townClerks: { cookie: string }[]
  officers: { personId: string; cookie: string }[]
  /** The department that the officers are of. */
  bodyId: string
  categoryIds: string[]
  /** Cases that nobody has accepted yet, for `transition`. */
  fresh: { id: string; cookie: string }[]
  year: number
}

const any = <T>(list: readonly T[]): T => list[Math.floor(Math.random() * list.length)]!
/** Residents come from everywhere; a limit by address is not what is measured. */
const anyAddress = () => `10.${[0, 0, 0].map(() => Math.floor(Math.random() * 256)).join('.')}`
const asStaff = (cookie: string) => ({ cookie: `sanliang=${cookie}` })
const json = { 'content-type': 'application/json' }

const get = (make: (stage: Stage) => { path: string; cookie?: string }) => (stage: Stage) => ({
  method: 'GET' as const,
  setupRequest(request: Request): Request {
    const { path, cookie } = make(stage)
    return { ...request, path, headers: cookie ? asStaff(cookie) : { 'x-forwarded-for': anyAddress() } }
  },
})

const trouble = (unitId: string) => ({
  text: `巷口路灯坏了一周，老人晚上看不见台阶。${randomUUID().slice(0, 4)}`,
  unitId,
  near: '祠堂对面',
  contactName: '陈大妹',
  contactPhone: '139 0000 1234',
  publicAgreed: true,
  aboutOfficials: false,
})

const submission = (request: Request, unitId: string): Request => ({
  ...request,
  method: 'POST',
  path: '/api/requests',
  headers: { ...json, 'x-forwarded-for': anyAddress(), 'idempotency-key': randomUUID() },
  body: JSON.stringify(trouble(unitId)),
})

/** What one client knows of the case it follows. */
interface Followed {
  clerk: Stage['clerks'][number]
  officer: Stage['officers'][number]
  id: string
  number: string
  code: string
  pass: string
  /** The step that asks the resident. */
  answers: string
}

/** A request that is made anew each time. */
interface Making extends Request {
  setupRequest(request: Request, context: object): Request
}
type Step = (stage: Stage) => Making

type Keep = (of: Followed, answer: string) => void

const write = (
  method: 'PUT' | 'POST',
  path: (of: Followed) => string,
  cookie: (of: Followed) => string,
  body?: (of: Followed) => object,
  keep?: Keep,
) =>
  ({
    setupRequest: (request: Request, context: object): Request => {
      const of = context as Followed
      const sent = body?.(of)
      return {
        ...request,
        method,
        path: path(of),
        headers: { ...(sent && json), ...asStaff(cookie(of)) },
        ...(sent && { body: JSON.stringify(sent) }),
      }
    },
    onResponse: (_status: number, answer: string, context: object) => keep?.(context as Followed, answer),
  }) satisfies Making

const byResident = (method: 'POST' | 'PUT', path: string, body?: (of: Followed) => object, keep?: Keep) =>
  ({
    setupRequest: (request: Request, context: object): Request => {
      const of = context as Followed
      const sent = body?.(of)
      return {
        ...request,
        method,
        path,
        headers: {
          'x-forwarded-for': anyAddress(),
          ...(sent && json),
          ...(of.pass && { authorization: `Receipt ${of.pass}` }),
        },
        ...(sent && { body: JSON.stringify(sent) }),
      }
    },
    onResponse: (_status: number, answer: string, context: object) => keep?.(context as Followed, answer),
  }) satisfies Making

/** Create → accept → assign → take → propose → the resident looks it up and closes it → the clerk finds it by its number. */
const lifecycle: Step[] = [
  stage => ({
    setupRequest(request: Request, context: object): Request {
      const clerk = any(stage.clerks)
      Object.assign(context, { clerk, officer: any(stage.officers), pass: '' })
      return submission(request, any(clerk.unitIds))
    },
    onResponse(_status: number, answer: string, context: object) {
      Object.assign(context, JSON.parse(answer) as object)
    },
  }),
  stage =>
    write(
      'PUT',
      of => `/api/requests/${of.id}/acceptance`,
      of => of.clerk.cookie,
      () => ({ categoryId: any(stage.categoryIds) }),
    ),
  stage =>
    write(
      'PUT',
      of => `/api/requests/${of.id}/assignment`,
      of => of.clerk.cookie,
      () => ({ bodyId: stage.bodyId }),
    ),
  () =>
    write(
      'PUT',
      of => `/api/requests/${of.id}/work`,
      of => of.officer.cookie,
    ),
  () =>
    write(
      'PUT',
      of => `/api/requests/${of.id}/proposal`,
      of => of.officer.cookie,
      () => ({ text: '路灯已换好，晚上看过是亮的。' }),
      (of, answer) => {
        of.answers = (JSON.parse(answer) as { steps: { id: string }[] }).steps.at(-1)!.id
      },
    ),
  () =>
    byResident(
      'POST',
      '/api/receipts',
      of => ({ number: of.number, code: of.code }),
      (of, answer) => {
        of.pass = (JSON.parse(answer) as { pass: string }).pass
      },
    ),
  () => byResident('PUT', '/api/receipts/mine/confirmation', ({ answers }) => ({ answers })),
  () => ({
    setupRequest: (request: Request, context: object): Request => {
      const of = context as Followed
      return { ...request, method: 'GET', path: `/api/requests?q=${encodeURIComponent(of.number)}`, headers: asStaff(of.clerk.cookie) }
    },
  }),
]

const listPage = get(stage => ({ path: '/api/requests?limit=25', cookie: any(stage.clerks).cookie }))
const counts = get(stage => ({ path: '/api/inbox/counts', cookie: any(stage.clerks).cookie }))
const detail = get(stage => {
  const clerk = any(stage.clerks)
  return { path: `/api/requests/${any(clerk.caseIds)}`, cookie: clerk.cookie }
})
const create: Step = stage => ({
  setupRequest: request => submission(request, any(any(stage.clerks).unitIds)),
})
let taken = 0
const transition: Step = stage => ({
  setupRequest(request) {
    const { id, cookie } = stage.fresh[taken++ % stage.fresh.length]!
    return {
      ...request,
      method: 'PUT',
      path: `/api/requests/${id}/acceptance`,
      headers: { ...json, ...asStaff(cookie) },
      body: JSON.stringify({ categoryId: any(stage.categoryIds) }),
    }
  },
})

export const operations = {
  list: [listPage, counts],
  detail: [detail],
  create: [create],
  transition: [transition],
  dashboard: [get(stage => ({ path: '/api/requests/overview', cookie: any(stage.townClerks).cookie }))],
  lifecycle,
  figures: [get(stage => ({ path: `/reports/${stage.year}.json` }))],
  /** What a busy day is made of: mostly reading, one new case in ten. */
  spike: [listPage, detail, counts, detail, listPage, detail, counts, detail, listPage, create],
} satisfies Record<string, Step[]>
export type OperationName = keyof typeof operations

export const requestsOf = (name: OperationName, stage: Stage): Request[] => (operations[name] as Step[]).map(step => step(stage))
