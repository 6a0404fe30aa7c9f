import { randomBytes } from 'node:crypto'
import { type ChipPresentation, presentCard } from '@yika/chip/driver/present-card.ts'
import { sm3 } from '@yika/chip/node/sm3.ts'
import { type Instant, instantOf } from '@yika/core/calendar/instant.ts'
import { cardInReader } from './card-in-reader.ts'
import type { Stage } from './stage.ts'

interface Showing {
  /** The terminal, or the institution whose own system asks. */
  readonly to: string
  readonly at?: Instant
  readonly carrier?: ChipPresentation['carrier']
}

/** The chip answers one tap and counts on. A gate is quick and takes it out of the air; a desk has the reader of the story. */
export async function showCard(stage: Stage, cardNumber: string, { to, at, carrier }: Showing) {
  const by = carrier ?? 'contactless-chip'
  const { terminal, remove } = await cardInReader(by === 'contact-chip' ? stage : { ...stage, pcsc: false }, cardNumber)
  try {
    const nonce = Uint8Array.from(randomBytes(8))
    const seen = at ?? instantOf(Date.now())
    return await presentCard(terminal, { terminalId: to, at: seen, nonce, carrier: by, digest: sm3 })
  } finally {
    await terminal.close()
    await remove()
  }
}
