import { systemActor } from '@yika/core/access/actor.ts'
import { measuresInForce } from '@yika/core/policy/policy-source.ts'
import * as schema from '@yika/core/travel/schema.ts'
import { syntheticNetwork } from '@yika/core/travel/synthetic-network.ts'
import type { Executor } from '../kernel/execute.ts'

/** The sample city has a network that exists nowhere; published once, every later start finds it under the same key. */
export async function seedNetwork(executor: Executor): Promise<void> {
  const input = { ...syntheticNetwork, from: measuresInForce }
  const outcome = await executor.execute(schema.publishNetwork, { actor: systemActor, key: 'first-network', input })
  if (outcome.status === 'refused' && outcome.code !== 'network-begins-later')
    throw new Error(`the synthetic network was refused: ${outcome.code}`)
}
