import { cardEvent } from '../card/card.ts'
import { expiryOf } from '../card/validity.ts'
import { accept, type Decision, type DecisionContext, type DomainEvent, refuse } from '../decision/decision.ts'
import { type Batch, batchEvent } from './batch.ts'
import { wrongState } from './batch-refusal.ts'
import { type BlankStock, blankStockEvent } from './blank-stock.ts'
import { chipFault } from './chip-fault.ts'
import type { ComparedCard, ComparedFile } from './compare-returned.ts'
import { dropCard } from './drop-card.ts'
import { type FailedState, lineEvent } from './line.ts'
import type { LineWithApplication } from './line-with-card.ts'
import { matchReturned } from './match-returned.ts'
import { type ReturnTaken, returnedBefore, takenAnswer } from './returned-before.ts'
import { stopLine } from './stop-line.ts'

type Context = Pick<DecisionContext, 'today' | 'policy'>

/**
 * Articles 4 and 13: the factory answers for every card. What it read back must agree with the register, otherwise the
 * card is spoiled and never issued; every card, good or bad, has used one blank.
 */
export function takeFactoryReturn(
  batch: Batch | undefined,
  lines: readonly LineWithApplication[],
  stock: BlankStock | undefined,
  file: ComparedFile,
  context: Context,
): Decision<DomainEvent, ReturnTaken> {
  if (batch === undefined) return refuse('file-batch-unknown', { batchNumber: file.batchNumber })
  const earlier = returnedBefore(batch, batch.factoryReturn, file.fingerprint)
  if (earlier !== undefined) return earlier
  if (batch.state !== 'exported-to-factory' || batch.makerId === null) return wrongState(batch)
  const matched = matchReturned(
    lines.filter(({ line }) => line.state === 'certified'),
    file.cards,
  )
  if (!matched.whole) return matched.refused
  // A card that ended too late for the factory was made, or tried, all the same: its blank is gone.
  const inVain = matched.ended.filter(([, returned]) => returned !== undefined).length
  const needed = matched.pairs.length + inVain
  const onHand = stock?.onHand ?? 0
  if (onHand < needed) return refuse('blank-stock-short', { onHand, needed })

  const events: DomainEvent[] = []
  let good = 0
  for (const [{ line, card }, returned] of matched.pairs) {
    const failure = makingFailure(returned, context)
    if (failure !== null) {
      events.push(lineEvent(line, 'line-failed', failure), ...dropCard(card, failure.state))
      continue
    }
    good += 1
    events.push(
      lineEvent(line, 'line-made', { boxPosition: returned.boxPosition === '' ? null : returned.boxPosition }),
      cardEvent(card, 'card-personalised', {
        chipIdentificationCode: returned.identificationCode,
        atr: returned.resetInformation,
        issuedOn: returned.issuedOn as NonNullable<typeof returned.issuedOn>,
        expiresOn: returned.validUntil as NonNullable<typeof returned.validUntil>,
      }),
    )
  }
  for (const [member] of matched.ended) events.push(...stopLine(member, 'making'))
  const failed = matched.pairs.length + matched.ended.length - good
  const result = { fingerprint: file.fingerprint, good, failed }
  const used = blankStockEvent(batch.makerId, 'blanks-used', {
    good,
    spoiled: needed - good,
    batchId: batch.batchId,
  })
  const blanks = needed === 0 ? [] : [used]
  return accept([batchEvent(batch, 'factory-returned', result), ...events, ...blanks], takenAnswer(batch, result))
}

function makingFailure(
  card: ComparedCard,
  context: Context,
): { readonly state: FailedState; readonly reason: string } | null {
  if (card.failedStage !== '') return { state: 'making-failed', reason: card.failedReason }
  const abnormal = (reason: string) => ({ state: 'making-abnormal' as const, reason })
  if (!card.identityAgrees) return abnormal('identity-differs')
  if (!card.bankAgrees) return abnormal('bank-differs')
  if (!card.accountAgrees) return abnormal('account-differs')
  const fault = chipFault(card)
  if (fault !== null) return abnormal(fault)
  if (card.issuedOn === null || card.issuedOn > context.today) return abnormal('issue-day-wrong')
  if (card.validUntil !== expiryOf(card.issuedOn, context.policy)) return abnormal('validity-wrong')
  return null
}
