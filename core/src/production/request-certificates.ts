import { accept, type Decision, type DomainEvent, refuse } from '../decision/decision.ts'
import { type Batch, batchEvent } from './batch.ts'
import { wrongState } from './batch-refusal.ts'
import { lineEvent } from './line.ts'
import type { LineWithCard } from './line-with-card.ts'

/**
 * Article 6: a certificate is asked for each card that has an account; lines whose certificate failed are asked again,
 * as long as the batch has not left for the factory.
 */
export function requestCertificates(
  batch: Batch | undefined,
  lines: readonly LineWithCard[],
  certifierId: string,
): Decision<DomainEvent, { requested: number }> {
  if (batch === undefined) return refuse('not-found')
  if (batch.state !== 'bank-returned' && batch.state !== 'certified') return wrongState(batch)
  const first = lines.filter(({ line }) => line.state === 'has-account')
  const again = lines.filter(({ line }) => line.state === 'certificate-failed')
  const requested = first.length + again.length
  if (requested === 0) return refuse('batch-nothing-good')
  return accept(
    [
      batchEvent(batch, 'certificates-requested', { certifierId }),
      ...again.map(({ line }) => lineEvent(line, 'certificate-asked-again', {})),
    ],
    { requested },
  )
}
