import { accept, type Decision, type DecisionContext, refuse } from '../decision/decision.ts'
import type { Person } from '../holder/person.ts'
import { type Card, type CardEvent, type Channel, cardEvent } from './card.ts'
import { holderMayAct } from './holder-may-act.ts'
import { financeRefusal, foreign, socialRefusal, suspendedByBank } from './refusals-of-state.ts'
import { type CardFunction, coupledFunctions } from './report-loss.ts'

export interface ReleaseLoss {
  readonly functions: CardFunction | 'both'
  readonly channel: Channel
}

/** Article 7: only a provisional report can be taken back, by the holder with sufficient proof. */
export function releaseLoss(
  person: Person,
  card: Card | undefined,
  command: ReleaseLoss,
  context: DecisionContext,
): Decision<CardEvent, { readonly released: CardFunction[] }> {
  if (card === undefined) return refuse('not-found')
  const barred = foreign(card)
  if (barred !== undefined) return barred
  const stopped = holderMayAct(person, context)
  if (stopped !== undefined) return stopped
  const released = coupledFunctions(command.functions, context).filter((one) => releasable(card, one))
  const named = command.functions === 'both' ? undefined : command.functions
  if (released.length === 0 || (named !== undefined && !released.includes(named))) {
    return notReleasable(card, named ?? 'social')
  }
  const proof = { channel: command.channel, visitId: context.standing.visit?.visitId ?? null }
  return accept(
    released.map((one) => cardEvent(card, `${one}-loss-released`, proof)),
    { released },
  )
}

function releasable(card: Card, one: CardFunction): boolean {
  return card[one] === 'suspended-provisional' && !(one === 'finance' && suspendedByBank(card))
}

/** A function in use has no report to take back; every other state is named as it is. */
function notReleasable(card: Card, one: CardFunction) {
  if (one === 'finance') return card.finance === 'active' ? refuse('loss-not-reported') : financeRefusal(card)
  return card.social === 'enabled' ? refuse('loss-not-reported') : socialRefusal(card)
}
