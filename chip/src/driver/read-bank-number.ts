import { statusWords } from '../apdu/status-word.ts'
import { fromBcd } from '../bytes/bcd.ts'
import { concat } from '../bytes/concat.ts'
import { paymentName } from '../profile/directory-names.ts'
import { DriverFailure } from './driver-failure.ts'
import type { DriverParts } from './driver-parts.ts'
import { barred } from './driver-text.ts'
import { type OpenedCard, openCard, sent } from './opened-card.ts'
import { findTag } from './payment-tag.ts'

const dataOptionsList = 0x9f38
const fileLocator = 0x94
const accountNumber = 0x5a

/** GET PROCESSING OPTIONS with nothing known about a payment: a list of the length asked for, all zeros. */
function optionsAsked(control: Uint8Array): Uint8Array {
  const list = findTag(control, dataOptionsList) ?? new Uint8Array()
  let length = 0
  for (let offset = 0; offset < list.length; ) {
    offset += ((list[offset] as number) & 0x1f) === 0x1f ? 2 : 1
    length += list[offset] ?? 0
    offset += 1
  }
  if (length > 0x7f) throw DriverFailure.card(statusWords.wrongData)
  return concat(Uint8Array.of(0x83, length), new Uint8Array(length))
}

/** Format 1 is the profile (two bytes) and the locator; format 2 names them. */
function locatorIn(options: Uint8Array): Uint8Array {
  return (options[0] === 0x80 ? options.subarray(4) : findTag(options, fileLocator)) ?? new Uint8Array()
}

async function numberIn({ terminal }: OpenedCard, locator: Uint8Array): Promise<string | undefined> {
  for (let offset = 0; offset + 4 <= locator.length; offset += 4) {
    const [sfi, first, last] = locator.subarray(offset, offset + 3) as unknown as [number, number, number]
    for (let record = first; record <= last; record += 1) {
      const content = await sent(terminal, 0x00, 0xb2, record, (sfi & 0xf8) | 0x04, { le: 256 })
      const value = findTag(content, accountNumber)
      const digits = value && fromBcd(value)
      if (digits !== undefined && /^\d{12,19}$/.test(digits)) return digits
    }
  }
  return undefined
}

/** The number of the bank's application on the same chip; −27266 for a card without one. Nothing of the bank's PIN is ever touched here. */
export async function readBankNumber(parts: DriverParts, iType: number): Promise<string> {
  const card = await openCard(parts, iType)
  const control = await sent(card.terminal, 0x00, 0xa4, 0x04, 0x00, { data: paymentName, le: 256 })
  const options = await sent(card.terminal, 0x80, 0xa8, 0x00, 0x00, { data: optionsAsked(control), le: 256 })
  const number = await numberIn(card, locatorIn(options))
  if (number === undefined) throw DriverFailure.card(statusWords.recordNotFound)
  return barred([number])
}
