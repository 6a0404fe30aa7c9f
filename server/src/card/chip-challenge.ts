import { equalBytes } from '@yika/chip/bytes/equal-bytes.ts'
import { epochMs, type Instant, instantOf } from '@yika/core/calendar/instant.ts'
import type { Place } from '../kernel/custody/context.ts'
import type { Custodian } from '../kernel/custody/custodian.ts'
import { randomToken } from '../kernel/custody/random-code.ts'

const randomBytes = 8
const givenAtBytes = 8
/** The counter is added to the other four bytes of the authentication data. */
const uncountedBytes = 4

export interface ChipChallenge {
  readonly random1: Uint8Array
  readonly random2: Uint8Array
}

/** A sealed challenge opens for the card and the asker that it was given for, and for nobody else; nothing is stored. */
const placeOf = (cardId: string, askerId: string): Place => ({
  table: 'task',
  column: 'chip-challenge',
  row: `${cardId}/${askerId}`,
})

export function newChipChallenge(
  custodian: Custodian,
  cardId: string,
  askerId: string,
  now: Instant,
): ChipChallenge & { readonly token: string } {
  const random1 = Uint8Array.from(Buffer.from(randomToken(), 'base64url').subarray(0, randomBytes))
  const index = custodian.blindIndex('chip-challenge', words(cardId, random1))
  const random2 = Uint8Array.from(index.subarray(0, randomBytes))
  const inside = Buffer.alloc(2 * randomBytes + givenAtBytes)
  inside.set(random1)
  inside.set(random2, randomBytes)
  inside.writeBigUInt64BE(BigInt(epochMs(now)), 2 * randomBytes)
  const token = Buffer.from(custodian.sealShared(placeOf(cardId, askerId), inside)).toString('base64url')
  return { random1, random2, token }
}

/** What `newChipChallenge` gave to this asker for this card; undefined for anything else. */
export function openChipChallenge(
  custodian: Custodian,
  cardId: string,
  askerId: string,
  token: string,
): (ChipChallenge & { readonly givenAt: Instant }) | undefined {
  let inside: Buffer
  try {
    inside = Buffer.from(custodian.openShared(placeOf(cardId, askerId), Buffer.from(token, 'base64url')))
  } catch {
    return undefined
  }
  return {
    random1: Uint8Array.from(inside.subarray(0, randomBytes)),
    random2: Uint8Array.from(inside.subarray(randomBytes, 2 * randomBytes)),
    givenAt: instantOf(Number(inside.readBigUInt64BE(2 * randomBytes))),
  }
}

/**
 * Whether these are randoms that we gave out for this card, whatever counter was added to them: the second follows from the first. The
 * back office must not compute the answer to its own challenge for whoever holds no chip.
 */
export function isOurChallenge(custodian: Custodian, cardId: string, random1: Uint8Array, data: Uint8Array): boolean {
  return custodian
    .blindIndexes('chip-challenge', words(cardId, random1))
    .some((index) => equalBytes(index.subarray(0, uncountedBytes), data.subarray(0, uncountedBytes)))
}

const words = (cardId: string, random1: Uint8Array): string => `${cardId}/${random1.toHex()}`
