import { addDaysToInstant, type Instant } from '../calendar/instant.ts'
import { accept, type Decision, type DecisionContext, refuse } from '../decision/decision.ts'
import { type Card, type CardEvent, cardEvent } from './card.ts'
import { provisionalUntil } from './lapse-loss.ts'
import { type CardFunction, functions } from './report-loss.ts'

/** Article 7: the holder hears before a provisional report lapses, once per report. */
export function warnLossLapse(
  card: Card | undefined,
  context: DecisionContext,
): Decision<CardEvent, { readonly warned: CardFunction[] }> {
  if (card === undefined) return refuse('not-found')
  const horizon = addDaysToInstant(context.now, context.policy.number('loss.lapse-warning'))
  const warned = functions.filter((one) => {
    const until = provisionalUntil(card, one)
    const before = one === 'social' ? card.socialLapseWarnedAt : card.financeLapseWarnedAt
    return until !== undefined && before === null && until > context.now && until <= horizon
  })
  const { personId, cardId } = card
  return accept(
    warned.map((one) => cardEvent(card, `${one}-lapse-warned`, { until: provisionalUntil(card, one) as Instant })),
    { warned },
    warned.map((one) => ({
      queue: 'tell-holder',
      data: { notice: 'loss-lapses-soon', personId, cardId, functions: [one], until: provisionalUntil(card, one) },
    })),
  )
}
