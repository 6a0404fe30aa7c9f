import { hash32 } from '../sample/hash32.ts'

/** What goes wrong in a simulation; the same seed and cards give the same faults. */
export interface Faults {
  readonly seed: number
  /** Share of the lines that fail at each stage, 0 to 1. */
  readonly failRate: number
  /** How many rounds a party lets a batch wait before it answers. */
  readonly lateRounds: number
  /** Every file is sent twice. */
  readonly duplicate: boolean
  /** Every file is sent cut off first, then whole. */
  readonly truncate: boolean
  /** Share of the chips that get another name than the one ordered: only reading back finds it. */
  readonly wrongName: number
  /** Share of the chips that do not answer. */
  readonly deadChip: number
  /** Share of the chips that silently keep their transport keys, as careless tools let them: only the challenge finds it. */
  readonly noKeys: number
}

const noChipFaults = { wrongName: 0, deadChip: 0, noKeys: 0 } as const

export const noFaults: Faults = {
  ...{ seed: 1, failRate: 0, lateRounds: 0, duplicate: false, truncate: false },
  ...noChipFaults,
}

/** Whether this card fails at this stage. */
export function fails(faults: Faults, stage: string, cardNumber: string): boolean {
  return falls(faults, stage, cardNumber, faults.failRate)
}

/** Whether this chip has that fault. */
export function hasChipFault(faults: Faults, fault: keyof typeof noChipFaults, cardNumber: string): boolean {
  return falls(faults, fault, cardNumber, faults[fault])
}

function falls({ seed }: Faults, what: string, cardNumber: string, share: number): boolean {
  return hash32(`${seed}/${what}/${cardNumber}`) / 2 ** 32 < share
}
