import type { CommandApdu } from '../apdu/command-apdu.ts'
import { statusWords } from '../apdu/status-word.ts'
import type { PsamAnswer, PsamSession } from './psam-session.ts'

/**
 * 80FA: P1 00 encrypts, P1 05 makes a MAC, under the key that was initialised. `80FA 0000` over eight bytes is the cryptogram that
 * EXTERNAL AUTHENTICATE asks for. Simulated: `80FA 0001` enciphers a PIN block under the key of the card, with padding, and only the
 * maintenance key does that and makes MACs; the others say 9406.
 */
export function useWorkingKey({ working }: PsamSession, { p1, p2, data }: CommandApdu): PsamAnswer {
  const operation = (p1 << 8) | p2
  if (operation !== 0x0000 && operation !== 0x0001 && operation !== 0x0500) return statusWords.wrongParameters
  if (working === undefined) return statusWords.conditionsNotSatisfied
  const { suite, use, cardKey, challenge } = working
  if (operation === 0x0000) {
    if (use === 'maintain') return statusWords.conditionsNotSatisfied
    return data.length === 8 ? suite.cryptogram(cardKey, challenge, data) : statusWords.wrongLength
  }
  if (use !== 'maintain') return operation === 0x0500 ? statusWords.macNotAvailable : statusWords.conditionsNotSatisfied
  if (data.length === 0) return statusWords.wrongLength
  return operation === 0x0001 ? suite.encipher(cardKey, data) : suite.mac(cardKey, challenge, data)
}
