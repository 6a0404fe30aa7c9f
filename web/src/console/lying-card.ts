import type { Answer } from '../client/operations.ts'

export type LyingCard = Answer<'distribution/cards-in-distribution'>['cards'][number]
