/** Pages (公开页面): server-rendered pages and the plain forms that post to an action. */
import type { Html } from '#platform/public/html.ts'
import type { Actor } from '#platform/shared/actor.ts'
import type { Endpoint, OutputOf } from '#platform/shared/endpoint.ts'
import type { Action, Context } from './action.ts'
import type { Platform } from './platform.ts'
import type { Options, RawInput } from './perform.ts'
import type { LimitName } from './rate-limit.ts'

export interface Upload {
  field: string
  filename: string
  /** As much as the limit allows. */
  bytes: Buffer
  /** The file was larger than the limit; its form is whole all the same. */
  truncated: boolean
}

/** What a page may ask of the request, and do. */
export interface Visit {
  platform: Platform
  actor: Actor
  address: string
  userAgent: string | undefined
  url: URL
  params: Record<string, string | undefined>
  query: Record<string, string | undefined>
  /** Fields of a posted form; a field posted twice keeps its last value. */
  form: Record<string, string | undefined>
  uploads: readonly Upload[]
  cookies: Record<string, string | undefined>
  /** 0 for the standard edition, else the root size in px (20, 24, 30) of 长辈版. */
  elder: number
  now: Date
  /** Performs an action as the visitor, with every check of the API. Throws Problem. */
  call<E extends Endpoint>(action: Action<E>, input: RawInput, options?: Options): Promise<OutputOf<E>>
  /** Reads in a transaction of the visitor's own. */
  read<T>(work: (context: Context) => Promise<T>): Promise<T>
  /** Draws from a token bucket; throws too-many (429). */
  limit(name: LimitName): void
  /** The same visit in another name, e.g. the bearer of a query code. */
  as(actor: Actor): Visit
}

export interface CookieToSet {
  name: string
  value: string
  /** Seconds; 0 deletes it. Left out: until the browser closes. */
  maxAge?: number
}

/** Cookies that show for half an hour what is somebody's, without an account. Kept no longer than the browser is open. */
export const passCookies = ['receipt', 'household', 'subject'] as const
export type PassCookie = (typeof passCookies)[number]
/** Takes all of them away: whoever leaves a shared computer means everything. */
export const withoutPasses: CookieToSet[] = passCookies.map(name => ({ name, value: '', maxAge: 0 }))

/** Who bears a pass, and the same pass for the time from now on. */
export interface Bearer {
  actor: Actor
  renewed: CookieToSet
}

export type PageAnswer =
  | { html: Html; status?: number; cookies?: CookieToSet[]; headers?: Record<string, string> }
  | { redirect: string; cookies?: CookieToSet[] }
  /** Away from this site: to the sign-in provider, whose address the server made. */
  | { leaveFor: string; cookies?: CookieToSet[] }
  | { bytes: Buffer; mediaType: string; status?: number; headers?: Record<string, string> }

export interface Page {
  method: 'GET' | 'POST'
  path: `/${string}`
  /** What it shows, for the list of pages in docs/generated. */
  summary: string
  run(visit: Visit): Promise<PageAnswer>
}

export const definePage = (page: Page): Page => page
