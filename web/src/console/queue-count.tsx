import {
  type QueueName,
  useAgreementQueue,
  useApplicationQueue,
  useCorrectionQueue,
  useDeathQueue,
  useGroundQueue,
  useIntegrationQueue,
  useRuleQueue,
  useSanctionQueue,
} from './queues.ts'

/** How many wait; with a plus sign while not all have been read. */
export function QueueCount({ queue }: { readonly queue: QueueName }) {
  const Counted = counts[queue]
  return <Counted />
}

const counts = {
  applications: () => <Count {...useApplicationQueue()} />,
  corrections: () => <Count {...useCorrectionQueue()} />,
  deaths: () => <Count {...useDeathQueue()} />,
  grounds: () => <Count {...useGroundQueue()} />,
  rules: () => <Count rows={useRuleQueue().rows} />,
  agreements: () => <Count {...useAgreementQueue()} />,
  integrations: () => <Count rows={useIntegrationQueue().rows} />,
  sanctions: () => <Count {...useSanctionQueue()} />,
} as const

interface CountProps {
  readonly rows: readonly unknown[] | undefined
  readonly pages?: { readonly hasNextPage: boolean }
}

function Count({ rows, pages }: CountProps) {
  return <span className="number">{rows === undefined ? '…' : `${rows.length}${pages?.hasNextPage ? '+' : ''}`}</span>
}
