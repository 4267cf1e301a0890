/**
 * Performing an action (执行操作): parse, open a transaction as the actor, run, check the answer.
 *
 * The API, the script-free forms and the command line all come through here, so none of them has
 * rules of its own.
 */
import type { z } from 'zod'
import type { Actor } from '#platform/shared/actor.ts'
import { scopeAllows, type Endpoint, type InputOf, type OutputOf } from '#platform/shared/endpoint.ts'
import { Problem, problems, type FieldError } from '#platform/shared/problem.ts'
import { Later, type Action, type Context } from './action.ts'
import { once } from './idempotency.ts'
import { inQueue } from './queues.ts'
import type { Platform } from './platform.ts'
import { inTransaction, type Asked } from './transaction.ts'

export interface RawInput {
  params?: unknown
  query?: unknown
  body?: unknown
}

export interface Options {
  /** The caller's Idempotency-Key, for endpoints that create. */
  key?: string | null
  ifMatch?: number | null
}

/** The answer of the endpoint's action, as its contract describes it and with nothing else in it. */
export async function perform<E extends Endpoint>(
  platform: Platform,
  action: Action<E>,
  actor: Actor,
  raw: RawInput,
  { key = null, ifMatch = null }: Options = {},
): Promise<OutputOf<E>> {
  const { endpoint } = action
  requireAccess(endpoint, actor)
  const input = parseInput(endpoint, raw)
  // drops what the contract does not name
  const told = (output: unknown) => endpoint.response.parse(output) as OutputOf<E>
  const work = async (context: Context, asked: Asked) => {
    const run = async () => {
      const output = await action.run(context, input)
      // A door without a guard is our fault, never the caller's: it answers nothing.
      if (!asked.policy) throw new Error(`${endpoint.name} answered without asking its policy`)
      return output instanceof Later ? output : told(output)
    }
    if (!endpoint.creates || !key) return run()
    return once(context, endpoint.name, key, raw, async () => {
      const output = await run()
      if (output instanceof Later) throw new Error(`${endpoint.name} creates, and its answer is kept with what it created`)
      return output
    })
  }
  const begin = async () => {
    const output = await inTransaction(platform, actor, work, { ifMatch })
    return output instanceof Later ? told(await output.finish()) : output
  }
  const { queue } = action
  if (!queue?.who(actor)) return begin()
  return inQueue(platform, queue.name, begin, queue.shares ? JSON.stringify([endpoint.name, actor, input]) : null)
}

/** May the actor knock at all? Throws sign-in-required (401), or forbidden (403) for a token without the scope. */
export function requireAccess(endpoint: Endpoint, actor: Actor): void {
  if (endpoint.access === 'staff' && actor.kind !== 'person') throw new Problem(problems.signInRequired)
  if (endpoint.access === 'subject' && actor.kind !== 'person' && actor.kind !== 'subject')
    throw new Problem(problems.signInRequired, '请先登录，或输入窗口给的一次性查看码。')
  if (endpoint.access === 'receipt' && actor.kind !== 'receipt')
    throw new Problem(problems.signInRequired, '请先用编号和查询码打开这件事。')
  if (endpoint.access === 'household' && actor.kind !== 'household')
    throw new Problem(problems.signInRequired, '请先用户号和卡上的码打开。')
  if (actor.kind === 'person' && actor.via?.kind === 'token' && !scopeAllows(actor.via.scopes, endpoint))
    throw new Problem(problems.forbidden, '这个访问令牌的权限不包括这件事。', { action: endpoint.name })
}

/** Invalid (422), because the address of a thing is none. A page that is only read says that there is no such page. */
export class WrongAddress extends Problem {
  constructor(errors: FieldError[]) {
    super(problems.invalid, undefined, { errors })
  }
}

/** The input by the endpoint's schemas. Throws invalid (422) with one error for each wrong field. */
export function parseInput<E extends Endpoint>(endpoint: E, raw: RawInput): InputOf<E> {
  const errors: FieldError[] = []
  const read = (schema: z.ZodType | undefined, value: unknown) => {
    if (!schema) return undefined
    const bad = unstorable(value, '#')
    if (bad) {
      errors.push({ pointer: bad, detail: '里面有系统存不了的字符，请删掉' })
      return undefined
    }
    const parsed = schema.safeParse(value ?? {}, { error: inChinese })
    const seen = new Set<string>()
    for (const { path, message } of parsed.error?.issues ?? []) {
      const pointer = `#/${path.join('/')}`
      if (!seen.has(pointer)) errors.push({ pointer, detail: message })
      seen.add(pointer)
    }
    return parsed.data
  }
  const params = read(endpoint.params, raw.params)
  const isNowhere = errors.length > 0
  const input = {
    params,
    query: read(endpoint.query, raw.query),
    body: endpoint.upload ? raw.body : read(endpoint.body, raw.body),
  }
  if (isNowhere) throw new WrongAddress(errors)
  if (errors.length > 0) throw new Problem(problems.invalid, undefined, { errors })
  return input as InputOf<E>
}

/** What zod would say in English, for a schema that brings no sentence of its own. */
function inChinese(issue: { code?: string | undefined; input?: unknown }): string {
  if (issue.input === undefined || issue.input === '') return '这一项要填'
  switch (issue.code) {
    case 'invalid_type':
      return '这一项的写法不对'
    case 'too_small':
      return '太短或太小'
    case 'too_big':
      return '太长或太大'
    case 'unrecognized_keys':
      return '有不认识的内容'
    case 'invalid_value':
      return '请从列出的选项里选'
    default:
      return '这一项不对，请检查'
  }
}

/** Pointer to the first text that PostgreSQL cannot store: U+0000 or half of a surrogate pair. */
function unstorable(value: unknown, pointer: string): string | null {
  if (typeof value === 'string') return value.includes('\u0000') || !value.isWellFormed() ? pointer : null
  if (!value || typeof value !== 'object') return null
  for (const [key, part] of Object.entries(value)) {
    const found = unstorable(key, pointer) ?? unstorable(part, `${pointer}/${key}`)
    if (found) return found
  }
  return null
}
