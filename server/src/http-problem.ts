import type { Socket } from 'node:net'
import { refuse } from '@yika/core/decision/decision.ts'
import type { RefusalCode, RefusalDetail } from '@yika/core/refusal/catalogue.ts'
import type { FastifyReply } from 'fastify'
import { type Outcome, refusedOutcome } from './kernel/outcome.ts'
import { type Problem, problemOf } from './kernel/problem.ts'

const contentType = 'application/problem+json; charset=utf-8'

export function problem(code: RefusalCode, detail: RefusalDetail = {}): Problem {
  return problemOf(refusedOutcome(refuse(code, detail)) as Extract<Outcome, { status: 'refused' }>)
}

export function sendProblem(reply: FastifyReply, what: Problem): FastifyReply {
  // Serialised by hand: the response schema belongs to the answer, a problem has a shape of its own.
  return reply.code(what.status).header('content-type', contentType).serializer(JSON.stringify).send(what)
}

/** What is not HTTP, too large or too slow to be a request: answered on the bare connection, which is then closed. */
export function refuseConnection(
  error: { readonly code?: string },
  socket: Socket,
  headers: Readonly<Record<string, string>>,
): void {
  if (error.code === 'ECONNRESET' || socket.destroyed) return
  if (!socket.writable) {
    socket.destroy()
    return
  }
  const what = problem(
    error.code === 'ERR_HTTP_REQUEST_TIMEOUT'
      ? 'request-too-slow'
      : error.code === 'HPE_HEADER_OVERFLOW'
        ? 'headers-too-large'
        : 'request-malformed',
  )
  const body = JSON.stringify(what)
  const lines = Object.entries({
    ...headers,
    'content-type': contentType,
    'content-length': String(Buffer.byteLength(body)),
    connection: 'close',
  }).map(([name, value]) => `${name}: ${value}`)
  socket.end(`HTTP/1.1 ${what.status} ${what.code}\r\n${lines.join('\r\n')}\r\n\r\n${body}`)
}
