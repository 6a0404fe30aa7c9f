import { cardEvent } from '../card/card.ts'
import { accept, type Decision, type DomainEvent, refuse } from '../decision/decision.ts'
import { type Batch, batchEvent } from './batch.ts'
import { wrongState } from './batch-refusal.ts'
import { lineEvent } from './line.ts'
import type { LineWithApplication } from './line-with-card.ts'
import { matchReturned } from './match-returned.ts'
import { type ReturnTaken, returnedBefore, takenAnswer } from './returned-before.ts'
import { stopLine } from './stop-line.ts'

/** One answer of the certificate system: code 0 and a serial number, or one of its error codes. */
export interface CertificateResult {
  readonly cardNumber: string
  readonly fileLine: number
  readonly code: number
  readonly serial: string | null
}

/** Codes that say that there is no result yet: waiting, localising, localised, return file being made, in progress. */
const inProgress: ReadonlySet<number> = new Set([10016, 10017, 10018, 10019, 10020])

/** Article 6: the certificate system answers for every card it was asked about; an error code fails that card alone. */
export function takeCertificates(
  batch: Batch | undefined,
  lines: readonly LineWithApplication[],
  returned: { readonly fingerprint: string; readonly results: readonly CertificateResult[] },
): Decision<DomainEvent, ReturnTaken> {
  if (batch === undefined) return refuse('not-found')
  const earlier = returnedBefore(batch, batch.certificateResult, returned.fingerprint)
  if (earlier !== undefined) return earlier
  if (batch.state !== 'bank-returned' || batch.certifierId === null) return wrongState(batch)
  const unfinished = returned.results.find(({ code }) => inProgress.has(code))
  if (unfinished !== undefined) return refuse('certificates-in-progress', { code: unfinished.code })
  const matched = matchReturned(
    lines.filter(({ line }) => line.state === 'has-account'),
    returned.results,
  )
  if (!matched.whole) return matched.refused

  const events: DomainEvent[] = []
  let good = 0
  for (const [{ line, card }, { code, serial }] of matched.pairs) {
    if (code === 0 && serial !== null) {
      good += 1
      events.push(
        lineEvent(line, 'line-certified', {}),
        cardEvent(card, 'card-certified', { certificateSerial: serial }),
      )
    } else {
      events.push(lineEvent(line, 'line-failed', { state: 'certificate-failed', reason: `certificate-${code}` }))
    }
  }
  for (const [member] of matched.ended) events.push(...stopLine(member, 'certificate'))
  const failed = matched.pairs.length + matched.ended.length - good
  const result = { fingerprint: returned.fingerprint, good, failed }
  return accept([batchEvent(batch, 'certificates-taken', result), ...events], takenAnswer(batch, result))
}
