import { encodeCommand } from '../apdu/command-apdu.ts'
import type { ResponseApdu } from '../apdu/response-apdu.ts'
import { statusWords } from '../apdu/status-word.ts'
import { exchange } from '../terminal/exchange.ts'
import { DriverFailure } from './driver-failure.ts'
import type { DriverParts } from './driver-parts.ts'
import type { OpenedCard } from './opened-card.ts'
import { enterPin } from './pin-entry.ts'

/** −51 with the number of tries left, −52 when there are none; any other refusal is the card's. */
export function checkPinAnswer({ status }: Pick<ResponseApdu, 'status'>): void {
  if (status === statusWords.success) return
  if (status === statusWords.locked || status === 0x63c0) throw DriverFailure.own(-52)
  if ((status & 0xfff0) === 0x63c0) throw DriverFailure.own(-51, `，剩余${status & 0xf}次`)
  throw DriverFailure.card(status)
}

/** VERIFY in the present directory with the PIN that the holder types, or has typed. */
export async function verifyPin(parts: DriverParts, card: OpenedCard, typed?: Uint8Array): Promise<Uint8Array> {
  const pin = typed ?? (await enterPin(parts.pinPad, 'pin'))
  checkPinAnswer(await exchange(card.terminal, encodeCommand(0x00, 0x20, 0x00, 0x00, { data: pin })))
  return pin
}
