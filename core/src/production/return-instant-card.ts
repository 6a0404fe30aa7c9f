import { applicationEvent } from '../application/application.ts'
import { cardEvent } from '../card/card.ts'
import { expiryOf } from '../card/validity.ts'
import { accept, type Decision, type DecisionContext, type DomainEvent, refuse } from '../decision/decision.ts'
import { issuingArea } from '../holder/person.ts'
import { type Batch, batchEvent } from './batch.ts'
import { type BlankStock, blankStockEvent } from './blank-stock.ts'
import { dropCard } from './drop-card.ts'
import { lineEvent } from './line.ts'
import type { LineWithApplication } from './line-with-card.ts'
import { sentBack } from './rework-line.ts'
import { hasEnded, isMadeAgain, reasonOfEnd, stopLine } from './stop-line.ts'

/** What printer and chip said, or why there is no card; the account is sealed already. */
export type InstantResult =
  | {
      readonly made: true
      readonly sealedAccount: string
      readonly certificateSerial: string
      readonly identificationCode: string
      readonly resetInformation: string
    }
  | { readonly made: false; readonly reason: string }

export interface InstantReturned {
  readonly made: boolean
  readonly cardId: string
}

/**
 * Article 7: the result of an instant card. A good one lies at the counter, ready to be collected in the same visit; a
 * bad one spoils its blank, and the application can be begun anew at once.
 */
export function returnInstantCard(
  batch: Batch | undefined,
  member: LineWithApplication | undefined,
  stock: BlankStock | undefined,
  result: InstantResult,
  context: Pick<DecisionContext, 'actor' | 'today' | 'policy'>,
): Decision<DomainEvent, InstantReturned> {
  if (batch === undefined || member === undefined || batch.kind !== 'instant' || batch.officeId === null)
    return refuse('not-found')
  const { line, card, application } = member
  if (batch.officeId !== context.actor.officeId) return refuse('application-not-instant')
  const answer = { made: result.made, cardId: card.cardId }
  if (line.state !== 'created') {
    if (hasEnded(card) && line.reason === reasonOfEnd(card)) return accept([], { ...answer, made: false })
    const same = result.made
      ? line.state === 'finished' && card.chipIdentificationCode === result.identificationCode
      : line.state === 'reworked' && line.reason === result.reason
    return same ? accept([], answer) : refuse('instant-line-closed')
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
  if (!result.made || !result.identificationCode.startsWith(issuingArea)) {
    const reason = result.made ? 'identification-code-wrong' : result.reason
    return accept<DomainEvent, InstantReturned>(
      [
        lineEvent(line, 'line-failed', { state: 'making-failed', reason }),
        lineEvent(line, 'line-reworked', { stage: 'making', reason }),
        ...dropCard(card, reason),
        ...sentBack(application, card.cardId, 'make-again', { stage: 'making', reason: 'card-spoiled', words: null }),
        used(0),
        batchEvent(batch, 'batch-reconciled', { good: 0, reworked: 1, givenUp: 0 }),
      ],
      { ...answer, made: false },
    )
  }
  return accept<DomainEvent, InstantReturned>(
    [
      cardEvent(card, 'account-opened', { bankCardNumber: result.sealedAccount }),
      cardEvent(card, 'card-certified', { certificateSerial: result.certificateSerial }),
      cardEvent(card, 'card-personalised', {
        chipIdentificationCode: result.identificationCode,
        atr: result.resetInformation,
        issuedOn: context.today,
        expiresOn: expiryOf(context.today, context.policy),
      }),
      cardEvent(card, 'keys-replaced', {}),
      cardEvent(card, 'card-arrived', { officeId: batch.officeId }),
      lineEvent(line, 'line-finished', {}),
      applicationEvent(application, 'card-ready', {}),
      used(1),
      batchEvent(batch, 'batch-reconciled', { good: 1, reworked: 0, givenUp: 0 }),
    ],
    answer,
  )
}
