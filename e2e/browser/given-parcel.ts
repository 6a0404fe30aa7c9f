import { newId } from '../../server/src/kernel/identifier.ts'
import type { SamplePerson } from '../../server/src/sample/sample-person.ts'
import type { CardInReader } from '../../server/test/card-in-reader.ts'
import type { TestServer } from '../../server/test/test-server.ts'
import { givenWaitingCard } from './given-waiting-card.ts'

export interface GivenParcel {
  readonly parcelId: string
  readonly cards: readonly CardInReader[]
}

/** Cards of these persons, in a box that has left for the outlet of the demonstration clerk and that nobody has signed for yet. */
export async function givenParcel(yika: TestServer, persons: readonly SamplePerson[]): Promise<GivenParcel> {
  const { db, clock } = yika.server.platform
  const cards: CardInReader[] = []
  for (const person of persons) cards.push(await givenWaitingCard(yika, person))
  const cardIds = cards.map(({ card }) => card.cardId)
  const parcelId = newId(Date.parse(clock()))
  await db.begin(async (tx) => {
    await tx`
      insert into parcel (parcel_id, version, kind, bank_id, office_id, state, listed, missing, formed_by, dispatched_by,
        consignment, changed_at)
      select ${parcelId}, 2, 'outlet', bank_id, office_id, 'dispatched', ${cards.length}, 0, 'packer', 'packer',
        'SF-0001', ${clock()}
      from parcel_line where card_id = ${cardIds[0] ?? ''}`
    await tx`
      update parcel_line set parcel_id = ${parcelId}, state = 'under-way', waiting_since = null,
        position = array_position(${cardIds}::uuid[], card_id)
      where card_id = any(${cardIds}::uuid[])`
    await tx`update card set physical = 'shipped' where card_id = any(${cardIds}::uuid[])`
    await tx`
      update application set status = 'in-production', ready_at = null
      where card_id = any(${cardIds}::uuid[])`
  })
  return { parcelId, cards }
}
