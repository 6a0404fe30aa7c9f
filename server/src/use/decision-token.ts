import type { Place } from '../kernel/custody/context.ts'
import type { Custodian } from '../kernel/custody/custodian.ts'
import type { UseKey } from './store.ts'

const uuidBytes = 16

/** The name of a decision opens for the institution that was told it. */
const placeOf = (institutionId: string): Place => ({ table: 'card_use', column: 'decision', row: institutionId })

/**
 * What an institution is given as the name of a decision: person and use, closed by the custodian. It says nothing of the person to whoever
 * holds it, and the names of two institutions cannot be compared.
 */
export function decisionToken(custodian: Custodian, institutionId: string, { personId, useId }: UseKey): string {
  const inside = Buffer.from(`${personId}${useId}`.replaceAll('-', ''), 'hex')
  return Buffer.from(custodian.sealShared(placeOf(institutionId), inside)).toString('base64url')
}

/** Undefined for everything that was not given to this institution. */
export function openDecisionToken(custodian: Custodian, institutionId: string, token: string): UseKey | undefined {
  const sealed = Buffer.from(token, 'base64url')
  if (sealed.toString('base64url') !== token) return undefined
  try {
    const inside = Buffer.from(custodian.openShared(placeOf(institutionId), sealed))
    return inside.length === 2 * uuidBytes
      ? { personId: uuidAt(inside, 0), useId: uuidAt(inside, uuidBytes) }
      : undefined
  } catch {
    return undefined
  }
}

function uuidAt(bytes: Buffer, from: number): string {
  const hex = bytes.toString('hex', from, from + uuidBytes)
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-')
}
