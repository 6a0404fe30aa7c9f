import type { CommandApdu } from '../apdu/command-apdu.ts'
import { statusWords } from '../apdu/status-word.ts'
import { concat } from '../bytes/concat.ts'
import { cardKeys } from '../key/card-key.ts'
import { countedData } from '../key/counted-data.ts'
import type { Answer, Chip } from './chip.ts'
import { readKeySlot } from './key-slot.ts'

const [factorBytes, counterMax] = [8, 0xffffffff]

/**
 * INTERNAL AUTHENTICATE over R1 and R2, with the key's version in front if there are seventeen bytes. The transaction counter has grown
 * in the memory before the answer is made, so two cards with one memory will tell the same number (M14.2). Only the key for it answers:
 * with another the card would work out what EXTERNAL AUTHENTICATE asks of the terminal.
 */
export function internalAuthenticate(chip: Chip, { p1, p2, data }: CommandApdu): Answer {
  if (p1 > 0x01) return statusWords.wrongParameters
  const versioned = data.length === 2 * factorBytes + 1
  if (!versioned && data.length !== 2 * factorBytes) return statusWords.wrongLength
  const index = chip.layout.directories[chip.session.directory]?.keys.get(p2)
  if (index === undefined) return statusWords.keyNotFound
  if (cardKeys[index]?.use !== 'internal') return statusWords.conditionsNotSatisfied
  const { version, key } = readKeySlot(chip, index)
  if (versioned && data[0] !== version) return statusWords.keyNotFound
  const counter = countUp(chip)
  if (counter === undefined) return statusWords.conditionsNotSatisfied
  const [challenge, authenticated] = [data.subarray(-2 * factorBytes, -factorBytes), data.subarray(-factorBytes)]
  if (p1 === 0) return chip.suite.cryptogram(key, challenge, authenticated)
  return concat(fourBytes(counter), chip.suite.cryptogram(key, challenge, countedData(authenticated, counter)))
}

/** A card that has counted to the end proves itself no more. */
function countUp({ memory, journal, layout }: Chip): number | undefined {
  const bytes = memory.read(layout.counter, 4)
  const last = new DataView(bytes.buffer, bytes.byteOffset, 4).getUint32(0)
  if (last === counterMax) return undefined
  journal.commit({ offset: layout.counter, bytes: fourBytes(last + 1) })
  return last + 1
}

const fourBytes = (value: number) =>
  Uint8Array.of(value >>> 24, (value >>> 16) & 0xff, (value >>> 8) & 0xff, value & 0xff)
