import { type CardInfo, parseCardInfo } from './card-info.ts'
import { DriverFailure } from './driver-failure.ts'
import { issuerFile, issuerText, type OpenedCard, selectFile } from './opened-card.ts'
import type { Shown } from './show-need.ts'

const cardNumberTag = 0x07

/** What the caller says of the card, code −23 if it is malformed. */
export function cardInfo(text: string): CardInfo {
  const info = parseCardInfo(text)
  if (info === undefined) throw DriverFailure.own(-23)
  return info
}

/**
 * Code −22 unless the card is the one that the caller means. The card number counts as well where it may be read: on 3.00 only after
 * RKSSSE was shown, until then the identification code alone must do.
 */
export async function checkSameCard(card: OpenedCard, info: CardInfo, shown: Shown): Promise<void> {
  if (info.identificationCode !== card.identificationCode) throw DriverFailure.own(-22)
  const { items, fid } = issuerFile(card.profile)
  const free = items.find(({ tag }) => tag === cardNumberTag)?.read === 'free'
  if (shown.directory !== 'SSSE' || (!free && !shown.keys.has('SSSE/RKSSSE'))) return
  await selectFile(card.terminal, fid)
  const cardNumber = await issuerText(card.terminal, card.profile, cardNumberTag)
  if (cardNumber !== info.cardNumber) throw DriverFailure.own(-22)
}
