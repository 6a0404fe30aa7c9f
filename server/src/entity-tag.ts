import { crc32 } from 'node:zlib'
import type { FastifyReply, FastifyRequest } from 'fastify'

/** A public answer carries a tag of its text; who has that text already gets 304 without it (RFC 9110, 13.1.2). */
export async function tagAnswer(request: FastifyRequest, reply: FastifyReply, payload: unknown): Promise<unknown> {
  if (reply.statusCode !== 200 || typeof payload !== 'string') return payload
  const tag = `W/"${payload.length.toString(36)}-${crc32(payload).toString(36)}"`
  reply.header('etag', tag)
  const known = request.headers['if-none-match']?.split(',').some((one) => one.trim() === tag)
  if (!known) return payload
  reply.code(304).removeHeader('content-type').removeHeader('content-length')
  return null
}
