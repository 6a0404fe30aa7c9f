import { encodeCommand } from '../apdu/command-apdu.ts'
import { statusWords } from '../apdu/status-word.ts'
import { exchange } from '../terminal/exchange.ts'
import type { OpenedCard } from './opened-card.ts'

const states = { 0: 'none', 1: 'initial', 2: 'own' } as const
type PinState = (typeof states)[keyof typeof states]

/** Whether the PIN is an initial one, by GET DATA DF20; undefined from cards that do not tell. Simulated: the tag. */
export async function pinState({ terminal }: OpenedCard): Promise<PinState | undefined> {
  const { data, status } = await exchange(terminal, encodeCommand(0x80, 0xca, 0xdf, 0x20, { le: 4 }))
  if (status !== statusWords.success || data.length !== 4) return undefined
  return states[data[3] as keyof typeof states]
}
