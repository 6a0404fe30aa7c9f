import { manufactureCard } from '@yika/chip/card/manufacture-card.ts'
import { openCard } from '@yika/chip/card/open-card.ts'
import { cardFactor } from '@yika/chip/key/factor.ts'
import { memoryOver } from '@yika/chip/memory/memory.ts'
import { chipParts } from '@yika/chip/node/chip-parts.ts'
import { profileOf } from '@yika/chip/profile/profiles.ts'
import { encodeResetInformation } from '@yika/chip/profile/reset-information.ts'
import { cardInMemory } from '@yika/chip/terminal/card-in-memory.ts'
import type { CardTerminal } from '@yika/chip/terminal/card-terminal.ts'
import { chipTerms } from '@yika/core/production/chip-terms.ts'
import { hash32 } from '../sample/hash32.ts'

const { suites } = chipParts

/** Two letters that no maker has, and the city of the office. */
const maker = { level: 0x81, maker: 'YK', variant: 0x01, city: '1100' } as const

/** A blank that nobody has written to: the memory of a chip whose keys all are its transport key. */
export function virtualBlank(serial: number, transportMaster: Uint8Array): Uint8Array {
  const historicalBytes = encodeResetInformation({ ...maker, serial })
  const transportKey = suites.sm.diversify(transportMaster, cardFactor(historicalBytes))
  const profile = profileOf(chipTerms.specification)
  return manufactureCard({ profile, historicalBytes, transportKey, protocol: 'T=0' })
}

/** One serial for each card number; a number is never given twice, so neither is a serial. */
export function serialOf(cardNumber: string): number {
  const digits = cardNumber.slice(1, 8)
  const place = Number.parseInt(cardNumber.slice(0, 1), 36)
  return /^\d{7}$/.test(digits) ? place * 10 ** digits.length + Number(digits) : hash32(cardNumber)
}

/** A reader with that card in it; what is written changes the bytes that were given. */
export function readerWith(memory: Uint8Array): CardTerminal {
  return cardInMemory(openCard(memoryOver(memory), chipParts))
}

/** The transport key of a chip that has answered with this reset information. */
export function transportKeyOf(transportMaster: Uint8Array, resetInformation: string): Uint8Array {
  return suites.sm.diversify(transportMaster, cardFactor(Uint8Array.fromHex(resetInformation)))
}
