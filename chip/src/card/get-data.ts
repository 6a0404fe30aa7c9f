import type { CommandApdu } from '../apdu/command-apdu.ts'
import { statusWords } from '../apdu/status-word.ts'
import type { Answer, Chip } from './chip.ts'
import { keyVersion, masterKey } from './key-slot.ts'
import { readPinSlot } from './pin-slot.ts'

const pinStates = { none: 0, initial: 1, own: 2 } as const

/**
 * GET DATA, one byte each in a TLV: 9F17 the tries that the PIN has left (after PBOC). Simulated: DF20 whether the PIN is an initial one
 * (0 none, 1 initial, 2 the holder's own), DF21 the version of the card's keys.
 */
export function getData(chip: Chip, { p1, p2, data }: CommandApdu): Answer {
  if (data.length > 0) return statusWords.wrongLength
  const tag = (p1 << 8) | p2
  const tlv = (value: number) => Uint8Array.of(p1, p2, 1, value)
  if (tag === 0x9f17) return tlv(readPinSlot(chip).tries)
  if (tag === 0xdf20) return tlv(pinStates[readPinSlot(chip).state])
  if (tag === 0xdf21) return tlv(keyVersion(chip, masterKey))
  return statusWords.keyNotFound
}
