import type { Organisation } from '../access/organisation.ts'
import { registerClient } from '../access/register-client.ts'
import type { PublicKey, SystemClient, SystemClientEvent } from '../access/system-client.ts'
import { accept, type Decision, type DecisionContext, refuse } from '../decision/decision.ts'
import { type Agreement, agreementHolds } from '../service/agreement.ts'
import type { Institution } from '../service/institution.ts'
import { type Terminal, type TerminalEvent, type TerminalKind, terminalEvent } from './terminal.ts'

export interface RegisterTerminal {
  readonly terminalId: string
  readonly institutionId: string
  readonly kind: TerminalKind
  readonly services: readonly string[]
  readonly place: string
  /** Where it stands; that of the institution when absent. */
  readonly district?: string
  readonly keys: readonly PublicKey[]
  readonly offline: boolean
}

/** Who answers for the terminal, as far as it is known. */
export interface TerminalOwner {
  readonly institution: Institution | undefined
  readonly organisation: Organisation | undefined
  readonly agreements: readonly Agreement[]
}

/**
 * Article 5: an institution that is in contract for a service may set up devices for it. Each is a system of its own with its own key,
 * on the authority of the body that supervises the institution.
 */
export function registerTerminal(
  known: Terminal | undefined,
  client: SystemClient | undefined,
  { institution, organisation, agreements }: TerminalOwner,
  command: RegisterTerminal,
  context: DecisionContext,
): Decision<TerminalEvent | SystemClientEvent, { terminalId: string }> {
  const { terminalId, institutionId, kind, services, place, keys, offline } = command
  if (institution === undefined || !inForce(institution, context.today)) {
    return refuse('institution-unknown', { institution: institutionId })
  }
  if (known !== undefined) return refuse('terminal-exists', { terminalId })
  const without = services.find(
    (service) => !agreements.some((one) => one.serviceId === service && agreementHolds(one, context.today)),
  )
  if (without !== undefined) {
    return refuse('terminal-service-without-agreement', { institution: institutionId, service: without })
  }
  const district = command.district ?? institution.district
  const registered = registerClient(
    client,
    organisation,
    {
      ...{ clientId: terminalId, name: place, role: 'terminal', district, keys },
      ...{ organisationId: institution.organisationId, officeId: institutionId },
    },
    context,
  )
  if (!registered.accepted) return registered
  const data = { institutionId, kind, services, place, district, keys, offline, registeredOn: context.today }
  return accept([...registered.events, terminalEvent(terminalId, 'terminal-registered', data)], { terminalId })
}

function inForce({ validFrom, validUntil }: Institution, on: string): boolean {
  return validFrom <= on && (validUntil === null || on <= validUntil)
}
