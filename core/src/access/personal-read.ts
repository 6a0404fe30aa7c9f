import { Type } from 'typebox'
import { personalFields } from './personal-field.ts'
import { type Purpose, purposes } from './purpose.ts'

/**
 * What every read of personal data says besides its own input (Article 11): why, for which case, and which fields
 * are wanted unmasked. Spread these members into the input of the query.
 */
export const personalRead = {
  purpose: Type.Union((Object.keys(purposes) as Purpose[]).map((purpose) => Type.Literal(purpose))),
  /** The application, card or visit that the read is for; citizens reading their own data need none. */
  caseId: Type.Optional(Type.String({ format: 'uuid' })),
  reveal: Type.Optional(
    Type.Array(Type.Union(personalFields.map((field) => Type.Literal(field))), { maxItems: personalFields.length }),
  ),
} as const
