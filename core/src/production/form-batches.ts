import { type Application, applicationEvent } from '../application/application.ts'
import { cardEvent } from '../card/card.ts'
import { accept, type Decision, type DecisionContext, type DomainEvent, refuse } from '../decision/decision.ts'
import { issuingArea, type Person } from '../holder/person.ts'
import { batchEvent, batchNumberOf } from './batch.ts'
import { lineEvent } from './line.ts'

/** An accepted application in the queue, with a number held for its card. */
export interface Waiting {
  readonly application: Application
  readonly person: Pick<Person, 'lifeStatus' | 'nameOnChip'>
}

export interface FormBatches {
  readonly bankId: string
  readonly district: string
}

export interface BatchesFormed {
  readonly batches: { readonly batchId: string; readonly batchNumber: string; readonly lines: number }[]
  /** Applications that were left: a name that does not fit the chip, or a report of death. */
  readonly held: number
}

/** Article 3: accepted applications of one bank and one district go into production, the oldest first, none twice. */
export function formBatches(
  input: FormBatches,
  queue: readonly Waiting[],
  takeNumber: () => string | undefined,
  context: DecisionContext,
): Decision<DomainEvent, BatchesFormed> {
  const size = context.policy.number('production.batch-size')
  const waiting = queue.filter(({ application }) => isForCentralBatch(application, input))
  const makeable = waiting.filter(({ person }) => person.lifeStatus === 'alive' && person.nameOnChip !== 'needs-clerk')
  if (makeable.length === 0) return refuse('batch-nothing-to-make')

  const events: DomainEvent[] = []
  const batches: BatchesFormed['batches'] = []
  for (let from = 0; from < makeable.length; from += size) {
    const members = makeable.slice(from, from + size)
    const batchId = context.newId()
    const batchNumber = batchNumberOf(batchId, context.today, input.district)
    events.push(
      batchEvent({ batchId }, 'batch-formed', {
        batchNumber,
        kind: 'central',
        bankId: input.bankId,
        district: input.district,
        officeId: null,
        ordered: members.length,
        formedBy: context.actor.id,
      }),
    )
    for (const [position, { application }] of members.entries()) {
      const cardNumber = takeNumber()
      if (cardNumber === undefined) return refuse('card-numbers-exhausted')
      events.push(...orderCard(application, batchId, position + 1, cardNumber, context))
    }
    batches.push({ batchId, batchNumber, lines: members.length })
  }
  return accept(events, { batches, held: waiting.length - makeable.length })
}

/** What begins when an application enters a batch: a card, its line, and the state of the application. */
export function orderCard(
  application: Application,
  batchId: string,
  sequence: number,
  cardNumber: string,
  context: Pick<DecisionContext, 'newId'>,
): readonly DomainEvent[] {
  const { personId, applicationId, bankId, replaces } = application
  const card = { personId, cardId: context.newId() }
  const line = { personId, lineId: context.newId() }
  const attempt = application.attempts + 1
  return [
    cardEvent(card, 'card-requested', { applicationId, replaces, bankId, generation: 3, issuingArea }),
    cardEvent(card, 'card-batched', { batchId, cardNumber }),
    lineEvent(line, 'line-created', { batchId, applicationId, cardId: card.cardId, cardNumber, sequence, attempt }),
    applicationEvent(application, 'production-started', { cardId: card.cardId }),
  ]
}

function isForCentralBatch(application: Application, input: FormBatches): boolean {
  return (
    application.status === 'accepted' &&
    application.instantOutletId === null &&
    application.bankId === input.bankId &&
    application.district === input.district
  )
}
