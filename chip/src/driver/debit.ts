import { encodeCommand } from '../apdu/command-apdu.ts'
import { statusWords } from '../apdu/status-word.ts'
import { toBcd } from '../bytes/bcd.ts'
import { concat } from '../bytes/concat.ts'
import { exchange } from '../terminal/exchange.ts'
import { DriverFailure } from './driver-failure.ts'
import type { DriverParts } from './driver-parts.ts'
import { hex } from './driver-text.ts'
import { type OpenedCard, sent } from './opened-card.ts'
import { type PayInfo, parsePayInfo } from './pay-info.ts'
import { pinState } from './pin-state.ts'
import { enter, nothingShown, showPin } from './show-need.ts'

/** Nothing is taken from the card, because the account is the insurer's: the amount that PBOC asks for is zero. */
const cardAmount = new Uint8Array(4)

const purchaseType = 0x06
const terminalBytes = 6

/** A debit that the card has begun and that waits for MAC1. */
export interface Debit {
  /** Four random bytes of the card. */
  readonly random: Uint8Array
  /** Two bytes. */
  readonly sequence: Uint8Array
  readonly type: Uint8Array
  readonly terminal: Uint8Array
  /** From the account, by the person, from the pool: four bytes each, in fen. */
  readonly amounts: Uint8Array
  /** Seven bytes BCD. */
  readonly at: Uint8Array
}

/** Code −23 if the text is not two amounts and a moment. */
export function payInfo(text: string): PayInfo {
  const info = parsePayInfo(text)
  if (info === undefined) throw DriverFailure.own(-23)
  return info
}

function fourBytes(value: number): Uint8Array {
  const bytes = new Uint8Array(4)
  new DataView(bytes.buffer).setUint32(0, value)
  return bytes
}

/** INITIALIZE FOR PURCHASE, after the holder has typed the PIN. Code −35 for a PIN that is still the initial one. */
export async function beginDebit(parts: DriverParts, card: OpenedCard, info: PayInfo): Promise<Debit> {
  const { terminal: reader } = card
  const shown = nothingShown()
  await enter(card, 'DF04', shown)
  await showPin(parts, card, shown)
  const terminal = toBcd(parts.terminalNumber, terminalBytes) as Uint8Array
  const data = concat(Uint8Array.of(0x01), cardAmount, terminal)
  const begun = await exchange(reader, encodeCommand(0x80, 0x50, 0x01, 0x02, { data, le: 15 }))
  if (begun.status === statusWords.conditionsNotSatisfied && (await pinState(card)) === 'initial')
    throw DriverFailure.own(-35)
  if (begun.status !== statusWords.success) throw DriverFailure.card(begun.status)
  if (begun.data.length !== 15) throw DriverFailure.card(statusWords.wrongLength)
  return {
    ...{ random: begun.data.slice(11), sequence: begun.data.slice(4, 6), type: Uint8Array.of(purchaseType), terminal },
    amounts: concat(fourBytes(info.accountAmountFen), fourBytes(info.ownAmountFen), fourBytes(0)),
    at: Uint8Array.fromHex(info.at),
  }
}

/** DEBIT FOR PURCHASE: the card records the payment and certifies it: sequence number, date and time, TAC and MAC2. */
export async function completeDebit(card: OpenedCard, debit: Debit, mac1: Uint8Array): Promise<readonly string[]> {
  const { sequence, at, amounts } = debit
  const data = concat(new Uint8Array(2), sequence, at, amounts, mac1)
  const answer = await sent(card.terminal, 0x80, 0x54, 0x01, 0x00, { data, le: 8 })
  if (answer.length !== 8) throw DriverFailure.card(statusWords.wrongLength)
  return [hex(sequence), hex(at), hex(answer.subarray(0, 4)), hex(answer.subarray(4))]
}
