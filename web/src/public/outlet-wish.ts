import type { BankService } from '@yika/core/bank/bank-service.ts'
import type { AccessibilityMark } from '@yika/core/bank/outlet.ts'
import type { District } from '@yika/core/identifier/district.ts'
import type { Input } from '../client/operations.ts'

/** What somebody looks for; empty means that it does not matter. */
export interface OutletWish {
  readonly text: string
  readonly district: District | ''
  readonly bankId: string
  readonly service: BankService | ''
  readonly accessible: AccessibilityMark | ''
  readonly instant: boolean
  readonly openNow: boolean
}

export const anyOutlet: OutletWish = {
  text: '',
  district: '',
  bankId: '',
  service: '',
  accessible: '',
  instant: false,
  openNow: false,
}

/** The wish as the server reads it: only what was said. */
export function askedOutlets(wish: OutletWish): Input<'bank/outlets'> {
  return Object.fromEntries(Object.entries(wish).filter(([, value]) => value !== '' && value !== false))
}
