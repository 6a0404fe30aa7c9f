import { type Refused, refuse } from '../decision/decision.ts'
import type { Terminal } from './terminal.ts'

/** Article 9: a device that is not registered, or whose service somebody has stopped, does nothing with a card or with money. */
export function terminalOutOfService(
  terminalId: string,
  terminal: Pick<Terminal, 'status'> | undefined,
): Refused | undefined {
  if (terminal === undefined) return refuse('terminal-not-registered', { terminal: terminalId })
  return terminal.status === 'active' ? undefined : refuse('terminal-out-of-service', { terminal: terminalId })
}
