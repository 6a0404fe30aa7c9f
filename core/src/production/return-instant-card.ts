import { applicationEvent } from '../application/application.ts'
import { addDays, type Day } from '../calendar/instant.ts'
import { cardEvent } from '../card/card.ts'
import { expiryOf } from '../card/validity.ts'
import { accept, type Decision, type DecisionContext, type DomainEvent, refuse } from '../decision/decision.ts'
import { type Batch, batchEvent } from './batch.ts'
import { type BlankStock, blankStockEvent } from './blank-stock.ts'
import { chipFault } from './chip-fault.ts'
import { type ChipCheck, chipProved, type ProvenChip } from './chip-proved.ts'
import { dropCard } from './drop-card.ts'
import { lineEvent } from './line.ts'
import type { LineWithApplication } from './line-with-card.ts'
import { sentBack } from './rework-line.ts'
import { hasEnded, isMadeAgain, reasonOfEnd, stopLine } from './stop-line.ts'

/**
 * What printer and chip said, or why there is no card; the account is sealed already, and what was read back has been compared with
 * the register.
 */
export type InstantResult = MadeCard | { readonly made: false; readonly reason: string }

interface MadeCard {
  readonly made: true
  readonly sealedAccount: string
  readonly certificateSerial: string
  readonly identificationCode: string
  readonly resetInformation: string
  readonly issuedOn: Day
  readonly chip: ChipCheck
}

export interface InstantReturned {
  readonly made: boolean
  readonly cardId: string
}

/**
 * Article 7: the result of an instant card. A good one lies at the counter, ready to be collected in the same visit; a
 * bad one, or one whose chip does not say what the register says, spoils its blank, and the application can be begun anew at once.
 */
export function returnInstantCard(
  batch: Batch | undefined,
  member: LineWithApplication | undefined,
  stock: BlankStock | undefined,
  result: InstantResult,
  context: Pick<DecisionContext, 'actor' | 'now' | 'today' | 'policy'>,
): Decision<DomainEvent, InstantReturned> {
  if (batch === undefined || member === undefined || batch.kind !== 'instant' || batch.officeId === null)
    return refuse('not-found')
  const { line, card, application } = member
  if (batch.officeId !== context.actor.officeId) return refuse('application-not-instant')
  const answer = { made: result.made, cardId: card.cardId }
  if (line.state !== 'created') {
    if (hasEnded(card) && line.reason === reasonOfEnd(card)) return accept([], { ...answer, made: false })
    if (result.made && line.state === 'finished' && card.chipIdentificationCode === result.identificationCode)
      return accept([], answer)
    const judged = judge(result, context)
    const again = line.state === 'reworked' && !judged.good && line.reason === judged.reason
    return again ? accept([], { ...answer, made: false }) : refuse('instant-line-closed')
  }
  if (stock === undefined || stock.onHand < 1) return refuse('blank-stock-short', { onHand: 0, needed: 1 })
  const used = (good: 0 | 1) =>
    blankStockEvent(stock.placeId, 'blanks-used', { good, spoiled: 1 - good, batchId: batch.batchId })

  if (hasEnded(card))
    return accept<DomainEvent, InstantReturned>(
      [
        ...stopLine(member, 'making', result.made ? result.sealedAccount : null),
        used(0),
        batchEvent(batch, 'batch-reconciled', {
          good: 0,
          reworked: isMadeAgain(card) ? 1 : 0,
          givenUp: isMadeAgain(card) ? 0 : 1,
        }),
      ],
      { ...answer, made: false },
    )
  const judged = judge(result, context)
  if (!judged.good) {
    const { reason } = judged
    return accept<DomainEvent, InstantReturned>(
      [
        lineEvent(line, 'line-failed', { state: 'making-failed', reason: reason }),
        lineEvent(line, 'line-reworked', { stage: 'making', reason: reason }),
        ...dropCard(card, reason),
        ...sentBack(application, card.cardId, 'make-again', { stage: 'making', reason: 'card-spoiled', words: null }),
        used(0),
        batchEvent(batch, 'batch-reconciled', { good: 0, reworked: 1, givenUp: 0 }),
      ],
      { ...answer, made: false },
    )
  }
  const { card: made, chip } = judged
  return accept<DomainEvent, InstantReturned>(
    [
      cardEvent(card, 'account-opened', { bankCardNumber: made.sealedAccount }),
      cardEvent(card, 'card-certified', { certificateSerial: made.certificateSerial }),
      cardEvent(card, 'card-personalised', {
        chipIdentificationCode: made.identificationCode,
        atr: made.resetInformation,
        issuedOn: made.issuedOn,
        expiresOn: expiryOf(made.issuedOn, context.policy),
      }),
      ...chipProved(card, chip, context),
      cardEvent(card, 'card-arrived', { officeId: batch.officeId }),
      lineEvent(line, 'line-finished', {}),
      applicationEvent(application, 'card-ready', {}),
      used(1),
      batchEvent(batch, 'batch-reconciled', { good: 1, reworked: 0, givenUp: 0 }),
    ],
    answer,
  )
}

type Judged =
  | { readonly good: true; readonly card: MadeCard; readonly chip: ProvenChip }
  | { readonly good: false; readonly reason: string }

/** Midnight may pass between the chip's day of issue and the answer. */
function judge(result: InstantResult, context: Pick<DecisionContext, 'today'>): Judged {
  if (!result.made) return { good: false, reason: result.reason }
  const { issuedOn, chip } = result
  if (issuedOn > context.today || issuedOn < addDays(context.today, -1))
    return { good: false, reason: 'issue-day-wrong' }
  const reason = chipFault(result)
  if (reason !== null) return { good: false, reason }
  return chip.good ? { good: true, card: result, chip } : chip
}
