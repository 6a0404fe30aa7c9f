import type { Answer } from '../client/operations.ts'

/** One entry of the catalogue as everybody reads it. */
export type PublishedService = Answer<'service/card-services'>['fields'][number]['services'][number]
