import { type RightsRow, rights } from '../access/rights.ts'

/**
 * What a holder can let another person do: whatever citizens can do for those whom they represent, and whatever a counter
 * does in a visit. Naming further helpers stays with the holder, and so does the PIN: help never needs it (M9.3).
 */
export function mayBeDoneByProxy(operation: string): boolean {
  const row: RightsRow | undefined = Object.hasOwn(rights, operation)
    ? (rights as Record<string, RightsRow>)[operation]
    : undefined
  if (row === undefined || ownAffairs.includes(operation)) return false
  return Object.values(row).some((scope) => scope === 'represented' || scope === 'visit' || scope === 'visit-bank')
}

const ownAffairs: readonly string[] = [
  'grant-proxy',
  'revoke-proxy',
  'add-guardian',
  'end-relation',
  'change-pin',
  'set-pin',
  'pin-status',
]
