import { sm2 } from '@yika/chip/cipher/sm2.ts'
import { chipParts } from '@yika/chip/node/chip-parts.ts'
import type { FactoryPublicKey } from '@yika/core/production/factory-key.ts'
import { envelopeAlgorithms } from '../kernel/custody/envelope-algorithms.ts'

/** The private halves with which a factory opens its orders, hexadecimal. A real factory keeps them in a machine. */
export interface OpeningKey {
  readonly sm2: string
  /** For an office that works with the international suite. */
  readonly x25519?: string
}

export function newOpeningKey(): OpeningKey {
  const { privateKey } = sm2.keyPair(chipParts.random)
  return { sm2: privateKey.toHex(), x25519: chipParts.random(32).toHex() }
}

export function publicKeyOf(key: OpeningKey): FactoryPublicKey {
  const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex').toUpperCase()
  const { sm, international } = envelopeAlgorithms
  return {
    sm2: hex(sm.publicKeyOf(Uint8Array.fromHex(key.sm2))),
    x25519: key.x25519 === undefined ? null : hex(international.publicKeyOf(Uint8Array.fromHex(key.x25519))),
  }
}
