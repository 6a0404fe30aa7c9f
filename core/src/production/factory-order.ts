import { type Static, Type } from 'typebox'
import { Value } from 'typebox/value'
import { day, nullable, oneOf, uuid } from '../operation/field.ts'
import { chipTerms } from './chip-terms.ts'

const closed = { additionalProperties: false } as const
const base64 = Type.String({ pattern: '^[0-9A-Za-z+/]+={0,2}$' })

/** JPEG, in base64. The chip holds 4,096 bytes (EF08), which are 5,464 characters here. */
const cardPictures = Type.Object({ print: base64, chip: Type.String({ maxLength: 5464 }) }, closed)

/**
 * What printer and chip need for one card, and no more (Article 11): no telephone, no address, no document. Masked values do not fit:
 * an order that was not opened for the factory makes no card.
 */
export const chipContent = {
  cardNumber: Type.String({ pattern: '^[0-9A-Z]{9}$' }),
  ssn: Type.String({ pattern: '^[0-9A-Z]{1,18}$' }),
  /** The form that chip and face carry (M4.3). */
  name: Type.String({ pattern: '^[^*]{1,50}$' }),
  /** GB/T 2261.1. */
  sex: Type.String({ pattern: '^[0129]$' }),
  /** GB/T 3304. */
  ethnicGroup: Type.String({ pattern: '^\\d{2}$' }),
  /** GB/T 2260. */
  birthPlace: Type.String({ pattern: '^\\d{6}$' }),
  birthOn: day,
  /** Whose financial application it is: the bank as files name it. */
  bank: Type.String({ maxLength: 12 }),
  photoId: nullable(uuid),
  /** Null although there is a photo: it is lost, and the card cannot be made. */
  pictures: nullable(cardPictures),
} as const

/** The same for all cards of an order: specification, where it is issued, how long it is valid, which keys it gets. */
export const orderTerms = {
  specification: Type.Literal(chipTerms.specification),
  area: Type.Literal(chipTerms.area),
  cardClass: Type.Literal(chipTerms.cardClass),
  initialisingBody: Type.Literal(chipTerms.initialisingBody),
  /** Version of the city's keys that the chip will carry. */
  keyVersion: Type.Integer({ minimum: 1, maximum: 255 }),
  validityYears: Type.Integer({ minimum: 1, maximum: 50 }),
  /** Whether the last day of validity is the same day of the year or the day before. */
  expiryDay: oneOf(['same-day', 'day-before']),
} as const

const cardContent = Type.Object(chipContent)
export type CardContent = Static<typeof cardContent>

const terms = Type.Object(orderTerms)
export type OrderTerms = Static<typeof terms>

const orderedCard = Type.Object(
  {
    sequence: Type.Integer({ minimum: 1 }),
    ...chipContent,
    bankCardNumber: Type.String({ pattern: '^\\d{16,19}$' }),
    /** For the sealed envelope and the chip (WRITE PIN): random, for one use; the office keeps no copy that can be read. */
    initialPin: Type.String({ pattern: '^\\d{6}$' }),
    certificateSerial: Type.String({ pattern: '^[0-9A-F]{1,64}$' }),
    /** Where the card is sent to; null when it goes by post. */
    outlet: nullable(uuid),
  },
  closed,
)
export type OrderedCard = Static<typeof orderedCard>

const factoryOrderContent = Type.Object(
  { batchNumber: Type.String({ pattern: '^[0-9A-Z]{1,19}$' }), ...orderTerms, cards: Type.Array(orderedCard) },
  closed,
)

/** A page of a batch as the factory reads it, out of the sealed envelope. */
export type FactoryOrder = Static<typeof factoryOrderContent>

/** Article 6: reads what was in the envelope; undefined when a part of it does not have the agreed form. */
export function parseFactoryOrder(text: string): FactoryOrder | undefined {
  let content: unknown
  try {
    content = JSON.parse(text)
  } catch {
    return undefined
  }
  return Value.Check(factoryOrderContent, content) ? content : undefined
}
