import { systemActor } from '@yika/core/access/actor.ts'
import { registerClient, replaceClientKeys } from '@yika/core/access/schema.ts'
import type { FastifyInstance } from 'fastify'
import { Type } from 'typebox'
import type { Executor } from '../kernel/execute.ts'
import { fromThisMachine } from '../kernel/from-this-machine.ts'
import { newId } from '../kernel/identifier.ts'

export interface SampleInstitutionsOptions {
  readonly executor: Executor
  publicUrl(): string
  /** The institutions that the sample city has, and the body that supervises each. */
  readonly institutions: readonly { readonly institutionId: string; readonly organisationId: string }[]
}

export const clientOfInstitution = (institutionId: string): string => `simulated-${institutionId}`

/**
 * Who plays a hospital, an operator or a park of the sample city brings a key of its own along, and signs in with it afterwards as every
 * institution does. On the machine itself only, and for institutions that exist nowhere.
 */
export function mountSampleInstitutions(app: FastifyInstance, options: SampleInstitutionsOptions): void {
  const body = Type.Object({
    institutionId: Type.Enum(options.institutions.map(({ institutionId }) => institutionId)),
    key: Type.Object({ kty: Type.Literal('OKP'), crv: Type.Literal('Ed25519'), x: Type.String({ maxLength: 64 }) }),
  })
  app.post<{ Body: { readonly institutionId: string; readonly key: object } }>(
    '/dev/institutions',
    { schema: { hide: true, body } as object },
    async (request, reply) => {
      if (!fromThisMachine(request, options.publicUrl())) return reply.callNotFound()
      const { institutionId, key } = request.body
      const institution = options.institutions.find((one) => one.institutionId === institutionId)
      const clientId = clientOfInstitution(institutionId)
      const run = (operation: typeof registerClient | typeof replaceClientKeys, input: object) =>
        options.executor.execute(operation, { actor: systemActor, key: newId(Date.now()), input })
      const place = { organisationId: institution?.organisationId, officeId: institutionId }
      const client = { clientId, name: `Simulated ${institutionId}`, role: 'institution', ...place, keys: [key] }
      const first = await run(registerClient, client)
      // Known from the second day on: with a new key.
      const last = first.status === 'accepted' ? first : await run(replaceClientKeys, { clientId, keys: [key] })
      return last.status === 'accepted' ? { clientId } : reply.callNotFound()
    },
  )
}
