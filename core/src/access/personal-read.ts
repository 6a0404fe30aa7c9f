import { Type } from 'typebox'
import { oneOf, uuid } from '../operation/field.ts'
import { personalFields } from './personal-field.ts'
import { type Purpose, purposes } from './purpose.ts'

/**
 * What every read of personal data says besides its own input (Article 11): why, for which case, and which fields
 * are wanted unmasked. Spread these members into the input of the query.
 */
export const personalRead = {
  purpose: oneOf(Object.keys(purposes) as Purpose[]),
  /** The application, card or visit that the read is for; citizens reading their own data need none. */
  caseId: Type.Optional(uuid),
  reveal: Type.Optional(Type.Array(oneOf(personalFields), { maxItems: personalFields.length })),
} as const
