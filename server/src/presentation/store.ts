import type { Card } from '@yika/core/card/card.ts'
import type { Database } from '../kernel/database/database.ts'

/** What the key machine needs to know of a chip, and whose it is. */
export type ChipOnCard = Pick<
  Card,
  'personId' | 'cardId' | 'generation' | 'issuingArea' | 'atr' | 'chipKeyVersion' | 'chipIdentificationCode'
>

/** The cards that carry these chips. */
export async function chipsOnCards(
  db: Database,
  identificationCodes: readonly string[],
): Promise<readonly ChipOnCard[]> {
  return db<ChipOnCard[]>`
    select person_id, card_id, generation, issuing_area, atr, chip_key_version, chip_identification_code from card
    where chip_identification_code = any(${[...new Set(identificationCodes)]}::text[])`
}

export type HeldCard = Pick<Card, 'personId' | 'cardId' | 'social' | 'requestedAt' | 'cancelReason' | 'cancelledAt'>

/** All cards of these persons, as far as one of them is to be chosen. */
export async function cardsHeldBy(db: Database, personIds: readonly string[]): Promise<readonly HeldCard[]> {
  return db<HeldCard[]>`
    select person_id, card_id, social, requested_at, cancel_reason, cancelled_at from card
    where person_id = any(${[...new Set(personIds)]}::uuid[])`
}
