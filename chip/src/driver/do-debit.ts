import { statusWords } from '../apdu/status-word.ts'
import { cardKey } from '../key/card-key.ts'
import { beginDebit, completeDebit, type Debit, payInfo } from './debit.ts'
import { DriverFailure } from './driver-failure.ts'
import type { DriverParts } from './driver-parts.ts'
import { barred, bytesOfHex, fieldsOf, hex } from './driver-text.ts'
import { formatDebitLine } from './hsm-line.ts'
import { type SessionPlace, takeSession } from './hsm-session.ts'
import { openCard } from './opened-card.ts'
import { cardInfo, checkSameCard } from './same-card.ts'
import { nothingShown } from './show-need.ts'

const purchaseKey = cardKey('DF04/DPK')

async function begun(parts: DriverParts, iType: number, pCardInfo: string, pPayInfo: string) {
  const info = cardInfo(pCardInfo)
  const pay = payInfo(pPayInfo)
  const card = await openCard(parts, iType)
  await checkSameCard(card, info, nothingShown())
  return { card, pay }
}

/**
 * A medical payment. No public table says how a security module names the purchase key, so it is never asked: −2201 without a module,
 * else −27272, and after both the caller goes on with the steps.
 */
export async function doDebit(parts: DriverParts, iType: number, pCardInfo: string, pPayInfo: string): Promise<string> {
  await begun(parts, iType, pCardInfo, pPayInfo)
  throw parts.psam === undefined ? DriverFailure.own(-2201) : DriverFailure.card(statusWords.keyNotFound)
}

export async function doDebitStep1(
  parts: DriverParts,
  place: SessionPlace,
  iType: number,
  pCardInfo: string,
  pPayInfo: string,
): Promise<string> {
  const { card, pay } = await begun(parts, iType, pCardInfo, pPayInfo)
  const debit = await beginDebit(parts, card, pay)
  place.current = { kind: 'debit', card, debit }
  return formatDebitLine({ ...debit, algorithm: card.suite.algorithm, keyAddress: purchaseKey.address })
}

/** `0000` and the sequence number, date and time, MAC1: the first two must be those of step 1. Code −23. */
function debitInstruction(text: string, { sequence, at }: Debit): Uint8Array {
  const [number, moment, mac = ''] = fieldsOf(text, 3) ?? []
  const mac1 = bytesOfHex(mac, 4)
  if (number !== `0000${hex(sequence)}` || moment !== hex(at) || mac1 === undefined) throw DriverFailure.own(-23)
  return mac1
}

/** The card records the payment and certifies it: `sequence|date and time|TAC|MAC2|`; the back office checks the two. */
export async function doDebitStep2(place: SessionPlace, pKey: string): Promise<string> {
  const { card, debit } = takeSession(place, 'debit')
  return barred(await completeDebit(card, debit, debitInstruction(pKey, debit)))
}
