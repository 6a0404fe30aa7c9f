import type { CardImage } from '@yika/chip/personalisation/card-image.ts'
import { composeImage } from '@yika/chip/personalisation/compose-image.ts'
import type { Day } from '@yika/core/calendar/instant.ts'
import type { CardContent, OrderTerms } from '@yika/core/production/factory-order.ts'
import { fileDay } from '@yika/core/production/return-file.ts'

/** What only the maker of the card knows when the order is given. */
interface MadeOf {
  readonly identificationCode: string
  readonly issuedOn: Day
  readonly validUntil: Day
  readonly bankCardNumber: string
}

/** The chip as the order wants it; throws for an order that no chip can hold, which the office never gives. */
export function chipImage(
  { specification, cardClass, initialisingBody }: OrderTerms,
  { birthOn, pictures, ...content }: CardContent,
  made: MadeOf,
): CardImage {
  const composed = composeImage({
    ...content,
    ...{ version: specification, cardClass, initialisingBody },
    birthOn: fileDay(birthOn as Day),
    photo: pictures === null ? null : new Uint8Array(Buffer.from(pictures.chip, 'base64')),
    ...made,
    ...{ issuedOn: fileDay(made.issuedOn), validUntil: fileDay(made.validUntil) },
  })
  if (!composed.ok) throw new Error(`the order of card ${content.cardNumber} does not fit a chip: ${composed.field}`)
  return composed.image
}
