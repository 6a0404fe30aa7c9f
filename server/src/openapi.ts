import { type Operation, pathOf } from '@yika/core/operation/operation.ts'
import { refusals } from '@yika/core/refusal/catalogue.ts'
import { httpLimits } from './http-limits.ts'

/** The OpenAPI 3.1 description, made from the list of operations: what is served and what is described cannot differ. */
export function openApi(operations: readonly Operation[], serverUrl: string): object {
  return {
    openapi: '3.1.0',
    info: {
      title: 'Yika 一卡',
      version: '1',
      description:
        'Administration of social security cards. Commands need an Idempotency-Key made by the client before sending; ' +
        'the same key with the same input gives the same answer and takes effect once. Refusals are RFC 9457 problem details.',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: serverUrl }],
    security: [{ oidc: [] }],
    tags: [...new Set(operations.map((operation) => operation.chapter))].map((name) => ({ name })),
    paths: Object.fromEntries(operations.map((operation) => [pathOf(operation), pathItem(operation)])),
    components: {
      securitySchemes: {
        oidc: { type: 'openIdConnect', openIdConnectUrl: `${serverUrl}/oidc/.well-known/openid-configuration` },
      },
      schemas: { Problem: problemSchema },
    },
  }
}

function pathItem(operation: Operation): object {
  const common = {
    operationId: operation.name,
    tags: [operation.chapter],
    summary: operation.title.en,
    description: `${operation.title.zh}. Article ${operation.article} of the Measures.`,
    responses: {
      200: { description: 'Done', content: { 'application/json': { schema: described(operation.answer) } } },
      '4XX': { description: 'Refused', content: { 'application/problem+json': { schema: problemReference } } },
      500: {
        description: 'An incident of ours; nothing was changed',
        content: { 'application/problem+json': { schema: problemReference } },
      },
    },
  }
  if (operation.kind === 'public') {
    return { get: { ...common, security: [], parameters: queryParameters(operation) } }
  }
  const requestBody = { required: true, content: { 'application/json': { schema: described(operation.input) } } }
  if (operation.kind === 'query') return { post: { ...common, requestBody } }
  return { post: { ...common, requestBody, parameters: [idempotencyKey] } }
}

function queryParameters(operation: Operation): readonly object[] {
  const required = new Set<string>((operation.input as { required?: readonly string[] }).required ?? [])
  return Object.entries(operation.input.properties).map(([name, schema]) => ({
    name,
    in: 'query',
    required: required.has(name),
    schema: described(schema),
  }))
}

/** Generators of clients want the type of a choice, which its values already tell a reader. */
function described(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(described)
  if (typeof schema !== 'object' || schema === null) return schema
  const copy = Object.fromEntries(Object.entries(schema).map(([name, member]) => [name, described(member)]))
  const [choice] = Array.isArray(copy['enum']) ? (copy['enum'] as unknown[]) : []
  return choice === undefined ? copy : { type: typeof choice === 'string' ? 'string' : 'integer', ...copy }
}

const idempotencyKey = {
  name: 'Idempotency-Key',
  in: 'header',
  required: true,
  schema: {
    type: 'string',
    pattern: '^[\\x21-\\x7e]+$',
    minLength: httpLimits.idempotencyKeyLeast,
    maxLength: httpLimits.idempotencyKeyMost,
  },
}

const problemReference = { $ref: '#/components/schemas/Problem' }

const bothLanguages = {
  type: 'object',
  required: ['zh', 'en'],
  properties: { zh: { type: 'string' }, en: { type: 'string' } },
}

const problemSchema = {
  type: 'object',
  required: ['type', 'title', 'status', 'code', 'text', 'remedy'],
  properties: {
    type: { type: 'string' },
    title: { type: 'string' },
    status: { type: 'integer' },
    code: { type: 'string', enum: Object.keys(refusals) },
    article: { type: 'integer', minimum: 1, maximum: 18, description: 'The article of the Measures that refused.' },
    detail: { type: 'object' },
    text: bothLanguages,
    remedy: { ...bothLanguages, description: 'What to do next.' },
    incident: { type: 'string', description: 'Number to name when you call.' },
  },
}
