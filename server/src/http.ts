import type { Actor } from '@yika/core/access/actor.ts'
import { type Operation, pathOf } from '@yika/core/operation/operation.ts'
import Fastify, {
  type FastifyError,
  type FastifyInstance,
  type FastifyReply,
  type FastifyRequest,
  LogController,
} from 'fastify'
import { type TSchema, Type } from 'typebox'
import { tagAnswer } from './entity-tag.ts'
import { type HttpLimits, httpLimits } from './http-limits.ts'
import { problem, refuseConnection, sendProblem } from './http-problem.ts'
import { AnswerLate, inTime } from './in-time.ts'
import { InputInvalid, inputValidator } from './input-validator.ts'
import type { Database } from './kernel/database/database.ts'
import type { Executor } from './kernel/execute.ts'
import { newId } from './kernel/identifier.ts'
import { type Outcome, refusedOutcome } from './kernel/outcome.ts'
import { incidentProblem, problemOf } from './kernel/problem.ts'
import type { PublicRead } from './kernel/public-read.ts'
import type { Reader } from './kernel/read.ts'
import { JsonInvalid, parseJson } from './parse-json.ts'
import { securityHeaders } from './security-headers.ts'

export interface HttpParts {
  readonly db: Database
  readonly executor: Executor
  readonly reader: Reader
  readonly publicReads: readonly PublicRead[]
  /** Who sends this request; undefined when no valid token came with it. */
  authenticate(request: FastifyRequest): Promise<Actor | undefined>
  readonly logLevel: string
  /** Where the log goes; standard output when nothing is said. */
  readonly logTo?: { write(line: string): void }
  /** The cause of an incident goes into the log under its number. */
  report(error: unknown, incident: string): void
  /** People reach this server over HTTPS. */
  readonly encrypted?: boolean
  readonly limits?: HttpLimits
}

/** The HTTP face: one route for each entry of the list of operations, and nothing that the list does not name. */
export function createHttp(parts: HttpParts, operations: readonly Operation[]): FastifyInstance {
  const limits = parts.limits ?? httpLimits
  const headers = securityHeaders(parts.encrypted ?? false)
  const app = Fastify({
    bodyLimit: limits.bodyBytes,
    http: { maxHeaderSize: limits.headerBytes, headersTimeout: limits.headersMs },
    requestTimeout: limits.requestMs,
    logger: { level: parts.logLevel, ...(parts.logTo === undefined ? {} : { stream: parts.logTo }) },
    logController: new LogController({ disableRequestLogging: true }),
    genReqId: () => newId(Date.now()),
    routerOptions: { maxParamLength: 200 },
    clientErrorHandler: (error, socket) => refuseConnection(error, socket, headers),
    frameworkErrors: (_error, _request, reply) =>
      sendProblem(withHeaders(reply, headers), problem('request-malformed')),
  })
  app.addHook('onRequest', async (_request, reply) => void withHeaders(reply, headers))
  app.removeContentTypeParser(['application/json', 'text/plain'])
  app.addContentTypeParser('application/json', { parseAs: 'buffer' }, async (_request: FastifyRequest, body: Buffer) =>
    parseJson(body, limits.bodyDepth),
  )
  app.setValidatorCompiler(({ schema, httpPart }) =>
    inputValidator(schema as TSchema, httpPart === 'querystring' ? 'querystring' : 'body'),
  )
  app.setErrorHandler((error: FastifyError, request, reply) => sendError(parts, limits, error, request, reply))
  app.setNotFoundHandler((request, reply) => sendNotFound(app, request, reply))
  const publicByName = new Map(parts.publicReads.map((read) => [read.operation.name, read]))
  for (const operation of operations) {
    if (operation.kind === 'public') addPublicRoute(app, parts.db, limits, operation, publicByName.get(operation.name))
    else addRoute(app, parts, limits, operation)
  }
  return app
}

/** On the bare answer, so that they stand there whoever writes it: a route, an error, the provider of tokens. */
function withHeaders(reply: FastifyReply, headers: Readonly<Record<string, string>>): FastifyReply {
  for (const [name, value] of Object.entries(headers)) reply.raw.setHeader(name, value)
  return reply
}

function addPublicRoute(
  app: FastifyInstance,
  db: Database,
  limits: HttpLimits,
  operation: Operation,
  read: PublicRead | undefined,
): void {
  if (read === undefined) throw new Error(`nobody answers the public operation ${operation.name}`)
  const schema = { querystring: operation.input, response: { 200: operation.answer } }
  app.get(pathOf(operation), { schema, onSend: tagAnswer }, async (request, reply) => {
    const answer = await inTime(read.answer(db, request.query as never), limits.answerMs)
    const refused = typeof answer === 'object' && answer !== null && 'accepted' in answer && answer.accepted === false
    if (refused) return sendOutcome(reply, refusedOutcome(answer as never))
    reply.header('cache-control', 'public, max-age=60')
    return reply.send(answer)
  })
}

/** Personal things never stand in an address: a query string on these routes is refused, whatever it says (Article 11). */
const noQuery = Type.Object({}, { additionalProperties: false })

function addRoute(app: FastifyInstance, parts: HttpParts, limits: HttpLimits, operation: Operation): void {
  const schema = { querystring: noQuery, body: operation.input, response: { 200: operation.answer } }
  const senders = new WeakMap<FastifyRequest, Actor>()
  // Before the body is read: who is not signed in makes us take in nothing.
  async function admit(request: FastifyRequest, reply: FastifyReply): Promise<unknown> {
    const actor = await inTime(parts.authenticate(request), limits.answerMs)
    if (actor === undefined) {
      reply.header('www-authenticate', 'Bearer')
      return sendProblem(reply, problem('sign-in-required'))
    }
    senders.set(request, actor)
    if (operation.kind === 'command' && idempotencyKey(request, limits) === undefined) {
      return sendProblem(reply, problem('idempotency-key-missing'))
    }
    return undefined
  }
  app.post(pathOf(operation), { schema, onRequest: admit }, async (request, reply) => {
    const actor = senders.get(request) as Actor
    const input = request.body as object
    const key = idempotencyKey(request, limits) ?? ''
    const outcome =
      operation.kind === 'query'
        ? parts.reader.read(operation, actor, input)
        : parts.executor.execute(operation, { actor, key, input })
    return sendOutcome(reply, await inTime(outcome, limits.answerMs))
  })
}

function idempotencyKey(request: FastifyRequest, limits: HttpLimits): string | undefined {
  const key = request.headers['idempotency-key']
  const fits = typeof key === 'string' && /^[\x21-\x7e]+$/.test(key)
  if (!fits || key.length < limits.idempotencyKeyLeast || key.length > limits.idempotencyKeyMost) return undefined
  return key
}

function sendOutcome(reply: FastifyReply, outcome: Outcome): FastifyReply {
  return outcome.status === 'accepted' ? reply.send(outcome.answer) : sendProblem(reply, problemOf(outcome))
}

function sendError(
  parts: HttpParts,
  limits: HttpLimits,
  error: FastifyError,
  request: FastifyRequest,
  reply: FastifyReply,
): FastifyReply {
  if (error instanceof InputInvalid) {
    return sendProblem(reply, problem('input-invalid', { path: error.path, reason: error.reason }))
  }
  if (error instanceof JsonInvalid) {
    return sendProblem(reply, problem('input-invalid', { path: 'body', reason: error.message }))
  }
  if (error instanceof AnswerLate) {
    parts.report(error, request.id)
    return sendProblem(reply, { ...problem('answer-late'), incident: request.id })
  }
  switch (error.code) {
    case 'FST_ERR_CTP_BODY_TOO_LARGE':
      return sendProblem(reply, problem('body-too-large', { most: limits.bodyBytes }))
    case 'FST_ERR_CTP_INVALID_MEDIA_TYPE':
      return sendProblem(reply, problem('media-type-unsupported'))
  }
  if (error.statusCode !== undefined && error.statusCode < 500) return sendProblem(reply, problem('request-malformed'))
  parts.report(error, request.id)
  return sendProblem(reply, incidentProblem(request.id))
}

function sendNotFound(app: FastifyInstance, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const [url = ''] = request.url.split('?')
  const allowed = ['GET', 'HEAD', 'POST'].filter((method) => app.hasRoute({ method: method as 'GET', url }))
  // A page that is not for this caller says that it is not there.
  if (allowed.length === 0 || allowed.includes(request.method)) return sendProblem(reply, problem('address-unknown'))
  reply.header('allow', allowed.join(', '))
  return sendProblem(reply, problem('method-not-allowed', { allowed: allowed.join(', ') }))
}
