import { addDaysToInstant, type Instant } from '../calendar/instant.ts'
import { accept, type Decision, type DecisionContext, refuse } from '../decision/decision.ts'
import { type Card, type CardEvent, type Channel, cardEvent } from './card.ts'
import { financeRefusal, foreign, socialRefusal } from './refusals-of-state.ts'
import { allowed } from './transitions.ts'

export const functions = ['social', 'finance'] as const
/** The two functions of one card, each with its own state. */
export type CardFunction = (typeof functions)[number]

export interface ReportLoss {
  readonly functions: CardFunction | 'both'
  readonly kind: 'provisional' | 'formal'
  readonly channel: Channel
}

/** The receipt: from `reportedAt` on the holder does not answer for what happens with the card (M13.2). */
export interface LossReceipt {
  readonly receiptId: string
  readonly reportedAt: Instant
  readonly kind: 'provisional' | 'formal'
  readonly stopped: CardFunction[]
  readonly socialUntil: Instant | null
  readonly financeUntil: Instant | null
  /** The other function, still in use: reporting it too is offered, not forced. */
  readonly alsoOffered: CardFunction | null
}

/**
 * Article 7: a loss report stops the card from the moment of its receipt. A provisional one is taken in any channel and
 * lapses; a formal one needs proven identity, is final, and comes before a re-issue.
 */
export function reportLoss(
  card: Card | undefined,
  command: ReportLoss,
  context: DecisionContext,
): Decision<CardEvent, LossReceipt> {
  if (card === undefined) return refuse('not-found')
  const barred = foreign(card)
  if (barred !== undefined) return barred
  if (card.social === 'none') return socialRefusal(card)
  const { visit } = context.standing
  if (command.kind === 'formal' && visit === undefined) return refuse('loss-needs-presence')
  const fact = command.kind === 'formal' ? 'confirmed' : 'reported'
  const reportable = (one: CardFunction): boolean => allowed(card, `${one}-loss-${fact}`)
  const wanted = coupledFunctions(command.functions, context)
  const stopped = wanted.filter(reportable)
  const named = command.functions === 'both' ? undefined : command.functions
  if (stopped.length === 0 || (named !== undefined && !stopped.includes(named))) {
    return named === 'finance' ? financeRefusal(card) : socialRefusal(card)
  }
  const loss = {
    receiptId: context.newId(),
    channel: command.channel,
    visitId: visit?.visitId ?? null,
    reportedBy: context.actor.id,
  }
  const until = {
    social: provisionalEnd('social', command, stopped, context),
    finance: provisionalEnd('finance', command, stopped, context),
  }
  const events = stopped.map((one) => {
    const end = until[one]
    return end === null
      ? cardEvent(card, `${one}-loss-confirmed`, loss)
      : cardEvent(card, `${one}-loss-reported`, { ...loss, until: end })
  })
  const receipt: LossReceipt = {
    receiptId: loss.receiptId,
    reportedAt: context.now,
    kind: command.kind,
    stopped,
    socialUntil: until.social,
    financeUntil: until.finance,
    alsoOffered: functions.find((one) => !stopped.includes(one) && reportable(one)) ?? null,
  }
  return accept(events, receipt)
}

/** Whether the two functions are reported apart or together is a rule of the city (M7.3). */
export function coupledFunctions(named: CardFunction | 'both', context: DecisionContext): readonly CardFunction[] {
  const joint = context.policy.text('loss.coupling') === 'joint'
  return named === 'both' || joint ? functions : [named]
}

function provisionalEnd(
  one: CardFunction,
  command: ReportLoss,
  stopped: readonly CardFunction[],
  context: DecisionContext,
): Instant | null {
  if (command.kind === 'formal' || !stopped.includes(one)) return null
  return addDaysToInstant(context.now, context.policy.number(`loss.${one}.provisional`))
}
