import { addMilliseconds } from '../calendar/instant.ts'
import { accept, type Decision, type DecisionContext, refuse } from '../decision/decision.ts'
import { type Card, type CardEvent, cardEvent } from './card.ts'
import { foreign, socialRefusal } from './refusals-of-state.ts'

export interface SendEnableCode {
  readonly codeId: string
  /** Keyed verifier of the code. */
  readonly verifier: string
  /** The code for the message, sealed: it is never stored in a readable form. */
  readonly sealedCode: string
}

const msPerMinute = 60_000

/** Article 7: enabling on line needs the registered phone; the code goes there and nowhere else. */
export function sendEnableCode(
  card: Card | undefined,
  command: SendEnableCode,
  context: DecisionContext,
): Decision<CardEvent, { readonly until: string; readonly tries: number }> {
  if (card === undefined) return refuse('not-found')
  const barred = foreign(card)
  if (barred !== undefined) return barred
  if (card.social !== 'pending-enable') return socialRefusal(card)
  const minutes = context.policy.number('one-time-code.lifetime')
  const until = addMilliseconds(context.now, minutes * msPerMinute)
  const triesMax = context.policy.number('one-time-code.tries')
  const running = card.enableCodeUntil !== null && card.enableCodeUntil > context.now
  // A new code brings no new tries while the one before it runs: otherwise asking again would buy guesses without end.
  const tries = running ? Math.min(card.enableCodeTriesLeft, triesMax) : triesMax
  if (tries === 0) return refuse('one-time-code-rests', { minutes })
  const { codeId, verifier, sealedCode } = command
  return accept([cardEvent(card, 'enable-code-sent', { codeId, verifier, until, tries })], { until, tries }, [
    { queue: 'send-one-time-code', data: { personId: card.personId, codeId, sealedCode, use: 'enable-card', until } },
  ])
}
