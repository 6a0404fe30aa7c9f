import { type TSchema, Type } from 'typebox'
import { groundKindNames } from '../holder/ground.ts'
import { oneOf } from '../operation/field.ts'

export const serviceId = Type.String({ pattern: '^[a-z][a-z0-9-]{1,39}$' })

const year = Type.Integer({ minimum: 0, maximum: 150 })

const plain = [
  Type.Object({ age: Type.Object({ from: Type.Optional(year), below: Type.Optional(year) }) }),
  Type.Object({ ground: Type.Array(oneOf(groundKindNames), { minItems: 1, maxItems: groundKindNames.length }) }),
  Type.Object({ residence: Type.Literal('city') }),
  Type.Object({ ticket: serviceId }),
]

const composed = (part: TSchema) => {
  const parts = Type.Array(part, { maxItems: 12 })
  return Type.Union([Type.Object({ all: parts }), Type.Object({ any: parts }), Type.Object({ not: part }), ...plain])
}

/** core/service/condition.ts as it comes over the wire: four levels, written out so that every reader of the schema sees the end of it. */
export const condition = composed(composed(composed(Type.Union(plain))))
