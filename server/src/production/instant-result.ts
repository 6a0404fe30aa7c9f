import type { Actor } from '@yika/core/access/actor.ts'
import type { Day } from '@yika/core/calendar/instant.ts'
import { isDay } from '@yika/core/calendar/instant.ts'
import { expiryOf } from '@yika/core/card/validity.ts'
import { type Refused, refuse } from '@yika/core/decision/decision.ts'
import { parseBankCardNumber } from '@yika/core/identifier/bank-card-number.ts'
import type { InputOf } from '@yika/core/operation/operation.ts'
import type { ChipCheck } from '@yika/core/production/chip-proved.ts'
import type { InstantResult } from '@yika/core/production/return-instant-card.ts'
import type { returnInstantCard } from '@yika/core/production/schema.ts'
import { sealText } from '../holder/sealing.ts'
import { personsByIds } from '../holder/store.ts'
import { checkChips } from './check-chips.ts'
import { chipKeysInUse } from './chip-key-in-use.ts'
import type { ChipParts } from './chip-parts.ts'
import { rowsOf } from './line-rows.ts'
import { batchById, linesOfPersons } from './store.ts'

export interface PreparedInstantResult {
  readonly personId: string
  readonly lineId: string
  readonly result: InstantResult
}

type Input = InputOf<typeof returnInstantCard>
type Made = Extract<Input['result'], { made: true }>

/** Outside any transaction: the account is sealed, and the chip is held against register and key machine. */
export async function readInstantResult(
  parts: ChipParts,
  { personId, lineId, result }: Input,
  actor: Actor,
): Promise<PreparedInstantResult | Refused> {
  if (!result.made) return { personId, lineId, result }
  const { db, custodian } = parts
  const account = parseBankCardNumber(result.bankCardNumber)
  if (!account.valid) return refuse('input-invalid', { path: '/result/bankCardNumber', reason: account.fault })
  const issuedOn = result.issuedOn
  if (!isDay(issuedOn)) return refuse('input-invalid', { path: '/result/issuedOn', reason: 'is no day' })
  const person = (await personsByIds(db, [personId])).get(personId)
  if (person === undefined) return refuse('not-found')
  const chip = await chipOfLine(parts, { personId, lineId, result, issuedOn }, actor)
  if ('accepted' in chip) return chip
  const { certificateSerial, identificationCode, resetInformation } = result
  const sealedAccount = sealText(custodian, person, 'bankCardNumber', account.value)
  const made = { made: true, issuedOn, sealedAccount, certificateSerial, identificationCode, resetInformation } as const
  return { personId, lineId, result: { ...made, chip } }
}

/** Only the counter that began the card has its claim judged; of a line that is closed the result is not asked again. */
async function chipOfLine(
  parts: ChipParts,
  claim: { readonly personId: string; readonly lineId: string; readonly result: Made; readonly issuedOn: Day },
  actor: Actor,
): Promise<ChipCheck | Refused> {
  const { db, clock, policyReader } = parts
  const { personId, lineId, result, issuedOn } = claim
  const line = (await linesOfPersons(db, [personId])).get(lineId)
  const batch = line === undefined ? undefined : await batchById(db, line.batchId)
  if (line === undefined || batch?.kind !== 'instant' || batch.officeId !== actor.officeId) return refuse('not-found')
  const [row] = await rowsOf(db, [line])
  if (row === undefined || line.state !== 'created')
    return { good: false, reason: line.reason ?? 'instant-line-closed' }
  if (!(await chipKeysInUse(db)).has(result.keyVersion)) return refuse('chip-keys-missing')
  const { readBack, proof, keyVersion, bankCardNumber, identificationCode, resetInformation } = result
  const validUntil = expiryOf(issuedOn, policyReader(actor, clock()))
  const [check] = await checkChips(parts, [
    { row, readBack, proof, keyVersion, bankCardNumber, identificationCode, resetInformation, issuedOn, validUntil },
  ])
  return check as ChipCheck
}
