import type { AnswerOf } from '@yika/core/operation/operation.ts'
import type { orderKeys } from '@yika/core/production/chip-key-schema.ts'
import { type FactoryOrder, parseFactoryOrder } from '@yika/core/production/factory-order.ts'
import { type EnvelopeFault, openEnvelope } from '../kernel/custody/envelope.ts'
import type { OpeningKey } from './opening-key.ts'

export type OpenedOrder =
  | { readonly ok: true; readonly order: FactoryOrder }
  /** `order`: the envelope is sound, but what is in it makes no card. */
  | { readonly ok: false; readonly fault: EnvelopeFault | 'order' }

/** What a factory does with an envelope: no byte of it is believed before the office's signature holds. */
export function openFactoryOrder(
  envelope: string,
  key: OpeningKey,
  signers: AnswerOf<typeof orderKeys>['keys'],
): OpenedOrder {
  const opened = openEnvelope(
    Buffer.from(envelope, 'base64'),
    {
      sm: Uint8Array.fromHex(key.sm2),
      ...(key.x25519 === undefined ? {} : { international: Uint8Array.fromHex(key.x25519) }),
    },
    signers.map(({ publicKey, ...signer }) => ({ ...signer, publicKey: Uint8Array.fromHex(publicKey) })),
  )
  if (!opened.ok) return opened
  const order = parseFactoryOrder(Buffer.from(opened.content).toString())
  return order === undefined ? { ok: false, fault: 'order' } : { ok: true, order }
}
