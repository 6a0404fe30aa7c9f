import { addMilliseconds, type Instant } from '../calendar/instant.ts'
import { accept, type Decision, type DecisionContext, refuse } from '../decision/decision.ts'
import { type Card, type CardEvent, type ChipDoubt, cardEvent } from './card.ts'
import { chipBarred, chipDiffers } from './known-chip.ts'
import { foreign, socialRefusal } from './refusals-of-state.ts'
import { allowed } from './transitions.ts'

/** What a chip answered to a challenge of ours, with what the key machine found out about it before the books were opened. */
export interface ChipProof {
  readonly identificationCode: string
  readonly resetInformation: string
  /** When we gave the challenge; null where it was not given for this card and to this asker. */
  readonly challengedAt: Instant | null
  /** The master keys under which the cryptogram was compared. */
  readonly keyVersion: number
  readonly cryptogramRight: boolean
  /** Part of what the cryptogram proves. */
  readonly counter: number
}

/** Yes or no, in words and in the code of a driver (−21 not genuine, −22 differs), and whether the card works at this moment. */
export interface ChipAnswer {
  readonly genuine: boolean
  readonly code: 0 | -21 | -22
  readonly usable: boolean
}

const codes = { 'cryptogram-wrong': -21, 'counter-repeated': -21, 'chip-differs': -22 } as const satisfies Record<
  ChipDoubt,
  ChipAnswer['code']
>

/**
 * Article 14: a chip proves itself with its own key and a counter that only grows. A wrong answer is a signal and locks nothing, since
 * anybody can type rubbish; a right answer with a counter that was proved before the challenge was given comes from a second chip with
 * the same key, and then neither of the two works on. Whoever looks into it opens a case: cases are not built yet.
 */
export function authenticateChip(
  card: Card | undefined,
  proof: ChipProof,
  context: Pick<DecisionContext, 'actor' | 'now' | 'policy'>,
): Decision<CardEvent, ChipAnswer> {
  if (card === undefined) return refuse('not-found')
  const barred = foreign(card) ?? chipBarred(card)
  if (barred !== undefined) return barred
  if (!allowed(card, 'chip-authenticated')) return socialRefusal(card)
  const { challengedAt } = proof
  const lifetimeMs = context.policy.number('chip.challenge-lifetime') * 1000
  // Keys that changed between the comparison and this moment say nothing about the chip either.
  if (challengedAt === null || context.now > addMilliseconds(challengedAt, lifetimeMs))
    return refuse('chip-challenge-over')
  if (proof.keyVersion !== card.chipKeyVersion) return refuse('chip-challenge-over')

  const { counter } = proof
  if (chipDiffers(card, proof)) return doubted(card, 'chip-differs', counter, context)
  if (!proof.cryptogramRight) return doubted(card, 'cryptogram-wrong', counter, context)
  if (counter > card.chipCounter)
    return accept([cardEvent(card, 'chip-authenticated', { counter })], {
      genuine: true,
      code: 0,
      usable: card.social === 'enabled',
    })
  // The same proof sent twice, or two readers whose answers came in the other order: one chip can do that.
  if (card.chipProvedAt !== null && challengedAt <= card.chipProvedAt) return refuse('chip-proof-overtaken')
  const copied = doubted(card, 'counter-repeated', counter, context)
  if (!allowed(card, 'social-locked')) return copied
  const locked = cardEvent(card, 'social-locked', { reason: 'chip-copied', lockedBy: context.actor.id })
  return { ...copied, events: [...copied.events, locked] }
}

function doubted(card: Card, reason: ChipDoubt, counter: number, { actor }: Pick<DecisionContext, 'actor'>) {
  const event = cardEvent(card, 'chip-doubted', { reason, counter, reportedBy: actor.id })
  const answer: ChipAnswer = { genuine: false, code: codes[reason], usable: false }
  return accept<CardEvent, ChipAnswer>([event], answer)
}
