import { randomBytes, randomInt } from 'node:crypto'

/** A code to be typed: uniformly drawn decimal digits, leading zeros kept. */
export function randomCode(digits: number): string {
  return Array.from({ length: digits }, () => randomInt(10)).join('')
}

/** 128 bits or more, for whatever protects something by being unknown. */
export function randomToken(bytes = 16): string {
  if (bytes < 16) throw new Error('a token shorter than 128 bits protects nothing')
  return randomBytes(bytes).toString('base64url')
}
