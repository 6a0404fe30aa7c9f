import type { ChipSuite, ChipSuiteId } from '../cipher/chip-suite.ts'
import type { CardTerminal } from '../terminal/card-terminal.ts'
import type { TapDigest } from '../terminal/tap-challenge.ts'

/** The keyboard beside the reader; what is typed goes to the card and nowhere else. */
export interface PinPad {
  enter(kind: 'pin' | 'old-pin' | 'new-pin' | 'repeat'): Promise<string | 'cancelled' | 'timeout'>
}

/** What a reader is made of. */
export interface DriverParts {
  /** The contact slot for the user's card. */
  readonly user: CardTerminal
  /** The contactless slot, on readers that have one. */
  readonly contactless?: CardTerminal
  /** The slot of the security module, on readers that have one. */
  readonly psam?: CardTerminal
  readonly suites: Readonly<Record<ChipSuiteId, ChipSuite>>
  readonly random: (length: number) => Uint8Array
  /** For taps; a reader without it answers to challenges of the server alone. */
  readonly digest?: TapDigest
  readonly pinPad: PinPad
  /** 终端机编号. */
  readonly terminalNumber: string
  /** 终端设备号. */
  readonly deviceNumber: string
}
