import { cardKeys } from '../key/card-key.ts'
import type { Protocol } from '../profile/answer-to-reset.ts'
import type { CardProfile } from '../profile/card-profile.ts'
import { layoutOf } from './card-layout.ts'
import { encodeMemoryHeader, historicalLength } from './memory-header.ts'

export interface CardOrder {
  readonly profile: CardProfile
  /** Thirteen bytes, the end of the answer to reset. */
  readonly historicalBytes: Uint8Array
  /** Of this card, sixteen bytes: version 0 of all its keys. */
  readonly transportKey: Uint8Array
  readonly protocol: Protocol
}

/** The whole memory of a blank: laid out and empty, every key slot with the transport key. */
export function manufactureCard({ profile, historicalBytes, transportKey, protocol }: CardOrder): Uint8Array {
  if (historicalBytes.length !== historicalLength) throw new RangeError('a card has thirteen historical bytes')
  if (transportKey.length !== 16) throw new RangeError('a transport key has sixteen bytes')
  const layout = layoutOf(profile)
  const memory = new Uint8Array(layout.size)
  memory.set(encodeMemoryHeader({ version: profile.version, historicalBytes, protocol }, layout.fingerprint))
  for (let index = 0; index < cardKeys.length; index += 1)
    memory.set([0, profile.keyTries, ...transportKey], layout.keys[index] as number)
  return memory
}
