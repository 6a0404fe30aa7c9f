import type { Instant } from '@yika/core/calendar/instant.ts'
import type { BillAsked } from '@yika/core/settlement/medical/medical-bill.ts'
import type { Preview } from '@yika/core/settlement/medical/preview.ts'
import { canonicalJson } from '../../kernel/canonical-json.ts'
import type { Place } from '../../kernel/custody/context.ts'
import type { Custodian } from '../../kernel/custody/custodian.ts'
import { sha256 } from '../../kernel/custody/sha256.ts'

const placeOf = (institutionId: string): Place => ({
  table: 'medical_settlement',
  column: 'preview',
  row: institutionId,
})

/** What a preview is of: every word of the bill, and the institution. */
export function billDigest(institutionId: string, bill: BillAsked): string {
  const words = Buffer.from(canonicalJson({ institutionId, ...bill }))
  return Buffer.from(sha256(words)).toString('base64url')
}

/** Closed by the custodian: the institution carries what was previewed, and nothing is stored. */
export function previewToken(custodian: Custodian, institutionId: string, preview: Preview): string {
  const { personId, bill, yearVersion, accountHolds, at } = preview
  const inside = Buffer.from(JSON.stringify([personId, bill, yearVersion, accountHolds, at]))
  return Buffer.from(custodian.sealShared(placeOf(institutionId), inside)).toString('base64url')
}

/** Undefined for everything that was not given to this institution. */
export function openPreviewToken(custodian: Custodian, institutionId: string, token: string): Preview | undefined {
  const sealed = Buffer.from(token, 'base64url')
  if (sealed.toString('base64url') !== token) return undefined
  try {
    const inside = Buffer.from(custodian.openShared(placeOf(institutionId), sealed)).toString()
    const [personId, bill, yearVersion, accountHolds, at] = JSON.parse(inside) as [
      string,
      string,
      number,
      number,
      Instant,
    ]
    return { personId, bill, yearVersion, accountHolds, at }
  } catch {
    return undefined
  }
}
