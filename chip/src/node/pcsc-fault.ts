import { TerminalError, type TerminalFault } from '../terminal/card-terminal.ts'

/** How PC/SC names what went wrong; everything else is a card or a reader that did not answer. */
const faults: Readonly<Record<string, TerminalFault>> = {
  NoSmartCard: 'no-card',
  RemovedCard: 'no-card',
  UnknownReader: 'reader-gone',
  ReaderUnavailable: 'reader-gone',
  NoReadersAvailable: 'reader-gone',
  NoService: 'reader-gone',
  ServiceStopped: 'reader-gone',
  Shutdown: 'reader-gone',
  SystemCancelled: 'reader-gone',
  InvalidHandle: 'reader-gone',
  ResetCard: 'not-powered',
  UnpoweredCard: 'not-powered',
  NoCardConnection: 'not-powered',
  Timeout: 'timeout',
}

const advice: Readonly<Record<string, string>> = {
  NoService: 'no PC/SC daemon answers: start pcscd, or chip/pcsc/up for virtual cards',
  SharingViolation: 'another program uses the card',
  ResetCard: 'another program has reset the card: power it on again',
  UnresponsiveCard: 'the card does not answer: is it inserted the right way?',
}

export function pcscFault(error: unknown): TerminalError {
  if (error instanceof TerminalError) return error
  const { code = 'unknown', message } = error as Error & { readonly code?: string }
  return new TerminalError(faults[code] ?? 'no-answer', advice[code] ?? `PC/SC says ${code}: ${message}`)
}
