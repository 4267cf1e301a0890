/** Prints the OpenAPI 3.1 document (接口说明) from the endpoints. Source: OpenAPI Specification 3.1. */
import { z } from 'zod'
import type { Endpoint } from '#platform/shared/endpoint.ts'
import { problems, type ProblemKind } from '#platform/shared/problem.ts'
import type { Feature } from './feature.ts'
import { leastKey } from './idempotency.ts'

const usual = [
  problems.malformed,
  problems.invalid,
  problems.notFound,
  problems.tooMany,
  problems.unavailable,
  problems.unexpected,
  problems.unsupported,
  problems.tooLarge,
]
const behindSignIn = [problems.signInRequired, problems.forbidden, problems.wrongState]

const problemSchema = {
  type: 'object',
  required: ['type', 'status', 'title'],
  properties: {
    type: { type: 'string' },
    status: { type: 'integer' },
    title: { type: 'string' },
    detail: { type: 'string' },
    instance: { type: 'string' },
    errors: {
      type: 'array',
      items: { type: 'object', required: ['pointer', 'detail'], properties: { pointer: { type: 'string' }, detail: { type: 'string' } } },
    },
  },
}

export function openapi(features: readonly Feature[]) {
  const paths: Record<string, Record<string, unknown>> = {}
  const refusals: Refusals = {}
  for (const feature of features) {
    for (const endpoint of Object.values(feature.endpoints)) {
      const path = `/api${endpoint.path.replaceAll(/:(\w+)/g, '{$1}')}`
      paths[path] = { ...paths[path], [endpoint.method.toLowerCase()]: operation(feature, endpoint, refusals) }
    }
  }
  return {
    openapi: '3.1.0',
    info: {
      title: '三亮 Sanliang',
      version: '1',
      summary: '乡镇基层治理平台的开放接口',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: '/' }],
    tags: features.map(({ name, nameZh }) => ({ name, description: nameZh })),
    paths: Object.fromEntries(Object.entries(paths).sort(([a], [b]) => (a < b ? -1 : 1))),
    components: {
      schemas: { Problem: problemSchema },
      responses: Object.fromEntries(Object.entries(refusals).sort(([a], [b]) => (a < b ? -1 : 1))),
      securitySchemes: { bearer: { type: 'http', scheme: 'bearer' } },
    },
  }
}

/** The refusals by name. Most operations refuse alike, so each answer stands in the document once. */
type Refusals = Record<string, object>

function refusal(status: number, kinds: readonly ProblemKind[], known: Refusals) {
  const names = [...new Set(kinds.map(({ type }) => type.replace('/problems/', '').replaceAll('/', '-')))]
  const name = [status, ...names].join('.')
  known[name] ??= {
    description: [...new Set(kinds.map(kind => `${kind.title} (${kind.type})`))].join('; '),
    content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
  }
  return { $ref: `#/components/responses/${name}` }
}

function operation(feature: Feature, endpoint: Endpoint, known: Refusals) {
  const refusals = new Map<number, ProblemKind[]>()
  for (const kind of [...usual, ...behindSignIn, ...(endpoint.creates ? [problems.keyReused] : []), ...(endpoint.problems ?? [])]) {
    refusals.set(kind.status, [...(refusals.get(kind.status) ?? []), kind])
  }
  return {
    operationId: endpoint.name,
    summary: endpoint.summary,
    tags: [feature.name],
    security: endpoint.access === 'public' ? [{}, { bearer: [] }] : [{ bearer: [] }],
    parameters: parametersOf(endpoint),
    ...bodyOf(endpoint),
    responses: {
      200: { description: '成功', ...(endpoint.download ? files(endpoint.download) : content(endpoint.response, 'output')) },
      ...Object.fromEntries([...refusals].sort(([a], [b]) => a - b).map(([status, kinds]) => [status, refusal(status, kinds, known)])),
    },
  }
}

function parametersOf(endpoint: Endpoint) {
  const named = (['params', 'query'] as const).flatMap(place =>
    Object.entries(endpoint[place]?.shape ?? {}).map(([name, schema]) => ({
      name,
      in: place === 'params' ? 'path' : 'query',
      required: place === 'params' || !(schema as z.ZodType).safeParse(undefined).success,
      schema: jsonSchema(schema as z.ZodType, 'input'),
    })),
  )
  const key = {
    name: 'Idempotency-Key',
    in: 'header',
    required: false,
    schema: { type: 'string', minLength: leastKey[endpoint.access === 'public' ? 'public' : 'known'], maxLength: 128 },
  }
  return endpoint.creates ? [...named, key] : named
}

function bodyOf({ upload, body }: Endpoint) {
  if (upload) return { requestBody: { required: true, ...files([upload.mediaType]) } }
  return body && { requestBody: { required: true, ...content(body, 'input') } }
}

const files = (mediaTypes: readonly string[]) => ({
  content: Object.fromEntries(mediaTypes.map(type => [type, { schema: { type: 'string', format: 'binary' } }])),
})

const content = (schema: z.ZodType, io: 'input' | 'output') => ({ content: { 'application/json': { schema: jsonSchema(schema, io) } } })

function jsonSchema(schema: z.ZodType, io: 'input' | 'output') {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, {
    io,
    unrepresentable: 'any',
    // A format says what its pattern would say again, in hundreds of characters.
    override: ({ jsonSchema }) => {
      if (jsonSchema.format) delete jsonSchema.pattern
    },
  })
  return rest
}
