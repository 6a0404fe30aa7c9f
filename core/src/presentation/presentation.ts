import { type Static, Type } from 'typebox'
import type { Instant } from '../calendar/instant.ts'
import { instant, oneOf } from '../operation/field.ts'
import type { Carrier } from '../service/card-service.ts'

const hex = (bytes: number) => Type.String({ pattern: `^[0-9A-F]{${2 * bytes}}$` })

/**
 * How a card is shown to a terminal (Articles 2, 9). Every form proves itself once:
 *
 * - `chip`    the chip's own key over its growing counter and the terminal's challenge; works off line and is told later
 * - `e-card`  the one-time signed code of a telephone
 * - `number`  a number typed by a member of staff who has compared the face with the document
 */
export const presentation = Type.Union([
  Type.Object({
    by: Type.Literal('chip'),
    carrier: oneOf(['contact-chip', 'contactless-chip'] as const),
    /** 卡识别码 as the chip says it. */
    chip: hex(16),
    /** The terminal's random of this tap; with its own name and the time it makes the challenge (tap-challenge.ts). */
    nonce: hex(8),
    /** The terminal's clock when the card was there. */
    at: instant,
    counter: Type.Integer({ minimum: 1, maximum: 0xffff_ffff }),
    /** Eight bytes of the older chips, sixteen of the third generation. */
    cryptogram: Type.String({ pattern: '^([0-9A-F]{16}|[0-9A-F]{32})$' }),
  }),
  Type.Object({
    by: Type.Literal('e-card'),
    /** What the code says, as scanned. */
    code: Type.String({ minLength: 16, maxLength: 2048 }),
    /** When it was scanned. */
    at: instant,
  }),
  Type.Object({
    by: Type.Literal('number'),
    /** Card number or identity number; never kept as it is. */
    number: Type.String({ minLength: 9, maxLength: 18 }),
    /** The member of staff who compared face and document, as the institution knows them. */
    faceToFaceBy: Type.String({ minLength: 1, maxLength: 40 }),
    at: instant,
  }),
])

export type Presentation = Static<typeof presentation>

/**
 * What the books make of a presentation: whose card it is, and the name of the proof, which counts once. `genuine` is false for a chip
 * or code that does not prove itself; who and when are then only claimed.
 */
export interface Presented {
  readonly personId: string
  readonly cardId: string
  readonly carrier: Carrier
  readonly genuine: boolean
  /** The same for the same proof, different for every other: `chip/<counter>`, `e-card/<id>`, `number/<asker>/<milliseconds>`. */
  readonly proofKey: string
  /** Digest of everything the proof covers: the same counter with another digest comes from a second chip (M14.2). */
  readonly proofDigest: string
  readonly counter: number | null
  /** By the clock of the terminal. */
  readonly usedAt: Instant
  /** Who compared face and document, as the institution knows them; null for a chip or code. */
  readonly comparedBy: string | null
}
