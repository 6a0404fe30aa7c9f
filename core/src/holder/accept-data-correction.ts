import { may } from '../access/may.ts'
import { isSamePerson } from '../access/same-person.ts'
import { accept, type Decision, type DecisionContext, refuse } from '../decision/decision.ts'
import type { Corrected } from './correct-person.ts'
import { type DataCorrection, type DataCorrectionEvent, dataCorrectionEvent, mayBecome } from './data-correction.ts'
import type { PersonEvent, PrintedItem } from './person.ts'
import { entryOf, isRegisterItem, ownerWords } from './recorded-item.ts'

export interface CorrectionAccepted {
  readonly status: 'accepted' | 'corrected'
  /** Who has to put the item right now; null when that is done. */
  readonly waitsFor: { zh: string; en: string } | null
  /** Printed items that changed: the card has to be exchanged. */
  readonly exchangeFor: PrintedItem[]
}

/**
 * Articles 4 and 7: an officer finds that the holder is right. An item of the population register changes only as that register
 * says it (M7.10): `correctPerson` is asked for what the register says now, where the officer may correct; otherwise the
 * request waits for the bureau. Any other item waits for its owner, and is accepted once more when that has been done.
 */
export function acceptDataCorrection(
  request: DataCorrection | undefined,
  source: string,
  correctPerson: () => Decision<PersonEvent, Corrected>,
  context: Pick<DecisionContext, 'actor' | 'standing'>,
): Decision<DataCorrectionEvent | PersonEvent, CorrectionAccepted> {
  if (request === undefined) return refuse('not-found')
  if (!mayBecome(request, 'corrected')) return refuse('correction-decided')
  const { actor } = context
  if (isSamePerson(actor, request.requestedBy)) return refuse('same-person-twice')
  const data = { source, decidedBy: actor.id }
  const ofRegister = isRegisterItem(request.item)
  if (ofRegister && may(actor, 'correct-person', { personId: request.personId }, {}).permitted) {
    const corrected = correctPerson()
    // The register may have said so before the request was read.
    const saidAlready = !corrected.accepted && corrected.code === 'nothing-changed'
    if (!corrected.accepted && !saidAlready) return corrected
    const events = corrected.accepted ? corrected.events : []
    const exchangeFor = corrected.accepted ? corrected.answer.exchangeFor : []
    return accept([...events, dataCorrectionEvent(request, 'correction-carried-out', data)], {
      ...{ status: 'corrected', waitsFor: null },
      exchangeFor,
    })
  }
  if (request.status === 'accepted') {
    if (ofRegister) return refuse('correction-waits-for-register')
    return accept([dataCorrectionEvent(request, 'correction-carried-out', data)], {
      ...{ status: 'corrected', waitsFor: null },
      exchangeFor: [],
    })
  }
  return accept([dataCorrectionEvent(request, 'correction-accepted', data)], {
    status: 'accepted',
    waitsFor: ownerWords[entryOf(request.item).owner],
    exchangeFor: [],
  })
}
