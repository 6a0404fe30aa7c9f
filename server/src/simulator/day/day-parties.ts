import type { Operation } from '@yika/core/operation/operation.ts'
import { registerTerminal, replaceTerminalKeys } from '@yika/core/terminal/schema.ts'
import type { TerminalKind } from '@yika/core/terminal/terminal.ts'
import { newTokenSigningKey } from '../../kernel/custody/token-signing-key.ts'
import { type ApiClient, apiClient, systemToken } from '../api-client.ts'
import type { PartyKey } from '../client-assertion.ts'
import type { Hand } from '../sample-parties-route.ts'

export interface DayTerminal {
  readonly terminalId: string
  readonly client: ApiClient
}

/** The parties of the day, each with a key that it made this morning. */
export interface DayParties {
  /** A hospital, an operator, a department; two hands where two must agree. */
  party(id: string, hand?: Hand): Promise<ApiClient>
  terminal(
    institutionId: string,
    terminalId: string,
    is: { readonly kind: TerminalKind; readonly services: readonly string[]; readonly place: string },
  ): Promise<DayTerminal>
}

export function dayParties(baseUrl: string): DayParties {
  const clients = new Map<string, Promise<ApiClient>>()
  const terminals = new Map<string, Promise<DayTerminal>>()
  const newKey = () => newTokenSigningKey('EdDSA') as PartyKey
  const publicOf = ({ kty, crv, x }: PartyKey) => ({ kty, crv, x })

  async function signUp(id: string, hand: Hand): Promise<ApiClient> {
    const key = newKey()
    const response = await fetch(new URL('/dev/parties', baseUrl), {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ id, hand, key: publicOf(key) }),
    })
    if (!response.ok) throw new Error(`${id} is no party of the sample city: ${response.status}`)
    const { clientId } = (await response.json()) as { clientId: string }
    return apiClient(baseUrl, systemToken(baseUrl, clientId, key))
  }

  const party: DayParties['party'] = (id, hand = 'first') => {
    const name = `${id}/${hand}`
    const known = clients.get(name) ?? signUp(id, hand)
    clients.set(name, known)
    return known
  }

  async function install(...[institutionId, terminalId, is]: Parameters<DayParties['terminal']>): Promise<DayTerminal> {
    const institution = await party(institutionId)
    const key = newKey()
    const call = (operation: Operation, input: object) =>
      institution.call(operation, input as never, crypto.randomUUID())
    const input = { terminalId, institutionId, ...is, offline: true, keys: [publicOf(key)] }
    const first = await call(registerTerminal, input)
    const last = first.ok ? first : await call(replaceTerminalKeys, { terminalId, keys: [publicOf(key)] })
    if (!last.ok) throw new Error(`the terminal ${terminalId} was refused: ${last.refusal.code}`)
    return { terminalId, client: apiClient(baseUrl, systemToken(baseUrl, terminalId, key)) }
  }

  return {
    party,
    terminal(institutionId, terminalId, is) {
      const known = terminals.get(terminalId) ?? install(institutionId, terminalId, is)
      terminals.set(terminalId, known)
      return known
    },
  }
}
