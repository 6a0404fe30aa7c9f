import { parseBankCardNumber } from '../identifier/bank-card-number.ts'
import type { ReturnedCard, ReturnFile } from './return-file.ts'

/** What our own books say about a card of the file; opened outside the transaction, and gone when it begins. */
export interface OwnRecord {
  readonly ssn: string
  readonly name: string
  /** How the files name the card's bank. */
  readonly bank: string
  readonly bankCardNumber: string | null
}

/** A returned card compared with our record: nothing personal is left in it but the sealed account. */
export interface ComparedCard
  extends Omit<ReturnedCard, 'ssn' | 'name' | 'bank' | 'bankCardNumber' | 'personalAccount'> {
  /** The line of the file, for a refusal that names it. */
  readonly fileLine: number
  readonly identityAgrees: boolean
  readonly bankAgrees: boolean
  /** Whether the account is the one we know; true where one of the two sides has none. */
  readonly accountAgrees: boolean
  /** The returned account, sealed under the person's key; null when it is missing or not a bank card number. */
  readonly sealedAccount: string | null
}

export interface ComparedFile {
  readonly batchNumber: string
  /** Fingerprint of the bytes: the same file is known again. */
  readonly fingerprint: string
  readonly cards: readonly ComparedCard[]
}

const linesBeforeCards = 2

/** M4.2: register and file must agree. `seal` closes an account number for the person of the card. */
export function compareReturned(
  file: ReturnFile,
  fingerprint: string,
  ours: ReadonlyMap<string, OwnRecord>,
  seal: (cardNumber: string, bankCardNumber: string) => string,
): ComparedFile {
  const cards = file.cards.map((card, position): ComparedCard => {
    const own = ours.get(card.cardNumber)
    const account = parseBankCardNumber(card.bankCardNumber)
    const { ssn, name, bank, bankCardNumber, personalAccount: _, ...rest } = card
    return {
      ...rest,
      fileLine: position + linesBeforeCards + 1,
      identityAgrees: own !== undefined && ssn === own.ssn && name === own.name,
      bankAgrees: own !== undefined && (bank === '' || bank === own.bank),
      accountAgrees:
        own !== undefined &&
        (bankCardNumber === '' || own.bankCardNumber === null || bankCardNumber === own.bankCardNumber),
      sealedAccount: own !== undefined && account.valid ? seal(card.cardNumber, account.value) : null,
    }
  })
  return { batchNumber: file.batchNumber, fingerprint, cards }
}
