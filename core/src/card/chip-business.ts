import type { Role } from '../access/role.ts'
import { type Refused, refuse } from '../decision/decision.ts'
import type { Card } from './card.ts'
import { chipBarred, chipDiffers } from './known-chip.ts'
import { foreign, socialRefusal } from './refusals-of-state.ts'

/** What a reader without a security module asks the back office for: read, reset or unblock the PIN, write, medical debit. */
export const chipBusinesses = ['01', '02', '04', '07'] as const
export type ChipBusiness = (typeof chipBusinesses)[number]

/** Who is given authority over a chip for which business; where the card has to be is the table of rights' affair. */
const givenTo = {
  '01': ['bank-clerk', 'bank-supervisor', 'district-officer', 'bureau-officer', 'department-user'],
  '02': ['bank-clerk', 'bank-supervisor'],
  '04': ['district-officer', 'bureau-officer'],
  // Settlement is not built yet.
  '07': [],
} as const satisfies Record<ChipBusiness, readonly Role[]>

/**
 * Article 14: authority over a chip is handed out for one business, to whoever has that business, on a card of ours that is in use or
 * waits to be handed over, and only while the chip says of itself what the register says.
 */
export function chipBusinessRefused(
  card: Card,
  asked: { readonly business: ChipBusiness; readonly identificationCode: string; readonly resetInformation: string },
  role: Role,
): Refused | undefined {
  const { business } = asked
  if (!(givenTo[business] as readonly Role[]).includes(role)) return refuse('chip-business-not-permitted', { business })
  const barred = foreign(card) ?? chipBarred(card)
  if (barred !== undefined) return barred
  if (chipDiffers(card, asked)) return refuse('chip-differs')
  const inHand = card.social === 'pending-enable' || card.social === 'enabled'
  const handedOverNext = card.physical === 'at-outlet' && card.social === 'none' && business === '01'
  return inHand || handedOverNext ? undefined : socialRefusal(card)
}
