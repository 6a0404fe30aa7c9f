import { type TSchema, Type } from 'typebox'

/** The words in which every chapter says what goes over the wire; a schema spells a thing out only where it differs. */

export const uuid = Type.String({ format: 'uuid' })
/** RFC 3339 in UTC. */
export const instant = Type.String({ format: 'date-time' })
/** A calendar day of the city, `2026-11-23`. */
export const day = Type.String({ format: 'date' })
export const bilingual = Type.Object({ zh: Type.String(), en: Type.String() })

export function oneOf<const Values extends readonly string[]>(values: Values) {
  return Type.Enum([...values] as Values[number][])
}

export function nullable<Schema extends TSchema>(schema: Schema) {
  return Type.Union([schema, Type.Null()])
}

/** Where the next page begins: give it back as `after`; null on the last page. */
export const next = nullable(Type.String())

/** The version of a record that somebody has read; what changed after it is not what they agreed to. */
export const seenVersion = Type.Integer({ minimum: 1, maximum: 2_147_483_647 })
