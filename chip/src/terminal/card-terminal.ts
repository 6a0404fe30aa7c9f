/** A reader with one slot. All calls may fail with `TerminalError`; a card's refusal is a status word, not an error. */
export interface CardTerminal {
  readonly name: string
  /** Cold reset: the answer to reset. */
  powerOn(): Promise<Uint8Array>
  /** Warm reset: the answer to reset. */
  reset(): Promise<Uint8Array>
  powerOff(): Promise<void>
  /** One command, one answer, as they are on the line: `61xx` and `6Cxx` are the caller's, see exchange.ts. */
  transmit(command: Uint8Array): Promise<Uint8Array>
  close(): Promise<void>
}

export type TerminalFault = 'reader-gone' | 'no-card' | 'not-powered' | 'no-answer' | 'timeout'

export class TerminalError extends Error {
  readonly fault: TerminalFault

  constructor(fault: TerminalFault, message: string) {
    super(message)
    this.fault = fault
  }
}
