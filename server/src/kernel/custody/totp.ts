import { createHmac, timingSafeEqual } from 'node:crypto'

/** RFC 6238 as every authenticator application speaks it. */
const stepSeconds = 30
const digits = 6

/** RFC 4226 section 5.3 over the time step. SHA-1 is safe as a MAC and the only hash the applications share. */
export function totpAtStep(secret: Uint8Array, step: number, length: number = digits): string {
  const counter = Buffer.alloc(8)
  counter.writeBigUInt64BE(BigInt(step))
  const mac = createHmac('sha1', secret).update(counter).digest()
  const offset = (mac.at(-1) ?? 0) & 0x0f
  const value = mac.readUInt32BE(offset) & 0x7fff_ffff
  return String(value % 10 ** length).padStart(length, '0')
}

export function totpStep(epochMs: number): number {
  return Math.floor(epochMs / 1000 / stepSeconds)
}

/**
 * The step the code belongs to, to be stored as the last one used: the same code is not taken twice (RFC 6238 section 5.2).
 * One step of skew on either side; every candidate is compared, so time tells nothing.
 */
export function totpMatch(secret: Uint8Array, code: string, epochMs: number, lastStep: number): number | undefined {
  if (code.length !== digits) return undefined
  const given = Buffer.from(code.padEnd(digits).slice(0, digits))
  if (given.length !== digits) return undefined
  let found: number | undefined
  for (const skew of [-1, 0, 1]) {
    const step = totpStep(epochMs) + skew
    const matches = timingSafeEqual(Buffer.from(totpAtStep(secret, step)), given)
    if (matches && step > lastStep) found ??= step
  }
  return found
}

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'

/** RFC 4648 base32 without padding: how a secret is typed into an application. */
export function base32(bytes: Uint8Array): string {
  let text = ''
  let bits = 0
  let held = 0
  for (const byte of bytes) {
    held = (held << 8) | byte
    bits += 8
    while (bits >= 5) {
      bits -= 5
      text += alphabet[(held >> bits) & 31]
    }
    held &= (1 << bits) - 1
  }
  return bits > 0 ? text + alphabet[(held << (5 - bits)) & 31] : text
}

/** What the square code at enrolment says. */
export function totpAddress(issuer: string, account: string, secret: Uint8Array): string {
  const label = `${encodeURIComponent(issuer)}:${encodeURIComponent(account)}`
  return `otpauth://totp/${label}?secret=${base32(secret)}&issuer=${encodeURIComponent(issuer)}`
}

/** RFC 6238 appendix B, first row. */
export function totpSelfTest(): string | undefined {
  return totpAtStep(Buffer.from('12345678901234567890'), 1, 8) === '94287082' ? undefined : 'TOTP'
}
