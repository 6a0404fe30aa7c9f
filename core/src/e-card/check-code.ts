import { addMilliseconds, type Instant } from '../calendar/instant.ts'
import { type Refused, refuse } from '../decision/decision.ts'
import { type Code, decodeCode } from './code.ts'

/** Whether the key made the signature over the bytes: ES256, the key as x‖y, the signature as r‖s. Node and browsers have it each in their way. */
export type VerifyEs256 = (key: Uint8Array, bytes: Uint8Array, signature: Uint8Array) => boolean | Promise<boolean>

export interface CodeCheck {
  /** When the code was scanned. */
  readonly at: Instant
  /** The service that the terminal offers. */
  readonly serviceId: string
  /** How far the clocks of telephone and terminal may lie apart. */
  readonly skewSeconds: number
  /** The longest life of a code that the rules allow. */
  readonly tokenSeconds: number
  /** The public key of the office (`e-card-1` is version 1) as x‖y; undefined when there is none. */
  issuerKey(keyVersion: number): Uint8Array | undefined
  readonly verify: VerifyEs256
}

export interface CheckedCode {
  readonly accepted: true
  readonly code: Code
}

/**
 * Articles 2 and 9: whether a scanned code is what the holder's telephone made for this service a moment ago. The same on line and off
 * line; that it was not shown before and how the card is are asked where that is known.
 */
export async function checkCode(text: string, check: CodeCheck): Promise<CheckedCode | Refused> {
  const code = decodeCode(text)
  if (code === undefined) return refuse('e-card-code-unreadable')
  const untimely = outOfTime(code, check)
  if (untimely !== undefined) return untimely
  const { binding } = code
  const issuerKey = check.issuerKey(binding.keyVersion)
  if (issuerKey === undefined) return refuse('e-card-code-key-unknown')
  if (!(await check.verify(issuerKey, binding.signed, binding.signature))) return refuse('e-card-code-not-issued')
  // A binding of one telephone under the signature of another, or a byte that was changed on the way.
  if (!(await check.verify(binding.deviceKey, code.signed, code.signature))) return refuse('e-card-code-altered')
  if (code.serviceId !== check.serviceId) return refuse('e-card-code-for-another-service')
  return { accepted: true, code }
}

function outOfTime(code: Code, { at, skewSeconds, tokenSeconds }: CodeCheck): Refused | undefined {
  const { binding, issuedAt, expiresAt } = code
  const latest = addMilliseconds(at, skewSeconds * 1000)
  const earliest = addMilliseconds(at, -skewSeconds * 1000)
  if (expiresAt > addMilliseconds(issuedAt, tokenSeconds * 1000)) {
    return refuse('e-card-code-too-long', { seconds: tokenSeconds })
  }
  if (issuedAt > latest) return refuse('e-card-code-early', { at: issuedAt })
  if (expiresAt <= earliest) return refuse('e-card-code-expired', { at: expiresAt })
  const madeWithin = binding.issuedAt <= latest && issuedAt < binding.validUntil && earliest < binding.validUntil
  return madeWithin ? undefined : refuse('e-card-binding-expired', { at: binding.validUntil })
}
