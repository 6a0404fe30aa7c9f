/**
 * What a blind index is for. Each purpose has a key of its own, so equal values in two tables have unequal indexes and
 * tables cannot be joined by whoever holds only the tables. A new purpose is a new line here.
 */
export const indexPurposes = [
  'person',
  'document',
  'phone',
  'name',
  'name-initials',
  'card-number',
  'bank-card',
  'chip',
  'chip-challenge',
  'employer',
  'sign-in',
  'statistics',
  'use-pseudonym',
  'command-input',
] as const

/** A recipient of data gets pseudonyms under a key of its own. */
export type IndexPurpose = (typeof indexPurposes)[number] | `recipient-${string}`
