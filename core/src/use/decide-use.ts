import { dayOf, type Instant } from '../calendar/instant.ts'
import { type RelationToLoss, relationToLoss } from '../card/relation-to-loss.ts'
import { accept, type Decision, type DecisionContext, type Refused, refuse } from '../decision/decision.ts'
import { type Told, timeOfUse } from '../presentation/in-time.ts'
import { type EarlierProof, judgeProof } from '../presentation/judge-proof.ts'
import type { Presentation, Presented } from '../presentation/presentation.ts'
import { type Agreement, agreementHolds } from '../service/agreement.ts'
import type { CardService } from '../service/card-service.ts'
import type { Institution } from '../service/institution.ts'
import { judgeUse, type UseFacts, type UseReason } from '../service/judge-use.ts'
import type { Terminal } from '../terminal/terminal.ts'
import { terminalOutOfService } from '../terminal/terminal-in-service.ts'
import type { UseEvent } from './use.ts'

/** What is asked: by whom, for which service, with what in hand. */
export interface UseAsked {
  readonly institutionId: string
  /** Null when the institution's own system asks. */
  readonly terminalId: string | null
  readonly serviceId: string
  readonly told: Told
  readonly by: Presentation['by']
  /** By the clock of whoever asks. */
  readonly at: Instant
  readonly presented: Presented | Refused
}

/** What the books know about it. */
export interface UseCase {
  readonly terminal:
    | Pick<Terminal, 'terminalId' | 'institutionId' | 'services' | 'status' | 'offline' | 'clockOffMs'>
    | undefined
  readonly institution: Institution | undefined
  readonly service: CardService | undefined
  /** Of this institution for this service. */
  readonly agreement: Agreement | undefined
  readonly facts: UseFacts | undefined
  /** The proof of the same name on the same card, if one has counted. */
  readonly earlier: EarlierProof | undefined
}

export interface UseAnswer {
  readonly useId: string
  readonly allowed: boolean
  readonly reason: UseReason | null
  readonly relation: RelationToLoss
  readonly usedAt: Instant
}

/**
 * Articles 2, 5 and 9: may this card, now, for this service? A no of the rules is an answer like a yes, kept for good; refused is only what
 * was not rightly asked: by whom there is no agreement with, at a terminal that does not offer it, with a proof that proves nothing.
 */
export function decideUse(asked: UseAsked, known: UseCase, context: DecisionContext): Decision<UseEvent, UseAnswer> {
  const { service, facts } = known
  const { told, presented } = asked
  const time = timeOfUse({ at: asked.at, told, clockOffMs: known.terminal?.clockOffMs ?? null }, context)
  // Whoever may not ask learns nothing of cards and persons, not even whether there are such.
  const barred = terminalBarred(asked, known)
  if (barred !== undefined) return barred
  if (service === undefined) return refuse('service-not-in-catalogue', { service: asked.serviceId })
  if (!time.accepted) return time
  const { usedAt } = time
  if (!inContract(known, usedAt))
    return refuse('institution-out-of-contract', { institution: asked.institutionId, service: asked.serviceId })
  if (asked.by === 'number' && !service.carriers.includes('number')) return refuse('number-not-agreed')
  if ('accepted' in presented) return presented
  const doubted = judgeProof(presented, known.earlier, asked.terminalId ?? asked.institutionId)
  if (doubted !== undefined) return doubted
  if (facts === undefined) return refuse('card-unknown')

  const judged = judgeUse(service, facts, presented.carrier, usedAt)
  const useId = context.newId()
  const relation = relationToLoss(facts.card, usedAt)
  const answer = { allowed: judged.usable, reason: judged.usable ? null : judged.reason, relation, usedAt }
  const { institutionId, terminalId, serviceId } = asked
  const { personId, cardId, carrier, proofKey, proofDigest, counter, comparedBy } = presented
  const data: UseEvent['data'] = {
    ...{ cardId, serviceId, institutionId, terminalId, carrier, proofKey, proofDigest, counter, comparedBy, told },
    ...answer,
  }
  return accept([{ stream: 'use', id: useId, personId, name: 'use-decided', data }], { useId, ...answer })
}

function terminalBarred({ terminalId, serviceId, told }: UseAsked, { terminal }: UseCase): Refused | undefined {
  if (terminalId === null) return undefined
  const barred = terminalOutOfService(terminalId, terminal)
  if (barred !== undefined || terminal === undefined) return barred
  if (!terminal.services.includes(serviceId)) return refuse('service-not-offered', { service: serviceId })
  return told === 'late' && !terminal.offline ? refuse('terminal-not-offline', { terminal: terminalId }) : undefined
}

/** M5.2: on the day of the use, so that what was done before a contract ended can still be told. */
function inContract({ institution, agreement }: UseCase, usedAt: Instant): boolean {
  const on = dayOf(usedAt)
  if (institution === undefined || agreement === undefined || !agreementHolds(agreement, on)) return false
  return institution.validFrom <= on && (institution.validUntil === null || on <= institution.validUntil)
}
