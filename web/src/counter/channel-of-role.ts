import type { Role } from '@yika/core/access/role.ts'
import type { Channel } from '@yika/core/card/card.ts'

/** A bank's counter reports as `bank`, a district's as `counter`. */
export function channelOfRole(role: Role | null): Channel {
  return role === 'bank-clerk' || role === 'bank-supervisor' ? 'bank' : 'counter'
}
