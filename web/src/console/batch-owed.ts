import { type BatchState, batchTransitions } from '@yika/core/production/batch.ts'
import type { Answer } from '../client/operations.ts'

export type Batch = Answer<'production/batches'>['batches'][number]

/** Who has to do something before the batch goes on. */
export type Debtor = 'office' | 'second-person' | 'bank' | 'certifier' | 'factory'

export function owedBy(batch: Batch): Debtor | null {
  switch (batch.state) {
    case 'open':
      return batch.kind === 'central' ? 'second-person' : 'office'
    case 'exported-to-bank':
      return 'bank'
    case 'bank-returned':
      return batch.certifierId === null || batch.certificateResult !== null ? 'office' : 'certifier'
    case 'exported-to-factory':
    case 'factory-returned':
      return 'factory'
    case 'reconciled':
    case 'cancelled':
      return null
    default:
      return 'office'
  }
}

export type BatchStep =
  | 'release-batch'
  | 'export-to-bank'
  | 'request-certificates'
  | 'export-to-factory'
  | 'ship-to-outlet'
  | 'rework-line'
  | 'reconcile-batch'
  | 'cancel-batch'

/** What the table of transitions lets the office do now; the one that leads on stands first. */
export function stepsOf(batch: Batch): readonly BatchStep[] {
  const towards = (state: BatchState) => (batchTransitions[batch.state] as readonly BatchState[]).includes(state)
  const central = batch.kind === 'central'
  const steps: readonly (BatchStep | false)[] = [
    central && towards('released') && 'release-batch',
    towards('exported-to-bank') && 'export-to-bank',
    towards('exported-to-factory') && 'export-to-factory',
    central && (batch.state === 'bank-returned' || batch.state === 'certified') && 'request-certificates',
    towards('shipped') && 'ship-to-outlet',
    failedOf(batch) > 0 && batchTransitions[batch.state].length > 0 && 'rework-line',
    batch.state !== 'open' && towards('reconciled') && 'reconcile-batch',
    central && towards('cancelled') && 'cancel-batch',
  ]
  return steps.filter((step) => step !== false)
}

/** Lines that some party has returned as failed, settled or not. */
function failedOf({ bankReturn, certificateResult, factoryReturn, keyResult }: Batch): number {
  return [bankReturn, certificateResult, factoryReturn, keyResult].reduce((sum, one) => sum + (one?.failed ?? 0), 0)
}
