import { HsmError } from '../hsm/chip-hsm.ts'
import { cardFactor } from '../key/factor.ts'
import { parseAnswerToReset } from '../profile/answer-to-reset.ts'
import { type CardTerminal, TerminalError } from '../terminal/card-terminal.ts'
import type { Bench, Wrong } from './bench.ts'
import { challengeKeys, proveGenuine, readBack } from './check-card.ts'
import type { PersonalisationOrder } from './personalisation-order.ts'
import { proveTransportKey, replaceKeys, writeBankCardNumber, writeFiles, writePin } from './write-card.ts'

/** The steps of personalisation in their order. */
export const personalisationStages = [
  ...(['power-on', 'transport-key', 'files', 'pin', 'bank', 'keys'] as const),
  ...(['read-back', 'key-challenge', 'genuineness'] as const),
] as const
export type PersonalisationStage = (typeof personalisationStages)[number]

export type Personalised =
  | {
      readonly made: true
      readonly atr: Uint8Array
      /** Where the transaction counter of the card stands when it leaves the line. */
      readonly counter: number
    }
  /** The card is spoiled. `detail` names file, key or fault and the status word, no contents. */
  | { readonly made: false; readonly stage: PersonalisationStage; readonly detail: string }

const steps: readonly (readonly [PersonalisationStage, (bench: Bench) => Promise<Wrong>])[] = [
  ['transport-key', proveTransportKey],
  ['files', writeFiles],
  ['pin', writePin],
  ['bank', writeBankCardNumber],
  ['keys', replaceKeys],
  ['read-back', readBack],
  ['key-challenge', challengeKeys],
]

/**
 * M2.3, M4.2: makes a card out of a blank: files, PIN, bank card number, keys; then it reads every field back and challenges every key
 * with the keys of the city. Whatever fails or differs, the card is not made.
 */
export async function personalise(terminal: CardTerminal, order: PersonalisationOrder): Promise<Personalised> {
  let stage: PersonalisationStage = 'power-on'
  try {
    const atr = await terminal.powerOn()
    const historical = parseAnswerToReset(atr)?.historicalBytes
    if (historical?.length !== 13) return { made: false, stage, detail: 'answer to reset' }
    const bench: Bench = { terminal, order, factor: cardFactor(historical) }
    for (const [name, step] of steps) {
      stage = name
      const wrong = await step(bench)
      if (wrong !== undefined) return { made: false, stage, detail: wrong }
    }
    stage = 'genuineness'
    const counter = await proveGenuine(bench)
    return typeof counter === 'number' ? { made: true, atr, counter } : { made: false, stage, detail: counter }
  } catch (error) {
    if (error instanceof TerminalError || error instanceof HsmError) return { made: false, stage, detail: error.fault }
    throw error
  }
}
