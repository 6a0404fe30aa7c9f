import { encodeCommand } from '../apdu/command-apdu.ts'
import { statusWords } from '../apdu/status-word.ts'
import { concat } from '../bytes/concat.ts'
import { exchange } from '../terminal/exchange.ts'
import { DriverFailure } from './driver-failure.ts'
import type { DriverParts } from './driver-parts.ts'
import { openCard } from './opened-card.ts'
import { enterNewPin, enterPin } from './pin-entry.ts'
import { checkPinAnswer } from './verify-pin.ts'

const separator = 0xff

/** The holder changes the PIN. The card refuses its initial PIN by 6985, which is code −36. */
export async function changePin(parts: DriverParts, iType: number): Promise<string> {
  const { terminal } = await openCard(parts, iType)
  const old = await enterPin(parts.pinPad, 'old-pin')
  const pin = await enterNewPin(parts.pinPad)
  const data = concat(old, Uint8Array.of(separator), pin)
  const answer = await exchange(terminal, encodeCommand(0x80, 0x5e, 0x01, 0x00, { data }))
  if (answer.status === statusWords.conditionsNotSatisfied) throw DriverFailure.own(-36)
  checkPinAnswer(answer)
  return ''
}
