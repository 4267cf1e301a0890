/** Inputs by chance (随机输入): valid by their schema, nearly valid, and hostile. */
import fc from 'fast-check'

export interface Schema {
  type?: string | string[]
  const?: unknown
  enum?: unknown[]
  anyOf?: Schema[]
  oneOf?: Schema[]
  allOf?: Schema[]
  format?: string
  pattern?: string
  minLength?: number
  maxLength?: number
  minimum?: number
  maximum?: number
  minItems?: number
  maxItems?: number
  items?: Schema
  properties?: Record<string, Schema>
  required?: string[]
  additionalProperties?: Schema | boolean
}

const deep = (levels: number): unknown => (levels === 0 ? 'x' : { a: deep(levels - 1) })

/** What people and programs send by mistake or on purpose. */
const hostile: fc.Arbitrary<unknown> = fc.constantFrom<unknown>(
  null,
  '',
  ' ',
  '\u0000',
  'a\u0000b',
  '\ud800',
  '\u202e反',
  '=1+1',
  "'; drop table unit; --",
  '../../etc/passwd',
  '<script>alert(1)</script>',
  '２０２０－０１－０１',
  '0000-00-00',
  '2020-02-30',
  '9999-12-31',
  '-infinity',
  'x'.repeat(5_000),
  '字'.repeat(3_000),
  0,
  -1,
  0.5,
  1e308,
  Number.MAX_SAFE_INTEGER + 2,
  2 ** 31,
  true,
  false,
  [],
  [[[[]]]],
  {},
  deep(20),
  { length: 3 },
  ['__proto__'],
)

/** Values that fit the schema, more or less; `ids` are of rows that are there. */
export function fitting(schema: Schema, ids: readonly string[]): fc.Arbitrary<unknown> {
  const { const: only, enum: some, anyOf, oneOf, allOf } = schema
  if (only !== undefined) return fc.constant(only)
  if (some) return fc.constantFrom(...some)
  const choices = anyOf ?? oneOf
  if (choices) return fc.oneof(...choices.map(each => fitting(each, ids)))
  if (allOf) return fitting(Object.assign({}, ...allOf) as Schema, ids)
  const type = Array.isArray(schema.type) ? schema.type[0] : schema.type
  switch (type) {
    case 'string':
      return textFor(schema, ids)
    case 'integer':
      return fc.integer({ min: Math.max(schema.minimum ?? -5, -1_000_000), max: Math.min(schema.maximum ?? 2_100, 1_000_000) })
    case 'number':
      return fc.double({ min: schema.minimum ?? -10, max: schema.maximum ?? 1_000, noNaN: true })
    case 'boolean':
      return fc.boolean()
    case 'null':
      return fc.constant(null)
    case 'array':
      return fc.array(fitting(schema.items ?? {}, ids), {
        minLength: schema.minItems ?? 0,
        maxLength: Math.max(schema.minItems ?? 0, Math.min(schema.maxItems ?? 3, 4)),
      })
    case 'object':
      return objectFor(schema, ids)
    default:
      return fc.oneof(fc.string({ maxLength: 8 }), fc.integer(), fc.constant(null))
  }
}

function textFor({ format, minLength = 0, maxLength = 40 }: Schema, ids: readonly string[]): fc.Arbitrary<string> {
  if (format === 'uuid')
    return fc.oneof({ weight: 4, arbitrary: fc.constantFrom(...ids) }, { weight: 1, arbitrary: fc.uuid({ version: 7 }) })
  if (format === 'date')
    return fc.constantFrom('2019-12-31', '2020-02-29', '2025-06-30', '2026-03-01', '2026-03-02', '2026-12-31', '2031-01-01')
  if (format === 'date-time') return fc.constantFrom('2026-03-02T01:00:00.000Z', '2020-01-01T00:00:00Z', '2027-05-01T12:00:00Z')
  const words = fc.array(fc.constantFrom('路', '灯', '村', '示', '例', 'a', '1', '，', '13900001234'), {
    minLength: Math.min(minLength, 20),
    maxLength: Math.max(1, Math.min(maxLength, 20)),
  })
  return words.map(parts => parts.join('').slice(0, maxLength))
}

const objectFor = ({ properties = {}, required = [], additionalProperties }: Schema, ids: readonly string[]): fc.Arbitrary<unknown> =>
  typeof additionalProperties === 'object' && Object.keys(properties).length === 0
    ? fc.dictionary(fc.string({ minLength: 1, maxLength: 5 }), fitting(additionalProperties, ids), { maxKeys: 2 })
    : fc.record(Object.fromEntries(Object.entries(properties).map(([name, each]) => [name, fitting(each, ids)])), {
        requiredKeys: required,
      })

/** A fitting value with, often enough, one place spoiled. */
export const spoiled = (value: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> =>
  fc.tuple(value, hostile, fc.nat(9), fc.nat(50)).map(([whole, bad, chance, where]) => (chance < 5 ? whole : put(whole, bad, where)))

/** The value with the `where`-th of its leaves replaced. */
function put(whole: unknown, bad: unknown, where: number): unknown {
  if (whole === null || typeof whole !== 'object') return bad
  const entries = Object.entries(whole)
  if (entries.length === 0) return bad
  const at = where % (entries.length + 1)
  if (at === entries.length) return Array.isArray(whole) ? [...(whole as unknown[]), bad] : { ...whole, unheardOf: bad }
  const [key, inner] = entries[at]!
  const next = put(inner, bad, Math.floor(where / 3))
  return Array.isArray(whole) ? (whole as unknown[]).map((each, index) => (index === at ? next : each)) : { ...whole, [key]: next }
}
