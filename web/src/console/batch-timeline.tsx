import { type BatchState, batchStates } from '@yika/core/production/batch.ts'
import { Timeline, type TimelineStep } from '../ui/timeline.tsx'
import type { Batch } from './batch-owed.ts'
import { batchStateWords } from './batch-state-words.ts'

const way = batchStates.filter((state) => state !== 'cancelled')

/** The way of a batch: where it is, what was before, what comes; the list of batches knows two of its instants. */
export function BatchTimeline({ batch }: { readonly batch: Batch }) {
  const here = way.indexOf(batch.state as (typeof way)[number])
  const step = (state: BatchState, place: number): TimelineStep => ({
    step: state,
    ...batchStateWords[state],
    state: stateOf(place, here, batch.state),
    at: place === here ? batch.changedAt : state === 'open' ? batch.formedAt : null,
  })
  const steps = way.map(step)
  if (batch.state !== 'cancelled') return <Timeline steps={steps} />
  const ended = { step: 'cancelled', ...batchStateWords.cancelled, state: 'stopped', at: batch.changedAt } as const
  return <Timeline steps={[...steps.slice(0, 1), ended]} />
}

function stateOf(place: number, here: number, state: BatchState): TimelineStep['state'] {
  if (place < here || state === 'reconciled' || (state === 'cancelled' && place === 0)) return 'done'
  return place === here ? 'current' : 'waiting'
}
