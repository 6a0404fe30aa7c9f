import type { UseQueryResult } from '@tanstack/react-query'
import type { Answer } from '../client/operations.ts'
import type { CallFailed } from '../client/problem.ts'
import { useAsk } from '../client/use-calls.ts'

export type Stock = Answer<'production/blank-stocks'>['stocks'][number]
export type Transfer = Answer<'production/blank-transfers'>['transfers'][number]

/** The blanks of one outlet. */
export function useStock(placeId: string): UseQueryResult<Answer<'production/blank-stocks'>, CallFailed> {
  return useAsk('production/blank-stocks', { placeId })
}

export function useTransfers(placeId: string): UseQueryResult<Answer<'production/blank-transfers'>, CallFailed> {
  return useAsk('production/blank-transfers', { placeId, limit: 100 })
}
