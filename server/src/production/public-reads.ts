import { orderKeys } from '@yika/core/production/chip-key-schema.ts'
import type { Custodian } from '../kernel/custody/custodian.ts'
import { type PublicRead, publicRead } from '../kernel/public-read.ts'
import { hex } from './hex.ts'

export function productionPublicReads({ custodian }: { readonly custodian: Custodian }): readonly PublicRead[] {
  return [
    publicRead({
      operation: orderKeys,
      answer: async () => ({
        keys: custodian.envelopeSigners().map(({ publicKey, ...signer }) => ({
          ...signer,
          publicKey: hex(publicKey),
        })),
      }),
    }),
  ]
}
