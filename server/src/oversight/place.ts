import type { Actor } from '@yika/core/access/actor.ts'
import type { Subject } from '@yika/core/access/may.ts'

/** What figures are narrowed to; the whole city where both are null. */
export interface Place {
  readonly district: string | null
  readonly bankId: string | null
}

/** Whoever names no place means their own: officers of a district that district, a bank's supervisors that bank. */
export function placeOf(
  { role, district, bankId }: Actor,
  named: { readonly district?: string; readonly bankId?: string },
): Place {
  return {
    district: named.district ?? (role === 'district-officer' ? district : undefined) ?? null,
    bankId: named.bankId ?? (role === 'bank-supervisor' ? bankId : undefined) ?? null,
  }
}

export function subjectAt({ district, bankId }: Place): Subject {
  return { ...(district === null ? {} : { district }), ...(bankId === null ? {} : { bankId }) }
}
