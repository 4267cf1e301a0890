/**
 * The interface under chance (接口模糊测试): every operation of the OpenAPI document, asked by all kinds of callers with fitting, spoiled
 * and hostile input. No answer is a fault of ours, and every answer is what the document says.
 *
 * 50 cases an operation; FUZZ_CASES=500 asks more. A failure prints its seed.
 */
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'
import fc from 'fast-check'
import type { InjectOptions } from 'fastify'
import { beforeAll, describe, expect, test } from 'vitest'
import { anAccount } from '#features/accounts/accounts.samples.ts'
import { aContact, aHousehold } from '#features/households/households.samples.ts'
import { sealedPlaces } from '#features/households/households.row.actions.ts'
import { endpoints as requests } from '#features/requests/requests.contract.ts'
import { aStaffedVillage, aTrouble } from '#features/requests/requests.samples.ts'
import { aHolder } from '#features/people/people.samples.ts'
import { aVenue } from '#features/venues/venues.samples.ts'
import { openapi } from '#platform/server/openapi.ts'
import { features } from '../../src/features.ts'
import { codeHeader, identityOf, useApp } from '../support/app.ts'
import { fitting, spoiled, type Schema } from './inputs.ts'

interface Operation {
  operationId: string
  parameters: { name: string; in: 'path' | 'query' | 'header'; required: boolean; schema: Schema }[]
  requestBody?: { content: Record<string, { schema: Schema }> }
  responses: Record<string, { content?: Record<string, { schema: Schema }> }>
}

const app = useApp()
const cases = Number(process.env.FUZZ_CASES ?? 50)
const document = openapi(features)
const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({ path, method: method.toUpperCase(), operation: operation as Operation })),
)
const ajv = new Ajv2020({ strict: false, allErrors: true })
;(addFormats as unknown as (ajv: Ajv2020) => void)(ajv)
const problem = ajv.compile(document.components.schemas.Problem)

/** Who asks: the headers that name them. */
let callers: Record<string, string>[] = []
/** How often each status was answered. */
const answered = new Map<number, number>()
/** Rows that are there, of every kind. */
const ids: string[] = []

beforeAll(async () => {
  const at = await aStaffedVillage(app.owner)
  const system = await aHolder(app.owner, 'systemAdministrator', at.town.id)
  const audit = await aHolder(app.owner, 'auditAdministrator', at.town.id)
  const { body } = await app.call(null, requests.submit, { body: aTrouble(at.village.id) })
  await app.call(at.clerk, requests.accept, { params: { requestId: body.id }, body: { categoryId: at.categoryId } })
  ids.push(at.town.id, at.village.id, at.group.id, at.clerk, at.leader, at.department.id, at.categoryId, body.id)
  ids.push(await aVenue(app.owner, at.village.id), await anAccount(app.owner, at.clerk, { login: 'li.shaoling' }))
  const home = await aHousehold(app.owner, at.group)
  const seal = (text: string, place: 'head' | 'address') => app.platform.sealing.seal(text, sealedPlaces[place])
  await app.owner
    .updateTable('householdPeriod')
    .set({ headSealed: seal('陈大妹', 'head'), addressSealed: seal('福寿里12号', 'address') })
    .execute()
  ids.push(home, await aContact(app.owner, home, at.leader))
  for (const { id } of await app.owner.selectFrom('householdChange').select('id').execute()) ids.push(id)
  for (const { id } of await app.owner.selectFrom('post').select('id').execute()) ids.push(id)
  for (const { id } of await app.owner.selectFrom('term').select('id').execute()) ids.push(id)
  callers = [
    {},
    identityOf({ kind: 'receipt', townId: 1, requestId: body.id }),
    identityOf({ kind: 'household', townId: 1, householdId: home }),
    identityOf({ kind: 'subject', townId: 1, personId: at.leader }),
    identityOf(at.leader),
    identityOf(at.clerk),
    identityOf(at.townClerk),
    { ...identityOf(at.townClerk), [codeHeader]: '1' },
    identityOf(system),
    identityOf(audit),
  ]
})

describe('every operation answers what its document says', () => {
  test.each(operations)('$operation.operationId', async ({ path, method, operation }) => {
    const fits = answersOf(operation)
    await fc.assert(
      fc.asyncProperty(inputOf(path, method, operation), fc.nat(9), async (input, who) => {
        const answer = await app.raw({ ...input, headers: { ...(input.headers as object), ...callers[who] } })
        answered.set(answer.statusCode, (answered.get(answer.statusCode) ?? 0) + 1)
        expect(answer.statusCode, answer.payload.slice(0, 300)).toBeLessThan(500)
        expect(fits(answer.statusCode, String(answer.headers['content-type']), answer.payload)).toEqual([])
      }),
      { numRuns: cases },
    )
  })
}, 120_000)

test('chance went through every door: answers were given, and refused for every reason', () => {
  // How many of each depends on chance; that there are none of one would mean that a door was never tried.
  const all = [...answered.values()].reduce((sum, count) => sum + count, 0)
  expect(answered.get(200)! / all).toBeGreaterThan(0.03)
  expect([...answered.keys()]).toEqual(expect.arrayContaining([200, 400, 401, 403, 404, 422]))
})

test('an answer that is not in the document, or not as it says, is noticed', () => {
  const fits = answersOf(operations.find(({ operation }) => operation.operationId === 'units.list')!.operation)
  expect(fits(200, 'application/json', '{"asOf":"2026-03-02","items":[]}')).toEqual([])
  expect(fits(200, 'application/json', '{"asOf":7,"items":[]}')).not.toEqual([])
  expect(fits(418, 'application/json', '{}')).not.toEqual([])
  expect(fits(404, 'text/html', '<p>')).not.toEqual([])
})

/** What is wrong with an answer, by the document. */
function answersOf({ responses }: Operation) {
  const files = Object.entries(responses[200]?.content ?? {}).flatMap(([type, { schema }]) => (schema.format === 'binary' ? [type] : []))
  const schema = responses[200]?.content?.['application/json']?.schema
  const good: ValidateFunction | null = schema ? ajv.compile(schema) : null
  return (status: number, type: string, payload: string): string[] => {
    if (!responses[status]) return [`${status} is not in the document`]
    if (status === 200 && files.length > 0) return files.some(each => type.startsWith(each)) ? [] : [`a file of ${type}`]
    if (status === 200) return check(good!, payload)
    return type.startsWith('application/problem+json') ? check(problem, payload) : [`a refusal of ${type}`]
  }
}

function check(validate: ValidateFunction, payload: string): string[] {
  return validate(JSON.parse(payload)) ? [] : (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`)
}

/** A whole request: path, query, body and, now and then, a body that is no JSON or says that it is something else. */
function inputOf(path: string, method: string, { parameters, requestBody }: Operation): fc.Arbitrary<InjectOptions> {
  const places = { path: {} as Record<string, fc.Arbitrary<unknown>>, query: {} as Record<string, fc.Arbitrary<unknown>> }
  for (const { name, in: place, schema, required } of parameters) {
    if (place === 'header') continue
    const value = spoiled(fitting(schema, ids))
    places[place][name] = place === 'query' && !required ? fc.option(value, { nil: undefined }) : value
  }
  const [type, content] = Object.entries(requestBody?.content ?? {})[0] ?? []
  const isJson = type === 'application/json'
  const body = !content ? fc.constant(undefined) : isJson ? spoiled(fitting(content.schema, ids)) : fc.uint8Array({ maxLength: 200 })
  return fc.record({ path: fc.record(places.path), query: fc.record(places.query), body, odd: fc.nat(19) }).map(made => {
    const url = path.replaceAll(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(wellFormed(textOf(made.path[name]))) || '%20')
    const query = Object.entries(made.query).flatMap(([name, value]) =>
      value === undefined ? [] : [`${name}=${encodeURIComponent(wellFormed(textOf(value)))}`],
    )
    const headers: Record<string, string> = {}
    let payload: string | Buffer | undefined
    if (made.body instanceof Uint8Array) payload = Buffer.from(made.body)
    else if (made.body !== undefined) payload = JSON.stringify(made.body)
    if (payload !== undefined) headers['content-type'] = isJson ? 'application/json' : type!
    if (payload !== undefined && made.odd === 0) payload = '{"text": "没有结'
    if (payload !== undefined && made.odd === 1) headers['content-type'] = 'text/html'
    return {
      method: method as 'GET',
      url: query.length > 0 ? `${url}?${query.join('&')}` : url,
      headers,
      ...(payload !== undefined && { payload }),
    }
  })
}

const textOf = (value: unknown) => (typeof value === 'object' && value !== null ? JSON.stringify(value) : String(value)).slice(0, 1_500)
const wellFormed = (text: string) => text.toWellFormed()
