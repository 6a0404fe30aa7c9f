import { cardKeys } from '../key/card-key.ts'
import type { Condition } from '../profile/card-file.ts'
import type { Chip } from './chip.ts'
import { isBlank, masterKey } from './key-slot.ts'
import type { Session } from './session.ts'

const indexes: ReadonlyMap<string, number> = new Map(cardKeys.map(({ name }, index) => [name, index]))

/** Who may read or write. While a card is in the works its proved master key opens every file. */
export function allows(chip: Chip, condition: Condition): boolean {
  return holds(chip.session, condition) || (chip.session.proved[masterKey] === 1 && isBlank(chip))
}

function holds(session: Session, condition: Condition): boolean {
  if (condition === 'free') return true
  if (condition === 'never') return false
  if (condition === 'pin') return session.pinVerified
  if ('key' in condition) return session.proved[indexes.get(condition.key) ?? -1] === 1
  if ('anyOf' in condition) return condition.anyOf.some((one) => holds(session, one))
  return condition.allOf.every((one) => holds(session, one))
}
