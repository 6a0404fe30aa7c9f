import type { ChipSuite, ChipSuiteId } from '../cipher/chip-suite.ts'

/** A chip between insertion and removal. Nothing here throws but `PowerCut`. */
export interface VirtualCard {
  /** Cold or warm reset: the volatile state is gone, a torn write is mended; answers the ATR. */
  powerOn(): Uint8Array
  powerOff(): void
  /** One command as it is on the line, one answer with its status word; any bytes are answered. */
  transmit(command: Uint8Array): Uint8Array
}

/** What a chip is built from; the same for every card of a process. */
export interface ChipParts {
  readonly suites: Readonly<Record<ChipSuiteId, ChipSuite>>
  readonly random: (length: number) => Uint8Array
}
