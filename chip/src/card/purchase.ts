import type { CommandApdu } from '../apdu/command-apdu.ts'
import { statusWords } from '../apdu/status-word.ts'
import { concat } from '../bytes/concat.ts'
import { equalBytes } from '../bytes/equal-bytes.ts'
import { cardKeys, directories } from '../key/card-key.ts'
import { type CyclicPlace, debitBytes } from './card-layout.ts'
import type { Answer, Chip } from './chip.ts'
import { keyVersion, readKeySlot, tryKey } from './key-slot.ts'
import { readPinSlot } from './pin-slot.ts'
import { cyclicAppend } from './record-place.ts'

/** A medical payment without connection: what commands 8050 and 8054 of PBOC do in DF04. */
const medical = directories.indexOf('DF04')
const purchaseKey = cardKeys.findIndex(({ use }) => use === 'purchase')
const certificateKey = cardKeys.findIndex(({ use }) => use === 'tac')
const purchaseType = 0x06
const detailFid = 0xef08
const detailBytes = 28
const [amountBytes, terminalBytes, dateTimeBytes, amountsBytes, macBytes] = [4, 6, 7, 12, 4]

function details({ layout, session }: Chip): CyclicPlace | undefined {
  const file = session.directory === medical ? layout.directories[medical]?.byFid.get(detailFid) : undefined
  return file?.structure === 'cyclic' && file.recordLength === detailBytes ? file : undefined
}

/**
 * INITIALIZE FOR PURCHASE (8050 0102): key index, amount, terminal; answers balance (always nothing: the account is the insurer's),
 * sequence number, overdraft limit, key version, algorithm and four random bytes, laid out as in PBOC. Simulated: that the PIN must have
 * been verified here, and that one PIN will not do, the initial one.
 */
export function initializePurchase(chip: Chip, { p1, p2, data }: CommandApdu): Answer {
  const { session, suite, random, layout } = chip
  session.purchase = undefined
  if (p1 !== 0x01 || p2 !== 0x02) return statusWords.wrongParameters
  if (data.length !== 1 + amountBytes + terminalBytes) return statusWords.wrongLength
  if (details(chip) === undefined) return statusWords.conditionsNotSatisfied
  if (!session.pinVerified) return statusWords.securityNotSatisfied
  if (readPinSlot(chip).state !== 'own') return statusWords.conditionsNotSatisfied
  const version = keyVersion(chip, purchaseKey)
  if (data[0] !== 0x01 || version === 0) return statusWords.purchaseNotSupported
  const [high, low] = chip.memory.read(layout.debit, 2) as unknown as [number, number]
  const sequence = ((high << 8) | low) + 1
  if (sequence > 0xffff) return statusWords.conditionsNotSatisfied
  const chance = random(4)
  const factor = concat(chance, twoBytes(sequence), twoBytes(sequence))
  const [amount, terminal] = [data.slice(1, 1 + amountBytes), data.slice(1 + amountBytes)]
  session.purchase = { factor, sequence, amount, terminal }
  const algorithm = Number(suite.algorithm)
  return concat(new Uint8Array(4), twoBytes(sequence), new Uint8Array(3), Uint8Array.of(version, algorithm), chance)
}

/**
 * DEBIT FOR PURCHASE (8054 0100): the terminal's own number, date and time, the amounts from personal account, person and pool, MAC1.
 * The detail is record 1 before the answer (TAC, MAC2) leaves. Simulated: that the amounts come here, and where MAC1 has them:
 * amount, type, terminal, amounts, date and time; the TAC is made over the whole detail.
 */
export function debitForPurchase(chip: Chip, { p1, p2, data }: CommandApdu): Answer {
  const { session, suite, layout } = chip
  const { purchase } = session
  session.purchase = undefined
  if (p1 !== 0x01 || p2 !== 0x00) return statusWords.wrongParameters
  if (purchase === undefined) return statusWords.invalidState
  if (data.length !== 4 + dateTimeBytes + amountsBytes + macBytes) return statusWords.wrongLength
  const file = details(chip)
  if (file === undefined) return statusWords.conditionsNotSatisfied
  const dateTime = data.subarray(4, 4 + dateTimeBytes)
  const amounts = data.subarray(4 + dateTimeBytes, -macBytes)
  if (!/^\d*$/.test(dateTime.toHex())) return statusWords.wrongData
  const certificate = readKeySlot(chip, certificateKey)
  if (certificate.version === 0) return statusWords.macNotAvailable
  const { factor, sequence, amount, terminal } = purchase
  const type = Uint8Array.of(purchaseType)
  const asked = concat(amount, type, terminal, amounts, dateTime)
  const outcome = tryKey(chip, purchaseKey, (key) =>
    equalBytes(suite.mac(key, factor, asked), data.subarray(-macBytes)),
  )
  if (outcome !== 'right') return outcome === 'locked' ? statusWords.locked : statusWords.macInvalid
  const detail = concat(twoBytes(sequence), type, terminal, dateTime, amounts)
  const tac = suite.mac(certificate.key, factor, detail)
  const answer = concat(tac, suite.mac(readKeySlot(chip, purchaseKey).key, factor, amount))
  const last = { offset: layout.debit, bytes: concat(twoBytes(sequence), answer) }
  chip.journal.commit(...cyclicAppend(chip, file, detail), last)
  return answer
}

/**
 * GET TRANSACTION PROVE (805A 0006): TAC and MAC2 once more for the sequence number of the last debit, for a terminal that lost the
 * answer. Of any other debit they are not kept.
 */
export function getTransactionProof(chip: Chip, { p1, p2, data }: CommandApdu): Answer {
  if (p1 !== 0x00 || p2 !== purchaseType) return statusWords.wrongParameters
  if (data.length !== 2) return statusWords.wrongLength
  if (chip.session.directory !== medical) return statusWords.conditionsNotSatisfied
  const last = chip.memory.read(chip.layout.debit, debitBytes)
  const isLast = equalBytes(last.subarray(0, 2), data) && !equalBytes(data, twoBytes(0))
  return isLast ? last.subarray(2) : statusWords.macNotAvailable
}

const twoBytes = (value: number) => Uint8Array.of(value >> 8, value & 0xff)
