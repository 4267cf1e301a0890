/**
 * Every endpoint is a command (命令行接口): `npm run cli -- requests.list --state submitted`, over HTTP, with a token.
 *
 * One that takes a file is given it by --file; one that answers with a file writes it to --to.
 */
import { existsSync } from 'node:fs'
import { readFile, writeFile } from 'node:fs/promises'
import { basename, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import type { z } from 'zod'
import type { Endpoint } from '#platform/shared/endpoint.ts'
import type { Say } from './open-database.ts'

export interface Door {
  /** Where the server answers, without a trailing slash. */
  url: string
  token: string | null
}

type Values = Record<string, string[] | undefined>

/** Options that every endpoint takes beside its own fields. */
const common = { body: 'the whole body as JSON', key: 'Idempotency-Key', 'if-match': 'the version that was read' }

/**
 * Calls the endpoint with the fields given as options and prints the answer as JSON.
 * Throws a sentence for people: the refusal with its wrong fields, or that the server does not answer.
 */
export async function callEndpoint(endpoint: Endpoint, args: string[], door: Door, say: Say): Promise<void> {
  const values = read(endpoint, args)
  const target = endpoint.download ? freePlace(endpoint, values) : null
  const answer = await ask(endpoint, values, door)
  if (target && answer.ok) {
    await writeFile(target, Buffer.from(await answer.arrayBuffer()), { flag: 'wx' })
    return say(`写好了：${target}`)
  }
  const text = await answer.text()
  const body = text ? (JSON.parse(text) as unknown) : null
  if (!answer.ok) throw new Error(refusal(answer.status, body))
  say(JSON.stringify(body, null, 2))
}

/** Where the answer's file goes. Throws a sentence for people when that place is taken: asked before the server is. */
function freePlace(endpoint: Endpoint, { to }: Values): string {
  if (!to) throw new Error(`用法：npm run cli -- ${usageOfEndpoint(endpoint)}`)
  const target = resolve(to.at(-1)!)
  if (existsSync(target)) throw new Error(`已经有这个文件：${target}。请换一个名字。`)
  return target
}

/** The file as the one field of a form, as a browser sends it, so that its name comes along. */
async function formOf(file: string, mediaType: string): Promise<FormData> {
  const bytes = await readFile(resolve(file)).catch((error: unknown) => {
    throw new Error(`读不到文件：${resolve(file)}。`, { cause: error })
  })
  const form = new FormData()
  form.set('file', new Blob([bytes], { type: mediaType }), basename(file))
  return form
}

/** Fields by place: what stands in the path, in the query and in the body. */
const shapesOf = ({ params, query, body }: Endpoint) => ({
  params: params?.shape ?? {},
  query: query?.shape ?? {},
  body: (body as { shape?: Record<string, z.ZodType> } | undefined)?.shape ?? {},
})

/** How the command is written, for the list and for mistakes. */
export function usageOfEndpoint(endpoint: Endpoint): string {
  const { params, query, body } = shapesOf(endpoint)
  const isOptional = (schema: unknown) => (schema as z.ZodType).safeParse(undefined).success
  const fields = Object.entries({ ...params, ...query, ...body }).map(([name, schema]) =>
    isOptional(schema) ? `[--${name} …]` : `--${name} …`,
  )
  return [endpoint.name, ...fields, ...(endpoint.upload ? ['--file FILE'] : []), ...(endpoint.download ? ['--to FILE'] : [])].join(' ')
}

function read(endpoint: Endpoint, args: string[]): Values {
  const { params, query, body } = shapesOf(endpoint)
  const names = [...Object.keys({ ...params, ...query, ...body }), ...Object.keys(common), ...filesOf(endpoint)]
  const options = Object.fromEntries(names.map(name => [name, { type: 'string' as const, multiple: true }]))
  try {
    return parseArgs({ args, options, allowPositionals: false, strict: true }).values as Values
  } catch (error) {
    throw new Error(`用法：npm run cli -- ${usageOfEndpoint(endpoint)}`, { cause: error })
  }
}

/** Options that name files. */
const filesOf = ({ upload, download }: Endpoint) => [...(upload ? ['file'] : []), ...(download ? ['to'] : [])]

async function ask(endpoint: Endpoint, values: Values, { url, token }: Door): Promise<Response> {
  const { params, query, body } = shapesOf(endpoint)
  const path = endpoint.path.replaceAll(/:(\w+)/g, (_, name: string) => encodeURIComponent(values[name]?.at(-1) ?? ''))
  const missing = [...Object.keys(params), ...filesOf(endpoint)].some(name => values[name] === undefined)
  if (missing) throw new Error(`用法：npm run cli -- ${usageOfEndpoint(endpoint)}`)
  const target = new URL(`${url}/api${path}`)
  for (const name of Object.keys(query)) for (const value of values[name] ?? []) target.searchParams.append(name, value)
  const given = Object.entries(body).flatMap(([name, schema]) =>
    values[name] === undefined ? [] : [[name, fieldOf(schema, values[name])] as const],
  )
  const json = values.body ? values.body.at(-1)! : endpoint.body ? JSON.stringify(Object.fromEntries(given)) : undefined
  const payload = endpoint.upload ? await formOf(values.file!.at(-1)!, endpoint.upload.mediaType) : json
  const headers = {
    accept: 'application/json',
    ...(json !== undefined && { 'content-type': 'application/json' }),
    ...(token && { authorization: `Bearer ${token}` }),
    ...(values.key && { 'idempotency-key': values.key.at(-1)! }),
    ...(values['if-match'] && { 'if-match': `"${values['if-match'].at(-1)!}"` }),
  }
  try {
    return await fetch(target, { method: endpoint.method, headers, ...(payload !== undefined && { body: payload }) })
  } catch (error) {
    throw new Error(`${url} 没有回应。请先 npm start，或用 PUBLIC_URL 给出地址。`, { cause: error })
  }
}

/** Text as it stands if the field takes it, else as JSON: numbers, true and false, lists. What fits neither is sent for the server to explain. */
function fieldOf(schema: z.ZodType, texts: string[]): unknown {
  const candidates: unknown[] = texts.length > 1 ? [texts, texts.map(asJson)] : [texts[0], asJson(texts[0]!), texts]
  return candidates.find(candidate => schema.safeParse(candidate).success) ?? texts.at(-1)
}

function asJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}

function refusal(status: number, body: unknown): string {
  const { title, detail, errors = [] } = (body ?? {}) as { title?: string; detail?: string; errors?: { pointer: string; detail: string }[] }
  const lines = errors.map(({ pointer, detail: what }) => `  ${pointer.replace(/^#\//, '')}：${what}`)
  return [`${title ?? '没有办成'}（${status}）${detail ? `：${detail}` : ''}`, ...lines].join('\n')
}
