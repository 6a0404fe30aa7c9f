import { type Day, dayOf, instantOf } from '@yika/core/calendar/instant.ts'
import { expiryOf } from '@yika/core/card/validity.ts'
import { issuingArea } from '@yika/core/holder/person.ts'
import { luhnCheck } from '@yika/core/identifier/bank-card-number.ts'
import * as policy from '@yika/core/policy/schema.ts'
import { parseOutFile } from '@yika/core/production/out-file.ts'
import { type ReturnedCard, writeReturnFile } from '@yika/core/production/return-file.ts'
import { fromGb18030, gb18030Length, toGb18030 } from '../../server/src/production/gb18030.ts'
import { type Narrator, StoryBroken } from './narrator.ts'

type OutLine = Readonly<Record<string, string>>

interface OutFile {
  readonly batchNumber: string
  readonly lines: readonly OutLine[]
}

/** What a party reads out of the bytes it was given. */
export function readOutFile(recipient: 'bank' | 'factory', base64: string): OutFile {
  const parsed = parseOutFile(recipient, fromGb18030(Buffer.from(base64, 'base64')), gb18030Length)
  if (!parsed.ok) throw new StoryBroken(`the file for the ${recipient} cannot be read`, parsed.fault)
  return parsed
}

export function bytesOfReturn(batchNumber: string, cards: readonly ReturnedCard[]): string {
  return toGb18030(writeReturnFile({ batchNumber, cards }, gb18030Length)).toString('base64')
}

let accounts = 0
let chips = 0

/** The account that the bank opens; the issuer number is one that no bank has. */
export function newBankCardNumber(): string {
  accounts += 1
  const digits = `621099${String(accounts).padStart(9, '0')}`
  return `${digits}${luhnCheck(digits)}`
}

/** What the chip says of itself, as the machine reads it back. */
export function newChip(): { readonly identificationCode: string; readonly resetInformation: string } {
  chips += 1
  return {
    identificationCode: `${issuingArea}${chips.toString(16).toUpperCase().padStart(26, '0')}`,
    resetInformation: '3B6D000000815444',
  }
}

export function newCertificateSerial(cardNumber: string): string {
  return Buffer.from(cardNumber).toString('hex').toUpperCase()
}

/** The bank's answer to a line: an account, or why there is none. */
export function bankAnswer(line: OutLine, bankCode: string, failedReason = ''): ReturnedCard {
  return {
    ...identityOf(line),
    ...nothingMade,
    bank: bankCode,
    bankCardNumber: failedReason === '' ? newBankCardNumber() : '',
    failedStage: failedReason === '' ? '' : '银行',
    failedReason,
  }
}

/** The factory's answer to a line: what was printed and what the finished chip says, or why there is no card. */
export function factoryAnswer(line: OutLine, validity: Validity, failedReason = ''): ReturnedCard {
  const made = failedReason === ''
  return {
    ...identityOf(line),
    ...nothingMade,
    ...(made ? { ...validity, ...newChip(), boxPosition: `A-${line['序号']}` } : {}),
    bank: line['服务银行'] ?? '',
    bankCardNumber: line['银行卡号'] ?? '',
    failedStage: made ? '' : '制卡',
    failedReason,
  }
}

export interface Validity {
  readonly issuedOn: Day
  readonly validUntil: Day
}

/** A card is valid as long as the published rules say. */
export async function validityToday(story: Narrator): Promise<Validity> {
  const { values } = await story.reads(policy.policyValues, { prefix: 'card.' })
  const value = (key: string) => values.find((one) => one.key === key)?.value
  const issuedOn = dayOf(instantOf(Date.now()))
  const rules = {
    number: (key: string) => Number(value(key)),
    text: (key: string) => String(value(key)),
    flag: (key: string) => Boolean(value(key)),
  }
  return { issuedOn, validUntil: expiryOf(issuedOn, rules) }
}

const nothingMade = {
  issuedOn: null,
  validUntil: null,
  identificationCode: '',
  resetInformation: '',
  personalAccount: '',
  boxPosition: '',
} as const

function identityOf(line: OutLine): Pick<ReturnedCard, 'sequence' | 'cardNumber' | 'ssn' | 'name'> {
  return {
    sequence: Number(line['序号']),
    cardNumber: line['社保卡号'] ?? '',
    ssn: line['社会保障号码'] ?? '',
    name: line['姓名'] ?? '',
  }
}
