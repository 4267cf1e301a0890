/**
 * The OpenAPI document as it is given out (接口说明的共用结构): what several operations say alike stands once, under `components`, and is
 * referred to. Spelled out it is more than twice as long, and a program made from it has one type for each place instead of one for each thing.
 * Source: OpenAPI Specification 3.1, Components Object.
 */

type Json = string | number | boolean | null | Json[] | { [key: string]: Json }
type Schema = { [key: string]: Json }
interface Document {
  paths: object
  components: { schemas: object }
}

/** Shorter ones are read sooner than looked up. */
const worthSharing = 200
const refTo = (name: string): Schema => ({ $ref: `#/components/schemas/${name}` })
const isObject = (value: unknown): value is Schema => typeof value === 'object' && value !== null && !Array.isArray(value)

/** The same document: each object schema that stands in several places is a component, named after the first of them. */
export function shared<D extends Document>(document: D): D {
  const seen = new Map<string, { name: string; times: number; schema: Schema }>()
  for (const { name, schema } of rootsOf(document)) count(schema, name, seen)
  const names = new Map([...seen].flatMap(([text, { name, times }]) => (times > 1 ? [[text, name] as const] : [])))
  const schemas = Object.fromEntries([...seen].flatMap(([, { name, times, schema }]) => (times > 1 ? [[name, within(schema, names)]] : [])))
  return {
    ...document,
    paths: replaced(document.paths as Json, names) as object,
    components: { ...document.components, schemas: { ...document.components.schemas, ...schemas } },
  }
}

interface Operation {
  operationId: string
  requestBody?: { content: Record<string, { schema: Schema }> }
  responses: Record<string, { content?: Record<string, { schema: Schema }> }>
}

/** What each operation takes and gives, by the name that it would have. */
function* rootsOf({ paths }: Document): Generator<{ name: string; schema: Schema }> {
  for (const methods of Object.values(paths) as Record<string, Operation>[])
    for (const { operationId, requestBody, responses } of Object.values(methods)) {
      for (const { schema } of Object.values(responses[200]?.content ?? {})) yield { name: `${operationId}.answer`, schema }
      for (const { schema } of Object.values(requestBody?.content ?? {})) yield { name: `${operationId}.body`, schema }
    }
}

const isWorth = (schema: Schema, text: string) => schema.type === 'object' && isObject(schema.properties) && text.length >= worthSharing

/** Counts in how many different places each stands; what stands within one that is known already was counted there. */
function count(value: Json, name: string, seen: Map<string, { name: string; times: number; schema: Schema }>): void {
  if (Array.isArray(value)) {
    for (const [at, each] of value.entries()) count(each, value.length > 1 ? `${name}.${at + 1}` : name, seen)
    return
  }
  if (!isObject(value)) return
  const text = JSON.stringify(value)
  if (isWorth(value, text)) {
    const known = seen.get(text)
    if (known) {
      known.times += 1
      return
    }
    seen.set(text, { name, times: 1, schema: value })
  }
  for (const [key, each] of Object.entries(value)) {
    if (key === 'properties' && isObject(each))
      for (const [property, schema] of Object.entries(each)) count(schema, `${name}.${property}`, seen)
    else count(each, name, seen)
  }
}

const replaced = (value: Json, names: ReadonlyMap<string, string>): Json => {
  if (Array.isArray(value)) return value.map(each => replaced(each, names))
  if (!isObject(value)) return value
  const name = names.get(JSON.stringify(value))
  return name === undefined ? within(value, names) : refTo(name)
}

const within = (value: Schema, names: ReadonlyMap<string, string>): Schema =>
  Object.fromEntries(Object.entries(value).map(([key, each]) => [key, replaced(each, names)]))
