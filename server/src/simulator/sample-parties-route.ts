import { systemActor } from '@yika/core/access/actor.ts'
import { organisationSeed } from '@yika/core/access/organisation-seed.ts'
import { registerClient, replaceClientKeys } from '@yika/core/access/schema.ts'
import type { FastifyInstance } from 'fastify'
import { Type } from 'typebox'
import type { Executor } from '../kernel/execute.ts'
import { fromThisMachine } from '../kernel/from-this-machine.ts'
import { newId } from '../kernel/identifier.ts'

export interface SamplePartiesOptions {
  readonly executor: Executor
  publicUrl(): string
  /** The institutions that the sample city has, and the body that supervises each. */
  readonly institutions: readonly { readonly institutionId: string; readonly organisationId: string }[]
}

/** Two hands, because what a department decides needs two. */
export const hands = ['first', 'second'] as const
export type Hand = (typeof hands)[number]

/**
 * Who plays a hospital, an operator or a department of the sample city brings a key of its own along, and signs in with it afterwards as
 * every system does. On the machine itself only, and only where the city is the sample.
 */
export function mountSampleParties(app: FastifyInstance, options: SamplePartiesOptions): void {
  const departments = organisationSeed.map(({ organisationId }) => organisationId)
  const institutionIds = options.institutions.map(({ institutionId }) => institutionId)
  const body = Type.Object({
    id: Type.Enum([...institutionIds, ...departments]),
    hand: Type.Enum([...hands]),
    key: Type.Object({ kty: Type.Literal('OKP'), crv: Type.Literal('Ed25519'), x: Type.String({ maxLength: 64 }) }),
  })
  const run = (operation: typeof registerClient | typeof replaceClientKeys, input: object) =>
    options.executor.execute(operation, { actor: systemActor, key: newId(Date.now()), input })

  app.post<{ Body: { readonly id: string; readonly hand: Hand; readonly key: object } }>(
    '/dev/parties',
    { schema: { hide: true, body } as object },
    async (request, reply) => {
      if (!fromThisMachine(request, options.publicUrl())) return reply.callNotFound()
      const { id, hand, key } = request.body
      const institution = options.institutions.find(({ institutionId }) => institutionId === id)
      const place =
        institution === undefined
          ? { role: 'department-user', organisationId: id }
          : { role: 'institution', organisationId: institution.organisationId, officeId: id }
      const clientId = `simulated-${id}-${hand}`
      const first = await run(registerClient, { clientId, name: `Simulated ${id}`, ...place, keys: [key] })
      // Known from the second day on: with a new key.
      const last = first.status === 'accepted' ? first : await run(replaceClientKeys, { clientId, keys: [key] })
      return last.status === 'accepted' ? { clientId } : reply.callNotFound()
    },
  )
}
