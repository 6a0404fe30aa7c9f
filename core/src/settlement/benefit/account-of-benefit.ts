import type { Card } from '../../card/card.ts'

export type BenefitCard = Pick<Card, 'cardId' | 'finance' | 'bankId' | 'requestedAt'>

/** The account stays open whatever becomes of the plastic; an active one first. */
const preference: Readonly<Partial<Record<Card['finance'], number>>> = {
  active: 0,
  'suspended-provisional': 1,
  'suspended-formal': 1,
  dormant: 2,
}

/**
 * Article 1: where a benefit goes. Only the finance function counts: a lost, locked or broken card never stops a benefit, because its
 * account goes on (M1.3). Of several accounts the newest of the best state.
 */
export function accountOfBenefit<One extends BenefitCard>(cards: readonly One[]): One | undefined {
  const open = cards.filter(({ finance, bankId }) => bankId !== null && preference[finance] !== undefined)
  return open.sort(
    (left, right) =>
      (preference[left.finance] ?? 9) - (preference[right.finance] ?? 9) ||
      (left.requestedAt < right.requestedAt ? 1 : -1),
  )[0]
}
