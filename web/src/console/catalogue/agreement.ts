import type { Answer } from '../../client/operations.ts'

/** What an institution and the bureau have agreed on for one service. */
export type Agreement = Answer<'service/agreements'>['agreements'][number]
export type AgreementStatus = Agreement['status']
