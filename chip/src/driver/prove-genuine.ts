import { statusWords } from '../apdu/status-word.ts'
import { concat } from '../bytes/concat.ts'
import { DriverFailure } from './driver-failure.ts'
import type { DriverParts } from './driver-parts.ts'
import { barred, bytesOfHex, hex } from './driver-text.ts'
import { openCard, sent } from './opened-card.ts'

/** P1 of the counted form, which simulated cards have (see key/counted-data.ts). */
const counted = 0x01
const counterBytes = 4

/**
 * The card answers to a challenge of the server's with its transaction counter and a cryptogram over both: `counter|cryptogram|`, the
 * counter in decimals. The server judges it, so that neither the counter nor this machine has to be believed (M14.1, M14.2).
 */
export async function proveGenuine(parts: DriverParts, iType: number, r1: string, r2: string): Promise<string> {
  const [challenge, data] = [bytesOfHex(r1, 8), bytesOfHex(r2, 8)]
  if (challenge === undefined || data === undefined) throw DriverFailure.own(-14)
  const { terminal, suite } = await openCard(parts, iType)
  const answer = await sent(terminal, 0x00, 0x88, counted, 0x00, { data: concat(challenge, data), le: 256 })
  if (answer.length !== counterBytes + suite.blockBytes) throw DriverFailure.card(statusWords.wrongLength)
  const counter = new DataView(answer.buffer, answer.byteOffset, counterBytes).getUint32(0)
  return barred([String(counter), hex(answer.subarray(counterBytes))])
}
