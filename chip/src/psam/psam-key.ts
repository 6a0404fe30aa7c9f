import type { ChipSuiteId } from '../cipher/chip-suite.ts'
import { cardKeys, type KeyUse } from '../key/card-key.ts'

/** A key as a PSAM holds it. The first digit of the usage says how far down it is: 6 the national root, 4 a province's, 2 a city's. */
export interface PsamKey {
  readonly suite: ChipSuiteId
  /** Of the city's master keys; a terminal that names none means the newest. */
  readonly version: number
  readonly usage: number
  readonly index: number
  readonly key: Uint8Array
}

/** How many factors are needed to come from the key in the PSAM to that of the card; undefined for a class that serves something else. */
export function stepsToCard(usage: number): 1 | 2 | 3 | undefined {
  const byClass = { 2: 1, 4: 2, 6: 3 } as const satisfies Record<number, number>
  return (byClass as Readonly<Record<number, 1 | 2 | 3>>)[usage >> 4]
}

/** What the key may do on the card: the second digit of the usage and the index name it, whatever its level. */
export function useOfPsamKey(usage: number, index: number): KeyUse | undefined {
  return cardKeys.find(({ psam }) => psam !== null && (psam.usage & 0x0f) === (usage & 0x0f) && psam.index === index)
    ?.use
}
