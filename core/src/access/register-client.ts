import { type AccessContext, type AccessDecision, refused } from './access-decision.ts'
import { systemActor } from './actor.ts'
import { inForce, type Organisation, responsibleDepartment } from './organisation.ts'
import {
  type ClientRole,
  ofAnother,
  type PublicKey,
  type SystemClient,
  type SystemClientEvent,
  systemClientEvent,
} from './system-client.ts'

export interface RegisterClient {
  readonly clientId: string
  readonly name: string
  readonly role: ClientRole
  readonly organisationId?: string
  readonly bankId?: string
  readonly officeId?: string
  readonly district?: string
  readonly employerId?: string
  readonly keys: readonly PublicKey[]
}

/** In the books these names mean the platform itself and somebody at the door; answers and audit rows go by them. */
const reservedIds: readonly string[] = [systemActor.id, 'unknown']

/** Article 6: a system acts on the authority of an organisation and proves itself with its own key. */
export function registerClient(
  known: SystemClient | undefined,
  organisation: Organisation | undefined,
  command: RegisterClient,
  context: AccessContext,
): AccessDecision<SystemClientEvent, { readonly clientId: string }> {
  const { clientId, name, role, bankId = null, officeId = null, district = null, employerId = null, keys } = command
  const ofRegister = role !== 'bank-system' && role !== 'employer-agent'
  const organisationId = ofRegister ? command.organisationId : role === 'bank-system' ? bankId : employerId
  if (organisationId === undefined || organisationId === null) {
    const field = ofRegister ? 'organisationId' : role === 'bank-system' ? 'bankId' : 'employerId'
    return refused('staff-place-missing', { role, field })
  }
  if (ofRegister && (organisation === undefined || !inForce(organisation, context.today))) {
    return refused('organisation-unknown', { organisationId })
  }
  // A register writes for the whole city, whatever body keeps it.
  const keeper = role === 'register-system' ? responsibleDepartment : organisationId
  if (ofAnother(context, keeper)) return refused('other-organisation')
  if (known !== undefined || reservedIds.includes(clientId)) return refused('client-exists', { clientId })
  const data = { name, role, organisationId, bankId, officeId, district, employerId, keys }
  return {
    accepted: true,
    events: [systemClientEvent(clientId, 'client-registered', data)],
    answer: { clientId },
  }
}
