/**
 * The API client (接口调用): calls endpoints from the browser.
 *
 * Failures are thrown as Problem, the same class as on the server. After any write everything on
 * screen is read again (house 5.7).
 */
import {
  useMutation,
  useQuery,
  useQueryClient,
  QueryCache,
  QueryClient,
  keepPreviousData,
  type UseQueryResult,
} from '@tanstack/react-query'
import { useRef } from 'react'
import type { Endpoint, InputOf, OutputOf } from '#platform/shared/endpoint.ts'
import { newId } from '#platform/shared/ids.ts'
import { Problem, problems, type ProblemKind } from '#platform/shared/problem.ts'
import { toSignIn } from './sign-in-redirect.ts'

/** Filters that are not set may be left out or undefined. */
type Loose<T> = { [K in keyof T]?: T[K] | undefined }

/** The input parts that the endpoint asks for; params and query values as they stand in the address. */
export type Asked<E extends Endpoint> = {
  [K in keyof InputOf<E> as undefined extends InputOf<E>[K] ? never : K]: K extends 'query' ? Loose<InputOf<E>[K]> : InputOf<E>[K]
}

export interface CallOptions {
  /** Makes a repeated call safe, for endpoints that create. */
  key?: string
  /** The version that was edited. */
  ifMatch?: number
  signal?: AbortSignal
}

/** The browser's own refusal: no answer came at all. */
export const offline: ProblemKind = {
  type: '/problems/offline',
  status: 0,
  title: '连不上服务器',
  remedy: '请检查网络。填好的内容还在，连上后再点一次。',
}

/** Calls an endpoint. Throws Problem, `offline` when no answer came. */
export async function call<E extends Endpoint>(endpoint: E, input: Asked<E>, options: CallOptions = {}): Promise<OutputOf<E>> {
  const content: unknown = await (await ask(endpoint, input, options)).json().catch(() => null)
  const parsed = endpoint.response.safeParse(content)
  // This page stood open while the server was renewed.
  if (!parsed.success) throw new Problem(problems.unexpected, '工作台刚刚更新过。请刷新这一页。')
  return parsed.data as OutputOf<E>
}

/** The answer to a call, for those that hold a file. A form as the body is sent as a form. Throws as `call` does. */
export async function ask<E extends Endpoint>(endpoint: E, input: Asked<E>, options: CallOptions = {}): Promise<Response> {
  const { body } = input as { body?: unknown }
  const headers: Record<string, string> = { accept: 'application/json' }
  const form = body instanceof FormData ? body : null
  if (body !== undefined && !form) headers['content-type'] = 'application/json'
  if (options.key) headers['idempotency-key'] = options.key
  if (options.ifMatch !== undefined) headers['if-match'] = `"${options.ifMatch}"`
  const answer = await fetch(addressOf(endpoint, input), {
    method: endpoint.method,
    headers,
    ...(body !== undefined && { body: form ?? JSON.stringify(body) }),
    ...(options.signal && { signal: options.signal }),
  }).catch((error: unknown) => {
    if (options.signal?.aborted) throw error
    throw new Problem(offline, offline.remedy)
  })
  if (!answer.ok) throw problemFrom(answer, await answer.json().catch(() => null))
  return answer
}

/** The address of a call, also for plain download links. */
export function addressOf<E extends Endpoint>(endpoint: E, input: Asked<E>): string {
  const { params = {}, query = {} } = input as { params?: Record<string, string>; query?: Record<string, unknown> }
  const path = endpoint.path.replaceAll(/:(\w+)/g, (_, name: string) => encodeURIComponent(params[name]!))
  const search = new URLSearchParams()
  for (const [name, value] of Object.entries(query)) {
    for (const one of Array.isArray(value) ? value : [value])
      if (one !== undefined && one !== null && one !== '') search.append(name, String(one))
  }
  return `/api${path}${search.size > 0 ? `?${search}` : ''}`
}

/** The refusal that an answer holds; `unexpected` when it is not a problem document. */
export function problemFrom(answer: Response, content: unknown): Problem {
  const given = content as (Partial<ProblemKind> & { detail?: string }) | null
  if (!given?.type || !given.title) return new Problem(answer.status === 503 ? problems.unavailable : problems.unexpected)
  const { type, title, status: _, detail, ...facts } = given
  const retryAfter = Number(answer.headers.get('retry-after')) || undefined
  return new Problem({ type, title, status: answer.status }, detail, { ...facts, retryAfter })
}

/** One more try for what passes by itself: no connection, a server that is coming back. */
const passing = (problem: Problem) => problem.kind.status === 0 || problem.kind.status === 503

/**
 * What reads by itself and finds the session ended leads to the sign-in page. What a person pressed does not: its refusal stands where it was
 * pressed, beside what was typed (WaysOut).
 */
const signInAgain = (error: Error) => {
  if (error instanceof Problem && error.kind.type === problems.signInRequired.type) toSignIn()
}

export const newQueryClient = () =>
  new QueryClient({
    queryCache: new QueryCache({ onError: signInAgain }),
    defaultOptions: {
      queries: {
        staleTime: 10_000,
        retry: (times, error) => error instanceof Problem && passing(error) && times < 2,
        retryDelay: (times, error) => 1000 * (Number((error as Problem).facts?.retryAfter) || times + 1),
      },
      mutations: { retry: false },
    },
  })

export interface ReadOptions {
  /** False: do not read yet. */
  enabled?: boolean
  /** Read again every so many milliseconds while shown. */
  every?: number | false
}

/** Reads. Cached by endpoint name and input; the last page stays while the next one comes. */
export const useRead = <E extends Endpoint>(endpoint: E, input: Asked<E>, { enabled = true, every = false }: ReadOptions = {}) =>
  useQuery<OutputOf<E>, Problem>({
    queryKey: [endpoint.name, input],
    queryFn: ({ signal }) => call(endpoint, input, { signal }),
    enabled,
    refetchInterval: every,
    placeholderData: keepPreviousData,
  })

/** Nothing could be read, for want of a line. */
export const isCutOff = ({ data, fetchStatus, failureReason }: UseQueryResult<unknown, Problem>): boolean =>
  data === undefined && (fetchStatus === 'paused' || failureReason?.kind.status === offline.status)

/**
 * Writes; afterwards everything on screen is read again. An endpoint that creates gets one key for one
 * content: pressing again after a lost answer makes no second thing.
 */
export function useWrite<E extends Endpoint>(endpoint: E) {
  const cache = useQueryClient()
  const last = useRef({ content: '', key: '' })
  return useMutation<OutputOf<E>, Problem, Asked<E> & { ifMatch?: number }>({
    mutationFn: ({ ifMatch, ...input }) => {
      const content = JSON.stringify(input)
      if (last.current.content !== content) last.current = { content, key: newId() }
      return call(endpoint, input as unknown as Asked<E>, {
        ...(endpoint.creates && { key: last.current.key }),
        ...(ifMatch !== undefined && { ifMatch }),
      })
    },
    onSuccess: async () => {
      last.current = { content: '', key: '' }
      await cache.invalidateQueries()
    },
  })
}
