import { setImmediate as turn } from 'node:timers/promises'
import { openCard } from '@yika/chip/card/open-card.ts'
import { memoryOver } from '@yika/chip/memory/memory.ts'
import { chipParts } from '@yika/chip/node/chip-parts.ts'
import { specificationVersions } from '@yika/chip/profile/card-file.ts'
import { acceptedCard } from '../../chip/test/card-on-bench.ts'

/** Instructions that the card knows: rubbish that never comes past the dispatcher finds little. */
const instructions = [
  ...[0x16, 0x1e, 0x20, 0x24, 0x5e, 0x82, 0x84, 0x88, 0xa4, 0xa8, 0xb0, 0xb2, 0xc0, 0xca, 0xd4, 0xd6, 0xdc],
  ...[0xe2, 0x50, 0x54],
]
const classes = [0x00, 0x04, 0x80, 0x84]
const sliceOfWork = 100_000

/** A generator with a seed: a run that found something can be run again. */
function generator(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return (mixed ^ (mixed >>> 14)) >>> 0
  }
}

/** Commands of rubbish to a card of each version, over and over; every tenth round begins with a card that is not yet blocked. */
export async function fuzzApdus(count: number): Promise<{ readonly rate: number; readonly faults: readonly string[] }> {
  const next = generator(20260101)
  const fresh = await Promise.all(specificationVersions.map((version) => acceptedCard(version)))
  const faults: string[] = []
  const began = performance.now()
  let sent = 0
  for (let round = 0; sent < count; round += 1) {
    const memory = (fresh[round % fresh.length] as (typeof fresh)[number]).memory.slice()
    const card = openCard(memoryOver(memory), chipParts)
    card.powerOn()
    for (let nth = 0; nth < sliceOfWork && sent < count; nth += 1, sent += 1) {
      const command = rubbish(next)
      try {
        const answer = card.transmit(command)
        if (answer.length < 2) faults.push(`no status word for ${command.toHex()}`)
      } catch (error) {
        faults.push(`${(error as Error).message} for ${command.toHex()}`)
      }
    }
    await turn()
  }
  return { rate: (sent * 1000) / (performance.now() - began), faults }
}

/** A third random bytes, a third with a known head, a third with lengths that agree. */
function rubbish(next: () => number): Uint8Array {
  const kind = next() % 3
  const length = kind === 0 ? next() % 40 : 4 + (next() % 36)
  const bytes = new Uint8Array(length)
  for (let index = 0; index < length; index += 1) bytes[index] = next()
  if (kind === 0) return bytes
  bytes[0] = classes[next() % classes.length] as number
  bytes[1] = instructions[next() % instructions.length] as number
  if (kind === 2 && length > 5) bytes[4] = length - 5
  return bytes
}
