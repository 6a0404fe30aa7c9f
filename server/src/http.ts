import type { Actor } from '@yika/core/access/actor.ts'
import { refuse } from '@yika/core/decision/decision.ts'
import { type Operation, pathOf } from '@yika/core/operation/operation.ts'
import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify'
import type { TSchema } from 'typebox'
import { Compile } from 'typebox/compile'
import { Value } from 'typebox/value'
import type { Database } from './kernel/database/database.ts'
import type { Executor } from './kernel/execute.ts'
import { newId } from './kernel/identifier.ts'
import { type Outcome, refusedOutcome } from './kernel/outcome.ts'
import { incidentProblem, type Problem, problemOf } from './kernel/problem.ts'
import type { PublicRead } from './kernel/public-read.ts'
import type { Reader } from './kernel/read.ts'

export interface HttpParts {
  readonly db: Database
  readonly executor: Executor
  readonly reader: Reader
  readonly publicReads: readonly PublicRead[]
  /** Who sends this request; undefined when no valid token came with it. */
  authenticate(request: FastifyRequest): Promise<Actor | undefined>
  readonly logLevel: string
  /** The cause of an incident goes into the log under its number. */
  report(error: unknown, incident: string): void
}

/** Photos travel as base64 inside JSON: 40 KB becomes 54 KB; return files of 10,000 lines stay below this too. */
const bodyLimitBytes = 8 * 1024 * 1024

/** The HTTP face: one route for each entry of the list of operations, and nothing that the list does not name. */
export function createHttp(parts: HttpParts, operations: readonly Operation[]): FastifyInstance {
  const app = Fastify({
    bodyLimit: bodyLimitBytes,
    logger: { level: parts.logLevel },
    disableRequestLogging: true,
    genReqId: () => newId(Date.now()),
    requestTimeout: 60_000,
    routerOptions: { maxParamLength: 200 },
  })
  app.setValidatorCompiler(({ schema }) => validator(schema as TSchema))
  app.setErrorHandler((error: Error & { validation?: unknown; statusCode?: number }, request, reply) => {
    if (error instanceof InputInvalid) {
      return sendProblem(
        reply,
        problemOf({ status: 'refused', code: 'input-invalid', detail: { path: error.path, reason: error.reason } }),
      )
    }
    if (error.statusCode !== undefined && error.statusCode < 500) {
      return sendProblem(reply, {
        ...problemOf({
          status: 'refused',
          code: 'input-invalid',
          detail: { path: 'body', reason: framingReason(error.statusCode) },
        }),
        status: error.statusCode,
      })
    }
    const incident = request.id
    parts.report(error, incident)
    return sendProblem(reply, incidentProblem(incident))
  })
  app.setNotFoundHandler((_request, reply) =>
    sendProblem(reply, problemOf({ status: 'refused', code: 'not-found', detail: {} })),
  )
  app.addHook('onSend', async (_request, reply) => {
    reply.header('x-content-type-options', 'nosniff')
    reply.header('referrer-policy', 'no-referrer')
    if (!reply.hasHeader('cache-control')) reply.header('cache-control', 'no-store')
  })
  const publicByName = new Map(parts.publicReads.map((read) => [read.operation.name, read]))
  for (const operation of operations) addRoute(app, parts, operation, publicByName)
  return app
}

function addRoute(
  app: FastifyInstance,
  parts: HttpParts,
  operation: Operation,
  publicByName: ReadonlyMap<string, PublicRead>,
): void {
  const url = pathOf(operation)
  const response = { 200: operation.answer }
  if (operation.kind === 'public') {
    const read = publicByName.get(operation.name)
    if (read === undefined) throw new Error(`nobody answers the public operation ${operation.name}`)
    app.get(url, { schema: { querystring: operation.input, response } }, async (request, reply) => {
      const answer = await read.answer(parts.db, request.query as never)
      const refused = typeof answer === 'object' && answer !== null && 'accepted' in answer && answer.accepted === false
      if (refused) return sendProblem(reply, problemOf(refusedOutcome(answer as never) as never))
      reply.header('cache-control', 'public, max-age=60')
      return reply.send(answer)
    })
    return
  }
  app.post(url, { schema: { body: operation.input, response } }, async (request, reply) => {
    const actor = await parts.authenticate(request)
    if (actor === undefined) {
      reply.header('www-authenticate', 'Bearer')
      return sendOutcome(reply, refusedOutcome(refuse('sign-in-required')))
    }
    if (operation.kind === 'query') {
      return sendOutcome(reply, await parts.reader.read(operation, actor, request.body as object))
    }
    const key = request.headers['idempotency-key']
    if (typeof key !== 'string' || key.length < 8 || key.length > 200) {
      return sendOutcome(reply, refusedOutcome(refuse('idempotency-key-missing')))
    }
    return sendOutcome(reply, await parts.executor.execute(operation, { actor, key, input: request.body as object }))
  })
}

function sendOutcome(reply: FastifyReply, outcome: Outcome): FastifyReply {
  return outcome.status === 'accepted' ? reply.send(outcome.answer) : sendProblem(reply, problemOf(outcome))
}

function sendProblem(reply: FastifyReply, problem: Problem): FastifyReply {
  // Serialised by hand: the response schema belongs to the answer, a problem has a shape of its own.
  return reply
    .code(problem.status)
    .header('content-type', 'application/problem+json; charset=utf-8')
    .serializer(JSON.stringify)
    .send(problem)
}

class InputInvalid extends Error {
  readonly statusCode = 400
  readonly path: string
  readonly reason: string

  constructor(path: string, reason: string) {
    super('input invalid')
    this.path = path
    this.reason = reason
  }
}

/** Validates without coercion in bodies; a query string is text, so its numbers and flags are converted first. */
function validator(schema: TSchema): (data: unknown) => { value: unknown } | { error: Error } {
  const compiled = Compile(schema)
  return (data) => {
    if (compiled.Check(data)) return { value: data }
    // Converted is a copy: the conversion would change what it is given.
    const converted = isQuery(data) ? Value.Convert(schema, { ...(data as object) }) : data
    if (converted !== data && compiled.Check(converted)) return { value: converted }
    const [first] = compiled.Errors(data)
    // The value itself is never repeated: it may be an identity number.
    return { error: new InputInvalid(first?.instancePath || '/', first?.message ?? 'does not fit the schema') }
  }
}

/** Fastify parses query strings into objects whose prototype is not that of JSON's objects. */
function isQuery(data: unknown): boolean {
  return typeof data === 'object' && data !== null && !(data instanceof Object)
}

function framingReason(status: number): string {
  if (status === 413) return `is larger than ${bodyLimitBytes} bytes`
  if (status === 415) return 'must be application/json'
  return 'is not valid JSON'
}
