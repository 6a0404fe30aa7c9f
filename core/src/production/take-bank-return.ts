import { cardEvent } from '../card/card.ts'
import { accept, type Decision, type DomainEvent, refuse } from '../decision/decision.ts'
import { type Batch, batchEvent } from './batch.ts'
import { wrongState } from './batch-refusal.ts'
import type { ComparedCard, ComparedFile } from './compare-returned.ts'
import { type FailedState, lineEvent } from './line.ts'
import type { LineWithApplication } from './line-with-card.ts'
import { matchReturned } from './match-returned.ts'
import { type ReturnTaken, returnedBefore, takenAnswer } from './returned-before.ts'
import { stopLine } from './stop-line.ts'

/** Article 6: the bank answers for every line of the batch, with an account or with the reason why there is none. */
export function takeBankReturn(
  batch: Batch | undefined,
  lines: readonly LineWithApplication[],
  file: ComparedFile,
): Decision<DomainEvent, ReturnTaken> {
  if (batch === undefined) return refuse('file-batch-unknown', { batchNumber: file.batchNumber })
  const earlier = returnedBefore(batch, batch.bankReturn, file.fingerprint)
  if (earlier !== undefined) return earlier
  if (batch.state !== 'exported-to-bank') return wrongState(batch)
  const matched = matchReturned(
    lines.filter(({ line }) => line.state === 'created'),
    file.cards,
  )
  if (!matched.whole) return matched.refused

  const events: DomainEvent[] = []
  let good = 0
  for (const [{ line, card }, returned] of matched.pairs) {
    const failure = bankFailure(returned)
    if (failure !== null) {
      events.push(lineEvent(line, 'line-failed', failure))
      continue
    }
    good += 1
    events.push(
      lineEvent(line, 'line-has-account', {}),
      cardEvent(card, 'account-opened', { bankCardNumber: returned.sealedAccount as string }),
    )
  }
  for (const [member, returned] of matched.ended)
    events.push(...stopLine(member, 'bank', returned === undefined ? null : openedAccount(returned)))
  const failed = matched.pairs.length + matched.ended.length - good
  const result = { fingerprint: file.fingerprint, good, failed }
  return accept([batchEvent(batch, 'bank-returned', result), ...events], takenAnswer(batch, result))
}

function bankFailure(card: ComparedCard): { readonly state: FailedState; readonly reason: string } | null {
  if (card.failedStage !== '') return { state: 'no-account', reason: card.failedReason }
  if (!card.identityAgrees) return { state: 'account-mismatch', reason: 'identity-differs' }
  if (!card.bankAgrees) return { state: 'account-mismatch', reason: 'bank-differs' }
  if (card.sealedAccount === null) return { state: 'no-account', reason: 'account-number-wrong' }
  return null
}

/** The account of a line that the bank did not decline. */
function openedAccount(card: ComparedCard): string | null {
  return bankFailure(card) === null ? card.sealedAccount : null
}
