import type { Answer } from '../client/operations.ts'

export type Application = Answer<'application/applications-of-person'>['applications'][number]
