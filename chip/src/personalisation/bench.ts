import { statusWords } from '../apdu/status-word.ts'
import type { CardKey } from '../key/card-key.ts'
import type { CardTerminal } from '../terminal/card-terminal.ts'
import type { PersonalisationOrder } from './personalisation-order.ts'
import { proveKey } from './prove-key.ts'

/** A card on the line: the reader that it lies in, and what it turned out to be at power on. */
export interface Bench {
  readonly terminal: CardTerminal
  readonly order: PersonalisationOrder
  /** The end of the card's historical bytes. */
  readonly factor: Uint8Array
}

/** What is wrong after a step, without contents; undefined if nothing is. */
export type Wrong = string | undefined

export const refused = (what: string, status: number): Wrong =>
  status === statusWords.success ? undefined : `${what} ${status.toString(16).toUpperCase()}`

/** Proves a key of the card by the key machine; the status word. */
export function prove({ terminal, order, factor }: Bench, key: CardKey, version: number): Promise<number> {
  const { hsm, suite, area } = order
  return proveKey(terminal, key, async (challenge, data) => {
    const request = { suite, version, key: key.name, area, factor, challenge, data }
    const [answer] = await hsm.externalAuthentication([request])
    return answer as Uint8Array
  })
}
