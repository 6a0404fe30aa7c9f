import type { GroundKind } from '../holder/ground.ts'

/**
 * Who is entitled to a service, as data that is checked and explained (Article 5). `ticket` asks whether another service is loaded and
 * active on the card: a park ticket, an elderly-care entitlement.
 */
export type Condition =
  | { readonly all: readonly Condition[] }
  | { readonly any: readonly Condition[] }
  | { readonly not: Condition }
  | { readonly age: { readonly from?: number; readonly below?: number } }
  | { readonly ground: readonly GroundKind[] }
  | { readonly residence: 'city' }
  | { readonly ticket: string }

/** What a person who is not entitled is told, and what a gate hears instead of personal data (M5.6). */
export const conditionReasons = ['age', 'ground', 'residence', 'ticket', 'excluded'] as const
export type ConditionReason = (typeof conditionReasons)[number]
