import type { Answer } from '../client/operations.ts'

export type ChipKey = Answer<'production/chip-keys'>['keys'][number]
