import { replaceClientKeys } from '../access/replace-client-keys.ts'
import { retireClient } from '../access/retire-client.ts'
import type { PublicKey, SystemClient, SystemClientEvent } from '../access/system-client.ts'
import { accept, type Decision, type DecisionContext, type Refused, refuse } from '../decision/decision.ts'
import { type Terminal, type TerminalEvent, type TerminalEventName, terminalEvent } from './terminal.ts'

type Changed = Decision<TerminalEvent | SystemClientEvent, { terminalId: string }>

function barred(terminal: Terminal): Refused | undefined {
  return terminal.status === 'retired' ? refuse('terminal-retired') : undefined
}

/** Article 5: a terminal works on under a new key; the old one ends at once. */
export function replaceTerminalKeys(
  terminal: Terminal | undefined,
  client: SystemClient | undefined,
  keys: readonly PublicKey[],
  context: DecisionContext,
): Changed {
  if (terminal === undefined) return refuse('not-found')
  const refused = barred(terminal)
  if (refused !== undefined) return refused
  const replaced = replaceClientKeys(client, keys, context)
  if (!replaced.accepted) return replaced
  const { terminalId } = terminal
  return accept([...replaced.events, terminalEvent(terminalId, 'terminal-keys-replaced', { keys })], { terminalId })
}

/**
 * Articles 5 and 14: no card is used at a terminal that is suspended; it may still report and fetch its lists. The office may suspend what
 * the institution has suspended already: then only the office resumes it.
 */
export function suspendTerminal(
  terminal: Terminal | undefined,
  reason: string,
  { actor }: Pick<DecisionContext, 'actor'>,
): Changed {
  if (terminal === undefined) return refuse('not-found')
  const by = actor.role === 'institution' ? 'institution' : 'office'
  if (terminal.status === 'suspended' && (by === 'institution' || terminal.suspendedBy === 'office'))
    return refuse('terminal-not-active')
  return barred(terminal) ?? changed(terminal, 'terminal-suspended', { reason, by })
}

/** Article 5: a terminal that was suspended serves again, by the word of whoever suspended it or of the office. */
export function resumeTerminal(terminal: Terminal | undefined, { actor }: Pick<DecisionContext, 'actor'>): Changed {
  if (terminal === undefined) return refuse('not-found')
  const refused = barred(terminal)
  if (refused !== undefined) return refused
  if (terminal.status !== 'suspended') return refuse('terminal-not-suspended')
  if (terminal.suspendedBy === 'office' && actor.role === 'institution') return refuse('terminal-suspended-by-office')
  return changed(terminal, 'terminal-resumed', {})
}

/** Articles 5 and 11: a terminal that is taken away can no longer sign in. */
export function retireTerminal(
  terminal: Terminal | undefined,
  client: SystemClient | undefined,
  reason: string,
  context: DecisionContext,
): Changed {
  if (terminal === undefined) return refuse('not-found')
  const refused = barred(terminal)
  if (refused !== undefined) return refused
  const retired = retireClient(client, context)
  if (!retired.accepted) return retired
  const { terminalId } = terminal
  return accept([...retired.events, terminalEvent(terminalId, 'terminal-retired', { reason })], { terminalId })
}

function changed<Name extends TerminalEventName>(
  { terminalId }: Terminal,
  name: Name,
  data: Parameters<typeof terminalEvent<Name>>[2],
): Changed {
  return accept([terminalEvent(terminalId, name, data)], { terminalId })
}
