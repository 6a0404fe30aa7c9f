import { useSession } from '../client/client-context.tsx'
import { useMay } from '../client/may.ts'
import type { CommandName, QueryName } from '../client/operations.ts'
import { useAsk, useAskPages } from '../client/use-calls.ts'
import { useOwnBody } from './catalogue/own-body.ts'
import { useServiceOwner } from './catalogue/service-owner.ts'

const limit = 100

/** What waits for a human at the bureau. Count and content come from the same read: they cannot disagree. */
export const queueNames = [
  'applications',
  'corrections',
  'deaths',
  'grounds',
  'rules',
  'agreements',
  'integrations',
  'sanctions',
] as const
export type QueueName = (typeof queueNames)[number]

/** Whoever may do this finds the queue. */
const needs = {
  applications: 'application/applications-to-review',
  corrections: 'holder/data-correction-requests',
  deaths: 'holder/death-reports',
  grounds: 'holder/ground-reviews',
  rules: 'policy/policy-proposals',
  agreements: 'service/sign-agreement',
  integrations: 'service/sign-integration',
  sanctions: 'service/approve-sanction',
} as const satisfies Record<QueueName, QueryName | CommandName>

/** Where a right of departments is one department's alone. */
const departments: Partial<Record<QueueName, string>> = { sanctions: 'medical-security' }

export function useMyQueues(): readonly QueueName[] {
  const may = useMay()
  const organisationId = useSession()?.organisationId
  return queueNames.filter(
    (queue) => may(needs[queue]) && (departments[queue] === undefined || departments[queue] === organisationId),
  )
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

export function useAgreementQueue() {
  const pages = useAskPages('service/agreements', { status: 'proposed', limit })
  return { pages, rows: pages.data?.pages.flatMap(({ agreements }) => agreements) }
}

/** A department signs for its own services alone. */
export function useIntegrationQueue() {
  const asked = useAsk('service/integrations-announced', {})
  const { owns } = useOwnBody()
  const ownerOf = useServiceOwner()
  return { asked, rows: asked.data?.integrations.filter(({ serviceId }) => owns(ownerOf(serviceId))) }
}

export function useSanctionQueue() {
  const pages = useAskPages('service/sanctions-proposed', { purpose: 'supervision', limit })
  return { pages, rows: pages.data?.pages.flatMap(({ sanctions }) => sanctions) }
}
