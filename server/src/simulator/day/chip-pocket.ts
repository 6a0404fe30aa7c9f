import { promisify } from 'node:util'
import { inflateRaw } from 'node:zlib'
import { type ChipPresentation, presentCard } from '@yika/chip/driver/present-card.ts'
import { sm3 } from '@yika/chip/node/sm3.ts'
import { randomOf } from '../../sample/random.ts'
import { readerWith } from '../virtual-blank.ts'

const inflate = promisify(inflateRaw)
const cardsPerCall = 200
const nonceBytes = 8

/** What has to be known of one use before the card answers; the same use has the same nonce in every run of the day. */
export interface UseOfChip {
  readonly terminalId: string
  readonly at: string
  readonly carrier: ChipPresentation['carrier']
}

/** The cards of the people who are out on this day, with the chips that they had yesterday. */
export interface ChipPocket {
  /** Takes the cards along; those without a chip of the sample are left at home. Answers who has one. */
  take(cardNumbers: readonly string[]): Promise<ReadonlySet<string>>
  /** Shows the card to a terminal. */
  show(cardNumber: string, use: UseOfChip): Promise<ChipPresentation>
  /** After a restart: the card was shown before, with this counter. */
  shownBefore(cardNumber: string, counter: number): Promise<void>
  /** How far each chip has counted, for the next day. */
  counters(): Readonly<Record<string, number>>
  /** Leaves these cards at home again. */
  putBack(cardNumbers: readonly string[]): void
}

/** `counted` is how far each chip was yesterday: fresh plastic of the sample begins at zero and counts there first. */
export function chipPocket(baseUrl: string, seed: number, counted: Readonly<Record<string, number>>): ChipPocket {
  const memories = new Map<string, Uint8Array>()
  const counters: Record<string, number> = { ...counted }

  async function proof(memory: Uint8Array, use: UseOfChip, nonce: Uint8Array): Promise<ChipPresentation> {
    return presentCard(readerWith(memory), { ...use, nonce, digest: sm3 })
  }

  async function count(memory: Uint8Array, times: number): Promise<void> {
    const before = { terminalId: 'before', at: '1970-01-01T00:00:00.000Z', carrier: 'contactless-chip' } as const
    for (let time = 0; time < times; time += 1) await proof(memory, before, new Uint8Array(nonceBytes))
  }

  return {
    async take(cardNumbers) {
      for (let from = 0; from < cardNumbers.length; from += cardsPerCall) {
        const response = await fetch(new URL('/dev/chips', baseUrl), {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({ cardNumbers: cardNumbers.slice(from, from + cardsPerCall) }),
        })
        if (!response.ok) throw new Error(`the server has no chips of a sample city: ${response.status}`)
        const { chips } = (await response.json()) as { chips: { cardNumber: string; memory: string }[] }
        for (const { cardNumber, memory } of chips) {
          const bytes = new Uint8Array(await inflate(Buffer.from(memory, 'base64')))
          await count(bytes, counters[cardNumber] ?? 0)
          memories.set(cardNumber, bytes)
        }
      }
      return new Set(cardNumbers.filter((cardNumber) => memories.has(cardNumber)))
    },
    async show(cardNumber, use) {
      const memory = memories.get(cardNumber)
      if (memory === undefined) throw new Error('nobody has this card along')
      const uses = counters[cardNumber] ?? 0
      const random = randomOf(seed, Number.parseInt(cardNumber.slice(1, 8), 10), uses)
      const shown = await proof(
        memory,
        use,
        Uint8Array.from({ length: nonceBytes }, () => random.below(256)),
      )
      counters[cardNumber] = shown.counter
      return shown
    },
    async shownBefore(cardNumber, counter) {
      const memory = memories.get(cardNumber)
      const reached = counters[cardNumber] ?? 0
      if (memory === undefined || counter <= reached) return
      await count(memory, counter - reached)
      counters[cardNumber] = counter
    },
    counters: () => counters,
    putBack(cardNumbers) {
      for (const cardNumber of cardNumbers) memories.delete(cardNumber)
    },
  }
}
