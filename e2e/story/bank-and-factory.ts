import { luhnCheck } from '@yika/core/identifier/bank-card-number.ts'
import { parseOutFile } from '@yika/core/production/out-file.ts'
import { type ReturnedCard, writeReturnFile } from '@yika/core/production/return-file.ts'
import { fromGb18030, gb18030Length, toGb18030 } from '../../server/src/production/gb18030.ts'
import { StoryBroken } from './narrator.ts'

type OutLine = Readonly<Record<string, string>>

interface OutFile {
  readonly batchNumber: string
  readonly lines: readonly OutLine[]
}

/** What a party reads out of the bytes it was given. */
export function readOutFile(base64: string): OutFile {
  const parsed = parseOutFile(fromGb18030(Buffer.from(base64, 'base64')), gb18030Length)
  if (!parsed.ok) throw new StoryBroken('the file for the bank cannot be read', parsed.fault)
  return parsed
}

export function bytesOfReturn(batchNumber: string, cards: readonly ReturnedCard[]): string {
  return toGb18030(writeReturnFile({ batchNumber, cards }, gb18030Length)).toString('base64')
}

let accounts = 0

/** The account that the bank opens; the issuer number is one that no bank has. */
export function newBankCardNumber(): string {
  accounts += 1
  const digits = `621099${String(accounts).padStart(9, '0')}`
  return `${digits}${luhnCheck(digits)}`
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
