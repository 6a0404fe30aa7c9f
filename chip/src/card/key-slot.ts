import { cardKeys } from '../key/card-key.ts'
import { keySlotBytes } from './card-layout.ts'
import type { Chip } from './chip.ts'

export interface KeySlot {
  readonly version: number
  readonly tries: number
  readonly key: Uint8Array
}

/** Index of the card master key. */
export const masterKey = cardKeys.findIndex(({ use }) => use === 'master')

const slotOf = ({ layout }: Chip, index: number): number => layout.keys[index] as number

export function readKeySlot(chip: Chip, index: number): KeySlot {
  const slot = chip.memory.read(slotOf(chip, index), keySlotBytes)
  return { version: slot[0] as number, tries: slot[1] as number, key: slot.subarray(2) }
}

export const keyVersion = (chip: Chip, index: number): number => chip.memory.read(slotOf(chip, index), 1)[0] as number

/** A card is in the works until its master key has been replaced. */
export const isBlank = (chip: Chip): boolean => keyVersion(chip, masterKey) === 0

export function writeKeySlot(chip: Chip, index: number, version: number, key: Uint8Array): void {
  const bytes = Uint8Array.from([version, chip.layout.profile.keyTries, ...key])
  chip.journal.commit({ offset: slotOf(chip, index), bytes })
  chip.session.proved[index] = 0
}

/**
 * A check under a key. The try is spent before the check and given back after success: pulling the card in between saves nothing.
 * Answers `right`, `locked`, or how many tries are left.
 */
export function tryKey(chip: Chip, index: number, check: (key: Uint8Array) => boolean): 'right' | 'locked' | number {
  const { tries, key } = readKeySlot(chip, index)
  if (tries === 0) return 'locked'
  const leave = (left: number) => chip.journal.commit({ offset: slotOf(chip, index) + 1, bytes: Uint8Array.of(left) })
  leave(tries - 1)
  if (!check(key)) return tries - 1
  leave(chip.layout.profile.keyTries)
  return 'right'
}
