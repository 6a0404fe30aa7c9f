import type { Instant } from '../calendar/instant.ts'
import type { Card } from './card.ts'

export const relationsToLoss = ['no-loss', 'before-loss', 'after-loss'] as const
export type RelationToLoss = (typeof relationsToLoss)[number]

/** M13.2, M14.7: from the instant of the report on the holder does not answer for use; what came before it is told apart. */
export function relationToLoss({ socialLostAt }: Pick<Card, 'socialLostAt'>, usedAt: Instant): RelationToLoss {
  if (socialLostAt === null) return 'no-loss'
  return usedAt < socialLostAt ? 'before-loss' : 'after-loss'
}
