import type { ChipHsm } from '@yika/chip/hsm/chip-hsm.ts'
import { cardsOfChips } from '../card/store.ts'
import type { Database } from '../kernel/database/database.ts'
import type { ChipsInMaking } from './chips-in-making.ts'
import { identificationCodes } from './identification-codes.ts'

/**
 * Article 14: which chip it is, is told us by whoever makes the card. One that the books know as another card's is left out: its keys are
 * in use, and could otherwise be had by naming it.
 */
export async function ownChips<Found extends ChipsInMaking>(db: Database, hsm: ChipHsm, found: Found): Promise<Found> {
  const codes = await identificationCodes(
    hsm,
    found.chips.map(({ resetInformation }) => resetInformation),
  )
  const owners = Map.groupBy(await cardsOfChips(db, codes), ({ identificationCode }) => identificationCode)
  const chips = found.chips.filter(({ row: { card } }, index) =>
    (owners.get(codes[index] as string) ?? []).every(({ cardId }) => cardId === card.cardId),
  )
  return { ...found, chips }
}
