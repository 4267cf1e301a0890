/**
 * No order by points or stars (不排名): no endpoint of the whole product gives people with points, takes such an order, or sorts by it.
 *
 * It walks the printed interface and the SQL. Source: domain §13, §32.3; 国办函〔2026〕12号.
 */
import { globSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { openapi } from '#platform/server/openapi.ts'
import { features } from '../../src/features.ts'

interface Schema {
  type?: string
  properties?: Record<string, Schema>
  items?: Schema
  anyOf?: Schema[]
  enum?: unknown[]
  allOf?: Schema[]
}
interface Operation {
  operationId: string
  parameters?: { name: string; in: string; schema: Schema }[]
  requestBody?: { content: Record<string, { schema: Schema }> }
  responses: Record<string, { content?: Record<string, { schema: Schema }> }>
}

/** What merit is counted in. Hours of training are a duty’s due and stand with a name, never in an order. */
const merit = /^(?:points?|scores?|total(?:Points|Score)|stars?|rank(?:ing)?|place(?:ment)?InOrder|merit)$/i
const ordering = /(?:^|[A-Z_-])(?:sort|order|orderBy|rank|top)(?:$|[A-Z_-])/i
const person = /^(?:personId|name|memberName|volunteerName)$/

/** Lists whose lines name people and tell a star. Their order is tested where they are made. */
const byName: Readonly<Record<string, string>> = {
  'ratings.cycle': 'a branch’s list, by name: ratings.actions.test.ts',
  'ratings.openCycle': 'the same',
  'ratings.advance': 'the same',
}

const inside = (schema: Schema | undefined): Schema[] =>
  schema === undefined
    ? []
    : [
        schema,
        ...Object.values(schema.properties ?? {}).flatMap(inside),
        ...inside(schema.items),
        ...(schema.anyOf ?? []).flatMap(inside),
        ...(schema.allOf ?? []).flatMap(inside),
      ]

const keysOf = (schema: Schema | undefined) => Object.keys(schema?.properties ?? {})

/** Lists of people with what they earned. */
const leagues = ({ operationId, responses }: Operation) =>
  Object.values(responses)
    .flatMap(({ content = {} }) => Object.values(content))
    .flatMap(({ schema }) => inside(schema))
    .filter(({ items }) => keysOf(items).some(key => person.test(key)) && keysOf(items).some(key => merit.test(key)))
    .map(({ items }) => `${operationId}: ${keysOf(items).join(' ')}`)

/** What things may be put in order of: how urgent, how new, by number, name or code. */
const plainOrders = ['due', 'newest', 'number', 'name', 'code']
const isPlain = ({ enum: values = [] }: Schema) => values.length > 0 && values.every(value => plainOrders.includes(String(value)))

/** Orders that a caller could ask for and that are none of these. */
const orders = ({ operationId, parameters = [], requestBody }: Operation) =>
  [
    ...parameters
      .filter(
        ({ name, schema }) => (ordering.test(name) && !isPlain(schema)) || (schema.enum ?? []).some(value => merit.test(String(value))),
      )
      .map(({ name }) => name),
    ...Object.values(requestBody?.content ?? {})
      .flatMap(({ schema }) => inside(schema))
      .flatMap(keysOf)
      .filter(key => /^(?:sort|sortBy|order|orderBy|ranking)$/i.test(key)),
  ].map(name => `${operationId}: ${name}`)

/** Queries that put rows in an order of merit. */
const sorted = (text: string) =>
  [...text.matchAll(/order\s+by[^`;)]*/gi), ...text.matchAll(/orderBy\('[^']*'/g)]
    .map(([clause]) => clause)
    .filter(clause => /\b(?:\w+\.)?(?:points?|scores?|stars?|total|proposed|rank_no|hours)\b/i.test(clause))

const operations = Object.values(openapi(features).paths).flatMap(path => Object.values(path)) as unknown as Operation[]

test('no endpoint lists people with points or stars, but the branch’s list by name', () => {
  expect(operations.length).toBeGreaterThan(150)
  const found = operations.flatMap(leagues)
  expect(found.filter(line => !(line.split(':')[0]! in byName))).toEqual([])
  expect([...new Set(found.map(line => line.split(':')[0]!))].sort(), 'reasons for what is not there').toEqual(Object.keys(byName).sort())
})

test('no endpoint takes an order of merit from its caller', () => {
  expect(operations.flatMap(orders)).toEqual([])
})

test('no query sorts by what people earned', () => {
  const files = globSync('src/**/*.{queries,indicators,actions,jobs,about}.ts')
  expect(files.length).toBeGreaterThan(60)
  expect(files.flatMap(file => sorted(readFileSync(file, 'utf8')).map(clause => `${file}: ${clause}`))).toEqual([])
})

test('a league table is noticed, however it comes', () => {
  const league: Operation = {
    operationId: 'ratings.league',
    parameters: [{ name: 'sort', in: 'query', schema: { type: 'string', enum: ['name', 'points'] } }],
    responses: {
      200: {
        content: {
          'application/json': {
            schema: { properties: { items: { type: 'array', items: { properties: { name: {}, points: {} } } } } },
          },
        },
      },
    },
  }
  expect(leagues(league)).toEqual(['ratings.league: name points'])
  expect(orders(league)).toEqual(['ratings.league: sort'])
  expect(sorted('select name from rating order by star desc')).toHaveLength(1)
  expect(sorted("db.selectFrom('rating').orderBy('stars', 'desc')")).toHaveLength(1)
  expect(sorted('select name from rating order by sort_key')).toEqual([])
})
