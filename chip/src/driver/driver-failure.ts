import { TerminalError, type TerminalFault } from '../terminal/card-terminal.ts'
import { cardCode, errorText, type OwnCode } from './error-code.ts'

/** Ends a driver function with a code; never leaves the driver. */
export class DriverFailure extends Error {
  readonly code: number
  /** Stands behind the text of the code. */
  readonly detail: string

  private constructor(code: number, detail: string) {
    super(`${errorText(code).en}${detail}`)
    this.code = code
    this.detail = detail
  }

  static own(code: OwnCode, detail = ''): DriverFailure {
    return new DriverFailure(code, detail)
  }

  static card(status: number): DriverFailure {
    return new DriverFailure(cardCode(status), '')
  }
}

const terminalCodes: Readonly<Record<TerminalFault, OwnCode>> = {
  'reader-gone': -11,
  'no-card': -2,
  'not-powered': -3,
  'no-answer': -4,
  timeout: -4,
}

/** What of a thrown thing is the card's or the reader's; undefined if it is a bug. */
export function failureOf(thrown: unknown): DriverFailure | undefined {
  if (thrown instanceof DriverFailure) return thrown
  return thrown instanceof TerminalError ? DriverFailure.own(terminalCodes[thrown.fault]) : undefined
}
