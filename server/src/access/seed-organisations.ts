import { systemActor } from '@yika/core/access/actor.ts'
import { organisationSeed } from '@yika/core/access/organisation-seed.ts'
import { registerOrganisation } from '@yika/core/access/schema.ts'
import { measuresInForce } from '@yika/core/policy/policy-source.ts'
import type { Executor } from '../kernel/execute.ts'

/** M6.1: the bodies of Article 6 stand in an empty register; running it again changes nothing. */
export async function seedOrganisations(executor: Executor): Promise<void> {
  await executor.executeAll(
    registerOrganisation,
    organisationSeed.map((input) => ({
      actor: systemActor,
      key: `seed-organisation-${input.organisationId}`,
      input: { ...input, validFrom: measuresInForce },
    })),
  )
}
