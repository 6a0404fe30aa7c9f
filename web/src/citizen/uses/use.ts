import type { Answer } from '../../client/operations.ts'

/** One use of a card as its holder reads it. */
export type Use = Answer<'use/my-uses'>['uses'][number]
