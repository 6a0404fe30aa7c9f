import type { CommandApdu } from '../apdu/command-apdu.ts'
import { statusWords } from '../apdu/status-word.ts'
import { fromBcd } from '../bytes/bcd.ts'
import { concat } from '../bytes/concat.ts'
import { paymentName } from '../profile/directory-names.ts'
import { accountBytes } from './card-layout.ts'
import type { Answer, Chip } from './chip.ts'
import { isBlank } from './key-slot.ts'
import { enterPayment } from './session.ts'

/** ASCII "PBOC DEBIT", tag 50. */
const label = Uint8Array.fromHex('500A50424F43204445424954')
const accountTag = 0x5a
/** Application interchange profile, and an AFL of one record: record 1 of SFI 1. */
const processingOptions = Uint8Array.fromHex('80067C0008010100')
const noOptions = '8300'
const recordReference = { p1: 0x01, p2: 0x0c } as const

function account({ memory, layout }: Chip): Uint8Array | undefined {
  const slot = memory.read(layout.account, accountBytes)
  const length = slot[0] as number
  return length === 0 ? undefined : slot.subarray(1, 1 + length)
}

/**
 * SELECT of the bank's application. Simulated: of a PBOC debit application this chip has what a reader needs for the card number. A card
 * that was issued without finance function has no such application.
 */
export function selectPayment(chip: Chip): Answer {
  if (account(chip) === undefined && !isBlank(chip)) return statusWords.fileNotFound
  enterPayment(chip.session)
  const inner = concat(template(0x84, paymentName), template(0xa5, label))
  return template(0x6f, inner)
}

/** GET PROCESSING OPTIONS without PDOL. */
export function getProcessingOptions(chip: Chip, { p1, p2, data }: CommandApdu): Answer {
  if (p1 !== 0 || p2 !== 0) return statusWords.wrongParameters
  if (data.toHex() !== noOptions) return statusWords.wrongData
  return account(chip) === undefined ? statusWords.conditionsNotSatisfied : processingOptions.slice()
}

/** READ RECORD of the AFL: the number of the bank card, tag 5A. */
export function readPaymentRecord(chip: Chip, { p1, p2 }: CommandApdu): Answer {
  if ((p2 & 0x07) !== 0x04) return statusWords.notSupported
  if (p2 !== recordReference.p2) return statusWords.fileNotFound
  const number = account(chip)
  if (p1 !== recordReference.p1 || number === undefined) return statusWords.recordNotFound
  return template(0x70, template(accountTag, number))
}

/** STORE DATA (80E2 8000): tag 5A with 16 to 19 digits, once; only a card in the works can be selected here without them. */
export function storeData(chip: Chip, { p1, p2, data }: CommandApdu): Answer {
  if ((p1 !== 0x00 && p1 !== 0x80) || p2 !== 0) return statusWords.wrongParameters
  if (account(chip) !== undefined) return statusWords.conditionsNotSatisfied
  const number = data.subarray(2)
  if (data[0] !== accountTag || data[1] !== number.length || number.length > accountBytes - 1)
    return statusWords.wrongData
  const digits = fromBcd(number)
  if (digits === undefined || digits.length < 16 || digits.length > 19) return statusWords.wrongData
  chip.journal.commit({ offset: chip.layout.account, bytes: Uint8Array.from([number.length, ...number]) })
  return statusWords.success
}

function template(tag: number, value: Uint8Array): Uint8Array {
  return concat(Uint8Array.of(tag, value.length), value)
}
