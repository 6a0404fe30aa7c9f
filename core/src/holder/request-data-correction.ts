import { accept, type Decision, type DecisionContext, refuse } from '../decision/decision.ts'
import { type DataCorrection, type DataCorrectionEvent, dataCorrectionEvent } from './data-correction.ts'
import type { Person } from './person.ts'
import { contactItems, entryOf, type RecordedItem } from './recorded-item.ts'

export interface CorrectionWish {
  readonly item: RecordedItem
  /** Sealed; so is `why`. */
  readonly wanted: string
  readonly why: string
}

/** Article 4: a holder can ask that any recorded item be put right (M4.7); contact data they change themselves. */
export function requestDataCorrection(
  person: Person | undefined,
  earlier: readonly DataCorrection[],
  wish: CorrectionWish,
  context: Pick<DecisionContext, 'actor' | 'newId'>,
): Decision<DataCorrectionEvent, { correctionId: string; status: 'requested' }> {
  if (person === undefined) return refuse('person-unknown')
  if (person.lifeStatus === 'deceased') return refuse('person-deceased')
  const { item, wanted, why } = wish
  if ((contactItems as readonly RecordedItem[]).includes(item)) return refuse('correct-it-yourself')
  const open = earlier.some((one) => one.item === item && (one.status === 'requested' || one.status === 'accepted'))
  if (open) return refuse('correction-asked-already', { item: entryOf(item).zh })
  const correctionId = context.newId()
  const { personId } = person
  return accept(
    [
      dataCorrectionEvent({ correctionId, personId }, 'correction-requested', {
        ...{ item, wanted, why },
        requestedBy: context.actor.id,
      }),
    ],
    { correctionId, status: 'requested' },
  )
}
