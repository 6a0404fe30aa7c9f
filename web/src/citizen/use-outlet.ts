import type { UseQueryResult } from '@tanstack/react-query'
import type { Answer } from '../client/operations.ts'
import type { CallFailed } from '../client/problem.ts'
import { useRead } from '../client/use-calls.ts'

/** The outlet at which somebody collects a card. */
export function useOutlet(bankId: string, outletId: string): UseQueryResult<Answer<'bank/outlets'>, CallFailed> {
  return useRead('bank/outlets', { bankId, outletId, limit: 1 })
}
