import { sm2 } from '@yika/chip/cipher/sm2.ts'
import { refuse } from '@yika/core/decision/decision.ts'
import * as operation from '@yika/core/production/chip-key-schema.ts'
import type { FactoryKey } from '@yika/core/production/factory-key.ts'
import { confirmFactoryKey, setFactoryKey } from '@yika/core/production/set-factory-key.ts'
import { type Command, command, type Request } from '../kernel/command.ts'
import type { Transaction } from '../kernel/database/database.ts'
import type { Stored } from '../kernel/stream.ts'
import { factoryKeyStream, lockFactoryKeys } from './factory-key-store.ts'

interface KeyWorld {
  readonly 'factory-key': Map<string, Stored<FactoryKey>>
}

async function load<Input extends { readonly makerId: string }>(
  tx: Transaction,
  requests: readonly Request<Input>[],
): Promise<KeyWorld> {
  const makerIds = requests.map(({ input }) => input.makerId)
  return { 'factory-key': await lockFactoryKeys(tx, makerIds) }
}

const streams = [factoryKeyStream]

/** Article 14: two persons agree on the public key of a factory. */
export const factoryKeyCommands: readonly Command[] = [
  command({
    operation: operation.setFactoryKey,
    async prepare(input) {
      if (sm2.isPoint(Uint8Array.fromHex(input.key.sm2))) return input
      return refuse('input-invalid', { path: '/key/sm2', reason: 'is no point of the curve' })
    },
    load,
    subject: (_world: KeyWorld, { makerId }) => ({ organisationId: makerId }),
    decide: (_world, { makerId, key }, context) => setFactoryKey(makerId, key, context),
    streams,
  }),
  command({
    operation: operation.confirmFactoryKey,
    load,
    subject: (_world: KeyWorld, { makerId }) => ({ organisationId: makerId }),
    decide: (world: KeyWorld, { makerId, sm2, x25519 = null }, context) =>
      confirmFactoryKey(world['factory-key'].get(makerId), { sm2, x25519 }, context),
    streams,
  }),
]
