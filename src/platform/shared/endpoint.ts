/**
 * Endpoints (接口): one plain object describes one HTTP operation.
 *
 * The server mounts it under /api, the console and the command line call it,
 * OpenAPI is printed from it, and the event log uses its name. Nothing about an
 * operation is written twice.
 */
import type { z } from 'zod'
import type { ProblemKind } from './problem.ts'

export interface Endpoint {
  /** "<feature>.<verb>", e.g. "requests.accept". Also the permission and event name. */
  name: `${string}.${string}`
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  /** Path with :parameters below /api, e.g. "/requests/:requestId/acceptance". */
  path: `/${string}`
  summary: string
  /**
   * Who may knock at all: anyone ("public"), the bearer of a case's query code
   * ("receipt") or of a household's card ("household"), the person whose data it is, signed in or with a one-time code
   * ("subject"), or a signed-in person ("staff"). The policy decides the rest.
   */
  access: 'public' | 'receipt' | 'household' | 'subject' | 'staff'
  params?: z.ZodObject
  query?: z.ZodObject
  body?: z.ZodType
  /** The request is one file of this kind, sent as it is or as the one file of a form; there is no `body` then. */
  upload?: { mediaType: string; mostBytes: number }
  response: z.ZodType
  /** It answers with a file of one of these kinds; `response` is FileAnswer then. */
  download?: readonly string[]
  /** A second call makes a second thing: an Idempotency-Key makes it safe to repeat. */
  creates?: true
  /** Which token bucket it draws from; see platform/server/rate-limit.ts. */
  limit?: 'submit' | 'import' | 'lookUp' | 'signIn' | 'export'
  /** Refusals beyond 401, 403, 404, 409 and 422, which every endpoint may answer. */
  problems?: readonly ProblemKind[]
}

type Parsed<S> = S extends z.ZodType ? z.output<S> : undefined
export interface InputOf<E extends Endpoint> {
  params: Parsed<E['params']>
  query: Parsed<E['query']>
  body: E['upload'] extends object ? UploadedFile : Parsed<E['body']>
}
/** A file as a person chose it. Its name is only for showing; what it is, its bytes tell. */
export interface UploadedFile {
  fileName: string
  bytes: Uint8Array
}
export type OutputOf<E extends Endpoint> = z.output<E['response']>

/** What an access token may call: "read" is every GET, "write" everything, a name that endpoint alone. */
export const scopeAllows = (scopes: readonly string[], { name, method }: Pick<Endpoint, 'name' | 'method'>): boolean =>
  scopes.includes('write') || (method === 'GET' && scopes.includes('read')) || scopes.includes(name)

export const defineEndpoint = <const E extends Endpoint>(endpoint: E): E => endpoint
