import { accept, type Decision, type DomainEvent, refuse } from '../../decision/decision.ts'
import { type BenefitBatch, type BenefitChunk, type ChunkEvent, chunkId } from './batch.ts'
import { lineEvent } from './line.ts'

export interface ReceivedLine {
  readonly lineNumber: number
  /** Whose number it is; null when nobody in the register has it. */
  readonly personId: string | null
  readonly amount: number
  readonly note: string | null
}

export interface ReceivedChunk {
  readonly batchId: string
  readonly chunk: number
  readonly digest: string
  readonly lines: readonly ReceivedLine[]
}

export interface ChunkAnswer {
  readonly lines: number
  readonly repeated: boolean
}

/**
 * Article 13: lines arrive in numbered pieces in any order; the same piece again changes nothing, another content under its number is
 * refused, and so is a line that is there already.
 */
export function receiveLines(
  batch: BenefitBatch | undefined,
  before: BenefitChunk | undefined,
  knownLine: (lineNumber: number) => boolean,
  { batchId, chunk, digest, lines }: ReceivedChunk,
): Decision<DomainEvent, ChunkAnswer> {
  if (batch === undefined) return refuse('benefit-batch-unknown')
  if (before !== undefined)
    return before.digest === digest
      ? accept([], { lines: before.lines, repeated: true })
      : refuse('benefit-chunk-differs', { chunk })
  if (batch.status !== 'open') return refuse('benefit-batch-state', { state: batch.status })
  const seen = new Set<number>()
  for (const { lineNumber } of lines) {
    if (seen.has(lineNumber) || knownLine(lineNumber)) return refuse('benefit-line-twice', { line: lineNumber })
    seen.add(lineNumber)
  }
  const { programmeId, period } = batch
  // A line below zero is never paid: it must not make room in the total that the second person sees.
  const fen = lines.reduce((sum, { amount }) => sum + Math.max(0, amount), 0)
  const received: ChunkEvent = {
    stream: 'benefit-chunk',
    id: chunkId(batchId, chunk),
    personId: null,
    name: 'benefit-chunk-received',
    data: { batchId, chunk, lines: lines.length, fen, digest },
  }
  const events = lines.map(({ lineNumber, personId, amount, note }) =>
    lineEvent({ personId, batchId, lineNumber }, 'benefit-line-received', {
      ...{ batchId, lineNumber, programmeId, period, amount, note },
    }),
  )
  return accept([received, ...events], { lines: lines.length, repeated: false })
}
