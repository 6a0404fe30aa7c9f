import { epochMs } from '@yika/core/calendar/instant.ts'
import { oldOrNewCardNumber } from '@yika/core/card/old-or-new-card-number.ts'
import { type Refused, refuse } from '@yika/core/decision/decision.ts'
import { cardOfPerson } from '@yika/core/presentation/card-of-person.ts'
import type { Presented } from '@yika/core/presentation/presentation.ts'
import { type CardKey, cardsOfNumbers } from '../card/store.ts'
import { numberKeys } from '../holder/blind-index.ts'
import { type IndexKey, indexKey, personsOfIndexes } from '../holder/store.ts'
import type { PresenterParts } from './presenter-parts.ts'
import { proofDigest } from './proof-digest.ts'
import { nameOfAsker, type Shown, type ShownBy, shownAt } from './shown.ts'
import { cardsHeldBy } from './store.ts'

/** A card number, or an identity number under every key of the blind index. */
interface Asked {
  readonly one: ShownBy<'number'>
  readonly cardNumber: string | undefined
  readonly keys: readonly IndexKey[]
}

/** Article 9: a number opens something only beside a face that was compared; the number itself is never kept. */
export async function resolveNumbers(
  { db, custodian }: Pick<PresenterParts, 'db' | 'custodian'>,
  shown: readonly ShownBy<'number'>[],
): Promise<ReadonlyMap<Shown, Presented | Refused>> {
  if (shown.length === 0) return new Map()
  const asked = shown.map((one): Asked => {
    const cardNumber = oldOrNewCardNumber(one.presentation.number)
    return { one, cardNumber, keys: cardNumber === undefined ? numberKeys(custodian, one.presentation.number) : [] }
  })
  const [byNumber, persons] = await Promise.all([
    cardsOfNumbers(
      db,
      asked.flatMap(({ cardNumber }) => cardNumber ?? []),
    ),
    personsOfIndexes(
      db,
      asked.flatMap(({ keys }) => keys),
    ),
  ])
  const held = Map.groupBy(await cardsHeldBy(db, [...persons.values()]), ({ personId }) => personId)
  return new Map(
    asked.map(({ one, cardNumber, keys }) => {
      const personId = keys.map((key) => persons.get(indexKey(key))).find((id) => id !== undefined)
      const card =
        cardNumber === undefined ? cardOfPerson(held.get(personId ?? '') ?? [], shownAt(one)) : byNumber.get(cardNumber)
      return [one, card === undefined ? refuse('card-unknown') : presented(one, card)]
    }),
  )
}

function presented(one: ShownBy<'number'>, { personId, cardId }: CardKey): Presented {
  const { presentation, asker } = one
  const usedAt = shownAt(one)
  const { faceToFaceBy } = presentation
  const name = nameOfAsker(asker)
  return {
    ...{ personId, cardId, carrier: 'number', genuine: true, counter: null },
    proofKey: `number/${name}/${epochMs(usedAt)}`,
    proofDigest: proofDigest(name, usedAt, faceToFaceBy),
    usedAt,
    comparedBy: faceToFaceBy,
  }
}
