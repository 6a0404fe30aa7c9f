import { useMay } from '../client/may.ts'
import type { QueryName } from '../client/operations.ts'
import { useAsk, useAskPages } from '../client/use-calls.ts'

const limit = 100

/** What waits for a human at the bureau. Count and content come from the same read: they cannot disagree. */
export const queueNames = ['applications', 'corrections', 'deaths', 'grounds', 'rules'] as const
export type QueueName = (typeof queueNames)[number]

const asks = {
  applications: 'application/applications-to-review',
  corrections: 'holder/data-correction-requests',
  deaths: 'holder/death-reports',
  grounds: 'holder/ground-reviews',
  rules: 'policy/policy-proposals',
} as const satisfies Record<QueueName, QueryName>

export function useMyQueues(): readonly QueueName[] {
  const may = useMay()
  return queueNames.filter((queue) => may(asks[queue]))
}

export function useApplicationQueue() {
  const pages = useAskPages('application/applications-to-review', { purpose: 'application', limit })
  return { pages, rows: pages.data?.pages.flatMap(({ applications }) => applications) }
}

export function useCorrectionQueue() {
  const pages = useAskPages('holder/data-correction-requests', { purpose: 'register-maintenance', limit })
  return { pages, rows: pages.data?.pages.flatMap(({ requests }) => requests) }
}

export function useDeathQueue() {
  const pages = useAskPages('holder/death-reports', { purpose: 'register-maintenance', limit })
  return { pages, rows: pages.data?.pages.flatMap(({ reports }) => reports) }
}

export function useGroundQueue() {
  const pages = useAskPages('holder/ground-reviews', { purpose: 'register-maintenance', limit })
  return { pages, rows: pages.data?.pages.flatMap(({ reviews }) => reviews) }
}

export function useRuleQueue() {
  const asked = useAsk('policy/policy-proposals', {})
  return { asked, rows: asked.data?.proposals }
}
