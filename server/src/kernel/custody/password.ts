import { argon2, argon2Sync, randomBytes, timingSafeEqual } from 'node:crypto'
import { promisify } from 'node:util'
import type { KeyRing } from './key-ring.ts'

const argon2Async = promisify(argon2)

/** RFC 9106 with the figures of the OWASP cheat sheet: 19 MiB, two passes, one lane. */
const cost = { memory: 19_456, passes: 2, parallelism: 1, tagLength: 32 } as const

/** PHC string; `keyid` is the version of the pepper, which is argon2's own secret input and never lies in the database. */
const form = /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=(\d+),keyid=(\d+)\$([A-Za-z0-9+/]+)\$([A-Za-z0-9+/]+)$/

const unpadded = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64').replaceAll('=', '')

export async function hashPassword(ring: KeyRing, password: string): Promise<string> {
  const pepper = ring.current('password-pepper')
  const nonce = randomBytes(16)
  const tag = await argon2Async('argon2id', { message: normal(password), nonce, secret: pepper.material, ...cost })
  return `$argon2id$v=19$m=${cost.memory},t=${cost.passes},p=${cost.parallelism},keyid=${pepper.version}$${unpadded(nonce)}$${unpadded(tag)}`
}

export interface PasswordVerdict {
  readonly matches: boolean
  /** The stored value was made with an older pepper or a lower cost: store `hashPassword` of what was just typed. */
  readonly outdated: boolean
}

export async function verifyPassword(ring: KeyRing, password: string, stored: string): Promise<PasswordVerdict> {
  const match = form.exec(stored)
  if (match === null) return { matches: false, outdated: false }
  const [memory, passes, parallelism, keyVersion] = match.slice(1, 5).map(Number) as [number, number, number, number]
  const expected = Buffer.from(match[6] as string, 'base64')
  const tag = await argon2Async('argon2id', {
    message: normal(password),
    nonce: Buffer.from(match[5] as string, 'base64'),
    secret: ring.version('password-pepper', keyVersion).material,
    memory,
    passes,
    parallelism,
    tagLength: expected.length,
  })
  return {
    matches: timingSafeEqual(tag, expected),
    outdated: keyVersion !== ring.current('password-pepper').version || memory < cost.memory || passes < cost.passes,
  }
}

/** SP 800-63B 3.1.1.2: the same characters typed on two keyboards are the same password. */
function normal(password: string): Buffer {
  return Buffer.from(password.normalize('NFKC'))
}

/** RFC 9106 section 5.3: secret and associated data in use. */
export function passwordSelfTest(): string | undefined {
  const tag = argon2Sync('argon2id', {
    message: Buffer.alloc(32, 1),
    nonce: Buffer.alloc(16, 2),
    secret: Buffer.alloc(8, 3),
    associatedData: Buffer.alloc(12, 4),
    parallelism: 4,
    tagLength: 32,
    memory: 32,
    passes: 3,
  })
  return tag.toString('hex') === '0d640df58d78766c08c037a34a8b53c9d01ef0452d75b65eb52520e96b01e659'
    ? undefined
    : 'argon2id'
}
