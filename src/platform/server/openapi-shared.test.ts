/** The document that is given out (接口说明) says the same as the one spelled out, and says each thing once. */
import { expect, test } from 'vitest'
import { features } from '../../features.ts'
import { shared } from './openapi-shared.ts'
import { openapi } from './openapi.ts'

type Json = Record<string, unknown>
/** With every component put back where it is referred to; those of refusals stay. */
function spelled(value: unknown, schemas: Json): unknown {
  if (Array.isArray(value)) return value.map(each => spelled(each, schemas))
  if (typeof value !== 'object' || value === null) return value
  const name = /^#\/components\/schemas\/(.+)$/.exec(String((value as Json).$ref))?.[1]
  if (name !== undefined && name !== 'Problem') return spelled(schemas[name], schemas)
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, spelled(each, schemas)]))
}

test('put back together it is the document spelled out, and less than half as long', () => {
  const whole = openapi(features)
  const given = shared(whole)
  expect(spelled(given.paths, given.components.schemas)).toEqual(whole.paths)
  expect(JSON.stringify(given).length).toBeLessThan(JSON.stringify(whole).length / 2)
})

test('one thing has one name wherever it is read, and a name is one that the standard allows', () => {
  const { paths, components } = shared(openapi(features))
  const texts = Object.values(components.schemas).map(schema => JSON.stringify(schema))
  expect(new Set(texts).size).toBe(texts.length)
  for (const name of Object.keys(components.schemas)) expect(name).toMatch(/^[\w.-]+$/)
  const answers = Object.values(paths as Record<string, Record<string, { operationId: string; responses: Json }>>).flatMap(methods =>
    Object.values(methods).filter(({ operationId }) => /^signatures\.(get|setText)$/.test(operationId)),
  )
  const refs = answers.map(({ responses }) => JSON.stringify((responses[200] as { content: Json }).content))
  expect(refs).toHaveLength(2)
  expect(refs[0]).toBe(refs[1])
  expect(refs[0]).toContain('#/components/schemas/signatures.')
})

test('what stands once, or is short, stays where it is', () => {
  const long = { type: 'object', properties: Object.fromEntries(Array.from({ length: 20 }, (_, at) => [`field${at}`, { type: 'string' }])) }
  const short = { type: 'object', properties: { id: { type: 'string' } } }
  const answer = (schema: object) => ({ 200: { content: { 'application/json': { schema } } } })
  const document = {
    paths: {
      '/a': { get: { operationId: 'a.get', responses: answer({ type: 'object', properties: { one: long, few: short } }) } },
      '/b': { get: { operationId: 'b.get', responses: answer({ type: 'array', items: long }) } },
      '/c': { get: { operationId: 'c.get', responses: answer({ type: 'object', properties: { few: short, more: short } }) } },
    },
    components: { schemas: {} },
  }
  const { paths, components } = shared(document)
  expect(components.schemas).toEqual({ 'a.get.answer.one': long })
  expect(paths['/b'].get.responses).toEqual(answer({ type: 'array', items: { $ref: '#/components/schemas/a.get.answer.one' } }))
  expect(paths['/c']).toEqual(document.paths['/c'])
})
