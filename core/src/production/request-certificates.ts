import { accept, type Decision, type DomainEvent, refuse } from '../decision/decision.ts'
import { type Batch, batchEvent } from './batch.ts'
import { wrongState } from './batch-refusal.ts'
import { lineEvent } from './line.ts'
import type { LineWithApplication } from './line-with-card.ts'
import { endedApart, stopLine } from './stop-line.ts'

/**
 * Article 6: a certificate is asked for each card that has an account; lines whose certificate failed are asked again,
 * as long as the batch has not left for the factory.
 */
export function requestCertificates(
  batch: Batch | undefined,
  lines: readonly LineWithApplication[],
  certifierId: string,
): Decision<DomainEvent, { requested: number }> {
  if (batch === undefined) return refuse('not-found')
  if (batch.state !== 'bank-returned' && batch.state !== 'certified') return wrongState(batch)
  const { going, ended } = endedApart(
    lines.filter(({ line }) => line.state === 'has-account' || line.state === 'certificate-failed'),
  )
  const stopped = ended.flatMap((member) => stopLine(member, 'certificate'))
  const requested = going.length
  if (requested === 0) return stopped.length === 0 ? refuse('batch-nothing-good') : accept(stopped, { requested })
  const again = going.filter(({ line }) => line.state === 'certificate-failed')
  return accept<DomainEvent, { requested: number }>(
    [
      batchEvent(batch, 'certificates-requested', { certifierId }),
      ...again.map(({ line }) => lineEvent(line, 'certificate-asked-again', {})),
      ...stopped,
    ],
    { requested },
  )
}
