import { concat } from '../bytes/concat.ts'

/** A digest of at least sixteen bytes; SM3 where both ends are ours (chip/node/sm3.ts). */
export type TapDigest = (bytes: Uint8Array) => Uint8Array

/** What a terminal knows of one tap before the card answers. */
export interface Tap {
  /** The name under which it signs in: the challenge of one terminal is worth nothing at another. */
  readonly terminalId: string
  /** Its clock as it will tell it, the very text. */
  readonly at: string
  /** Eight bytes of chance. */
  readonly nonce: Uint8Array
}

export interface TapChallenge {
  readonly random1: Uint8Array
  readonly random2: Uint8Array
}

/**
 * The randoms of the counted INTERNAL AUTHENTICATE for one tap. They follow from who asked and when, so that a terminal without a network
 * needs nobody's challenge, and its answer told later proves the time and the place of the tap as well.
 */
export function tapChallenge({ terminalId, at, nonce }: Tap, digest: TapDigest): TapChallenge {
  const words = Uint8Array.from(`yika tap\n${terminalId}\n${at}\n`, (character) => character.charCodeAt(0))
  const whole = digest(concat(words, nonce))
  return { random1: whole.slice(0, 8), random2: whole.slice(8, 16) }
}
