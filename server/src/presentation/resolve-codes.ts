import { type Refused, refuse } from '@yika/core/decision/decision.ts'
import { cardOfPerson } from '@yika/core/presentation/card-of-person.ts'
import type { Presented } from '@yika/core/presentation/presentation.ts'
import type { PresenterParts } from './presenter-parts.ts'
import { proofDigest } from './proof-digest.ts'
import type { ReadCodeAnswer } from './read-code.ts'
import { type Shown, type ShownBy, shownAt } from './shown.ts'
import { cardsHeldBy } from './store.ts'

/** Article 2: an e-card mirrors the card; a code counts once, wherever it is shown a second time. */
export async function resolveCodes(
  { db, readCode }: Pick<PresenterParts, 'db' | 'readCode'>,
  shown: readonly ShownBy<'e-card'>[],
): Promise<ReadonlyMap<Shown, Presented | Refused>> {
  if (shown.length === 0) return new Map()
  const read = await Promise.all(
    shown.map((one) => readCode(one.presentation.code, { at: shownAt(one), serviceId: one.asker.serviceId })),
  )
  const held = Map.groupBy(
    await cardsHeldBy(
      db,
      read.flatMap((one) => ('accepted' in one ? [] : [one.personId])),
    ),
    ({ personId }) => personId,
  )
  return new Map(
    shown.map((one, position): readonly [Shown, Presented | Refused] => {
      const code = read[position] as ReadCodeAnswer | Refused
      if ('accepted' in code) return [one, code]
      const card = cardOfPerson(held.get(code.personId) ?? [], shownAt(one))
      if (card === undefined) return [one, refuse('card-unknown')]
      const answer: Presented = {
        ...{ personId: card.personId, cardId: card.cardId, carrier: 'e-card', genuine: true, counter: null },
        proofKey: `e-card/${code.codeId}`,
        proofDigest: proofDigest(one.presentation.code),
        usedAt: shownAt(one),
        comparedBy: null,
      }
      return [one, answer]
    }),
  )
}
