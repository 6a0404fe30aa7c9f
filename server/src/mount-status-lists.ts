import { placesPerShard } from '@yika/core/status-list/status-bits.ts'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { problem, sendProblem } from './http-problem.ts'
import type { ListForm, ListToken, ListTokens } from './status-list/list-tokens.ts'

/** Where terminals and the wallets of others find the lists; the draft of the Token Status List names no path. */
const listsPath = '/status-lists'

const types = {
  jwt: 'application/statuslist+jwt',
  cwt: 'application/statuslist+cwt',
  delta: 'application/statuslist-delta+jwt',
} as const

/** Public and the same for everybody: whoever holds a card or serves one may read them, and nobody learns whose a place is. */
export function mountStatusLists(http: FastifyInstance, tokens: ListTokens, publicUrl: () => string): void {
  http.get(listsPath, async (_request, reply) => {
    const lists = await tokens.heads()
    return reply.header('cache-control', 'public, max-age=1').send({
      // The name that section 9 of the draft gives to a list of lists.
      status_lists: lists.map(({ shard }) => `${publicUrl()}${listsPath}/${shard}`),
      lists: lists.map(({ shard, version }) => ({ shard, version, places: placesPerShard })),
    })
  })

  http.get<{ Params: { shard: string }; Querystring: { from?: string } }>(
    `${listsPath}/:shard`,
    async (request, reply) => {
      const { shard } = request.params
      const number = numberIn(shard)
      const accepted = formsAccepted(request)
      const { from } = request.query
      if (from !== undefined) {
        const version = numberIn(from)
        if (!accepted.has('delta'))
          return sendProblem(reply, problem('status-list-form-unknown', { forms: types.delta }))
        const delta = number === undefined || version === undefined ? undefined : await tokens.delta(number, version)
        if (delta === 'gone') return sendProblem(reply, problem('status-list-version-gone', { from: version ?? 0 }))
        if (delta !== undefined) return sendToken(request, reply, delta, types.delta)
        return sendProblem(reply, problem('status-list-unknown', { shard: shard.slice(0, shownMost) }))
      }
      const form: ListForm | undefined = accepted.has('jwt') ? 'jwt' : accepted.has('cwt') ? 'cwt' : undefined
      if (form === undefined) {
        const forms = `${types.jwt}, ${types.cwt}`
        return sendProblem(reply, problem('status-list-form-unknown', { forms }))
      }
      const token = number === undefined ? undefined : await tokens.full(number, form)
      if (token === undefined)
        return sendProblem(reply, problem('status-list-unknown', { shard: shard.slice(0, shownMost) }))
      return sendToken(request, reply, token, types[form])
    },
  )
}

const shownMost = 20

function numberIn(text: string): number | undefined {
  return /^\d{1,9}$/.test(text) ? Number(text) : undefined
}

/** Which forms the caller takes; both when nothing is said, and then the JWT goes out. A refusal by `q=0` is heeded. */
function formsAccepted(request: FastifyRequest): ReadonlySet<ListForm | 'delta'> {
  const ranges = (request.headers.accept ?? '*/*')
    .toLowerCase()
    .split(',')
    .map((range) => range.split(';').map((part) => part.trim()))
    .filter((parts) => !parts.slice(1).some((part) => /^q=0(\.0*)?$/.test(part)))
    .map(([type = '']) => type)
  const takes = (type: string) => ranges.includes(type)
  const anything = takes('*/*') || takes('application/*')
  // Who names one form wants that one, whatever else would do.
  const cwtOnly = takes(types.cwt) && !takes(types.jwt)
  const forms = new Set<ListForm | 'delta'>()
  if (takes(types.jwt) || (anything && !cwtOnly)) forms.add('jwt')
  if (takes(types.cwt) || anything) forms.add('cwt')
  if (takes(types.delta) || takes(types.jwt) || anything) forms.add('delta')
  return forms
}

function sendToken(
  request: FastifyRequest,
  reply: FastifyReply,
  { body, tag, maxAge }: ListToken,
  type: string,
): FastifyReply {
  reply.header('etag', tag).header('cache-control', `public, max-age=${maxAge}`).header('vary', 'accept')
  const known = request.headers['if-none-match']?.split(',').some((one) => one.trim() === tag)
  return known ? reply.code(304).send() : reply.type(type).send(body)
}
